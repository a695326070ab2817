/**
 * Go's `strconv.Quote`, which `%q` writes: how the standard library quotes what it could not use (`parse "http://…"`,
 * `strconv.ParseInt: parsing "x"`). Lone surrogates are bytes that were not UTF-8 (`goString`) and appear as `\x…`.
 */
export function goQuote(text: string): string {
  const printable = new RegExp(printablePattern, 'u')
  let out = ''
  for (const rune of text) out += escapes.get(rune) ?? (printable.test(rune) ? rune : escapedRune(rune.codePointAt(0) ?? 0))
  return `"${out}"`
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'], ['\\', '\\\\'],
  ['\u0007', '\\a'], ['\b', '\\b'], ['\f', '\\f'], ['\n', '\\n'], ['\r', '\\r'], ['\t', '\\t'], ['\v', '\\v'],
])

/**
 * Letters, marks, numbers, punctuation, symbols, and of all blanks only the ASCII one: Go's `IsPrint`, by the Unicode of Node. A text for
 * now: written as a literal it would take 1 ms of each start.
 */
const printablePattern = '^[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} ]$'

function escapedRune(code: number): string {
  if (code >= 0xdc80 && code <= 0xdcff) return '\\x' + hex(code - 0xdc00, 2)
  if (code < 0x20 || code === 0x7f) return '\\x' + hex(code, 2)
  return code < 0x1_0000 ? '\\u' + hex(code, 4) : '\\U' + hex(code, 8)
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
