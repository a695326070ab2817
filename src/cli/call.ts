import { randomBytes } from 'node:crypto'
import { request as requestInTheClear } from 'node:http'
import { request as requestByTls } from 'node:https'
import { Command } from 'commander'
import { sealRequest } from '../protocol/index.ts'
import { exitCodes, UsageError } from './exit.ts'

interface CallFlags {
  readonly agent: string
  readonly json?: string
  readonly password?: string
  readonly agentPassword?: string
  readonly plain?: boolean
  readonly language?: string
}

/** `obshell-sim call`: an encrypted request, as an SDK would send it; prints the answer. */
export function callCommand(): Command {
  return new Command('call')
    .description('send an encrypted request to an agent, as an SDK would, and print the answer')
    .argument('<method>', 'GET, POST, PUT, PATCH or DELETE')
    .argument('<path>', 'with its query: /api/v1/ob/info')
    .option('--agent <address>', 'the agent to ask; https://127.0.0.1:2886 if it speaks TLS (its certificate is not verified)', '127.0.0.1:2886')
    .option('--json <text>', 'the body')
    .option('--password <password>', 'the root password')
    .option('--agent-password <password>', 'the agent password; the credential then goes in X-OCS-Agent-Header')
    .option('--plain', 'send no credential and a plain body')
    .option('--language <tag>', 'Accept-Language, such as zh')
    .exitOverride()
    .showHelpAfterError('(obshell-sim call --help shows all options)')
    .addHelpText('after', `
Exit codes: 0 the agent accepted, 1 it refused or could not be reached.

Example:
  obshell-sim call POST /api/v1/agent/join --json '{"agentInfo":{"ip":"127.0.0.1","port":2886},"zoneName":"zone1"}'`)
    .action((method: string, path: string, flags: CallFlags) => call(method, path, flags))
}

async function call(method: string, path: string, flags: CallFlags): Promise<void> {
  if (!path.startsWith('/')) throw new UsageError(`the path must begin with a slash, and '${path}' does not`)
  if (flags.json !== undefined) checkJson(flags.json)
  const base = /^https?:\/\//.test(flags.agent) ? flags.agent.replace(/\/$/, '') : `http://${flags.agent}`
  const headers: Record<string, string> = flags.language === undefined ? {} : { 'Accept-Language': flags.language }
  let body = flags.json ?? ''
  if (flags.plain !== true) {
    const secret = await send(base, 'GET', '/api/v1/secret', {}, '')
    const key = keyIn(secret.body)
    if (key === undefined) throw new UsageError(`${base}/api/v1/secret gave no key: ${secret.body.trim()}`, exitCodes.failed)
    const sealed = sealRequest({
      publicKey: key, target: path, body: flags.json ?? null, expires: Math.floor(Date.now() / 1000) + 60, randomByte: () => randomBytes(1)[0]!,
      ...(flags.password === undefined ? {} : { password: flags.password }),
      ...(flags.agentPassword === undefined ? {} : { agentPassword: flags.agentPassword }),
    })
    headers[sealed.header[0]] = sealed.header[1]
    body = sealed.body
  }
  const answer = await send(base, method.toUpperCase(), path, headers, body)
  process.stderr.write(`${answer.status}\n`)
  if (answer.body !== '') process.stdout.write(`${answer.body}\n`)
  if (answer.status >= 400) process.exitCode = exitCodes.failed
}

function send(base: string, method: string, path: string, headers: Record<string, string>, body: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const length = body === '' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
    const request = base.startsWith('https:') ? requestByTls : requestInTheClear
    const sent = request(`${base}${path}`, { method, headers: { ...headers, ...length }, agent: false, rejectUnauthorized: false }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }))
      response.on('error', reject)
    })
    sent.on('error', (error) => reject(new UsageError(`${base} cannot be reached: ${error.message}; is it the address of the \`ready\` line?`, exitCodes.failed)))
    sent.end(body)
  })
}

function keyIn(body: string): string | undefined {
  try {
    return (JSON.parse(body) as { data?: { public_key: string } }).data?.public_key
  } catch {
    return undefined
  }
}

function checkJson(text: string): void {
  try {
    JSON.parse(text)
  } catch (error) {
    throw new UsageError(`--json is not JSON: ${(error as Error).message}`)
  }
}
