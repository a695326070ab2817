import type { RequestEntry, WorldEvent } from '../../../src/journal/index.ts'
import type { Simulation } from '../../../src/simulation.ts'
import type { Exchange } from '../play/site.ts'

/** Something that is so after every step, whatever was done. */
export interface Invariant {
  readonly name: string
  readonly sentence: string
  /** A checker of one world's life; what it remembers is its own. */
  create(): Check
}

/** @returns what is wrong, as a sentence; null: nothing */
export type Check = (moment: Moment) => string | null

/** A world after a step. */
export interface Moment {
  readonly world: Simulation
  /** It is the first moment of this world. */
  readonly isNew: boolean
  /** It is the first moment of this world, or more has happened since the last one than its journal keeps: what follows from history is to be taken as it is. */
  readonly isFirst: boolean
  /** What clients have sent in the step, and what came back. */
  readonly exchanges: readonly Exchange[]
  /** What was journalled since the moment before, requests and events in the order of their places. */
  readonly happened: readonly (RequestEntry | WorldEvent)[]
  /** Bugs of ours that were told or thrown. */
  readonly bugs: readonly unknown[]
}

/** The first of several findings that is one. */
export function first(findings: Iterable<string | null>): string | null {
  for (const finding of findings) if (finding !== null) return finding
  return null
}

/** @returns a sentence where two values differ as JSON */
export function differ(what: string, actual: unknown, expected: unknown): string | null {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)]
  return is === should ? null : `${what}: ${is}, and not ${should}`
}
