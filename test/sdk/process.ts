import { spawn } from 'node:child_process'

/** How a program ended. */
export interface Ended {
  /** Its exit code; null when a signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** After so long it is killed. */
  readonly limitMs?: number
}

/** Runs a program to its end. @throws the system's error when it cannot be started, such as ENOENT */
export async function run(command: string, args: readonly string[], { cwd, env = {}, limitMs = 60_000 }: RunOptions = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'], timeout: limitMs, killSignal: 'SIGKILL', env: { ...process.env, ...env }, ...(cwd === undefined ? {} : { cwd }),
    })
    const read = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (read.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (read.stderr += text))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, ...read }))
  })
}

/** The last line that says something. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? ''
}
