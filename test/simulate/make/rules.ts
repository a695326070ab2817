import { micros } from '../../../src/clock/index.ts'
import type { Drop, RequestCondition, RequestEffect, RequestRule, TaskEffect, TaskRule, Window } from '../../../src/faults/index.ts'
import { operations } from '../../../src/operations/index.ts'
import type { Chance } from '../../hostile/chance.ts'
import { between, perhaps, weighed } from './chance.ts'
import { clients, eventOf, failureOf, length, runsOf } from './words.ts'

/** A rule for requests, of any kind. Half of them mean what agents ask of each other. */
export function requestRuleOf(chance: Chance, agents: readonly string[], id: string): RequestRule {
  const effect = requestEffectOf(chance)
  // Fields of what agents say to each other: what they read of it they must read as Go does.
  if (effect.kind === 'edit' && chance.once(2)) return { id, when: { operation: chance.pick(amongAgents), via: 'peer' }, effect, count: 'sends', times: null }
  if (effect.kind === 'answer' && chance.once(3)) return { id, when: { via: 'peer' }, effect, count: 'sends', times: 2 }
  return {
    id, when: conditionOf(chance, agents), effect, count: chance.pick(['questions', 'questions', 'sends'] as const),
    times: chance.once(3) ? null : between(chance, 1, 4),
  }
}

const amongAgents = ['getInfo', 'getSecret', 'rpcAgentToken', 'rpcAgentJoin', 'rpcAgentRemove', 'getStatus', 'getDag', 'getAgentMaintainDag', 'rpcObDeploy', 'rpcObStart', 'operateDag']

function conditionOf(chance: Chance, agents: readonly string[]): RequestCondition {
  const peers = chance.once(2)
  return {
    ...perhaps(chance, 75, () => ({ operation: peers ? chance.pick(amongAgents) : chance.pick(chance.once(2) ? ['agentJoin', 'getDag', 'getStatus', 'operateDag'] : Object.keys(operations)) })),
    ...perhaps(chance, 10, () => ({ method: chance.pick(['GET', 'POST', 'DELETE']) })),
    ...perhaps(chance, 10, () => ({ path: chance.pick(['/api/v1/*', '/rpc/*', '/api/v1/task/dag/*', '/api/v1/info', '*', '*/agent*']) })),
    ...perhaps(chance, 30, () => ({ agent: chance.pick(agents) })),
    ...perhaps(chance, 40, () => ({ via: peers ? chance.pick(['peer', 'peer', 'forward'] as const) : 'client' as const })),
    ...perhaps(chance, 10, () => ({ client: chance.pick(peers ? agents : clients) })),
    ...perhaps(chance, 15, () => ({ nth: between(chance, 1, 3) })),
    ...perhaps(chance, 15, () => ({ every: between(chance, 1, 3) })),
    ...perhaps(chance, 35, () => ({ chance: chance.pick([100_000, 300_000, 500_000, 1_000_000]) })),
    ...perhaps(chance, 25, () => ({ window: windowOf(chance, agents) })),
  }
}

function windowOf(chance: Chance, agents: readonly string[]): Window {
  const from = chance.once(2) ? 0 : between(chance, 1, 40) * micros.s
  return chance.once(2)
    ? { kind: 'time', from, to: chance.once(3) ? null : from + between(chance, 1, 60) * micros.s }
    : { kind: 'after', event: eventOf(chance, agents), for: chance.once(3) ? null : between(chance, 1, 60) * micros.s }
}

function requestEffectOf(chance: Chance): RequestEffect {
  return weighed<RequestEffect>(chance, [
    [4, () => ({ kind: 'reply', failure: failureOf(chance) })],
    [2, () => ({
      kind: 'answer', status: chance.pick([200, 204, 302, 500, 502]), headers: chance.once(2) ? [] : [['Content-Type', 'text/plain']],
      body: chance.pick(['', 'Bad Gateway', '{"successful":false}', '中文']),
    })],
    [3, () => ({
      kind: 'edit',
      set: chance.once(2) ? [] : [[chance.pick(fields), chance.pick(['MASTER', 7, null, { a: [] }, 'SUCCEED', [1], true, ''])]],
      remove: chance.once(2) ? [] : [chance.pick(fields)],
    })],
    [3, () => ({ kind: 'delay', delay: length(chance), virtual: !chance.once(3) })],
    [6, () => ({ kind: 'drop', drop: dropOf(chance) })],
  ])
}

/** What clients and agents look at in answers. */
const fields = [
  'data', 'data.identity', 'data.zone', 'data.obVersion', 'data.version', 'data.ip', 'data.port', 'data.id', 'data.dag_id', 'data.name', 'data.state', 'data.operator', 'data.stage', 'data.nodes', 'data.nodes.0',
  'data.nodes.0.sub_tasks', 'data.nodes.0.sub_tasks.0.task_logs', 'data.underMaintenance', 'duration', 'error', 'error.code', 'x.y',
]

function dropOf(chance: Chance): Drop {
  return weighed<Drop>(chance, [
    [2, () => ({ how: 'refuse' })], [2, () => ({ how: 'reset' })], [1, () => ({ how: 'garbage' })], [2, () => ({ how: 'truncate' })],
    [3, () => ({ how: 'hang', virtual: !chance.once(3) })],
    [2, () => ({ how: 'reset-after', bytes: chance.below(200) })], [2, () => ({ how: 'slow', bytesPerSecond: between(chance, 1, 1_000) })],
  ])
}

/** A rule for work, of any kind. */
export function taskRuleOf(chance: Chance, agents: readonly string[], id: string): TaskRule {
  return { id, when: runsOf(chance, agents), effect: taskEffectOf(chance), times: chance.once(3) ? null : between(chance, 1, 3) }
}

function taskEffectOf(chance: Chance): TaskEffect {
  return {
    ...perhaps(chance, 55, () => ({ takes: chance.once(4) ? { least: micros.s, most: between(chance, 2, 30) * micros.s } : length(chance) })),
    ...perhaps(chance, 20, () => ({ logs: ['one', 'two'] })),
    ...perhaps(chance, 20, () => ({ data: { said: chance.below(5) } })),
    ...weighed<Partial<TaskEffect>>(chance, [
      [4, () => ({})], [4, () => ({ fails: failureOf(chance) })], [3, () => ({ holds: true })], [1, () => ({ holds: true, fails: failureOf(chance) })],
      [1, () => ({ never: true })], [4, () => ({ restarts: length(chance) })], [1, () => ({ restarts: length(chance), fails: failureOf(chance) })],
    ]),
  }
}
