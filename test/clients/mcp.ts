import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Json } from '../sdk/document.ts'

/** What a tool answered. */
export interface ToolResult {
  readonly content: readonly { readonly type: string; readonly text: string }[]
  readonly isError: boolean
}

/** A server of the Model Context Protocol in a process of its own. */
export interface McpServer {
  /** The names of its tools. */
  readonly tools: readonly string[]
  /** Calls one. @throws when the server ends, or says that the call was not a call */
  call(tool: string, args: Readonly<Record<string, Json>>): Promise<ToolResult>
  /** Ends it as a client does, by closing its input. @returns its exit code */
  stop(): Promise<number | null>
}

/** What a client of a language model would be, without one: JSON-RPC, a line each, over the standard streams of a program. */
export async function startMcp(command: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<McpServer> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } })
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', (code) => {
    process.off('exit', kill)
    resolve(code)
  }))
  const waiting = new Map<number, (answer: Readonly<Record<string, unknown>>) => void>()
  createInterface(child.stdout).on('line', (line) => {
    // The server prints between the answers what its author wanted to see.
    if (!line.startsWith('{')) return
    const answer = JSON.parse(line) as Readonly<Record<string, unknown>>
    if (typeof answer['id'] === 'number') waiting.get(answer['id'])?.(answer)
  })

  const write = (message: Readonly<Record<string, unknown>>): void => void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  let id = 0
  const ask = async (method: string, params: Readonly<Record<string, unknown>>): Promise<unknown> => {
    const mine = ++id
    const answered = new Promise<Readonly<Record<string, unknown>>>((resolve) => waiting.set(mine, resolve))
    write({ id: mine, method, params })
    const answer = await Promise.race([answered, ended])
    waiting.delete(mine)
    if (answer === null || typeof answer !== 'object') throw new Error(`the server ended with ${answer}:\n${stderr}`)
    if (!('result' in answer)) throw new Error(`${method}: ${JSON.stringify(answer)}`)
    return answer['result']
  }

  await ask('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'obshell-sim', version: '0' } })
  write({ method: 'notifications/initialized' })
  const { tools } = await ask('tools/list', {}) as { readonly tools: readonly { readonly name: string }[] }
  return {
    tools: tools.map(({ name }) => name),
    call: async (name, given) => ask('tools/call', { name, arguments: given }) as Promise<ToolResult>,
    async stop() {
      child.stdin.end()
      return ended
    },
  }
}
