import { goQuote } from './go-quote.ts'

/** An IP address as Go's `netip.ParseAddr` reads it, or its words about the fault. */
export type ParsedIp =
  | {
    readonly ok: true
    readonly family: 4 | 6
    /** The usual form, as `net` prints it: lower case, the longest run of zeros as `::`, IPv4 inside IPv6 as IPv4. */
    readonly text: string
  }
  | { readonly ok: false, readonly error: string }

/** Reads an IP address: no leading zeros in IPv4, an optional zone in IPv6, nothing but the address. */
export function parseIp(text: string): ParsedIp {
  try {
    switch (/[.:%]/.exec(text)?.[0]) {
      case '.': return { ok: true, family: 4, text: readIpv4(text).join('.') }
      case ':': return { ok: true, family: 6, text: shownIpv6(text) }
      case '%': throw new IpFault('missing IPv6 address')
      default: throw new IpFault('unable to parse IP')
    }
  } catch (fault) {
    if (fault instanceof IpFault) return { ok: false, error: `ParseAddr(${goQuote(text)}): ${fault.message}` }
    throw fault
  }
}

/** What is wrong, and from where on; thrown within this file only. */
class IpFault extends Error {
  constructor(message: string, at = '') {
    super(at === '' ? message : `${message} (at ${goQuote(at)})`)
  }
}

function readIpv4(text: string): number[] {
  const octets: number[] = []
  let digits = ''
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    if (char >= '0' && char <= '9') {
      if (digits === '0') throw new IpFault('IPv4 field has octet with leading zero')
      digits += char
      if (Number(digits) > 255) throw new IpFault('IPv4 field has value >255')
    } else if (char === '.') {
      if (i === 0 || i === text.length - 1 || digits === '') throw new IpFault('IPv4 field must have at least one digit', text.slice(i))
      if (octets.length === 3) throw new IpFault('IPv4 address too long')
      octets.push(Number(digits))
      digits = ''
    } else {
      throw new IpFault('unexpected character', text.slice(i))
    }
  }
  if (octets.length < 3) throw new IpFault('IPv4 address too short')
  return [...octets, Number(digits)]
}

function shownIpv6(text: string): string {
  const [address = '', zone] = text.split(/%(.*)/s)
  if (zone === '') throw new IpFault('zone must be a non-empty string')
  const groups = readIpv6(address)
  const shown = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
    ? groups.slice(6).flatMap((group) => [group >> 8, group & 0xff]).join('.')
    : compressed(groups)
  return zone === undefined ? shown : `${shown}%${zone}`
}

/** The eight groups. */
function readIpv6(address: string): number[] {
  const groups: number[] = []
  let rest = address
  /** Where the groups that `::` stands for belong. */
  let gap: number | null = null
  if (rest.startsWith('::')) {
    gap = 0
    rest = rest.slice(2)
  }
  while (rest !== '' || groups.length + (gap ?? -1) < 0) {
    if (groups.length === 8) throw new IpFault('trailing garbage after address', rest)
    const digits = /^[0-9a-fA-F]*/.exec(rest)?.[0] ?? ''
    if (digits.length > 4) throw new IpFault('each group must have 4 or less digits', rest)
    if (digits === '') throw new IpFault('each colon-separated field must have at least one digit', rest)
    if (rest[digits.length] === '.') {
      if (gap === null && groups.length !== 6) {
        throw new IpFault('embedded IPv4 address must replace the final 2 fields of the address', rest)
      }
      if (groups.length > 6) throw new IpFault('too many hex fields to fit an embedded IPv4 at the end of the address', rest)
      const [a = 0, b = 0, c = 0, d = 0] = readIpv4(rest)
      groups.push(a << 8 | b, c << 8 | d)
      break
    }
    groups.push(Number.parseInt(digits, 16))
    rest = rest.slice(digits.length)
    if (rest === '') break
    if (!rest.startsWith(':')) throw new IpFault('unexpected character, want colon', rest)
    if (rest.length === 1) throw new IpFault('colon must be followed by more characters', rest)
    rest = rest.slice(1)
    if (rest.startsWith(':')) {
      if (gap !== null) throw new IpFault('multiple :: in address', rest)
      gap = groups.length
      rest = rest.slice(1)
    }
  }
  if (gap === null && groups.length < 8) throw new IpFault('address string too short')
  if (gap !== null && groups.length === 8) throw new IpFault('the :: must expand to at least one field of zeros')
  if (gap !== null) groups.splice(gap, 0, ...Array.from({ length: 8 - groups.length }, () => 0))
  return groups
}

/** Hexadecimal groups, the first of the longest runs of two or more zeros as `::`. */
function compressed(groups: readonly number[]): string {
  let [start, length] = [-1, 1]
  for (let i = 0; i < groups.length; i++) {
    let end = i
    while (groups[end] === 0) end++
    if (end - i > length) [start, length] = [i, end - i]
  }
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':')
  return start < 0 ? hex(groups) : `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`
}
