import { formatDuration } from '../../clock/index.ts'
import type { RequestEntry } from '../entry.ts'
import type { Journal } from '../journal.ts'
import { hostOf, isRefused, scenarioClient } from '../query.ts'
import { expiring, staleKeys, type JudgingClock } from './credentials.ts'
import type { Finding } from './finding.ts'
import { pollsOf, waits, type Polls } from './polls.ts'
import { missingBackOff, resentPosts } from './repeats.ts'
import { Works } from './works.ts'

/** What the journal does not know of its world. */
export interface LintOptions {
  /** The agents that task ids may name, by the addresses in them: `ip:port`. */
  readonly agents: readonly { readonly name: string; readonly address: string }[]
  /** By which clock credentials expire, as it is now. */
  readonly auth: JudgingClock
}

/** How each client has behaved. A client is a host. */
export interface LintReport {
  readonly clients: readonly ClientReport[]
  readonly findings: readonly Finding[]
  /** What is not looked at, for it has gone from the journal; null: all is there. */
  readonly note: string | null
}

export interface ClientReport {
  readonly client: string
  readonly requests: number
  readonly refused: number
  /** Work that it has waited for. */
  readonly polls: readonly PollReport[]
}

export interface PollReport {
  /** What was asked: `GET /api/v1/task/dag/22130…`. */
  readonly request: string
  readonly agent: string
  readonly polls: number
  /** The median time between two polls, of the world and on the wall; null of one poll. */
  readonly everyVirtual: string | null
  readonly everyReal: string | null
}

/** What clients do that they should not, or not so; of the requests that are kept. */
export function lint(journal: Journal, { agents, auth }: LintOptions): LintReport {
  const works = new Works(journal.events(), agents)
  const byClient = new Map<string, RequestEntry[]>()
  for (const entry of journal.requests()) {
    if (entry.via !== 'client' || entry.client === scenarioClient) continue
    const client = hostOf(entry)
    const list = byClient.get(client)
    if (list === undefined) byClient.set(client, [entry])
    else list.push(entry)
  }
  const clients: ClientReport[] = []
  const findings: Finding[] = []
  for (const [client, requests] of byClient) {
    const polls = pollsOf(requests)
    clients.push({ client, requests: requests.length, refused: requests.filter(isRefused).length, polls: polls.map(pollReport) })
    const found = [...waits(polls, works), ...resentPosts(requests), ...missingBackOff(requests), ...expiring(requests, auth), ...staleKeys(requests)]
    findings.push(...found.map((finding) => ({ client, ...finding })))
  }
  const { requests, events } = journal.dropped
  const note = requests + events === 0 ? null : `${requests} requests and ${events} events have gone from the journal and are not looked at`
  return { clients, findings, note }
}

function pollReport({ request, agent, entries }: Polls): PollReport {
  return {
    request, agent, polls: entries.length,
    everyVirtual: median(entries.map(({ at }) => at)),
    everyReal: median(entries.map(({ wall }) => wall)),
  }
}

/** The median of the times between instants. */
function median(instants: readonly number[]): string | null {
  const times = instants.slice(1).map((instant, index) => instant - instants[index]!).sort((a, b) => a - b)
  if (times.length === 0) return null
  const middle = times.length >> 1
  return formatDuration(Math.max(0, times.length % 2 === 1 ? times[middle]! : Math.round((times[middle - 1]! + times[middle]!) / 2)))
}
