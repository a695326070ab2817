import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { run } from '../sdk/process.ts'
import { venv } from '../sdk/venv.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const seed = (process.env['OBSHELL_SIM_HOSTILE'] ?? '').split(':')[1]
const checks = ['is_the_agents', 'response_schema_conformance', 'content_type_conformance', 'status_code_conformance']

/** It takes minutes: a part of `npm run hostile`, not of `npm test`. */
const found = seed === undefined ? { missing: 'it is a part of `npm run hostile`' } : await venv({ releases: ['schemathesis==4.32.5'], module: 'schemathesis' })
const missing = 'missing' in found ? found.missing : null
if (missing !== null) console.log(`schemathesis is not run: ${missing}`)

let end: () => unknown = () => {}
afterEach(() => end())

/** The command as it is installed; resolves with its first URL and its process. */
async function serve(...options: readonly string[]): Promise<{ url: string; pid: number; errors: () => string }> {
  const child = spawn(process.execPath, ['dist/cli.js', 'serve', '--port', '0', '--log', 'none', ...options], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  end = () => child.kill()
  let errors = ''
  child.stderr.on('data', (part: Buffer) => { errors += part.toString() })
  const [line] = await new Promise<string[]>((resolve, reject) => {
    child.stdout.once('data', (part: Buffer) => resolve(part.toString().split('\n')))
    child.once('exit', () => reject(new Error(errors)))
  })
  return { url: line!.split(' ')[1]!, pid: child.pid!, errors: () => errors }
}

/** Megabytes a process has in memory, where the system tells it. */
async function megabytesOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024
}

test.skipIf(missing !== null).each<[what: string, options: readonly string[]]>([
  ['agents that ask for no credential', ['--no-encryption']],
  ['three agents that ask for credentials', ['--agents', '3']],
])('schemathesis finds nothing in %s that openapi.yaml does not say', async (_what, options) => {
  if ('missing' in found) return
  const { url, pid, errors } = await serve(...options)
  const before = await megabytesOf(pid)
  const { code, stdout, stderr } = await run(found.python, [
    '-m', 'schemathesis.cli', 'run', 'openapi.yaml', '--url', url, '--phases', 'coverage,fuzzing', '--max-examples', '10', '--seed', seed!, '--warnings', 'off',
    '--checks', checks.join(','), '--no-color',
  ], {
    cwd: root, limitMs: 900_000,
    env: { NO_PROXY: '127.0.0.1', PYTHONPATH: fileURLToPath(new URL('./', import.meta.url)), PYTHONDONTWRITEBYTECODE: '1', SCHEMATHESIS_HOOKS: 'checks' },
  })
  expect(code, stdout + stderr).toBe(0)
  console.log(/^.*generated.*$/m.exec(stdout)?.[0], `memory ${before.toFixed()} to ${(await megabytesOf(pid)).toFixed()} MB`)
  expect(errors()).toBe('')
  const status = await fetch(`${url}/api/v1/status`)
  expect([status.status, ((await status.json()) as { successful: boolean }).successful]).toEqual([200, true])
}, 1_000_000)
