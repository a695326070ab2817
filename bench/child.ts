import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { ProbeAnswers } from './children/probe.ts'
import { built } from './built.ts'

/** A program that is started to be measured, or to help. */
export interface Program {
  /** What Node is given: a file and its arguments. */
  readonly command: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Options of Node's own. */
  readonly node?: readonly string[]
  /** Who is at the other end of its IPC channel: the probe, which can be asked; the program itself; or nobody. By default the probe. */
  readonly channel?: 'probe' | 'program' | 'none'
}

/** A running process that has said `ready`. */
export class Child {
  /** What it said after `ready`. */
  readonly words: readonly string[]
  /** Milliseconds of wall time from its spawn to `ready`. */
  readonly readyMs: number
  readonly #process: ChildProcess

  constructor(process: ChildProcess, words: readonly string[], readyMs: number) {
    this.#process = process
    this.words = words
    this.readyMs = readyMs
  }

  get url(): string {
    return this.words[0]!
  }

  get pid(): number {
    return this.#process.pid!
  }

  /** Puts a message to it and waits for its answer. */
  async tell<T>(message: object | string | number): Promise<T> {
    return new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error('a measured process ended before it answered'))
      this.#process.once('exit', ended)
      this.#process.once('message', (answer) => {
        this.#process.off('exit', ended)
        resolve(answer as T)
      })
      this.#process.send(message)
    })
  }

  async ask<Q extends keyof ProbeAnswers>(question: Q): Promise<ProbeAnswers[Q]> {
    return this.tell(question)
  }

  /** Kibibytes of resident memory, as the system tells it of any process: Linux in a file, others by `ps`. */
  residentKib(): number {
    const file = `/proc/${this.pid}/status`
    const kib = existsSync(file) ? /^VmRSS:\s*(\d+)/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined
    return Number(kib ?? execFileSync('ps', ['-o', 'rss=', '-p', String(this.pid)], { encoding: 'utf8' }))
  }

  async end(): Promise<void> {
    return new Promise((resolve) => {
      this.#process.once('close', () => resolve())
      this.#process.kill('SIGKILL')
    })
  }
}

/** Starts a program and waits until it says `ready`. @throws when it ends instead */
export async function start({ command, env = {}, node = [], channel = 'probe' }: Program): Promise<Child> {
  const before = performance.now()
  const child = spawn(process.execPath, [...node, ...(channel === 'probe' ? ['--expose-gc', '--require', built('probe.cjs')] : []), ...command], {
    stdio: ['ignore', 'pipe', 'inherit', ...(channel === 'none' ? [] : ['ipc' as const])],
    env: { PATH: process.env['PATH'] ?? '', ...env },
  })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${command.join(' ')} ended with ${code} before it was ready`)))
    createInterface(child.stdout!).on('line', (line) => {
      if (!line.startsWith('ready')) return
      const readyMs = performance.now() - before
      child.removeAllListeners('exit')
      resolve(new Child(child, line.split(' ').slice(1), readyMs))
    })
  })
}
