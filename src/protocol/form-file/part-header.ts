import { goQuote } from '../go-quote.ts'
import { goString } from '../go-string.ts'
import { trimmed } from '../trim.ts'

/** The header of a part: what counts of it, and what it costs of the memory that Go allows a form. */
export interface PartHeader {
  readonly disposition: string
  readonly fields: number
  /** Names once, values each, as `mimeHeaderSize` counts. */
  readonly bytes: number
}

/** The reason of Go's for a form that asks for too much memory, too many parts or too many fields. */
export const tooLarge = 'multipart: message too large'

/**
 * Reads the lines of a part's header as `net/textproto` does, ends of lines taken off. Lines that begin with a blank go on from the one before.
 *
 * @param lines without the empty line at the end, one character a byte
 * @returns the header, or Go's reason
 */
export function readPartHeader(lines: readonly string[]): PartHeader | string {
  if (/^[ \t]/.test(lines[0] ?? '')) return lines[0]!.length > 80 ? tooLarge : `malformed MIME header initial line: ${quoted(lines[0]!)}`
  let disposition: string | null = null
  const names = new Set<string>()
  let bytes = 400
  let fields = 0
  for (let at = 0; at < lines.length;) {
    const first = lines[at++]!
    if (!first.includes(':')) return `malformed MIME header: missing colon: ${quoted(first)}`
    let line = trimmed(first)
    while (/^[ \t]/.test(lines[at] ?? '')) line += ` ${trimmed(lines[at++]!)}`
    const colon = line.indexOf(':')
    const name = canonicalName(line.slice(0, colon))
    const value = line.slice(colon + 1)
    if (name === null) return `malformed MIME header line: ${quoted(line)}`
    // By the time Go looks at the value it has put the name in its usual form, in the line itself.
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return `malformed MIME header line: ${quoted(`${name}:${value}`)}`
    fields++
    const text = value.replace(/^[ \t]+/, '')
    bytes += text.length + (names.has(name) ? 0 : name.length + 200)
    names.add(name)
    if (name === 'Content-Disposition') disposition ??= text
  }
  return { disposition: disposition ?? '', fields, bytes }
}

/** `content-disposition` as `Content-Disposition`; names with blanks in them stay as they are. Null: no name. */
function canonicalName(name: string): string | null {
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z ]+$/.test(name)) return null
  return name.includes(' ') ? name : name.toLowerCase().replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase())
}

/** Bytes as Go's `%q` shows them. */
export function quoted(bytes: string): string {
  return goQuote(goString(Buffer.from(bytes, 'latin1')))
}
