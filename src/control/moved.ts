import { formatDuration } from '../clock/index.ts'
import type { Action } from '../faults/index.ts'
import { SettleError, type Simulation } from '../simulation.ts'
import { instantText, lastLines, movedBy, NotMet, type Moved } from '../steering/index.ts'
import type { Call } from './call.ts'
import { ControlProblem } from './problem.ts'
import { clockView, transitionView, type View } from './views.ts'

/** Moves time by hand and tells what happened on the way, in order. @throws ControlProblem */
export async function moved(call: Call, move: (world: Simulation) => void): Promise<View> {
  const { host, world } = call
  requireByHand(call)
  const { seq } = world.journal
  const before = world.now()
  try {
    const came = movedBy(world, () => move(world))
    return { ...clockView(world), ...movedView(world, came) }
  } catch (error) {
    if (error instanceof NotMet) throw notMet(world, error)
    if (!(error instanceof SettleError)) throw error
    const came: Moved = { by: world.now() - before, transitions: world.transitionsAfter(seq) }
    const more = { now: instantText(world, world.now()), ...movedView(world, came), last: lastLines(world, lastCount) }
    throw new ControlProblem(422, 'Work does not end', error.message, more)
  } finally {
    host.moved()
    await host.follow()
  }
}

const lastCount = 5

function notMet(world: Simulation, { message, waitedFor, budget, stands, held, moved: came, last }: NotMet): ControlProblem {
  return new ControlProblem(422, 'The condition did not come to hold', message, {
    waitedFor, stands, held, budget: formatDuration(budget), now: instantText(world, world.now()), ...movedView(world, came), last,
  })
}

export function movedView(world: Simulation, { by, transitions }: Moved): View {
  return { by: formatDuration(by), transitions: transitions.map((transition) => transitionView(world, transition)) }
}

/** @throws ControlProblem where the wall clock alone moves time */
export function requireByHand({ host, world }: Call): void {
  if (host.mayAdvance(world.state.mode)) return
  const { mode } = world.state.mode
  const detail = `in mode ${mode} time cannot be advanced by hand; PUT /_sim/clock {"mode":"offset"} or "manual" first`
  throw new ControlProblem(409, 'The clock follows the wall', detail)
}

/** What came of an action at once. */
export interface Happened {
  /** Why nothing did; null where something did. */
  readonly refused: string | null
  readonly transitions: readonly View[]
}

/** Lets something happen. */
export async function happened(call: Call, action: Action): Promise<Happened> {
  const { host, world } = call
  world.noteTransitions()
  const { seq } = world.journal
  const refused = await host.act(action)
  return { refused, transitions: world.transitionsAfter(seq).map((transition) => transitionView(world, transition)) }
}
