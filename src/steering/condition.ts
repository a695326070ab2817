import { describeEvent, type EventCondition } from '../faults/index.ts'
import { describe, find, type RequestQuery } from '../journal/index.ts'
import type { Simulation } from '../simulation.ts'
import { PartError } from './part-error.ts'
import { readEvent } from './parts.ts'
import { readRequestQuery } from './questions.ts'
import { heldWork } from './waiting.ts'

/** Something that time may pass for. */
export interface Awaited {
  /** In words, as a clause: `` `Join self` is RUNNING ``. */
  readonly words: string
  /** Whether it is so. */
  holds(): boolean
  /** What is the case instead, as a clause. */
  stands(): string
}

/** The condition that something is held. */
const held = 'held'

/**
 * A condition: work in a state or a process as in a scenario file, `{ request: <query of the journal> }` for a request that is still to come, or
 * `{ held: true }`.
 *
 * @param at where it stands in what was given
 * @throws PartError, QueryError with all that is wrong
 */
export async function readCondition(world: Simulation, given: unknown, at: readonly string[] = []): Promise<Awaited> {
  const keys = isMap(given) ? Object.keys(given) : []
  for (const alone of ['request', held]) {
    if (!keys.includes(alone) || keys.length === 1) continue
    throw wrong([...at, alone], `'${alone}' is a condition by itself: leave ${keys.filter((key) => key !== alone).map((key) => `'${key}'`).join(', ')} out`)
  }
  if (keys.includes('request')) return ofRequest(world, readRequestQuery(world, (given as { request: unknown }).request, [...at, 'request'].join('.')))
  if (keys.includes(held)) {
    if ((given as { held: unknown }).held !== true) throw wrong([...at, held], 'held can only be true')
    return ofHeld(world)
  }
  if (!isMap(given)) {
    throw wrong(at, 'this must be a condition such as { dag: Join self, state: RUNNING }, { agent: b, process: stopped }, '
      + '{ request: { operation: agentJoin } } or { held: true }')
  }
  return ofEvent(world, await readEvent(world, given, at, ['request', held]))
}

function ofEvent(world: Simulation, condition: EventCondition): Awaited {
  return { words: describeEvent(condition), holds: () => world.holds(condition), stands: () => world.howItStands(condition) }
}

/** Requests that have been made are not waited for, unless the query says from where on they count. */
function ofRequest(world: Simulation, query: RequestQuery): Awaited {
  const from: RequestQuery = { after: world.journal.seq, ...query }
  return {
    words: `there is ${describe({ request: query })}`,
    holds: () => find(world.journal, from).length > 0,
    stands: () => {
      const since = world.journal.requestsAfter(from.after ?? 0).length
      if (since === 0) return 'no request has been made since'
      return `${since === 1 ? 'one request has' : `${since} requests have`} been made since, and none of them is that`
    },
  }
}

function ofHeld(world: Simulation): Awaited {
  return { words: 'something is held', holds: () => heldWork(world).length > 0, stands: () => 'nothing is held' }
}

function wrong(path: readonly string[], message: string): PartError {
  return new PartError([{ line: 1, column: 1, code: 'WRONG_VALUE', path, message }])
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
