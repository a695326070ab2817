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
  /** What is the case instead, as a clause. */
  readonly stands: string
  readonly moved: Moved
  /** What happened last, a line each. */
  readonly last: readonly string[]

  constructor(waitedFor: string, budget: Micros, stands: string, moved: Moved, last: readonly string[]) {
    super(`${waitedFor}: that did not come to be within ${formatDuration(budget)} of virtual time; ${stands}`)
    this.name = 'NotMet'
    this.waitedFor = waitedFor
    this.budget = budget
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
  if (!met) throw new NotMet(words, budget, stands(), moved, lastLines(world, lastCount))
  return moved
}
