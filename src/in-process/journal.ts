import type { Instant } from '../clock/index.ts'
import { formatAddress } from '../cluster/index.ts'
import { find, lint, show, type LintReport, type ShownEvent, type ShownRequest } from '../journal/index.ts'
import type { Simulation } from '../simulation.ts'
import { eventsOf, instantText, journalQuery, lastLines, whyNoKinds, type EventsQuery } from '../steering/index.ts'
import type { QueryInput } from './inputs.ts'
import { requireKnown } from './options.ts'

/** What has happened, with the reason of each refusal and what each request caused; secrets are masked. */
export interface JournalReader {
  /** The requests that fit, oldest first; without `via` only what clients sent themselves. @throws QueryError */
  find(query: QueryInput): readonly ShownRequest[]
  /** All requests, those among agents, too, oldest first. */
  entries(): readonly ShownRequest[]
  /** The last request that fits, or undefined. @throws QueryError */
  last(query?: QueryInput): ShownRequest | undefined
  /**
   * What happened beside requests, oldest first: changes of state, processes, actions, rules for work.
   *
   * @param query which of them: `{ kinds: ['action'], after: 12 }`; a number is the place beyond which
   * @throws TypeError for what is no such query
   */
  events(query?: EventsQuery | number): readonly ShownEvent[]
  /** What happened last, a line each, oldest first. */
  lines(count?: number): readonly string[]
  /** How each client has behaved, and what it should not do. */
  lint(): LintReport
  clear(): void
  /** How many the journal could not keep. */
  readonly dropped: { readonly requests: number; readonly events: number }
}

const linesStandard = 10

function eventsQuery(given: EventsQuery | number): EventsQuery {
  const query = typeof given === 'number' ? { after: given } : given
  requireKnown('events', query, ['kinds', 'after', 'limit'])
  const { kinds = [] } = query
  if (!Array.isArray(kinds)) throw new TypeError(`events: kinds must be a list such as ['action'], not '${String(kinds)}'`)
  const why = whyNoKinds(kinds.map(String))
  if (why !== null) throw new TypeError(`events: ${why}`)
  for (const [key, least] of [['after', 0], ['limit', 1]] as const) {
    const value = query[key]
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= least)) throw new TypeError(`events: ${key} must be a whole number from ${least} on, not ${value}`)
  }
  return query
}

/** Reads the journal of whatever world there is. */
export function createJournalReader(world: () => Simulation): JournalReader {
  const current = (): Simulation => {
    const found = world()
    found.noteTransitions()
    return found
  }
  const timeOf = (of: Simulation) => (instant: Instant): string => instantText(of, instant)
  const found = (query: QueryInput): readonly ShownRequest[] => {
    const of = current()
    return show(of.journal, find(of.journal, journalQuery(of, query)), { time: timeOf(of) })
  }
  return {
    find: found,
    entries: () => found({ via: 'any' }),
    last: (query = {}) => found({ ...query, limit: 1 }).at(-1),
    events: (query = {}) => eventsOf(current(), eventsQuery(query)).events,
    lines: (count = linesStandard) => lastLines(current(), count),
    lint() {
      const of = current()
      return lint(of.journal, { agents: of.agents.map((agent) => ({ name: agent.name, address: formatAddress(agent) })), auth: of.state.auth })
    },
    clear: () => current().journal.clear(),
    get dropped() {
      return world().journal.dropped
    },
  }
}
