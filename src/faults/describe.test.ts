import { expect, test } from 'vitest'
import { micros } from '../clock/index.ts'
import { coded, plain } from '../task/index.ts'
import { describeAction, describeEffect, describeRequestRule, describeTaskEffect, describeTaskRule, describeTrigger, spoken } from './describe.ts'
import type { RequestRule, TaskRule } from './rules.ts'
import type { Action, Trigger } from './timeline.ts'

const s = micros.s

test.each<[string, Partial<RequestRule>]>([
  ['the first agentJoin of b is answered with Agent.UnderMaintenance', { when: { operation: 'agentJoin', agent: 'b', nth: 1 }, effect: { kind: 'reply', failure: coded('Agent.UnderMaintenance') } }],
  ['from 5 s to 25 s nobody reaches b', { when: { agent: 'b', window: { kind: 'time', from: 5 * s, to: 25 * s } }, effect: { kind: 'drop', drop: { how: 'refuse' } } }],
  ['up to 1 m 30 s no other agent reaches b', { when: { agent: 'b', via: 'peer', window: { kind: 'time', from: 0, to: 90 * s } }, effect: { kind: 'drop', drop: { how: 'refuse' } } }],
  ['for 20 s from when b has stopped, every request to b is never answered', {
    when: { agent: 'b', window: { kind: 'after', event: { kind: 'process', agent: 'b', process: 'stopped' }, for: 20 * s } }, effect: { kind: 'drop', drop: { how: 'hang', virtual: false } },
  }],
  ['once `Join self` at a is SUCCEED, every request is answered with status 503, as something in between would', {
    when: { window: { kind: 'after', event: { kind: 'task', dag: 'Join self', agent: 'a', state: 'SUCCEED' }, for: null } }, effect: { kind: 'answer', status: 503, headers: [], body: '' },
  }],
  ['every third getInfo is answered 3 s later, in real time, twice at most', { when: { operation: 'getInfo', every: 3 }, effect: { kind: 'delay', delay: 3 * s, virtual: false }, times: 2 }],
  ['every GET request for /api/v1/task/* to a by a client, in 12.5 % of all cases, finds its connection reset 100 bytes into the answer', {
    when: { method: 'GET', path: '/api/v1/task/*', agent: 'a', via: 'client', chance: 125_000 }, effect: { kind: 'drop', drop: { how: 'reset-after', bytes: 100 } },
  }],
  ['the 22nd getInfo that comes from 10.0.0.9 is refused with "no" (repetitions count, too)', { when: { operation: 'getInfo', client: '10.0.0.9', nth: 22 }, effect: { kind: 'reply', failure: plain('no') }, count: 'sends' }],
  ['every getInfo is answered without data.security and with data.version set to "4.2.5.0"', {
    when: { operation: 'getInfo' }, effect: { kind: 'edit', set: [['data.version', '4.2.5.0']], remove: ['data.security'] },
  }],
])('a rule for requests: %s', (sentence, rule) => {
  expect(describeRequestRule({ id: 'x', when: {}, effect: { kind: 'drop', drop: { how: 'reset' } }, times: null, count: 'questions', ...rule })).toBe(sentence)
})

test.each<[string, Partial<TaskRule>]>([
  ['`Be follower` of `Join to master` takes 40 s and fails with Agent.OB.Version.Inconsistent the first time', {
    when: { dag: 'Join to master', node: 'Be follower', attempt: 1 }, effect: { takes: 40 * s, fails: coded('Agent.OB.Version.Inconsistent') },
  }],
  ['all work takes 1 s to 5 s', { effect: { takes: { least: s, most: 5 * s } } }],
  ['`Join self` at a, when rolled back, is held until it is released, once', { when: { dag: 'Join self', agent: 'a', operator: 'ROLLBACK' }, effect: { holds: true }, times: 1 }],
  ['`Join self`, before its step `set identity`, ends its agent\'s process, which is back after 5 s', { when: { node: 'Join self', step: 'set identity' }, effect: { restarts: 5 * s } }],
])('a rule for work: %s', (sentence, rule) => {
  expect(describeTaskRule({ id: 'x', when: {}, effect: {}, times: null, ...rule })).toBe(sentence)
})

test.each<[string, Action]>([
  ['b is stopped (SIGKILL) and back after 20 s', { do: 'restart', agent: 'b', signal: 'SIGKILL', downFor: 20 * s }],
  ['b is stopped', { do: 'stop', agent: 'b', signal: 'SIGTERM' }],
  ['a, {b, c} and d are cut off from each other', { do: 'partition', groups: [['a'], ['b', 'c'], ['d']] }],
  ['a is cut off from b and c', { do: 'partition', groups: [['a'], ['b', 'c']] }],
  ['the agent password of b is another', { do: 'agentPassword', agent: 'b', password: 'secret' }],
  ['the root password is another, and a and b know it', { do: 'rootPassword', agents: ['a', 'b'], password: 'secret' }],
  ['the global maintenance lock of a is taken, and no DAG holds it', { do: 'lock', agent: 'a', lock: 'global' }],
  ['the clock by which credentials expire is 1 m 30 s behind', { do: 'skew', skew: -90 * s }],
  ['`Be follower` of `Join to master` at b gets RETRY', { do: 'operator', work: { dag: 'Join to master', node: 'Be follower', agent: 'b' }, operator: 'RETRY' }],
  ['the observer of a exits with 1 when it is started', { do: 'observer', agent: 'a', start: { exits: 1, prints: '' } }],
])('an action: %s', (sentence, action) => {
  expect(describeAction(action)).toBe(sentence)
})

test.each<[string, Trigger]>([
  ['at 20 s', { kind: 'at', at: 20 * s }],
  ['3 s after `Join self` is SUCCEED', { kind: 'after', event: { kind: 'task', dag: 'Join self', state: 'SUCCEED' }, delay: 3 * s, times: 1 }],
  ['when b has stopped, each time', { kind: 'after', event: { kind: 'process', agent: 'b', process: 'stopped' }, delay: 0, times: null }],
  ['every 10 s from 5 s on, 3 times', { kind: 'every', every: 10 * s, from: 5 * s, times: 3 }],
])('a trigger: %s', (sentence, trigger) => {
  expect(describeTrigger(trigger)).toBe(sentence)
})

test('effects as a journal says them', () => {
  expect([
    describeEffect({ kind: 'reply', failure: coded('Agent.UnderMaintenance') }),
    describeEffect({ kind: 'drop', drop: { how: 'reset' } }),
    describeEffect({ kind: 'delay', delay: 3 * s, virtual: true }),
    describeEffect({ kind: 'edit', set: [['data.a', 1]], remove: ['data.b', 'data.c'] }),
    describeTaskEffect({ takes: 40 * s, logs: ['half way'], fails: plain('no disk') }),
  ]).toEqual([
    'replies Agent.UnderMaintenance', 'drops: reset', 'delays the answer by 3 s', 'sets data.a to 1 and removes data.b and data.c',
    'takes 40 s, logs "half way" and fails with "no disk"',
  ])
})

test('lengths of time for people', () => {
  expect([0, 500 * micros.ms, 5 * s, 90 * micros.m, 217_409].map(spoken)).toEqual(['0 s', '500 ms', '5 s', '1 h 30 m', '217.409 ms'])
})
