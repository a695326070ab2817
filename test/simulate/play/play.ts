import type { KeyRing } from '../../../src/dispatch/index.ts'
import { SettleError, type Simulation } from '../../../src/simulation.ts'
import { invariants, type Check, type Moment } from '../invariants/index.ts'
import { scenarioOf, type Plan } from '../plan.ts'
import type { Tally } from '../report/tally.ts'
import { Digest } from './digest.ts'
import { Site, type Exchange } from './site.ts'
import { take } from './take.ts'

/** An invariant that did not hold. */
export interface Violation {
  readonly invariant: string
  /** What was wrong. */
  readonly finding: string
  /** After which step, from 1; 0: before the first. */
  readonly step: number
}

export interface Outcome {
  readonly violation: Violation | null
  /** Over all that was answered, and all that was left. */
  readonly digest: string
}

export interface PlayOptions {
  /** Off: only the digest is wanted. */
  readonly checks?: boolean
  /** Counts what happens. */
  readonly tally?: Tally
}

/** Lets a history happen, with all invariants after each step. It ends with the first that does not hold. */
export function play(plan: Plan, keys: KeyRing, { checks = true, tally }: PlayOptions = {}): Outcome {
  const digest = new Digest()
  const site = new Site(scenarioOf(plan.scenario), keys)
  const watch = checks ? new Watch() : null
  let violation = watch?.look(site.world, [], []) ?? null
  for (const [place, step] of plan.steps.entries()) {
    if (violation !== null) break
    const { world } = site
    let exchanges: readonly Exchange[] = []
    const thrown: unknown[] = []
    const look = (): void => {
      const found = watch?.look(site.world, [], [], tally) ?? null
      if (found !== null) throw new Found({ ...found, step: place + 1 })
    }
    try {
      exchanges = take(site, step, look)
    } catch (error) {
      if (error instanceof Found) violation = error.violation
      else thrown.push(error)
      if (!checks && !(error instanceof SettleError)) throw error
    }
    tally?.stepped(step, exchanges)
    for (const exchange of exchanges) digest.exchanged(exchange)
    if (site.world !== world) digest.world(world)
    const found = watch?.look(site.world, exchanges, [...site.bugs.splice(0), ...thrown], tally) ?? null
    if (found !== null) violation ??= { ...found, step: place + 1 }
  }
  digest.world(site.world)
  return { violation, digest: digest.end() }
}

class Found extends Error {
  readonly violation: Violation

  constructor(violation: Violation) {
    super(violation.finding)
    this.violation = violation
  }
}

/** All invariants over the lives of the worlds of one history. */
class Watch {
  #checks: readonly (readonly [name: string, check: Check])[] = []
  #world: Simulation | null = null
  /** The newest place of the journal that was looked at. */
  #seen = 0

  look(world: Simulation, exchanges: readonly Exchange[], bugs: readonly unknown[], tally?: Tally): Violation | null {
    const isNew = world !== this.#world
    if (isNew) {
      this.#checks = invariants.map((invariant) => [invariant.name, invariant.create()])
      this.#world = world
      this.#seen = world.journal.seq
    }
    const { journal } = world
    const happened = [...journal.requestsAfter(this.#seen), ...journal.events(this.#seen)].sort((a, b) => a.seq - b.seq)
    const isFirst = isNew || happened.length < journal.seq - this.#seen
    this.#seen = journal.seq
    tally?.happened(world, happened)
    const moment: Moment = { world, isNew, isFirst, exchanges, happened, bugs }
    for (const [invariant, check] of this.#checks) {
      const finding = check(moment)
      if (finding !== null) return { invariant, finding, step: 0 }
    }
    return null
  }
}
