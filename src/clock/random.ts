/** A generator's state: four 32-bit words (sfc32). Plain data. */
export type Substream = [number, number, number, number]

export interface RandomState {
  seed: number
  /** Substreams by purpose and agent, made on first use. */
  streams: Record<string, Substream>
}

/**
 * All chance of a world. It has a substream for each (seed, purpose, agent), so that one more `/info` does not shift
 * the ids of anything else.
 */
export class Random {
  readonly state: RandomState

  constructor(seed: number | RandomState) {
    this.state = typeof seed === 'number' ? { seed, streams: {} } : seed
  }

  /** The substream of a purpose (`trace`, `token`, `key`) and an agent. The same object every time. */
  stream(purpose: string, agent = ''): Substream {
    const name = `${purpose}/${agent}`
    return this.state.streams[name] ??= seeded(`${this.state.seed}/${name}`)
  }

  /** 0 to 2^32 - 1. */
  static uint32(stream: Substream): number {
    const [a, b, c, d] = stream
    const out = (a + b + d) >>> 0
    stream[0] = (b ^ (b >>> 9)) >>> 0
    stream[1] = (c + (c << 3)) >>> 0
    stream[2] = (((c << 21) | (c >>> 11)) + out) >>> 0
    stream[3] = (d + 1) >>> 0
    return out
  }

  /** 16 lower-case hex digits: a trace id (wire.md §1.5). */
  static hex16(stream: Substream): string {
    return hex8(Random.uint32(stream)) + hex8(Random.uint32(stream))
  }

  /** 0 to `bound` - 1, each as likely as the other to one part in 2^32 / bound. */
  static below(stream: Substream, bound: number): number {
    return Random.uint32(stream) % bound
  }

  /** A version 4 UUID: an agent's token (wire.md §3.11). */
  static uuid(stream: Substream): string {
    const hex = Random.hex16(stream) + Random.hex16(stream)
    const variant = '89ab'[Random.below(stream, 4)]!
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
  }
}

/** Two digits for each byte: `toString(16)` of a number beyond 31 bits takes 0.6 µs, and every answer has a trace id. */
const hexOfByte: readonly string[] = Array.from({ length: 256 }, (_, byte) => (byte + 256).toString(16).slice(1))

function hex8(value: number): string {
  return hexOfByte[value >>> 24]! + hexOfByte[(value >>> 16) & 0xff]! + hexOfByte[(value >>> 8) & 0xff]! + hexOfByte[value & 0xff]!
}

const fnvPrime = 0x01000193

/** FNV-1a over the name with four different offsets, all in one go (a thousand agents draw thousands of streams), then twelve rounds to mix. */
function seeded(name: string): Substream {
  let [a, b, c, d] = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b]
  for (let index = 0; index < name.length; index++) {
    const code = name.charCodeAt(index)
    a = Math.imul(a ^ code, fnvPrime)
    b = Math.imul(b ^ code, fnvPrime)
    c = Math.imul(c ^ code, fnvPrime)
    d = Math.imul(d ^ code, fnvPrime)
  }
  const stream: Substream = [a >>> 0, b >>> 0, c >>> 0, (d | 1) >>> 0]
  for (let round = 0; round < 12; round++) Random.uint32(stream)
  return stream
}
