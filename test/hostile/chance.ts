import { Random, type Substream } from '../../src/clock/index.ts'

/** Chance from a seed: the same seed makes the same choices. */
export class Chance {
  readonly #stream: Substream

  constructor(seed: number) {
    this.#stream = new Random(seed).stream('hostile')
  }

  /** 0 to `bound` - 1. */
  below(bound: number): number {
    return Random.below(this.#stream, bound)
  }

  /** True once in so many times. */
  once(times: number): boolean {
    return this.below(times) === 0
  }

  pick<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)]!
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)))
  }
}
