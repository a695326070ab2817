import { micros, type Instant } from './instant.ts'

/** A time zone: how far local time lies ahead of UTC. */
export interface Zone {
  readonly name: string
  /** Minutes east of UTC at an instant. */
  offsetMinutes(instant: Instant): number
  /** As the time-zone database has it: `UTC`, `CST`, or `+08` where there is none. Go prints it after a time. */
  abbreviation(instant: Instant): string
}

const utc: Zone = { name: 'UTC', offsetMinutes: () => 0, abbreviation: () => 'UTC' }

/** Abbreviations that Node does not tell in English; it says `GMT+8` there. */
const abbreviations: Readonly<Record<string, string>> = {
  'Asia/Shanghai': 'CST', 'Asia/Taipei': 'CST', 'Asia/Hong_Kong': 'HKT', 'Asia/Tokyo': 'JST', 'Asia/Seoul': 'KST', 'Asia/Kolkata': 'IST', PRC: 'CST',
}

/**
 * The zone of an IANA name (`Asia/Shanghai`) or a fixed offset (`+08:00`). The rules are Node's; nothing is loaded for UTC.
 *
 * @returns null when the name is unknown
 */
export function createZone(name: string): Zone | null {
  if (name === 'UTC' || name === 'Z' || name === 'Etc/UTC') return utc
  const fixed = /^([+-])(\d\d):(\d\d)$/.exec(name)
  if (fixed !== null) {
    const minutes = (Number(fixed[2]) * 60 + Number(fixed[3])) * (fixed[1] === '-' ? -1 : 1)
    return { name, offsetMinutes: () => minutes, abbreviation: () => numeric(minutes) }
  }
  try {
    return ianaZone(name)
  } catch {
    return null // RangeError: Invalid time zone specified
  }
}

function ianaZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
  let cachedQuarter = NaN
  let cachedMinutes = 0
  return {
    name,
    offsetMinutes(instant) {
      // Offsets change at whole quarters of an hour; formatting is slow, asking twice for one quarter is common.
      const quarter = Math.floor(instant / (15 * micros.m))
      if (quarter !== cachedQuarter) {
        cachedQuarter = quarter
        const text = format.formatToParts(instant / micros.ms).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT'
        const match = /GMT([+-])(\d\d):(\d\d)/.exec(text)
        cachedMinutes = match === null ? 0 : (Number(match[2]) * 60 + Number(match[3])) * (match[1] === '-' ? -1 : 1)
      }
      return cachedMinutes
    },
    abbreviation(instant) {
      const short = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'short' })
      const text = short.formatToParts(instant / micros.ms).find((part) => part.type === 'timeZoneName')?.value ?? ''
      return abbreviations[name] ?? (/^[A-Z]{3,5}$/.test(text) ? text : numeric(this.offsetMinutes(instant)))
    },
  }
}

function numeric(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}${rest === 0 ? '' : String(rest).padStart(2, '0')}`
}
