import { formatDuration, parseDuration, parseMode, type Instant, type Micros } from '../../clock/index.ts'
import { parseTime } from '../../protocol/index.ts'
import type { Simulation } from '../../simulation.ts'
import { advanceUntil, defaultBudget, readCondition, whatHappens, whyNotTo } from '../../steering/index.ts'
import type { Call } from '../call.ts'
import { moved, requireByHand } from '../moved.ts'
import { badRequest } from '../problem.ts'
import { ok, type Answer, type Route } from '../route.ts'
import { clockView } from '../views.ts'

/** How time passes, and moving it. */
export const clockRoutes: readonly Route[] = [
  { method: 'GET', path: '/clock', name: 'getClock', handle: ({ world }) => ok(clockView(world)) },
  { method: 'PUT', path: '/clock', name: 'putClock', handle: setMode },
  { method: 'POST', path: '/clock/advance', name: 'advanceClock', handle: advance },
  { method: 'POST', path: '/clock/next', name: 'nextEvent', handle: next },
  { method: 'POST', path: '/clock/settle', name: 'settleClock', handle: settle },
]

function setMode(call: Call): Answer {
  const { mode: given } = call.object('mode')
  const mode = typeof given === 'string' ? parseMode(given) : 'mode must be a text such as "auto" or "per-poll:1s"'
  if (typeof mode === 'string') throw badRequest(mode)
  const { host, world } = call
  world.setMode(mode)
  host.moved()
  return ok(clockView(world))
}

async function advance(call: Call): Promise<Answer> {
  const { by, to, until, budget } = call.object('by', 'to', 'until', 'budget')
  if ([by, to, until].filter((each) => each !== undefined).length !== 1) {
    throw badRequest('give one of "by", a duration such as "5s", "to", an instant such as "2024-01-09T11:06:25+08:00", '
      + 'and "until", a condition such as {"dag":"Join self","state":"RUNNING"}')
  }
  if (until === undefined) {
    if (budget !== undefined) throw badRequest('"budget" goes with "until"')
    requireByHand(call)
    const target = targetOf(call.world, by, to)
    return ok(await moved(call, (world) => world.advanceTo(target)))
  }
  const limit = budget === undefined ? defaultBudget : lengthOf('budget', budget)
  const awaited = await readCondition(call.world, until, ['until'])
  return ok(await moved(call, (world) => void advanceUntil(world, awaited, limit)))
}

async function next(call: Call): Promise<Answer> {
  call.nothing()
  const before = call.world.clock.peek()
  const happens = before === undefined ? null : whatHappens(call.world, before.due, before.event)
  return ok({ happened: happens, ...await moved(call, (world) => void world.next()) })
}

async function settle(call: Call): Promise<Answer> {
  call.nothing()
  return ok(await moved(call, (world) => world.settle()))
}

function targetOf(world: Simulation, by: unknown, to: unknown): Instant {
  const target = by === undefined ? instantOf(to) : world.now() + durationOf('by', by)
  const why = whyNotTo(world, target, 'POST /_sim/reset')
  if (why !== null) throw badRequest(why)
  return target
}

function durationOf(key: string, given: unknown): Micros {
  const duration = typeof given === 'string' ? parseDuration(given) : null
  if (duration === null) throw badRequest(`"${key}" must be a duration such as "500ms", "5s" or "1h30m", not ${JSON.stringify(given)}`)
  return duration
}

function lengthOf(key: string, given: unknown): Micros {
  const duration = durationOf(key, given)
  if (duration < 0) throw badRequest(`"${key}" is no length of time: ${formatDuration(duration)}`)
  return duration
}

function instantOf(to: unknown): Instant {
  const instant = typeof to === 'string' ? parseTime(to) : null
  if (instant === null) throw badRequest(`"to" must be an instant such as "2024-01-09T11:06:25+08:00", not ${JSON.stringify(to)}`)
  return instant
}
