import type { GoInteger } from './go-type.ts'

/**
 * The value of a number literal for an integer type, undefined if Go refuses it. Go judges the literal: `1.0` and `1e3` are no integers,
 * `-0` is none for an unsigned type. A number when safe, else a bigint.
 */
export function integerOf(literal: string, kind: GoInteger): number | bigint | undefined {
  const { min, max } = RANGES[kind]
  const negative = literal.startsWith('-')
  // A 64-bit integer has at most 20 characters; BigInt of a long literal would take its time.
  if (literal.length > 20 || (negative && min === 0n) || !/^-?\d+$/.test(literal)) return undefined
  if (literal.length <= 15) {
    // Adding zero makes 0 of -0.
    const value = Number(literal) + 0
    return value >= Number(min) && value <= Number(max) ? value : undefined
  }
  const value = BigInt(literal)
  if (value < min || value > max) return undefined
  return Number.isSafeInteger(Number(value)) ? Number(value) : value
}

/** The value of a number literal for a float type, undefined beyond its range. */
export function floatOf(literal: string, kind: 'float32' | 'float64'): number | undefined {
  const value = kind === 'float32' ? Math.fround(Number(literal)) : Number(literal)
  return Number.isFinite(value) ? value : undefined
}

function signed(bits: bigint): { readonly min: bigint, readonly max: bigint } {
  return { min: -(1n << (bits - 1n)), max: (1n << (bits - 1n)) - 1n }
}

function unsigned(bits: bigint): { readonly min: bigint, readonly max: bigint } {
  return { min: 0n, max: (1n << bits) - 1n }
}

const RANGES: Readonly<Record<GoInteger, { readonly min: bigint, readonly max: bigint }>> = {
  int: signed(64n), int8: signed(8n), int16: signed(16n), int32: signed(32n), int64: signed(64n),
  uint: unsigned(64n), uint8: unsigned(8n), uint16: unsigned(16n), uint32: unsigned(32n), uint64: unsigned(64n),
}
