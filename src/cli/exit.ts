/** What the process ends with (DESIGN §7). */
export const exitCodes = { ok: 0, failed: 1, usage: 2, addressTaken: 3 } as const

/** Something the person at the keyboard can mend: one sentence, no stack. */
export class UsageError extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode: number = exitCodes.usage) {
    super(message)
    this.exitCode = exitCode
  }
}
