import { describe, expect, test } from 'vitest'
import { micros } from '../clock/index.ts'
import type { Action } from '../faults/index.ts'
import type { RequestEntry } from './entry.ts'
import type { Condition } from './query.ts'
import { Story, time } from './testing/story.ts'
import { describe as described, lineOfEvent, lineOfRequest } from './words.ts'

describe('a request in a line', () => {
  test.each<[string, Partial<RequestEntry>, string]>([
    ['answered', {}, '#1 +0s 127.0.0.1:1 → a: GET /api/v1/info (getInfo) 200'],
    ['refused', { status: 401, errCode: 'X', why: 'Ts expired 3 s ago' }, '#1 +0s 127.0.0.1:1 → a: GET /api/v1/info (getInfo) 401 X: Ts expired 3 s ago'],
    ['dropped', { status: 0, rule: { id: 'fault 1', effect: 'drops: reset' } }, "#1 +0s 127.0.0.1:1 → a: GET /api/v1/info (getInfo) no answer [rule 'fault 1' drops: reset]"],
    ['of an agent', { via: 'peer', client: 'b', operation: null, note: 'Be follower is held' }, '#1 +0s b (peer) → a: GET /api/v1/info 200 [Be follower is held]'],
    ['with a secret', { target: '/x?password=1', operation: null }, '#1 +0s 127.0.0.1:1 → a: GET /x?password=*** 200'],
    ['long', { target: `/${'x'.repeat(300)}`, operation: null }, `#1 +0s 127.0.0.1:1 → a: GET /${'x'.repeat(199)}… 200`],
  ])('%s', (_, given, line) => {
    const { journal } = new Story().request('/api/v1/info', { client: '127.0.0.1:1', operation: 'getInfo', ...given })
    expect(lineOfRequest(journal.request(1)!, time)).toBe(line)
  })
})

test('events in lines', () => {
  const stop: Action = { do: 'stop', agent: 'b', signal: 'SIGKILL' }
  const { journal } = new Story().dag(1, 'Join self', 'READY', { cause: 4 }).node(1, 'Join self', 'Join', 'RUNNING').process('b', 'started').process('b', 'stopped').action(stop).action(stop, 'b is stopped')
  journal.note({ kind: 'process', seq: journal.next(), at: 1_000_000 * micros.s, cause: null, agent: 'b', process: 'refused', pid: null, why: 'it is MASTER' })
  journal.note({
    kind: 'rule', seq: journal.next(), at: 1_000_000 * micros.s, cause: 4, id: 'task rule 1', agent: 'b', dag: 1, dagName: 'Join self', node: 'Join', attempt: 1, directive: { takes: 40 * micros.s },
  })
  expect(journal.events().map((event) => lineOfEvent(event, time))).toEqual([
    "#1 +0s a: DAG 1 'Join self' is made: READY, caused by #4",
    "#2 +0s a: node 1 'Join' of DAG 1 'Join self' PENDING → RUNNING",
    '#3 +0s b: the process has started (pid 7)',
    '#4 +0s b: the process has ended (pid 7)',
    '#5 +0s b is stopped (SIGKILL)',
    '#6 +0s b is stopped (SIGKILL), but nothing came of it: b is stopped',
    '#7 +0s b: the process did not start: it is MASTER',
    "#8 +0s b: rule 'task rule 1' on run 1 of 'Join' of DAG 1 'Join self': takes 40 s, caused by #4",
  ])
})

test.each<[Condition, string]>([
  [{ request: {} }, 'a request'],
  [{ request: { method: 'POST', path: '/api/*' } }, 'POST /api/*'],
  [{ request: { operation: 'agentJoin', method: 'POST', agent: 'b', client: '::1', via: 'forward', body: { password: 'x' }, status: 0, errCode: 'X', refused: true, rule: 'r', cause: 1, after: 2 } },
    'agentJoin (POST) to b from ::1 via forward with {"password":"***"} not answered refused with X refused on which rule \'r\' acted caused by #1 after #2'],
  [{ request: { via: 'any', status: '5xx', refused: false } }, 'a request from anybody answered 5xx not refused'],
  [{ event: { dag: 'Join self' } }, "'Join self' is in any state"],
  [{ event: { state: 'FAILED', agent: 'b' } }, 'a DAG at b is FAILED'],
  [{ event: { node: 'Be follower', dag: 'Join*', state: 'RUNNING', cause: 3, after: 4 } }, "'Be follower' of 'Join*' is RUNNING caused by #3 after #4"],
  [{ event: { node: 'Be follower', state: 'RUNNING' } }, "'Be follower' is RUNNING"],
  [{ event: { process: 'stopped' } }, 'the process of any agent is stopped'],
  [{ event: { action: 'newKey', agent: 'a' } }, 'the action newKey of a'],
])('a condition in words: %j', (condition, words) => {
  expect(described(condition)).toBe(words)
})
