/**
 * A number of an `interface{}` whose literal JavaScript would not print alike (`1.0`, `1e3`, `-0`, `0.10`). Go keeps the text (gin's
 * `EnableDecoderUseNumber`, `json.Number`) and writes it as it came; so `String(value)` is the literal for every bound number.
 */
export class GoNumber {
  readonly literal: string

  constructor(literal: string) {
    this.literal = literal
  }

  toString(): string {
    return this.literal
  }
}

/** A number literal of an `interface{}`: a number, or a bigint, if that prints as the literal; else a GoNumber. */
export function anyNumber(literal: string): number | bigint | GoNumber {
  const value = Number(literal)
  if (String(value) === literal && (!Number.isInteger(value) || Number.isSafeInteger(value))) return value
  // Beyond 64 bits nothing calculates with it, and BigInt would be slow with long ones.
  if (literal.length <= 20 && INTEGER.test(literal) && literal !== '-0') return BigInt(literal)
  return new GoNumber(literal)
}

const INTEGER = /^-?\d+$/
