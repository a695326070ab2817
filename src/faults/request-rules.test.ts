import { describe, expect, test } from 'vitest'
import { micros } from '../clock/index.ts'
import { noFaultMemory, RequestRules, type Occurrence, type RequestRule, type RuleTime, type SeenRequest } from './index.ts'

const refuse = (when: RequestRule['when'], id: string, more: Partial<RequestRule> = {}): RequestRule =>
  ({ id, when, count: 'questions', times: null, effect: { kind: 'reply', failure: { kind: 'plain', text: id } }, ...more })
const join: SeenRequest = { operation: 'agentJoin', agent: 'a', via: 'client', client: '127.0.0.1', method: 'POST', target: '/api/v1/agent/join' }
const info: SeenRequest = { ...join, operation: 'getInfo', method: 'GET', target: '/api/v1/info' }
const at = (now: number): RuleTime => ({ now, start: 0, draw: () => 0 })

/** Which rule acts on each of the requests. */
function play(rules: readonly RequestRule[], requests: readonly SeenRequest[]): (string | null)[] {
  const ready = new RequestRules(rules, noFaultMemory())
  return requests.map((request) => ready.judge(request, at(0)).rule?.id ?? null)
}

describe('rules for requests', () => {
  test('match on operation and agent, the first wins', () => {
    expect(play([refuse({ operation: 'agentJoin', agent: 'b' }, 'B'), refuse({ operation: 'agentJoin' }, 'ANY')], [join, { ...join, agent: 'b' }, info])).toEqual(['ANY', 'B', null])
  })

  test('match on method, path, way and client', () => {
    const rules = [refuse({ method: 'GET', path: '/api/v1/in*' }, 'PATH'), refuse({ via: 'peer' }, 'PEER'), refuse({ client: '10.0.0.1' }, 'CLIENT')]
    expect(play(rules, [{ ...info, target: '/api/v1/info?x=1' }, join, { ...join, via: 'peer' }, { ...join, client: '10.0.0.1' }])).toEqual(['PATH', null, 'PEER', 'CLIENT'])
  })

  test('count questions: an immediate repetition by the same client belongs to its question', () => {
    const rules = [refuse({ operation: 'agentJoin', nth: 1 }, 'FIRST')]
    expect(play(rules, [join, join, info, join])).toEqual(['FIRST', 'FIRST', null, null])
    expect(play(rules, [join, join, join])).toEqual(['FIRST', 'FIRST', null])
    expect(play(rules, [join, { ...join, client: '127.0.0.2' }])).toEqual(['FIRST', null])
  })

  test('a repetition after a new credential belongs to its question, too', () => {
    const ready = new RequestRules([refuse({ operation: 'agentJoin', nth: 1 }, 'FIRST')], noFaultMemory())
    const judged = (request: SeenRequest): string | undefined => ready.judge(request, at(0)).rule?.id
    expect(judged(join)).toBe('FIRST')
    ready.answered('127.0.0.1', 'refused-credential')
    expect([info, { ...info, operation: 'getSecret', target: '/api/v1/secret' }, join, join, join, join].map(judged)).toEqual([undefined, undefined, 'FIRST', 'FIRST', 'FIRST', undefined])
  })

  test('what was answered well and is asked once more is another question, as polls are', () => {
    const ready = new RequestRules([refuse({ nth: 3 }, 'THIRD')], noFaultMemory())
    const polls = [info, info, info].map((request) => {
      const { rule } = ready.judge(request, at(0))
      ready.answered('127.0.0.1', rule === null ? 'well' : 'refused')
      return rule?.id
    })
    expect(polls).toEqual([undefined, undefined, 'THIRD'])
    expect([info, info].map((request) => ready.judge(request, at(0)).rule?.id)).toEqual(['THIRD', undefined])
  })

  test('or count sends', () => {
    expect(play([refuse({ operation: 'agentJoin', nth: 2 }, 'SECOND', { count: 'sends' })], [join, join, join])).toEqual([null, 'SECOND', null])
  })

  test('every rule that fits counts, also when an earlier one acts', () => {
    expect(play([refuse({ nth: 1 }, 'ONE'), refuse({ nth: 2 }, 'TWO')], [join, info, join])).toEqual(['ONE', 'TWO', null])
  })

  test('act every so often, and so often at most', () => {
    expect(play([refuse({ every: 2 }, 'EVEN', { count: 'sends' })], [info, info, info, info])).toEqual([null, 'EVEN', null, 'EVEN'])
    expect(play([refuse({}, 'TWICE', { count: 'sends', times: 2 })], [info, info, info])).toEqual(['TWICE', 'TWICE', null])
    expect(play([refuse({}, 'ONCE', { times: 1 })], [join, join, join, info])).toEqual(['ONCE', 'ONCE', null, null])
  })

  test('have acted only when they were the first to fit', () => {
    expect(play([refuse({ nth: 1 }, 'BEFORE', { count: 'sends' }), refuse({}, 'ONCE', { count: 'sends', times: 1 })], [info, info, info])).toEqual(['BEFORE', 'ONCE', null])
  })

  test.each(['constructor', '__proto__', 'toString'])('may be called %s', (id) => {
    expect(play([refuse({ nth: 2 }, id, { count: 'sends' })], [info, info])).toEqual([null, id])
  })

  test('act by chance, drawn for each question', () => {
    const ready = new RequestRules([refuse({ chance: 300_000 }, 'SOME')], noFaultMemory())
    const draws = [299_999, 300_000, 0]
    const time: RuleTime = { now: 0, start: 0, draw: (rule, bound) => (rule === 'SOME' && bound === 1_000_000 ? draws.shift()! : 0) }
    expect([join, info, join].map((request) => ready.judge(request, time).rule?.id)).toEqual(['SOME', undefined, 'SOME'])
  })

  test('act in a window of time', () => {
    const ready = new RequestRules([refuse({ window: { kind: 'time', from: 5, to: 10 } }, 'IN')], noFaultMemory())
    expect([4, 5, 9, 10].map((now) => ready.judge(info, at(now)).rule?.id)).toEqual([undefined, 'IN', 'IN', undefined])
  })

  test('act in a window that an event opens, the last one', () => {
    const event = { kind: 'task', dag: 'Join *', node: 'Be follower', state: 'FAILED' } as const
    const ready = new RequestRules([refuse({ window: { kind: 'after', event, for: 20 * micros.s } }, 'AFTER')], noFaultMemory())
    const failed: Occurrence = { kind: 'task', agent: 'b', dag: 'Join to master', node: 'Be follower', state: 'FAILED' }
    const acts = (now: number): boolean => ready.judge(info, at(now)).rule !== null
    expect(acts(0)).toBe(false)
    ready.notice({ ...failed, node: null }, 1)
    expect(acts(1)).toBe(false)
    ready.notice(failed, 10)
    expect([acts(10), acts(10 + 20 * micros.s)]).toEqual([true, false])
    ready.notice(failed, 50 * micros.s)
    expect(acts(51 * micros.s)).toBe(true)
  })

  test('say what they lack', () => {
    const ready = new RequestRules([
      refuse({ operation: 'getTime', nth: 3 }, 'ELSEWHERE'), refuse({ nth: 3 }, 'THIRD'), refuse({ window: { kind: 'time', from: 9, to: null } }, 'LATER'), refuse({ every: 12 }, 'TWELFTH'),
      refuse({ every: 3 }, 'NO MORE ARE TOLD'),
    ], noFaultMemory())
    expect(ready.judge(info, at(0))).toEqual({
      rule: null,
      nearly: [
        { id: 'THIRD', lacks: 'it acts on question 3, and this is 1' }, { id: 'LATER', lacks: 'its window has not begun' },
        { id: 'TWELFTH', lacks: 'it acts on every 12th question, and this is 1' },
      ],
    })
  })

  test('of many clients only some are remembered, and the others do not repeat themselves', () => {
    const memory = noFaultMemory()
    const ready = new RequestRules([refuse({ nth: 1 }, 'FIRST')], memory)
    for (let index = 0; index < 3_000; index++) ready.judge({ ...join, client: `c${index}` }, at(0))
    expect(Object.keys(memory.last)).toHaveLength(1_000)
  })
})
