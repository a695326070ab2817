import type { Share } from './profile.ts'
import { spreadOf, type Pair, type Spread } from './pairs.ts'

/** One line of the table: something measured, and what it is to reach. */
export interface Mark {
  readonly what: string
  /** The middle of what ours took, with its unit. */
  readonly ours: string
  /** What it was measured against, and the middle of what that took. */
  readonly against: string
  readonly value: Spread
  /** Null where nothing is to be reached: it is told for its own sake. */
  readonly reach: { readonly least: number } | { readonly most: number } | null
  /** Behind the value: `×`, `ms`. */
  readonly unit: string
}

/** What a request of a mark spends its time on. */
export interface Breakdown {
  readonly what: string
  readonly shares: readonly Share[]
}

export function isReached({ value, reach }: Mark): boolean {
  if (reach === null) return true
  return 'least' in reach ? value.median >= reach.least : value.median <= reach.most
}

/** How many times as fast as the other side ours is, from what both cost. */
export function speeds(pairs: readonly Pair[]): Spread {
  return spreadOf(pairs.map(({ ours, theirs }) => theirs / ours))
}

/** How many times as much as the other side ours costs. */
export function costs(pairs: readonly Pair[]): Spread {
  return spreadOf(pairs.map(({ ours, theirs }) => ours / theirs))
}

export function middle(pairs: readonly Pair[], side: keyof Pair): number {
  return spreadOf(pairs.map((pair) => pair[side])).median
}
