import { states, type State } from '../../task/index.ts'
import type { Action } from '../../faults/index.ts'
import type { EventQuery, RequestQuery, StatusClass } from '../query.ts'
import { join, quoted, Reader, type Read, type Words } from './reader.ts'

/** The keys of a query for requests. */
export const requestKeys = [
  'operation', 'agent', 'method', 'path', 'status', 'errCode', 'via', 'client', 'refused', 'rule', 'body', 'cause', 'after', 'since', 'until', 'limit',
] as const

/** The keys of a query for events. */
export const eventKeys = ['dag', 'node', 'state', 'agent', 'process', 'action', 'cause', 'after'] as const

/** Keys by which an event is meant, and no request. */
export const onlyEventKeys: readonly string[] = eventKeys.filter((key) => !(requestKeys as readonly string[]).includes(key))

const vias = ['client', 'forward', 'manual', 'peer', 'any'] as const
const processes = ['started', 'stopped', 'refused'] as const
const statusClasses: readonly StatusClass[] = ['1xx', '2xx', '3xx', '4xx', '5xx']

/** What may happen by the timeline or by a person's hand. */
export const actionKinds: readonly Action['do'][] = Object.keys({
  stop: 0, start: 0, restart: 0, observer: 0, partition: 0, heal: 0, agentPassword: 0, rootPassword: 0, newKey: 0, address: 0, obshell: 0, lock: 0, unlock: 0,
  skew: 0, hold: 0, release: 0, fail: 0, operator: 0, call: 0,
} satisfies Record<Action['do'], 0>) as Action['do'][]

/** Reads a query for requests, from JSON or from the parameters of a URL (`?operation=agentJoin&status=4xx&body={"zoneName":"zone1"}`). */
export function readQuery(input: unknown, words: Words): Read<RequestQuery> {
  const reader = new Reader(words)
  const query = input instanceof URLSearchParams ? ofParameters(reader, input) : requestQuery(reader, input, '')
  return reader.done(query ?? {})
}

/** Parameters are texts: those that mean something else are read as JSON would say it. */
function ofParameters(reader: Reader, parameters: URLSearchParams): RequestQuery | undefined {
  const map: Record<string, unknown> = {}
  for (const [key, text] of parameters) {
    if (Object.hasOwn(map, key)) reader.told(key, 'is given more than once')
    Object.defineProperty(map, key, { value: valueOf(reader, key, text), enumerable: true, configurable: true, writable: true })
  }
  return requestQuery(reader, map, '')
}

function valueOf(reader: Reader, key: string, text: string): unknown {
  switch (key) {
    case 'cause': case 'after': case 'limit': return /^\d+$/.test(text) ? Number(text) : text
    case 'refused': return text === 'true' || text === '' ? true : text === 'false' ? false : text
    case 'body': {
      try {
        return JSON.parse(text) as unknown
      } catch {
        return reader.told(key, `must be JSON, not ${quoted(text)}`)
      }
    }
    default: return text
  }
}

export function requestQuery(reader: Reader, value: unknown, at: string): RequestQuery | undefined {
  const map = reader.map(value, at, requestKeys, '{"operation":"agentJoin","status":"4xx"}')
  if (map === undefined) return undefined
  const read = readerOf(map, at)
  const query: Partial<Record<keyof RequestQuery, unknown>> = {}
  read('operation', (each, place) => query.operation = reader.operation(each, place))
  read('agent', (each, place) => query.agent = reader.agent(each, place))
  read('method', (each, place) => query.method = reader.text(each, place)?.toUpperCase())
  read('path', (each, place) => query.path = pathOf(reader, each, place))
  read('status', (each, place) => query.status = statusOf(reader, each, place))
  read('errCode', (each, place) => query.errCode = reader.errCode(each, place))
  read('via', (each, place) => query.via = reader.oneOf(each, place, vias))
  read('client', (each, place) => query.client = reader.text(each, place))
  read('refused', (each, place) => query.refused = typeof each === 'boolean' ? each : reader.told(place, `must be true or false, not ${quoted(each)}`))
  read('rule', (each, place) => query.rule = reader.rule(each, place))
  read('body', (each, place) => query.body = reader.json(each, place) ? each : undefined)
  read('cause', (each, place) => query.cause = reader.whole(each, place, 1))
  read('after', (each, place) => query.after = reader.whole(each, place, 0))
  read('since', (each, place) => query.since = reader.instant(each, place))
  read('until', (each, place) => query.until = reader.instant(each, place))
  read('limit', (each, place) => query.limit = reader.whole(each, place, 1))
  return query as RequestQuery
}

export function eventQuery(reader: Reader, value: unknown, at: string): EventQuery | undefined {
  const map = reader.map(value, at, eventKeys, '{"dag":"Join self","state":"FAILED"}')
  if (map === undefined) return undefined
  const read = readerOf(map, at)
  const query: Partial<Record<keyof EventQuery, unknown>> = {}
  read('dag', (each, place) => query.dag = reader.text(each, place))
  read('node', (each, place) => query.node = reader.text(each, place))
  read('state', (each, place) => query.state = reader.oneOf<State>(each, place, Object.keys(states) as State[]))
  read('agent', (each, place) => query.agent = reader.agent(each, place))
  read('process', (each, place) => query.process = reader.oneOf(each, place, processes))
  read('action', (each, place) => query.action = reader.oneOf(each, place, actionKinds))
  read('cause', (each, place) => query.cause = reader.whole(each, place, 1))
  read('after', (each, place) => query.after = reader.whole(each, place, 0))
  const { dag, node } = query as EventQuery
  if (dag !== undefined || node !== undefined) reader.work({ ...(dag !== undefined && { dag }), ...(node !== undefined && { node }) }, at)
  const kinds = [['dag', 'node', 'state'], ['process'], ['action']].filter((keys) => keys.some((key) => Object.hasOwn(map, key)))
  if (kinds.length === 0) reader.told(at, 'must name a change of state ("dag", "node", "state"), a "process" or an "action"')
  if (kinds.length > 1) reader.told(at, `is one event, and so either ${kinds.map((keys) => keys.map((key) => `"${key}"`).join(', ')).join(' or ')}`)
  return query as EventQuery
}

/** Reads a key where it is there. */
function readerOf(map: Readonly<Record<string, unknown>>, at: string): (key: string, read: (value: unknown, at: string) => unknown) => void {
  return (key, read) => {
    if (Object.hasOwn(map, key) && map[key] !== undefined) read(map[key], join(at, key))
  }
}

function pathOf(reader: Reader, value: unknown, at: string): string | undefined {
  const path = reader.text(value, at)
  if (path !== undefined && !/^[/*]/.test(path)) return reader.wrong(at, `a path begins with / or *, not as ${quoted(path)} does`)
  return path
}

function statusOf(reader: Reader, value: unknown, at: string): number | StatusClass | undefined {
  const status = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  if (Number.isInteger(status) && (status === 0 || ((status as number) >= 100 && (status as number) <= 599))) return status as number
  return statusClasses.find((each) => each === status) ?? reader.told(at, `must be a status such as 404, "4xx" or, of what was dropped, 0, not ${quoted(value)}`)
}
