import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ChaosRun, histories, type ChaosStep } from './testing/chaos.ts'

/** The same histories every time, unless asked for others: `SEED=7 RUNS=2000 npx vitest run src/task/property.test.ts`. A failure prints its seed. */
const parameters = { seed: Number(process.env['SEED'] ?? 20_240_109), numRuns: Number(process.env['RUNS'] ?? 150) }

/** An hour of ticks for each attempt of each node that never ends, and some. */
const settleEventsMax = 200_000

describe('whatever happens to an agent', () => {
  test('its tasks keep their invariants after every step, and come to an end', () => {
    let steps = 0
    const met = new Set<string>()
    fc.assert(fc.property(histories, (history) => {
      const run = new ChaosRun()
      for (const step of history) run.apply(step)
      expect(run.settle(settleEventsMax)).toBe(true)
      steps += history.length
      for (const { state, operator } of run.store.dags) met.add(`${state}/${operator}`)
    }), parameters)
    expect(steps).toBeGreaterThan(parameters.numRuns * 20)
    // The histories are worth something: they end in all ways.
    expect([...met]).toEqual(expect.arrayContaining(['FAILED/CANCEL', 'FAILED/ROLLBACK', 'FAILED/RUN', 'SUCCEED/PASS', 'SUCCEED/ROLLBACK', 'SUCCEED/RUN']))
  })

  test('it goes the same way again, also from a copy made after every step', () => {
    fc.assert(fc.property(histories, (history) => {
      const text = (copies: boolean): string => {
        const run = new ChaosRun()
        for (const step of history satisfies ChaosStep[]) {
          run.apply(step)
          if (copies) run.copy()
        }
        return run.text()
      }
      const first = text(false)
      expect(text(false)).toBe(first)
      expect(text(true)).toBe(first)
    }), { ...parameters, numRuns: Math.ceil(parameters.numRuns / 3) })
  })
})
