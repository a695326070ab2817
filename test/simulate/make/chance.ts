import type { Chance } from '../../hostile/chance.ts'

/** One of several ways to make something, the weightier the more often. */
export function weighed<Value>(chance: Chance, ways: readonly (readonly [weight: number, make: () => Value])[]): Value {
  let left = chance.below(ways.reduce((sum, [weight]) => sum + weight, 0))
  for (const [weight, make] of ways) {
    if (left < weight) return make()
    left -= weight
  }
  throw new Error('no way to choose from')
}

/** A value so often in a hundred, else nothing: for keys that may be left out. */
export function perhaps<Value extends object>(chance: Chance, percent: number, make: () => Value): Value | Record<string, never> {
  return chance.below(100) < percent ? make() : {}
}

export function between(chance: Chance, least: number, most: number): number {
  return least + chance.below(most - least + 1)
}

export function several<Value>(chance: Chance, least: number, most: number, make: (place: number) => Value): Value[] {
  return Array.from({ length: between(chance, least, most) }, (_, place) => make(place))
}
