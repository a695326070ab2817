import { describe, expect, test } from 'vitest'
import { KeyRing } from '../../src/dispatch/index.ts'
import { makePlan } from './make/plan.ts'
import type { Plan } from './plan.ts'
import { invariants } from './invariants/index.ts'
import { shrink } from './report/shrink.ts'
import { simulate } from './simulate.ts'

/** `npm run simulate` plays hundreds; these are the first of them, whole. */
const seeds = Array.from({ length: 10 }, (_, place) => place + 1)

describe('histories of chance', () => {
  test('keep all invariants after every step, and give the same bytes the second time', () => {
    const lines: string[] = []
    const isWell = simulate({ seeds, steps: 80, told: (line) => lines.push(line) })
    expect(isWell, lines.join('\n')).toBe(true)
    expect(lines.join()).toMatch(/^10 seeds, 0 failed; 800 steps, \d{3,} requests, \d{3,} transitions, \d{2,} faults acted; [\d.]+ s$/)
  })

  test('are those of their seed, and the first steps of a longer one those of a shorter one', () => {
    const keys = new KeyRing(1)
    const [plan, again, shorter, other] = [makePlan(3, 40, keys), makePlan(3, 40, keys), makePlan(3, 10, keys), makePlan(4, 40, keys)]
    expect(again).toEqual(plan)
    expect(shorter).toEqual({ ...plan, steps: plan.steps.slice(0, 10) })
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
    expect(other).not.toEqual({ ...plan, seed: 4 })
  })

  test('that fail are told with the command that repeats them, and with less that fails alike', () => {
    const plan = makePlan(3, 40, new KeyRing(1))
    const wanted = [plan.steps[7]!, plan.steps[31]!]
    const has = ({ steps }: Plan): boolean => wanted.every((step) => steps.includes(step))
    const small = shrink(plan, has)
    expect(small.steps).toEqual(wanted)
    expect(small.scenario).toMatchObject({ agents: [{ name: 'a' }], taskRules: [], requestRules: [], timeline: [], setup: [] })
  })
})

test('every invariant has a name of its own and a sentence', () => {
  expect(new Set(invariants.map(({ name }) => name)).size).toBe(invariants.length)
  expect(invariants.filter(({ sentence }) => !/^[A-Z].*\.$/.test(sentence))).toEqual([])
})
