/** One measurement of each of the two sides, taken one right after the other. */
export interface Pair {
  readonly ours: number
  readonly theirs: number
}

/** What many values come to: the middle one, and the quarter points around it. */
export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

/**
 * Measures two sides in alternation, A B A B …, so that whatever else the machine does falls on both; ratios are taken pair by pair. The
 * first pair warms up and is thrown away.
 *
 * @param count of pairs that are kept
 */
export async function inPairs(count: number, ours: () => Promise<number>, theirs: () => Promise<number>): Promise<Pair[]> {
  const pairs: Pair[] = []
  for (let index = 0; index <= count; index++) {
    const pair = { ours: await ours(), theirs: await theirs() }
    if (index > 0) pairs.push(pair)
  }
  return pairs
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (part: number): number => {
    const place = (sorted.length - 1) * part
    const below = sorted[Math.floor(place)]!
    return below + (sorted[Math.ceil(place)]! - below) * (place % 1)
  }
  return { median: at(0.5), low: at(0.25), high: at(0.75) }
}
