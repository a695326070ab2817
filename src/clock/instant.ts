/** An instant: whole microseconds since the Unix epoch. 2^53 of them last until the year 2255. */
export type Instant = number

/** A length of time in whole microseconds. */
export type Micros = number

/** Microseconds in the units people write. */
export const micros = {
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
} as const

/** The first of January 2255 (UTC), beyond which no world is moved: some months later instants would no longer be whole microseconds. */
export const endOfTime: Instant = 8_993_721_600 * micros.s

const unitMicros: Readonly<Record<string, number>> = { us: 1, µs: 1, ...micros, d: 24 * micros.h }

/**
 * Reads a duration as people write it: `500ms`, `5s`, `1h30m`, `0s`, `-2s`.
 *
 * @returns microseconds, or null when the text is not a duration
 */
export function parseDuration(text: string): Micros | null {
  const match = /^(-?)((?:\d+(?:\.\d+)?(?:us|µs|ms|s|m|h|d))+)$/.exec(text.trim())
  if (match === null) return null
  let total = 0
  for (const [, amount, unit] of match[2]!.matchAll(/(\d+(?:\.\d+)?)(us|µs|ms|s|m|h|d)/g)) {
    total += Number(amount) * unitMicros[unit!]!
  }
  if (!Number.isSafeInteger(Math.round(total))) return null
  return match[1] === '-' ? 0 - Math.round(total) : Math.round(total)
}

/** Writes a duration as {@link parseDuration} reads it: `1h30m`, `1.5s`, `50ms`, `0s`. */
export function formatDuration(duration: Micros): string {
  if (duration < 0) return `-${formatDuration(-duration)}`
  if (duration === 0) return '0s'
  if (duration < micros.ms) return `${duration}us`
  if (duration < micros.s) return `${duration / micros.ms}ms`
  const hours = Math.floor(duration / micros.h)
  const minutes = Math.floor((duration % micros.h) / micros.m)
  const seconds = (duration % micros.m) / micros.s
  return `${hours > 0 ? `${hours}h` : ''}${minutes > 0 ? `${minutes}m` : ''}${seconds > 0 ? `${seconds}s` : ''}`
}

/**
 * The last three of the nine digits with which an agent prints a local time, drawn from seed and instant:
 * equal instants print equal, and no counter shifts them (DESIGN §4).
 *
 * @returns 1 to 999
 */
export function nanosOf(seed: number, instant: Instant): number {
  let hash = (seed ^ 0x9e3779b9) >>> 0
  hash = Math.imul(hash ^ (instant >>> 0), 0x85ebca6b)
  hash = Math.imul(hash ^ Math.floor(instant / 0x1_0000_0000) ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) % 999 + 1
}
