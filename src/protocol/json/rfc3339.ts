export type TimeParsed = { readonly ok: true, readonly time: string } | { readonly ok: false, readonly reason: string }

const LAYOUT = '2006-01-02T15:04:05Z07:00'

/**
 * Reads a time as Go's `time.Parse(time.RFC3339, …)`, which is also how JSON is read into a time.Time. More lenient than the RFC: an hour
 * of one digit, a comma before the fraction, offsets up to 24:60.
 *
 * `text` has one character a byte (`byteString`). The time comes back as Go prints it: at most nine digits of fraction, trailing zeros
 * trimmed, `Z` for an offset of zero. The reason is Go's, as in
 * `parsing time "abc" as "2006-01-02T15:04:05Z07:00": cannot parse "abc" as "2006"`.
 */
export function parseRfc3339(text: string): TimeParsed {
  const parser = new Parser(text)
  const time = parser.time()
  return time === undefined ? { ok: false, reason: `parsing time ${quoted(text)}${parser.reason}` } : { ok: true, time }
}

class Parser {
  reason = ''
  #rest: string

  constructor(text: string) {
    this.#rest = text
  }

  time(): string | undefined {
    const year = this.#year()
    if (year === undefined || !this.#prefix('-')) return undefined
    const month = this.#two('01', 1, 12, 'month')
    if (month === undefined || !this.#prefix('-')) return undefined
    // The day is judged last, when the month is known.
    const day = this.#two('02', 0, 99, 'day')
    if (day === undefined || !this.#prefix('T')) return undefined
    const hour = this.#hour()
    if (hour === undefined || !this.#prefix(':')) return undefined
    const minute = this.#two('04', 0, 59, 'minute')
    if (minute === undefined || !this.#prefix(':')) return undefined
    const second = this.#two('05', 0, 59, 'second')
    if (second === undefined) return undefined
    const fraction = this.#fraction()
    const offset = this.#offset()
    if (offset === undefined) return undefined
    if (this.#rest !== '') return this.#fail(`: extra text: ${quoted(this.#rest)}`)
    if (day < 1 || day > daysIn(month, year)) return this.#fail(': day out of range')
    return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}${fraction}${offset}`
  }

  #year(): number | undefined {
    const digits = this.#rest.slice(0, 4)
    if (!/^\d{4}$/.test(digits)) return this.#cannot('2006')
    this.#rest = this.#rest.slice(4)
    return Number(digits)
  }

  #hour(): number | undefined {
    const digits = /^\d\d?/.exec(this.#rest.slice(0, 2))?.[0]
    if (digits === undefined) return this.#cannot('15')
    this.#rest = this.#rest.slice(digits.length)
    return Number(digits) < 24 ? Number(digits) : this.#fail(': hour out of range')
  }

  #two(element: string, min: number, max: number, name: string): number | undefined {
    const value = twoDigits(this.#rest)
    if (value === undefined) return this.#cannot(element)
    this.#rest = this.#rest.slice(2)
    return value >= min && value <= max ? value : this.#fail(`: ${name} out of range`)
  }

  /** The fraction as it is printed, with its point; '' if there is none. */
  #fraction(): string {
    const digits = /^[.,](\d+)/.exec(this.#rest)?.[1]
    if (digits === undefined) return ''
    this.#rest = this.#rest.slice(1 + digits.length)
    let length = Math.min(digits.length, 9)
    while (length > 0 && digits.charAt(length - 1) === '0') length--
    return length === 0 ? '' : `.${digits.slice(0, length)}`
  }

  #offset(): string | undefined {
    const text = this.#rest
    if (text.startsWith('Z')) {
      this.#rest = text.slice(1)
      return 'Z'
    }
    if (text.length < 6 || text.charAt(3) !== ':') return this.#cannot('Z07:00')
    const hours = twoDigits(text.slice(1))
    const minutes = hours === undefined ? undefined : twoDigits(text.slice(4))
    // A range is judged even where another part is no number.
    if (minutes !== undefined && minutes > 60) return this.#fail(': time zone offset minute out of range')
    if (hours !== undefined && hours > 24) return this.#fail(': time zone offset hour out of range')
    const sign = text.charAt(0)
    if (hours === undefined || minutes === undefined || (sign !== '+' && sign !== '-')) return this.#cannot('Z07:00')
    this.#rest = text.slice(6)
    const total = hours * 60 + minutes
    return total === 0 ? 'Z' : `${sign}${pad(Math.trunc(total / 60), 2)}:${pad(total % 60, 2)}`
  }

  #prefix(prefix: string): boolean {
    if (!this.#rest.startsWith(prefix)) {
      this.#cannot(prefix)
      return false
    }
    this.#rest = this.#rest.slice(1)
    return true
  }

  #cannot(element: string): undefined {
    this.reason = ` as ${quoted(LAYOUT)}: cannot parse ${quoted(this.#rest)} as ${quoted(element)}`
    return undefined
  }

  #fail(message: string): undefined {
    this.reason = message
    return undefined
  }
}

function twoDigits(text: string): number | undefined {
  const digits = text.slice(0, 2)
  return /^\d\d$/.test(digits) ? Number(digits) : undefined
}

function daysIn(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0')
}

/** Package time's own quoting: whatever is not ASCII, byte for byte. */
function quoted(bytes: string): string {
  let out = '"'
  for (let at = 0; at < bytes.length; at++) {
    const code = bytes.charCodeAt(at)
    const char = bytes.charAt(at)
    if (code >= 0x80 || code < 0x20) out += `\\x${code.toString(16).padStart(2, '0')}`
    else out += char === '"' || char === '\\' ? `\\${char}` : char
  }
  return `${out}"`
}
