import type { Simulation } from '../simulation.ts'
import { lastLines } from '../steering/index.ts'

/** What a test expected of a simulator is not so. The message says what was expected, what is the case instead, and what happened last. */
export class ExpectationError extends Error {
  /** What happened last, a line each, oldest first. */
  readonly last: readonly string[]

  constructor(message: string, last: readonly string[]) {
    super(last.length === 0 ? `${message}\nNothing has happened yet.` : `${message}\nWhat happened last:\n${last.map((line) => `  ${line}`).join('\n')}`)
    this.name = 'ExpectationError'
    this.last = last
  }
}

const lastCount = 5

/** An error about a world as it stands. */
export function expectationError(world: Simulation, message: string): ExpectationError {
  const held = world.heldNote()
  return new ExpectationError(held === null ? message : `${message}\nBeside: ${held}`, lastLines(world, lastCount))
}
