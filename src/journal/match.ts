import type { Instant } from '../clock/index.ts'
import { createPattern } from '../faults/index.ts'
import { compareBody, type Bodies, type Fit } from './body.ts'
import type { RequestEntry, WorldEvent } from './entry.ts'
import { hostOf, isRefused, scenarioClient, type EventQuery, type RequestQuery, type StatusClass } from './query.ts'

/** How an instant is written. */
export type WriteTime = (instant: Instant) => string

/** One thing that a query wants, and what is to be said of something that lacks it. */
export interface Part<T> {
  /** How much it tells of what was meant: which operation more than which status. 0: only where or when. */
  readonly weight: number
  fits(item: T): boolean
  lacks(item: T): string
  /** How near something comes that does not fit, below 1; without it 0. */
  nearness?(item: T): number
}

/** What a query wants of requests, part by part. */
export function partsOfRequest(query: RequestQuery, bodies: Bodies, time: WriteTime): Part<RequestEntry>[] {
  const { operation, agent, method, path, status, errCode, via, client, refused, rule, body, cause, after, since, until } = query
  const parts: Part<RequestEntry>[] = []
  if (operation !== undefined) parts.push(same(4, 'operation', operation, (entry) => entry.operation))
  if (method !== undefined) parts.push(same(1, 'method', method, (entry) => entry.method))
  if (path !== undefined) parts.push(pathPart(path))
  if (agent !== undefined) parts.push(same(1, 'agent', agent, (entry) => entry.agent))
  if (client !== undefined) {
    const isFrom = (entry: RequestEntry): boolean => entry.client === client || hostOf(entry) === client
    parts.push({ weight: 1, fits: isFrom, lacks: (entry) => `client ${entry.client}, wanted ${client}` })
  }
  if (via !== 'any') parts.push(viaPart(via, client))
  if (body !== undefined) parts.push(bodyPart(body, bodies))
  if (status !== undefined) parts.push({ weight: 1, fits: (entry) => isStatus(entry.status, status), lacks: (entry) => `${statusOf(entry)}, wanted ${status}` })
  if (errCode !== undefined) parts.push(same(1, 'errCode', errCode, (entry) => entry.errCode))
  if (refused !== undefined) {
    const lacks = (entry: RequestEntry): string => (refused ? `it was answered ${entry.status}` : `it was refused: ${statusOf(entry)}`)
    parts.push({ weight: 1, fits: (entry) => isRefused(entry) === refused, lacks })
  }
  if (rule !== undefined) parts.push({ weight: 1, fits: (entry) => entry.rule?.id === rule, lacks: (entry) => ruleLacks(entry, rule) })
  parts.push(...placeParts({ cause, after }), ...timeParts({ since, until }, time))
  return parts
}

/** Whether an event is of the kind that a query is about: only such can come near it. */
export function isOfKind({ node, process, action }: EventQuery, event: WorldEvent): boolean {
  if (process !== undefined) return event.kind === 'process'
  if (action !== undefined) return event.kind === 'action'
  return event.kind === 'transition' && event.level === (node === undefined ? 'dag' : 'node')
}

/** What a query wants of events of its kind, part by part. */
export function partsOfEvent({ dag, node, state, agent, process, action, cause, after }: EventQuery): Part<WorldEvent>[] {
  const parts: Part<WorldEvent>[] = []
  if (dag !== undefined) parts.push(namePart(4, 'DAG', dag, (event) => (event.kind === 'transition' ? event.dagName : null)))
  if (node !== undefined) parts.push(namePart(4, 'node', node, (event) => (event.kind === 'transition' ? event.name : null)))
  if (state !== undefined) parts.push(same(2, 'state', state, (event) => (event.kind === 'transition' ? event.to : null)))
  if (process !== undefined) parts.push(same(2, 'process', process, (event) => (event.kind === 'process' ? event.process : null)))
  if (action !== undefined) parts.push(same(4, 'action', action, (event) => (event.kind === 'action' ? event.action.do : null)))
  if (agent !== undefined) parts.push(same(2, 'agent', agent, agentOf))
  parts.push(...placeParts({ cause, after }))
  return parts
}

export function fitsAll<T>(parts: readonly Part<T>[], item: T): boolean {
  return parts.every((part) => part.fits(item))
}

/** How much of what a query wants something has, and in words what it lacks. */
export function nearnessOf<T>(parts: readonly Part<T>[], item: T): { readonly weight: number; readonly lacks: readonly string[] } {
  let weight = 0
  const lacks: string[] = []
  for (const part of parts) {
    if (part.fits(item)) weight += part.weight
    else {
      lacks.push(part.lacks(item))
      weight += part.weight * (part.nearness?.(item) ?? 0)
    }
  }
  return { weight, lacks }
}

/** The status of a request in words. */
export function statusOf({ status }: RequestEntry): string {
  return status === 0 ? 'no answer' : `status ${status}`
}

function agentOf(event: WorldEvent): string | null {
  if (event.kind !== 'action') return event.agent
  return 'agent' in event.action ? event.action.agent : null
}

function same<T>(weight: number, name: string, wanted: string, get: (item: T) => string | null): Part<T> {
  return {
    weight, fits: (item) => get(item) === wanted,
    lacks: (item) => {
      const got = get(item)
      return `${got === null ? `no ${name}` : `${name} ${got}`}, wanted ${wanted}`
    },
  }
}

function namePart(weight: number, what: string, pattern: string, get: (event: WorldEvent) => string | null): Part<WorldEvent> {
  const isName = createPattern(pattern)
  const fits = (event: WorldEvent): boolean => {
    const name = get(event)
    return name !== null && isName(name)
  }
  return { weight, fits, lacks: (event) => `${what} '${get(event) ?? ''}', wanted '${pattern}'` }
}

function viaPart(via: RequestQuery['via'], client: string | undefined): Part<RequestEntry> {
  const wanted = via ?? 'client'
  const isVia = (entry: RequestEntry): boolean => entry.via === wanted || (wanted === 'forward' && entry.via === 'manual')
  // Who says nothing of how it came means the clients of his own.
  const isOwn = ({ client: from }: RequestEntry): boolean => via !== undefined || client !== undefined || from !== scenarioClient
  return {
    weight: 0, fits: (entry) => isVia(entry) && isOwn(entry),
    lacks: (entry) => (isVia(entry) ? 'the scenario or an action asked it, wanted a client' : `via ${entry.via}, wanted ${wanted}`),
  }
}

function pathPart(pattern: string): Part<RequestEntry> {
  const isPath = createPattern(pattern)
  const pathOf = (target: string): string => (pattern.includes('?') ? target : target.split('?', 1)[0]!)
  return { weight: 4, fits: ({ target }) => isPath(pathOf(target)), lacks: ({ target }) => `path ${pathOf(target)}, wanted ${pattern}` }
}

function bodyPart(wanted: unknown, bodies: Bodies): Part<RequestEntry> {
  const fit = (entry: RequestEntry): Fit => compareBody(bodies.of(entry), wanted)
  return {
    weight: 2,
    fits: (entry) => fit(entry).lacks.length === 0,
    lacks: (entry) => fit(entry).lacks.slice(0, 3).join('; '),
    nearness: (entry) => {
      const { fitting, wanted: all } = fit(entry)
      return all === 0 ? 0 : fitting / all
    },
  }
}

function placeParts({ cause, after }: { cause: number | undefined; after: number | undefined }): Part<RequestEntry | WorldEvent>[] {
  const parts: Part<RequestEntry | WorldEvent>[] = []
  if (cause !== undefined) {
    const causeOf = (item: RequestEntry | WorldEvent): string => (item.cause === null ? 'caused by no request' : `caused by #${item.cause}`)
    parts.push({ weight: 1, fits: (item) => item.cause === cause, lacks: (item) => `${causeOf(item)}, wanted #${cause}` })
  }
  if (after !== undefined) parts.push({ weight: 0, fits: (item) => item.seq > after, lacks: () => `it is not after #${after}` })
  return parts
}

function timeParts({ since, until }: { since: Instant | undefined; until: Instant | undefined }, time: WriteTime): Part<RequestEntry>[] {
  const parts: Part<RequestEntry>[] = []
  if (since !== undefined) parts.push({ weight: 0, fits: ({ at }) => at >= since, lacks: ({ at }) => `it came at ${time(at)}, wanted from ${time(since)} on` })
  if (until !== undefined) parts.push({ weight: 0, fits: ({ at }) => at < until, lacks: ({ at }) => `it came at ${time(at)}, wanted before ${time(until)}` })
  return parts
}

function isStatus(status: number, wanted: number | StatusClass): boolean {
  return typeof wanted === 'number' ? status === wanted : Math.floor(status / 100) === Number(wanted[0])
}

function ruleLacks({ rule, nearly }: RequestEntry, wanted: string): string {
  const near = nearly?.find(({ id }) => id === wanted)
  if (near !== undefined) return `rule '${wanted}' did not act: ${near.lacks}`
  return rule === null ? `no rule acted, wanted '${wanted}'` : `rule '${rule.id}' acted, wanted '${wanted}'`
}
