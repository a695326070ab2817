import { describe, expect, test } from 'vitest'
import { micros } from '../../clock/index.ts'
import { words } from '../testing/story.ts'
import { readExpectations } from './expectations.ts'

const join = { operation: 'agentJoin' }
const once = { kind: 'count', of: { request: join }, least: 1, most: 1, by: 'sends', after: null, within: null }

function read(input: unknown): unknown {
  const result = readExpectations(input, words)
  return result.ok ? result.value : result.problems.map(({ at, message }) => `${at}: ${message}`)
}

describe('expectations are read', () => {
  test('one alone, as a list, or under `expect`', () => {
    const one = { request: join, count: 1 }
    const named = (name: string): unknown => ({ name, what: once })
    expect([one, [one], { expect: one }, { expect: [one, { ...one, name: 'joined' }] }].map(read)).toEqual([
      [named('expectation 1')], [named('expectation 1')], [named('expectation 1')], [named('expectation 1'), named('joined')],
    ])
  })

  test('how often', () => {
    const bounds = (given: object): unknown => {
      const [expectation] = read({ request: join, ...given }) as { what: { least: number; most: number | null } }[]
      return [expectation!.what.least, expectation!.what.most]
    }
    expect([{}, { never: true }, { count: 2 }, { count: 0 }, { count: { atLeast: 2 } }, { count: { atMost: 2 } }, { count: { atLeast: 1, atMost: 2 } }].map(bounds)).toEqual([
      [1, null], [0, 0], [2, 2], [0, 0], [2, null], [0, 2], [1, 2],
    ])
  })

  test('after what, and within what time', () => {
    expect(read({ event: { node: 'Be follower', state: 'RUNNING' }, after: { agent: '10.10.10.2:2886', process: 'started' }, within: '1h30m' })).toEqual([{
      name: 'expectation 1',
      what: {
        kind: 'count', of: { event: { node: 'Be follower', state: 'RUNNING' } }, least: 1, most: null, by: 'sends', after: { event: { agent: 'b', process: 'started' } }, within: 90 * micros.m,
      },
    }])
  })

  test('an order of requests and events, told apart by their keys', () => {
    expect(read({ order: [join, { dag: 'Join self', state: 'FAILED' }, { request: { agent: 'a' } }, { event: { action: 'stop' } }, { agent: 'a', status: 200 }], within: '5s' })).toEqual([{
      name: 'expectation 1',
      what: {
        kind: 'order', within: 5 * micros.s,
        steps: [{ request: join }, { event: { dag: 'Join self', state: 'FAILED' } }, { request: { agent: 'a' } }, { event: { action: 'stop' } }, { request: { agent: 'a', status: 200 } }],
      },
    }])
  })
})

describe('what is wrong is told', () => {
  test.each<[unknown, string[]]>([
    [7, [': this must be a map such as {"request":{"operation":"agentJoin"},"count":1}, not 7']],
    [[], [': nothing is expected; say at least one thing, such as {"request":{"operation":"agentJoin"},"count":1}']],
    [{ expect: [], extra: 1 }, [
      "extra: unknown key 'extra'; known here: expect",
      'expect: nothing is expected; say at least one thing, such as {"request":{"operation":"agentJoin"},"count":1}',
    ]],
    [{ reqest: join }, [
      "reqest: unknown key 'reqest'; did you mean 'request'?", ': one of "request", "event" and "order" is missing',
    ]],
    [{ request: join, order: [] }, [': give one of "request" and "order"']],
    [{ request: join, count: 1.5 }, ['count: count must be a number or {"atLeast":1,"atMost":3}, not 1.5']],
    [{ request: join, count: -1 }, ['count: count must be a whole number from 0 on, not -1']],
    [{ request: join, count: {} }, ['count: one of "atLeast" and "atMost" is missing']],
    [{ request: join, count: { atLeast: 3, atMost: 2 } }, ['count: at least 3 and at most 2 cannot be']],
    [{ request: join, count: 1, never: true }, ['count: "never" has said it already']],
    [{ request: join, never: false }, ['never: never must be true or absent, not false']],
    [{ request: join, within: '5s' }, ['within: within what time of what? "after" is missing']],
    [{ request: join, after: join, within: '5' }, ['within: within must be a duration such as "500ms", "5s" or "1h30m", not "5"', ]],
    [{ request: { ...join, limit: 1 } }, ['request.limit: all are counted: a limit has no sense here']],
    [{ request: join, by: 'question' }, ["by: 'question' is not known here; did you mean 'questions'?"]],
    [{ event: { dag: 'x' }, by: 'questions' }, ['by: events are no questions: each counts']],
    [{ event: { agent: 'a' } }, ['event: event must name a change of state ("dag", "node", "state"), a "process" or an "action"']],
    [{ event: { dag: 'x', process: 'stopped' } }, ['event: event is one event, and so either "dag", "node", "state" or "process"']],
    [{ event: { dag: 'x', state: 'FAIL' } }, ["event.state: 'FAIL' is not known here; did you mean 'FAILED'?"]],
    [{ event: { dag: 'Join sef', state: 'SUCCEED' }, never: true }, ["event.dag: no DAG is called 'Join sef'"]],
    [{ event: { node: 'Join sef' }, after: { dag: 'Join sef' } }, ["event.node: no DAG has a node 'Join sef'", "after.dag: no DAG is called 'Join sef'"]],
    [{ order: [join, { dag: 'Join sef' }, { rule: 'fault1' }] }, [
      "order.1.dag: no DAG is called 'Join sef'", "order.2.rule: no rule for requests is called 'fault1'; did you mean 'fault 1'?",
    ]],
    [{ request: { rule: 'nosuch' }, never: true }, ["request.rule: no rule for requests is called 'nosuch'; known here: fault 1, fault 2"]],
    [{ request: { operation: 'agentJoyn' }, after: { dag: 'x', stat: 'FAILED' } }, [
      "request.operation: no operation is called 'agentJoyn'; did you mean 'agentJoin'?", "after.stat: unknown key 'stat'; did you mean 'state'?",
    ]],
    [{ order: [join] }, ['order: an order has at least two steps']],
    [{ order: join }, ['order: order must be a list of requests and events, not a map']],
    [{ order: [join, {}, 7, { operatoin: 'x' }] }, [
      'order.1: order.1 says nothing of what is meant',
      'order.2: order.2 must be a request such as {"operation":"agentJoin"} or an event such as {"dag":"Join self","state":"FAILED"}, not 7',
      "order.3.operatoin: unknown key 'operatoin'; did you mean 'operation'?",
    ]],
    [{ order: [join, join], count: 1 }, ["count: unknown key 'count'; known here: name, order, within"]],
    [{ name: 7, request: join }, ['name: name must be a text, not 7']],
  ])('%j', (input, problems) => {
    expect(read(input)).toEqual(problems)
  })

  test('all at once, at their places', () => {
    expect(read({ expect: [{ request: { status: 'x' } }, { event: { state: 'X' } }] })).toEqual([
      'expect.0.request.status: status must be a status such as 404, "4xx" or, of what was dropped, 0, not "x"',
      "expect.1.event.state: 'X' is not known here; known here: PENDING, READY, RUNNING, FAILED, SUCCEED",
    ])
  })

  test('of too much of it only the beginning', () => {
    const keys = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`key${index}`, index]))
    expect((read({ request: keys }) as string[]).length).toBe(50)
    expect(read(Array.from({ length: 201 }, () => ({ request: join })))).toEqual([': these are 201 expectations; 200 are read at once'])
  })
})
