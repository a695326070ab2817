import { performance } from 'node:perf_hooks'
import { KeyRing } from '../../src/dispatch/index.ts'
import { SetupError } from '../../src/scenario/index.ts'
import { makePlan } from './make/plan.ts'
import type { Plan } from './plan.ts'
import { play, type Violation } from './play/play.ts'
import { invariants } from './invariants/index.ts'
import { shrink } from './report/shrink.ts'
import { Tally } from './report/tally.ts'
import { historyOf } from './report/told.ts'

export interface SimulateOptions {
  readonly seeds: readonly number[]
  readonly steps: number
  /** A history in place of those of the seeds. */
  readonly plan?: Plan | null
  /** A line for each seed with the hash over its bytes. */
  readonly hash?: boolean
  /** How often everything happened. */
  readonly counts?: boolean
  readonly told: (line: string) => void
}

/** Enough that every kind of thing should have happened. */
const seedsForAll = 200

/** Plays histories, tells of those that fail, and what happened in all. @returns whether none failed */
export function simulate({ seeds, steps, plan = null, hash = false, counts = false, told }: SimulateOptions): boolean {
  const since = performance.now()
  // The keys of agents follow from their names, so all worlds share them: making one takes a hundredth of a second.
  const keys = new KeyRing(1)
  const tally = new Tally()
  let failed = 0
  for (const seed of plan === null ? seeds : [plan.seed]) {
    const history = plan ?? makePlan(seed, steps, keys)
    const { violation, digest } = check(history, keys, tally)
    if (hash) told(`${seed} ${digest}`)
    if (violation === null) continue
    failed++
    for (const line of report(history, violation, steps, keys)) told(line)
  }
  const { steps: taken, requests, transitions, faults } = tally.totals
  told(`${plan === null ? seeds.length : 1} seeds, ${failed} failed; ${taken} steps, ${requests} requests, ${transitions} transitions, ${faults} faults acted; ${((performance.now() - since) / 1000).toFixed(1)} s`)
  if (counts) for (const line of tally.lines()) told(line)
  const gaps = seeds.length >= seedsForAll && plan === null ? tally.gaps() : []
  if (gaps.length > 0) told(`never happened: ${gaps.join('; ')}`)
  return failed === 0 && gaps.length === 0
}

/** Plays a history twice: all invariants hold, and the bytes are the same. */
export function check(plan: Plan, keys: KeyRing, tally?: Tally): { readonly violation: Violation | null; readonly digest: string } {
  const { violation, digest } = play(plan, keys, { ...(tally !== undefined && { tally }) })
  if (violation !== null) return { violation, digest }
  const again = play(plan, keys, { checks: false }).digest
  const finding = `the second time the hash is ${again}, and not ${digest}`
  return { violation: again === digest ? null : { invariant: 'twice the same', finding, step: plan.steps.length }, digest }
}

function report(plan: Plan, violation: Violation, steps: number, keys: KeyRing): string[] {
  const { invariant, finding, step } = violation
  const small = shrink({ ...plan, steps: plan.steps.slice(0, step) }, (candidate) => failsAlike(candidate, invariant, keys))
  const sentence = invariants.find(({ name }) => name === invariant)?.sentence
  return [
    `FAILED ${invariant} after step ${step}: npm run simulate -- --seed ${plan.seed} --steps ${steps}`,
    ...(sentence === undefined ? [] : [`  should: ${sentence}`]),
    `  was: ${finding}`,
    `  with less: ${check(small, keys).violation?.finding ?? 'nothing any more'}`,
    ...historyOf(small).map((line) => `  ${line}`),
    `  as JSON, for --plan: ${JSON.stringify(small)}`,
  ]
}

function failsAlike(plan: Plan, invariant: string, keys: KeyRing): boolean {
  try {
    return check(plan, keys).violation?.invariant === invariant
  } catch (error) {
    // Without an agent its set-up may not be possible any more.
    if (error instanceof SetupError || error instanceof TypeError) return false
    throw error
  }
}
