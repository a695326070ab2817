import { formatDuration, micros, type Micros } from '../clock/index.ts'
import type { Simulation, WorldTransition } from '../simulation.ts'
import type { Awaited } from './condition.ts'
import { lastLines } from './told.ts'

/** What a move of time has come to. */
export interface Moved {
  readonly by: Micros
  /** In order. */
  readonly transitions: readonly WorldTransition[]
}

/** So much virtual time a condition is waited for, unless somebody says. */
export const defaultBudget: Micros = 24 * micros.h

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
  /** Why not, as a sentence without its full stop: its time was over, or nothing is left that could bring it about. */
  readonly reason: string
  /** What is the case instead, as a clause. */
  readonly stands: string
  readonly moved: Moved
  /** What happened last, a line each. */
  readonly last: readonly string[]

  constructor(waitedFor: string, budget: Micros, isOver: boolean, stands: string, moved: Moved, last: readonly string[]) {
    const reason = isOver ? 'that does not come to be by itself, for nothing is left to happen'
      : `that did not come to be within ${formatDuration(budget)} of virtual time`
    super(`${waitedFor}: ${reason}; ${stands}`)
    this.name = 'NotMet'
    this.waitedFor = waitedFor
    this.budget = budget
    this.reason = reason
    this.stands = stands
    this.moved = moved
    this.last = last
  }
}

const lastCount = 5

/** Lets events happen, one by one, until something is so; it may be so already. @throws NotMet when it is not within the budget */
export function advanceUntil(world: Simulation, { words, holds, stands }: Awaited, budget: Micros): Moved {
  let met = false
  const moved = movedBy(world, () => {
    met = world.advanceUntil(holds, budget)
  })
  if (!met) throw new NotMet(words, budget, world.clock.waiting === 0, stands(), moved, lastLines(world, lastCount))
  return moved
}
