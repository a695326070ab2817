/** The bytes of an IP address as `net.ParseIP` reads it, 4 for IPv4 (also when mapped into IPv6), or null. */
export function parseIp(text: string): number[] | null {
  if (!text.includes(':')) return parseV4(text)
  const halves = text.split('::')
  if (halves.length > 2) return null
  const head = groups(halves[0]!, halves.length === 1)
  const tail = halves.length === 2 ? groups(halves[1]!, true) : []
  if (head === null || tail === null) return null
  const missing = 16 - head.length - tail.length
  if (halves.length === 2 ? missing < 2 : missing !== 0) return null
  const bytes = [...head, ...new Array<number>(missing).fill(0), ...tail]
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff
  return mapped ? bytes.slice(12) : bytes
}

/**
 * Writes bytes as Go's `net.IP` does; null unless they are exactly as many as asked for. Four will do for sixteen: `To16` takes
 * them for an IPv4 address in the layout of IPv6.
 */
export function ipOfBytes(bytes: readonly number[], length: 4 | 16): string | null {
  if (bytes.length === 4) return bytes.join('.')
  if (length !== 16 || bytes.length !== 16) return null
  const words: number[] = []
  for (let index = 0; index < 16; index += 2) words.push((bytes[index]! << 8) | bytes[index + 1]!)
  const { start, size } = longestZeros(words)
  const hex = (list: number[]): string => list.map((word) => word.toString(16)).join(':')
  return size < 2 ? hex(words) : `${hex(words.slice(0, start))}::${hex(words.slice(start + size))}`
}

/** Ids are made of addresses, and a view of a DAG has many: what is no address is found at its first wrong character. */
function parseV4(text: string): number[] | null {
  const bytes: number[] = []
  let byte = -1
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - ZERO
    if (digit === DOT - ZERO && byte >= 0 && bytes.length < 3) {
      bytes.push(byte)
      byte = -1
    } else {
      // A leading zero is refused since Go 1.17.
      if (digit < 0 || digit > 9 || byte === 0) return null
      byte = Math.max(byte, 0) * 10 + digit
      if (byte > 255) return null
    }
  }
  if (byte < 0 || bytes.length < 3) return null
  bytes.push(byte)
  return bytes
}

const DOT = 46
const ZERO = 48

/** The groups of one half; only what ends the address may be written as IPv4. */
function groups(text: string, mayEndInV4: boolean): number[] | null {
  if (text === '') return []
  const bytes: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    if (mayEndInV4 && index === parts.length - 1 && part.includes('.')) {
      const v4 = parseV4(part)
      if (v4 === null) return null
      bytes.push(...v4)
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(part)) return null
      const word = parseInt(part, 16)
      bytes.push(word >> 8, word & 0xff)
    }
  }
  return bytes
}

function longestZeros(words: readonly number[]): { start: number; size: number } {
  let best = { start: 0, size: 0 }
  for (let start = 0; start < words.length; start++) {
    let size = 0
    while (words[start + size] === 0) size++
    if (size > best.size) best = { start, size }
  }
  return best
}
