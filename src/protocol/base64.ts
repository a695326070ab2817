/** What Go's `base64.StdEncoding.DecodeString` returns: the bytes before the first fault, and the fault. */
export interface DecodedBase64 {
  readonly bytes: Uint8Array
  /** `illegal base64 data at input byte N`. */
  readonly error?: string
}

/**
 * Go's standard base64, padding required, `\r` and `\n` ignored wherever they stand.
 *
 * Credentials are refused with the error; in bodies the agent ignores it and goes on with the prefix (wire.md §3.3, §3.5).
 */
export function decodeBase64(text: string): DecodedBase64 {
  // Node takes more than Go: the URL alphabet, blanks, missing padding. What it writes back as it was had no fault; to look at each character of a
  // credential takes eight times as long.
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? { bytes } : decodeQuanta(text)
}

/** Standard base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}

/**
 * The slow way, quantum by quantum. Where Go finds a fault is particular: a quantum cut short is reported where its last `found`
 * characters began, a single `=` where a second should be one before the character that stands there.
 */
function decodeQuanta(text: string): DecodedBase64 {
  const bytes = Buffer.alloc(Math.floor(text.length / 4) * 3 + 3)
  let length = 0
  let at = 0

  const skipLineBreaks = () => { while (isLineBreak(text.charCodeAt(at))) at++ }
  const store = (bits: number, count: number) => {
    bytes.writeUIntBE(bits, length, 3)
    length += count
  }
  const done = (fault?: number): DecodedBase64 => {
    const decoded = bytes.subarray(0, length)
    return fault === undefined ? { bytes: decoded } : { bytes: decoded, error: `illegal base64 data at input byte ${fault}` }
  }

  for (;;) {
    let bits = 0
    let found = 0
    while (found < 4) {
      if (at === text.length) return done(found === 0 ? undefined : at - found)
      const code = text.charCodeAt(at++)
      const sextet = code < 128 ? alphabet[code] ?? -1 : -1
      if (sextet >= 0) {
        bits = bits << 6 | sextet
        found++
      } else if (!isLineBreak(code)) {
        if (code !== padding || found < 2) return done(at - 1)
        if (found === 2) {
          skipLineBreaks()
          if (at === text.length) return done(at)
          if (text.charCodeAt(at) !== padding) return done(at - 1)
          at++
        }
        skipLineBreaks()
        store(bits << 6 * (4 - found), found - 1)
        return done(at < text.length ? at : undefined)
      }
    }
    store(bits, 3)
  }
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13
}

const padding = 61

/** By character code, -1 for what does not belong. */
const alphabet: readonly number[] = Array.from({ length: 128 }, (_, code) =>
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(String.fromCharCode(code)))
