/**
 * The text of bytes that should be UTF-8, as a Go string holds them: every byte that is not becomes a lone surrogate (U+DC00 + byte),
 * so that `marshal` and `goQuote` know it. Header values are such bytes: `X-OBSHELL-Trace-ID: é` in Latin-1 comes back as `\ufffd`
 * (golden `single-open`).
 */
export function goString(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  if (!text.includes('\ufffd')) return text
  let out = ''
  for (let at = 0; at < bytes.length;) {
    const length = runeLength(bytes, at)
    out += length === 0 ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : Buffer.from(bytes.subarray(at, at + length)).toString('utf8')
    at += Math.max(1, length)
  }
  return out
}

/** The order of two strings' UTF-8 bytes, which is the order of code points and not that of JavaScript's code units. */
export function compareUtf8(a: string, b: string): number {
  const end = Math.min(a.length, b.length)
  for (let i = 0; i < end; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}

/** Surrogates, halves of code points past U+FFFF, come after the rest of the plane. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

/** The length of the UTF-8 sequence at an offset, 0 if there is none (`utf8.DecodeRune`). */
function runeLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0
  const length = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0
    const low = i === 1 ? lowestSecond.get(lead) ?? 0x80 : 0x80
    const high = i === 1 ? highestSecond.get(lead) ?? 0xbf : 0xbf
    if (byte < low || byte > high) return 0
  }
  return length
}

/** Second bytes are narrower after these: no overlong forms, no surrogates, nothing past U+10FFFF. */
const lowestSecond: ReadonlyMap<number, number> = new Map([[0xe0, 0xa0], [0xf0, 0x90]])
const highestSecond: ReadonlyMap<number, number> = new Map([[0xed, 0x9f], [0xf4, 0x8f]])
