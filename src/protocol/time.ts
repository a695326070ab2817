/**
 * Instants are integers: microseconds since the Unix epoch, as everywhere in the simulator (DESIGN §4), with three more digits where an
 * agent prints nanoseconds. No `Date`: it knows milliseconds only.
 */

/** The Unix epoch: what the agent prints for a start or end that has not come yet (`ZERO_TIME`, tasks.md §1). */
export const EPOCH = 0

/** The zero `time.Time` of Go. Too early to be an instant of ours, and never shown in local time. */
export const GO_ZERO_TIME = '0001-01-01T00:00:00Z'

/**
 * An instant as Go's `time.Time` writes itself into JSON: RFC 3339 with up to nine fractional digits, trailing zeros (and a zero
 * fraction) trimmed, `Z` where the offset is none (wire.md §1.4).
 *
 * @param micros instant
 * @param nanos3 the three digits after the microseconds, 0 to 999
 * @param offsetMinutes of the local time, east of UTC
 */
export function formatTime(micros: number, nanos3: number, offsetMinutes: number): string {
  const { year, month, day, hour, minute, second, microsecond } = civil(micros + offsetMinutes * MINUTE)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}`
    + fraction(microsecond * 1000 + nanos3) + offset(offsetMinutes)
}

/**
 * A local time as Go prints it with `%v`: `2006-01-02 15:04:05.999999999 -0700 MST`.
 *
 * @param abbreviation of the zone, as the time-zone database has it
 */
export function goTimeString(micros: number, nanos3: number, offsetMinutes: number, abbreviation: string): string {
  const [date, time] = formatTime(micros, nanos3, offsetMinutes).replace(/(?:Z|[+-]\d\d:\d\d)$/, '').split('T')
  return `${date} ${time} ${offsetMinutes === 0 ? '+0000' : offset(offsetMinutes).replace(':', '')} ${abbreviation}`
}

/** An instant as HTTP's `Date` header: `Wed, 25 Nov 2026 17:01:05 GMT`. */
export function httpDate(micros: number): string {
  const { days, year, month, day, hour, minute, second } = civil(micros)
  // The epoch was a Thursday.
  const weekday = ((days + 4) % 7 + 7) % 7
  return `${weekdays[weekday]}, ${pad(day, 2)} ${months[month - 1]} ${pad(year, 4)} ${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)} GMT`
}

/**
 * The instant of an RFC 3339 text, as people write them in scenario files, in µs; digits after the sixth are dropped.
 * Null if it is none, or lies where microseconds are no longer exact (before 1684, after 2255).
 */
export function parseTime(text: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/.exec(text)
  if (!match) return null
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number]
  const [offsetHour, offsetMinute] = [Number(match[9] ?? 0), Number(match[10] ?? 0)]
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  if (hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59) return null
  const east = (match[8] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute)
  const minutes = (daysFromCivil(year, month, day) * 24 + hour) * 60 + minute - east
  const micros = minutes * MINUTE + second * SECOND + Number((match[7] ?? '').slice(0, 6).padEnd(6, '0'))
  return Number.isSafeInteger(micros) ? micros : null
}

const SECOND = 1_000_000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The calendar of an instant: days are counted from the epoch, then in eras of 400 years that begin on the first of March. */
function civil(micros: number) {
  const days = Math.floor(micros / DAY)
  const ofDay = micros - days * DAY
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    days,
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
    hour: Math.floor(ofDay / (60 * MINUTE)),
    minute: Math.floor(ofDay / MINUTE) % 60,
    second: Math.floor(ofDay / SECOND) % 60,
    microsecond: ofDay % SECOND,
  }
}

/** The inverse: days since the epoch of a date. */
function daysFromCivil(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

function daysInMonth(year: number, month: number): number {
  return month === 12 ? 31 : daysFromCivil(year, month + 1, 1) - daysFromCivil(year, month, 1)
}

function fraction(nanos: number): string {
  if (nanos === 0) return ''
  // Digit by digit: V8 keeps the text of each number that is written whole, and nearly every answer has one that no other has.
  const digits = twoDigits[Math.floor(nanos / 10_000_000)]! + twoDigits[Math.floor(nanos / 100_000) % 100]!
    + twoDigits[Math.floor(nanos / 1000) % 100]! + twoDigits[Math.floor(nanos / 10) % 100]! + String(nanos % 10)
  let end = 9
  while (digits.charCodeAt(end - 1) === ZERO) end--
  return '.' + digits.slice(0, end)
}

function offset(minutes: number): string {
  if (minutes === 0) return 'Z'
  const east = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(east / 60), 2)}:${pad(east % 60, 2)}`
}

const ZERO = 48

/** Times are in every answer, most of them more than once. */
const twoDigits: readonly string[] = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'))

function pad(value: number, digits: 2 | 4): string {
  return digits === 2 ? twoDigits[value]! : String(value).padStart(digits, '0')
}
