import { formatAddress } from '../cluster/index.ts'
import type { Instant } from '../clock/index.ts'
import { lineOfEvent, lineOfRequest, type RequestEntry, type Words, type WorldEvent } from '../journal/index.ts'
import { routes } from '../openapi/index.ts'
import { errCodes, formatTime, parseTime } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'
import { suggest } from './missing.ts'
import { misspeltWork } from './misspelt.ts'

/** An instant as it is told of a world: RFC 3339 in the world's zone, microseconds. */
export function instantText(world: Simulation, instant: Instant): string {
  return formatTime(instant, 0, world.settings.zone.offsetMinutes(instant))
}

/** What questions to a world's journal may name. */
export function journalWords(world: Simulation): Words {
  return {
    agents: world.agents.map((agent) => ({ name: agent.name, address: formatAddress(agent) })),
    operations: routes.map(({ operationId }) => operationId),
    errCodes: errCodes(),
    rules: () => [...new Set([...world.state.requestRules.map(({ id }) => id), ...world.journal.requests().flatMap(rulesOn)])],
    work: misspeltWork,
    instant: parseTime,
    suggest,
  }
}

/** The rules that acted on a request or nearly did. */
function rulesOn({ rule, nearly }: RequestEntry): string[] {
  return [...(rule === null ? [] : [rule.id]), ...(nearly ?? []).map(({ id }) => id)]
}

/** A request or an event in one line, with the reason of a refusal. */
export function lineOf(world: Simulation, item: RequestEntry | WorldEvent): string {
  const time = (instant: Instant): string => instantText(world, instant)
  return item.kind === 'request' ? lineOfRequest(item, time) : lineOfEvent(item, time)
}

/** Of what has happened the last, a line each, oldest first; of work only what becomes of whole DAGs. */
export function lastLines(world: Simulation, count: number): string[] {
  world.noteTransitions()
  const requests = world.journal.requests().slice(-count)
  const events = world.journal.events().filter((event) => event.kind !== 'transition' || event.level === 'dag').slice(-count)
  return [...requests, ...events].sort((a, b) => a.seq - b.seq).slice(-count).map((item) => lineOf(world, item))
}
