import { endOfTime, formatDuration, micros, type Instant, type Micros } from '../clock/index.ts'
import type { Simulation, WorldTransition } from '../simulation.ts'
import type { Awaited } from './condition.ts'
import { instantText, lastLines } from './told.ts'
import { nextLimit } from './waiting.ts'

/** What a move of time has come to. */
export interface Moved {
  readonly by: Micros
  /** In order. */
  readonly transitions: readonly WorldTransition[]
}

/** So much virtual time a condition is waited for, unless somebody says. */
export const defaultBudget: Micros = 24 * micros.h

/** One advance moves no further: a slip of the keyboard must not run for hours. */
const advanceMax: Micros = 10 * 366 * 24 * micros.h

/** Why time does not move to an instant by hand, as a sentence without its full stop; null where it may. @param reset what begins time anew */
export function whyNotTo(world: Simulation, target: Instant, reset: string): string | null {
  const now = world.now()
  if (target < now) return `time never goes back: it is ${instantText(world, now)}`
  if (target > endOfTime) return `time ends at ${instantText(world, endOfTime)}; ${reset} begins it anew`
  return target > now + advanceMax ? 'one advance goes no further than ten years' : null
}

/** Moves a world and tells what happened on the way. */
export function movedBy(world: Simulation, move: () => void): Moved {
  world.noteTransitions()
  const { seq } = world.journal
  const before = world.now()
  move()
  return { by: world.now() - before, transitions: world.transitionsAfter(seq) }
}

/** What time was to pass for did not come to be. */
export class NotMet extends Error {
  /** In words, as a clause. */
  readonly waitedFor: string
  readonly budget: Micros
  /** Why not, as a sentence without its full stop: its time was over, or nothing goes on that could bring it about. */
  readonly reason: string
  /** What is the case instead, as a clause. */
  readonly stands: string
  /** What is held, as a sentence; null: nothing is. */
  readonly held: string | null
  readonly moved: Moved
  /** What happened last, a line each. */
  readonly last: readonly string[]

  constructor(world: Simulation, { words, stands }: Awaited, budget: Micros, moved: Moved) {
    const reason = whyNotMet(world, budget)
    const held = world.heldNote()
    const stood = stands()
    super([`${words}: ${reason}`, stood, ...(held === null ? [] : [held])].join('; '))
    this.name = 'NotMet'
    this.waitedFor = words
    this.budget = budget
    this.reason = reason
    this.stands = stood
    this.held = held
    this.moved = moved
    this.last = lastLines(world, lastCount)
  }
}

const lastCount = 5

/**
 * Lets events happen, one by one, until something is so; it may be so already.
 *
 * @throws NotMet when it is not within the budget, or as soon as nothing goes on that could bring it about: the time limits of work that stands still are not
 *   waited for, as in {@link Simulation.settle}, so that a hold that somebody has forgotten does not end in a timeout
 */
export function advanceUntil(world: Simulation, awaited: Awaited, budget: Micros): Moved {
  const moved = movedBy(world, () => void world.advanceUntil(() => awaited.holds() || !goesOn(world), budget))
  if (!awaited.holds()) throw new NotMet(world, awaited, budget, moved)
  return moved
}

/** Whether work goes on, or something is still to happen by itself. */
function goesOn(world: Simulation): boolean {
  return world.hasWork || world.clock.some(({ kind }) => kind === 'timeline' || kind === 'act')
}

function whyNotMet(world: Simulation, budget: Micros): string {
  if (goesOn(world)) return `that did not come to be within ${formatDuration(budget)} of virtual time`
  const limit = nextLimit(world)
  const before = limit === null ? 'is left to happen' : `goes on before ${limit.what}, in ${formatDuration(limit.at - world.now())}`
  return `that does not come to be by itself, for nothing ${before}`
}
