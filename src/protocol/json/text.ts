import { Buffer, isUtf8 } from 'node:buffer'

const REPLACEMENT = 0xfffd

/**
 * A text as Go sees it: a string with one character for each byte (U+0000 to U+00FF). The scanner and the decoder walk over this form:
 * positions are byte positions, and bytes that are not UTF-8 are still there when an error quotes them.
 */
export function byteString(body: Uint8Array | string): string {
  if (typeof body === 'string') {
    return Buffer.byteLength(body) === body.length ? body : Buffer.from(body).toString('latin1')
  }
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')
}

/** What a byte string says as UTF-8. Each byte that is not part of a well-formed character becomes one U+FFFD, as in Go. */
export function utf8(bytes: string): string {
  const buffer = Buffer.from(bytes, 'latin1')
  return isUtf8(buffer) ? buffer.toString('utf8') : coerced(buffer)
}

/**
 * The string that the inside of a JSON string literal (valid, without its quotes) stands for. Escapes of half a surrogate pair become
 * U+FFFD.
 */
export function unquoted(inside: string): string {
  let escape = inside.indexOf('\\')
  if (escape < 0) return utf8(inside)
  const parts: string[] = []
  let from = 0
  while (escape >= 0) {
    if (escape > from) parts.push(utf8(inside.slice(from, escape)))
    const letter = inside.charAt(escape + 1)
    if (letter !== 'u') {
      parts.push(SHORT_ESCAPES[letter] ?? letter)
      from = escape + 2
    } else {
      const unit = escapedUnit(inside, escape)
      const next = isHighSurrogate(unit) ? escapedUnit(inside, escape + 6) : -1
      const pair = next >= 0xdc00 && next <= 0xdfff
      parts.push(pair ? String.fromCharCode(unit, next) : String.fromCharCode(isSurrogate(unit) ? REPLACEMENT : unit))
      from = escape + (pair ? 12 : 6)
    }
    escape = inside.indexOf('\\', from)
  }
  if (from < inside.length) parts.push(utf8(inside.slice(from)))
  return parts.join('')
}

/** A byte as the scanner's errors show it: `'x'`. Go takes the byte for a character of Latin-1, so half of `é` shows as `'Ã'`. */
export function quotedByte(byte: number): string {
  const char = String.fromCharCode(byte)
  if (char === '\'') return '\'\\\'\''
  if (char === '\\') return '\'\\\\\''
  if ((byte >= 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad)) return `'${char}'`
  const short = CONTROL_ESCAPES[char]
  if (short !== undefined) return `'${short}'`
  const hex = byte.toString(16).padStart(2, '0')
  return byte < 0x80 ? `'\\x${hex}'` : `'\\u00${hex}'`
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

const CONTROL_ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v',
}

/** The code unit of `\uXXXX` at a position, or -1 if there is no such escape. */
function escapedUnit(text: string, at: number): number {
  if (text.charAt(at) !== '\\' || text.charAt(at + 1) !== 'u') return -1
  return Number.parseInt(text.slice(at + 2, at + 6), 16)
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

/** UTF-8 with errors, decoded as utf8.DecodeRune does. (A TextDecoder makes one U+FFFD of a cut sequence, where Go makes one a byte.) */
function coerced(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length;) {
    const size = sequenceLength(bytes, at)
    const first = bytes[at] ?? 0
    if (size === 0) {
      units[length++] = REPLACEMENT
    } else if (size === 1) {
      units[length++] = first
    } else {
      let rune = first & (0xff >> (size + 1))
      for (let tail = 1; tail < size; tail++) rune = (rune << 6) | ((bytes[at + tail] ?? 0) & 0x3f)
      if (rune > 0xffff) {
        units[length++] = 0xd7c0 + (rune >> 10)
        units[length++] = 0xdc00 | (rune & 0x3ff)
      } else {
        units[length++] = rune
      }
    }
    at += Math.max(size, 1)
  }
  return Buffer.from(units.buffer, 0, length * 2).toString('utf16le')
}

/** The length of the well-formed character at a position, 0 if there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0
  if (first < 0x80) return 1
  const size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  for (let tail = 1; tail < size; tail++) {
    const byte = bytes[at + tail] ?? 0
    if (byte < (tail === 1 ? low : 0x80) || byte > (tail === 1 ? high : 0xbf)) return 0
  }
  return size
}
