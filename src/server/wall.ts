/** Wall time in microseconds since the Unix epoch. */
export type WallClock = () => number

/** So often, in microseconds, it is compared with the system's date, and so far it may be off then: the machine has slept, or its clock was set. */
const lookEvery = 1_000_000
const driftMax = 5_000

/**
 * A clock of whole microseconds. Of Node's clocks one knows the date, to the millisecond, and the other the microseconds, from no known instant;
 * `performance` has both, but Node loads it when it is first asked, and it never hears of a machine that has slept.
 */
export function createWallClock(dateMs: () => number = Date.now, upMicros: () => number = monotonic): WallClock {
  let base = 0
  let lookedAt = -Infinity
  return () => {
    const up = upMicros()
    if (up - lookedAt >= lookEvery) {
      const date = dateMs() * 1000
      if (lookedAt === -Infinity || Math.abs(base + up - date) > driftMax) base = date - up
      lookedAt = up
    }
    return base + up
  }
}

function monotonic(): number {
  const [seconds, nanos] = process.hrtime()
  return seconds * 1_000_000 + Math.floor(nanos / 1000)
}
