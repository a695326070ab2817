import type { Expectation } from '../expectation.ts'
import type { Condition } from '../query.ts'
import { eventKeys, eventQuery, onlyEventKeys, requestKeys, requestQuery } from './query.ts'
import { join, quoted, Reader, type Read, type Words } from './reader.ts'

const countKeys = ['name', 'request', 'event', 'count', 'never', 'by', 'after', 'within']
const orderKeys = ['name', 'order', 'within']
const example = '{"request":{"operation":"agentJoin"},"count":1}'

/** So many expectations are read at once, and so many steps of an order. */
const expectationsMax = 200
const stepsMax = 50

/** Reads what {@link verify} is to look for: `{expect: [ … ]}`, a list, or one expectation alone. */
export function readExpectations(input: unknown, words: Words): Read<readonly Expectation[]> {
  const reader = new Reader(words)
  const isWrapped = isMap(input) && Object.hasOwn(input, 'expect')
  if (isWrapped) reader.map(input, '', ['expect'], `{"expect":[${example}]}`)
  const given = isWrapped ? input['expect'] : input
  const at = isWrapped ? 'expect' : ''
  if (!Array.isArray(given)) {
    const one = expectation(reader, given, at, 'expectation 1')
    return reader.done(one === undefined ? [] : [one])
  }
  if (given.length === 0) reader.wrong(at, `nothing is expected; say at least one thing, such as ${example}`)
  if (given.length > expectationsMax) reader.wrong(at, `these are ${given.length} expectations; ${expectationsMax} are read at once`)
  const read = given.slice(0, expectationsMax).map((each, index) => expectation(reader, each, join(at, index), `expectation ${index + 1}`))
  return reader.done(read.filter((each) => each !== undefined))
}

function expectation(reader: Reader, value: unknown, at: string, unnamed: string): Expectation | undefined {
  if (!isMap(value)) return reader.told(at, `must be a map such as ${example}, not ${quoted(value)}`)
  const name = Object.hasOwn(value, 'name') ? reader.text(value['name'], join(at, 'name')) ?? unnamed : unnamed
  const given = ['request', 'event', 'order'].filter((key) => Object.hasOwn(value, key))
  if (given.length !== 1) {
    reader.map(value, at, [...countKeys, 'order'], example)
    return reader.wrong(at, given.length === 0 ? 'one of "request", "event" and "order" is missing' : `give one of ${given.map((key) => `"${key}"`).join(' and ')}`)
  }
  const what = given[0] === 'order' ? order(reader, value, at) : count(reader, value, at)
  return what === undefined ? undefined : { name, what }
}

function order(reader: Reader, value: Record<string, unknown>, at: string): Expectation['what'] | undefined {
  reader.map(value, at, orderKeys, example)
  const steps = value['order']
  const place = join(at, 'order')
  if (!Array.isArray(steps)) return reader.told(place, `must be a list of requests and events, not ${quoted(steps)}`)
  if (steps.length < 2) reader.wrong(place, 'an order has at least two steps')
  if (steps.length > stepsMax) reader.wrong(place, `an order has ${stepsMax} steps at most`)
  const read = steps.slice(0, stepsMax).map((step, index) => condition(reader, step, join(place, index)))
  return { kind: 'order', steps: read.filter((step) => step !== undefined), within: within(reader, value, at) }
}

function count(reader: Reader, value: Record<string, unknown>, at: string): Expectation['what'] | undefined {
  reader.map(value, at, countKeys, example)
  const of: Condition | undefined = Object.hasOwn(value, 'request')
    ? wrapped('request', requestQuery(reader, value['request'], join(at, 'request')))
    : wrapped('event', eventQuery(reader, value['event'], join(at, 'event')))
  if (of !== undefined && 'request' in of && of.request.limit !== undefined) reader.wrong(join(at, 'request.limit'), 'all are counted: a limit has no sense here')
  const after = Object.hasOwn(value, 'after') ? condition(reader, value['after'], join(at, 'after')) : null
  const limit = within(reader, value, at)
  if (limit !== null && after === null) reader.wrong(join(at, 'within'), 'within what time of what? "after" is missing')
  const by = Object.hasOwn(value, 'by') ? reader.oneOf(value['by'], join(at, 'by'), ['sends', 'questions'] as const) : 'sends'
  if (by === 'questions' && Object.hasOwn(value, 'event')) reader.wrong(join(at, 'by'), 'events are no questions: each counts')
  const bounds = boundsOf(reader, value, at)
  if (of === undefined || after === undefined || by === undefined || bounds === undefined) return undefined
  return { kind: 'count', of, ...bounds, by, after, within: limit }
}

function boundsOf(reader: Reader, value: Record<string, unknown>, at: string): { least: number; most: number | null } | undefined {
  const place = join(at, 'count')
  if (Object.hasOwn(value, 'never')) {
    if (Object.hasOwn(value, 'count')) return reader.wrong(place, '"never" has said it already')
    return value['never'] === true ? { least: 0, most: 0 } : reader.told(join(at, 'never'), `must be true or absent, not ${quoted(value['never'])}`)
  }
  if (!Object.hasOwn(value, 'count')) return { least: 1, most: null }
  const given = value['count']
  if (!isMap(given)) {
    const number = Number.isSafeInteger(given) ? reader.whole(given, place, 0) : reader.told(place, `must be a number or {"atLeast":1,"atMost":3}, not ${quoted(given)}`)
    return number === undefined ? undefined : { least: number, most: number }
  }
  reader.map(given, place, ['atLeast', 'atMost'], '{"atLeast":1,"atMost":3}')
  if (!Object.hasOwn(given, 'atLeast') && !Object.hasOwn(given, 'atMost')) return reader.wrong(place, 'one of "atLeast" and "atMost" is missing')
  const least = Object.hasOwn(given, 'atLeast') ? reader.whole(given['atLeast'], join(place, 'atLeast'), 0) : 0
  const most = Object.hasOwn(given, 'atMost') ? reader.whole(given['atMost'], join(place, 'atMost'), 0) : null
  if (least === undefined || most === undefined) return undefined
  return most !== null && most < least ? reader.wrong(place, `at least ${least} and at most ${most} cannot be`) : { least, most }
}

/** A request or an event, told apart by their keys, or said to be one: `{"request":{…}}`. */
function condition(reader: Reader, value: unknown, at: string): Condition | undefined {
  if (!isMap(value)) return reader.told(at, `must be a request such as {"operation":"agentJoin"} or an event such as {"dag":"Join self","state":"FAILED"}, not ${quoted(value)}`)
  const keys = Object.keys(value)
  if (keys.length === 1 && keys[0] === 'request') return wrapped('request', requestQuery(reader, value['request'], join(at, 'request')))
  if (keys.length === 1 && keys[0] === 'event') return wrapped('event', eventQuery(reader, value['event'], join(at, 'event')))
  if (keys.some((key) => onlyEventKeys.includes(key))) return wrapped('event', eventQuery(reader, value, at))
  // Of keys that nobody knows neither is meant more than the other.
  if (!keys.some((key) => (requestKeys as readonly string[]).includes(key))) {
    reader.map(value, at, [...new Set([...requestKeys, ...eventKeys])], example)
    return keys.length === 0 ? reader.told(at, 'says nothing of what is meant') : undefined
  }
  return wrapped('request', requestQuery(reader, value, at))
}

function wrapped(kind: 'request' | 'event', query: object | undefined): Condition | undefined {
  return query === undefined ? undefined : { [kind]: query } as Condition
}

function within(reader: Reader, value: Record<string, unknown>, at: string): number | null {
  return Object.hasOwn(value, 'within') ? reader.duration(value['within'], join(at, 'within')) ?? null : null
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
