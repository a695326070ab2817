import { describe, expect, test } from 'vitest'
import { defaultLimits } from '../journal/index.ts'
import { loadScenario } from './load.ts'
import type { Scenario } from './scenario.ts'

const s = 1_000_000

async function loaded(text: string): Promise<Scenario> {
  return loadScenario(`version: 1\nagents:\n  a: { address: 127.0.0.1:2886, identity: MASTER }\n  b: { address: 127.0.0.1:2887 }\n  c: { address: 127.0.0.1:2888 }\n${text}`, 'x.yaml')
}

describe('rules for work', () => {
  test.each<[string, unknown]>([
    ['{ takes: 40s }', { id: 'task rule 1', when: {}, effect: { takes: 40 * s }, times: null }],
    ['{ takes: 2s..10s }', { id: 'task rule 1', when: {}, effect: { takes: { least: 2 * s, most: 10 * s } }, times: null }],
    ['{ takes: { from: 2s, to: 2s }, times: always }', { id: 'task rule 1', when: {}, effect: { takes: 2 * s }, times: null }],
    ['{ name: n, when: { dag: Join to master, node: "Be*", agent: 127.0.0.1:2887, attempt: 2, operator: RETRY, step: be follower }, times: 3, logs: [ x ], data: { n: 1 }, restarts: 5s, fails: { message: m } }', {
      id: 'n', when: { dag: 'Join to master', node: 'Be*', agent: 'b', attempt: 2, operator: 'RETRY', step: 'be follower' },
      effect: { logs: ['x'], data: { n: 1 }, restarts: 5 * s, fails: { kind: 'plain', text: 'm' } }, times: 3,
    }],
    ['{ holds: true, fails: { errCode: Agent.UnderMaintenance, args: [ a, 1 ] } }', {
      id: 'task rule 1', when: {}, effect: { holds: true, fails: { kind: 'coded', errCode: 'Agent.UnderMaintenance', args: ['a', 1] } }, times: null,
    }],
    ['{ never: true, holds: false }', { id: 'task rule 1', when: {}, effect: { never: true }, times: null }],
    ['{ fails: { errCode: Task.NotFound, message: gone } }', { id: 'task rule 1', when: {}, effect: { fails: { kind: 'worded', errCode: 'Task.NotFound', text: 'gone' } }, times: null }],
  ])('%s', async (rule, expected) => expect((await loaded(`tasks: [ ${rule} ]`)).taskRules).toEqual([expected]))
})

describe('rules for requests', () => {
  const rule = (effect: unknown, more: object = {}): object => ({ id: 'fault 1', when: {}, effect, times: null, count: 'questions', ...more })
  test.each<[string, unknown]>([
    ['{ drop: refuse }', rule({ kind: 'drop', drop: { how: 'refuse' } })],
    ['{ drop: hang }', rule({ kind: 'drop', drop: { how: 'hang', virtual: false } })],
    ['{ drop: hang, virtual: true }', rule({ kind: 'drop', drop: { how: 'hang', virtual: true } })],
    ['{ drop: slow }', rule({ kind: 'drop', drop: { how: 'slow', bytesPerSecond: 64 } })],
    ['{ drop: { slow: 7 } }', rule({ kind: 'drop', drop: { how: 'slow', bytesPerSecond: 7 } })],
    ['{ drop: { reset-after: 0 } }', rule({ kind: 'drop', drop: { how: 'reset-after', bytes: 0 } })],
    ['{ delay: 3s }', rule({ kind: 'delay', delay: 3 * s, virtual: false })],
    ['{ delay: 3s, virtual: true, times: 2, count: sends, name: n }', rule({ kind: 'delay', delay: 3 * s, virtual: true }, { id: 'n', times: 2, count: 'sends' })],
    ['{ reply: { errCode: Agent.UnderMaintenance } }', rule({ kind: 'reply', failure: { kind: 'coded', errCode: 'Agent.UnderMaintenance', args: [] } })],
    ['{ reply: { status: 200 } }', rule({ kind: 'answer', status: 200, headers: [['Content-Type', 'application/json']], body: '' })],
    ['{ reply: { status: 502, body: down, headers: { content-type: text/plain, Retry-After: 5 } } }', rule({
      kind: 'answer', status: 502, headers: [['content-type', 'text/plain'], ['Retry-After', '5']], body: 'down',
    })],
    ['{ reply: { status: 200, body: { a: [ 1, null ] } } }', rule({ kind: 'answer', status: 200, headers: [['Content-Type', 'application/json']], body: '{"a":[1,null]}' })],
    ['{ edit: { set: { data.version: 1, "data.x.0": { y: z } }, remove: [ data.security ] } }', rule({
      kind: 'edit', set: [['data.version', 1], ['data.x.0', { y: 'z' }]], remove: ['data.security'],
    })],
    ['{ drop: reset, when: { operation: getDag, method: GET, path: "/api/*", agent: a, via: peer, client: 127.0.0.1:2887, nth: 6, every: 3, probability: 20%, from: 5s, for: 20s } }', rule(
      { kind: 'drop', drop: { how: 'reset' } },
      { when: { operation: 'getDag', method: 'GET', path: '/api/*', agent: 'a', via: 'peer', client: 'b', nth: 6, every: 3, chance: 200_000, window: { kind: 'time', from: 5 * s, to: 25 * s } } },
    )],
    ['{ drop: reset, when: { client: "[::1]", to: 5s } }', rule({ kind: 'drop', drop: { how: 'reset' } }, { when: { client: '::1', window: { kind: 'time', from: 0, to: 5 * s } } })],
    ['{ drop: reset, when: { client: 10.0.0.7, from: 5s } }', rule({ kind: 'drop', drop: { how: 'reset' } }, { when: { client: '10.0.0.7', window: { kind: 'time', from: 5 * s, to: null } } })],
    ['{ drop: reset, when: { after: { dag: Join self, node: Join self, agent: a, state: RUNNING }, for: 20s } }', rule(
      { kind: 'drop', drop: { how: 'reset' } },
      { when: { window: { kind: 'after', event: { kind: 'task', state: 'RUNNING', dag: 'Join self', node: 'Join self', agent: 'a' }, for: 20 * s } } },
    )],
    ['{ drop: reset, when: { after: { agent: b, process: started } } }', rule(
      { kind: 'drop', drop: { how: 'reset' } }, { when: { window: { kind: 'after', event: { kind: 'process', agent: 'b', process: 'started' }, for: null } } },
    )],
  ])('%s', async (text, expected) => expect((await loaded(`faults: [ ${text} ]`)).requestRules).toEqual([expected]))
})

describe('the timeline', () => {
  test.each<[string, unknown]>([
    ['at: 20s', { kind: 'at', at: 20 * s }],
    ['every: 10s', { kind: 'every', every: 10 * s, from: 10 * s, times: null }],
    ['every: 10s, from: 0s, times: 3', { kind: 'every', every: 10 * s, from: 0, times: 3 }],
    ['after: { agent: b, process: stopped }', { kind: 'after', event: { kind: 'process', agent: 'b', process: 'stopped' }, delay: 0, times: 1 }],
    ['after: { node: Be follower, state: FAILED }, delay: 3s, times: always', {
      kind: 'after', event: { kind: 'task', node: 'Be follower', state: 'FAILED' }, delay: 3 * s, times: null,
    }],
  ])('%s', async (when, expected) => {
    expect((await loaded(`timeline: [ { ${when}, newKey: a } ]`)).timeline).toEqual([{ id: 'timeline 1', when: expected, action: { do: 'newKey', agent: 'a' } }])
  })

  const actions: [string, unknown][] = [
    ['stop: b', { do: 'stop', agent: 'b', signal: 'SIGTERM' }],
    ['stop: { agent: 127.0.0.1:2887, signal: SIGKILL }', { do: 'stop', agent: 'b', signal: 'SIGKILL' }],
    ['start: b', { do: 'start', agent: 'b' }],
    ['restart: b', { do: 'restart', agent: 'b', signal: 'SIGTERM', downFor: s }],
    ['restart: { agent: b, downFor: 5s, signal: SIGKILL }', { do: 'restart', agent: 'b', signal: 'SIGKILL', downFor: 5 * s }],
    ['observer: { agent: a, version: none, start: { exits: 3 }, stop: true }', { do: 'observer', agent: 'a', version: null, start: { exits: 3, prints: '' }, stop: true }],
    ['observer: { agent: a, start: hangs }', { do: 'observer', agent: 'a', start: 'hangs' }],
    ['partition: [ a, b ]', { do: 'partition', groups: [['a'], ['b']] }],
    ['partition: [ [ a ], [ b, 127.0.0.1:2888 ] ]', { do: 'partition', groups: [['a'], ['b', 'c']] }],
    ['heal: all', { do: 'heal' }],
    ['heal: [ a, b ]', { do: 'heal', between: ['a', 'b'] }],
    ['agentPassword: { agent: a, password: null }', { do: 'agentPassword', agent: 'a', password: null }],
    ['rootPassword: { password: x }', { do: 'rootPassword', agents: ['a', 'b', 'c'], password: 'x' }],
    ['rootPassword: { password: null, agents: [ 127.0.0.1:2886 ] }', { do: 'rootPassword', agents: ['a'], password: null }],
    ['address: { agent: b, address: "[::1]:2890" }', { do: 'address', agent: 'b', ip: '::1', port: 2890 }],
    ['obshell: { agent: b, version: 4.5.0.0 }', { do: 'obshell', agent: 'b', version: '4.5.0.0-1' }],
    ['lock: a', { do: 'lock', agent: 'a', lock: 'global' }],
    ['unlock: { agent: a, lock: obproxy }', { do: 'unlock', agent: 'a', lock: 'obproxy' }],
    ['skew: -90s', { do: 'skew', skew: -90 * s }],
    ['hold: { dag: Join self, agent: a }', { do: 'hold', when: { dag: 'Join self', agent: 'a' } }],
    ['release: { dag: "Join*", node: Be follower }', { do: 'release', work: { dag: 'Join*', node: 'Be follower' } }],
    ['fail: { dag: Join self, agent: a, message: m }', { do: 'fail', work: { dag: 'Join self', agent: 'a' }, failure: { kind: 'plain', text: 'm' } }],
    ['operator: { dag: Join self, operator: RETRY }', { do: 'operator', work: { dag: 'Join self' }, operator: 'RETRY' }],
  ]
  test.each(actions)('%s', async (text, action) => {
    expect((await loaded(`timeline: [ { at: 1s, ${text} } ]`)).timeline.map((entry) => entry.action)).toEqual([action])
    expect((await loaded(`setup: [ { ${text} } ]`)).setup).toEqual([{ kind: 'act', action, place: { line: 6, column: 10 } }])
  })

  test('calls', async () => {
    expect((await loaded('timeline: [ { name: look, at: 1s, call: { agent: b, call: getDag, params: { id: 5 } } } ]')).timeline).toEqual([
      { id: 'look', when: { kind: 'at', at: s }, action: { do: 'call', agent: 'b', call: 'getDag', params: { id: '5' }, body: null } },
    ])
  })
})

describe('the set-up', () => {
  test('is calls, moves, actions and waiting, in order', async () => {
    expect((await loaded(`setup:
  - { agent: 127.0.0.1:2886, call: agentJoin, body: { x: 1 }, until: FAILED }
  - { call: { agent: b, call: getInfo }, until: { dag: Join self, state: RUNNING } }
  - { advance: 5s, until: { agent: b, process: started } }
  - settle: true
  - { stop: b, until: { agent: b, process: stopped } }
  - until: { dag: Join self, node: Join self, agent: a, state: SUCCEED }
`)).setup).toEqual([
      { kind: 'call', agent: 'a', call: 'agentJoin', params: {}, body: { x: 1 }, until: 'FAILED', place: { line: 7, column: 5 } },
      { kind: 'call', agent: 'b', call: 'getInfo', params: {}, body: null, until: { kind: 'task', dag: 'Join self', state: 'RUNNING' }, place: { line: 8, column: 5 } },
      { kind: 'advance', by: 5 * s, place: { line: 9, column: 5 } },
      { kind: 'wait', until: { kind: 'process', agent: 'b', process: 'started' }, place: { line: 9, column: 5 } },
      { kind: 'settle', place: { line: 10, column: 5 } },
      { kind: 'act', action: { do: 'stop', agent: 'b', signal: 'SIGTERM' }, place: { line: 11, column: 5 } },
      { kind: 'wait', until: { kind: 'process', agent: 'b', process: 'stopped' }, place: { line: 11, column: 5 } },
      { kind: 'wait', until: { kind: 'task', dag: 'Join self', node: 'Join self', agent: 'a', state: 'SUCCEED' }, place: { line: 12, column: 5 } },
    ])
  })
})

test('the journal has its limits', async () => {
  expect((await loaded('')).journal).toEqual(defaultLimits)
  expect((await loaded('journal: { entries: 10, bytes: 64KiB, events: 20 }')).journal).toEqual({ entries: 10, bytes: 65_536, events: 20 })
})
