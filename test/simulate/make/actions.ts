import { micros } from '../../../src/clock/index.ts'
import type { Action } from '../../../src/faults/index.ts'
import type { Chance } from '../../hostile/chance.ts'
import { between, perhaps, weighed } from './chance.ts'
import { failureOf, length, operatorOf, passwords, runsOf, workOf, zones } from './words.ts'
import type { AgentSetup } from '../../../src/scenario/index.ts'

/** Anything that a timeline or a person may let happen. Agents that are stopped are mostly started again. */
export function actionOf(chance: Chance, agents: readonly AgentSetup[]): Action {
  const names = agents.map(({ name }) => name)
  const agent = chance.once(60) ? 'nobody' : chance.pick(names)
  const signal = chance.pick(['SIGTERM', 'SIGKILL'] as const)
  return weighed<Action>(chance, [
    [3, () => ({ do: 'stop', agent, signal })],
    [8, () => ({ do: 'start', agent })],
    [5, () => ({ do: 'restart', agent, signal, downFor: length(chance) })],
    [2, () => ({
      do: 'observer', agent, ...perhaps(chance, 40, () => ({ version: chance.pick([null, '4.2.1.0-100000102023092807', '4.2.1.0-1']) })),
      ...perhaps(chance, 40, () => ({ start: chance.pick(['ok', 'ok', 'hangs', { exits: 1, prints: 'no disk\n' }, { exits: 0, prints: '' }] as const) })),
      ...perhaps(chance, 30, () => ({ stop: true as const })),
    })],
    [3, () => ({ do: 'partition', groups: groupsOf(chance, names) })],
    [5, () => ({ do: 'heal', ...perhaps(chance, 40, () => ({ between: [chance.pick(names), chance.pick(names)] as [string, string] })) })],
    [1, () => ({ do: 'agentPassword', agent, password: chance.once(2) ? null : chance.pick(passwords) })],
    [2, () => ({ do: 'rootPassword', agents: names.filter(() => chance.once(2)), password: chance.once(3) ? null : chance.pick(passwords) })],
    [1, () => ({ do: 'newKey', agent })],
    [2, () => ({ do: 'address', agent, ip: chance.once(4) ? chance.pick(agents).ip : `10.10.20.${between(chance, 1, 3)}`, port: 2886 })],
    [1, () => ({ do: 'obshell', agent, version: chance.pick(['4.5.0.0-1', '4.5.0.0-2', '4.4.0.0', 'x']) })],
    [2, () => ({ do: 'lock', agent, lock: chance.pick(['global', 'global', 'obproxy'] as const) })],
    [6, () => ({ do: 'unlock', agent, lock: chance.pick(['global', 'global', 'obproxy'] as const) })],
    [1, () => ({ do: 'skew', skew: chance.pick([0, 0, 30, -30, 90, 600]) * micros.s })],
    [3, () => ({ do: 'hold', when: chance.once(2) ? workOf(chance, names) : runsOf(chance, names) })],
    [6, () => ({ do: 'release', work: workOf(chance, names) })],
    [4, () => ({ do: 'fail', work: chance.once(2) ? { dag: '*' } : workOf(chance, names), failure: failureOf(chance) })],
    [8, () => ({ do: 'operator', work: chance.once(3) ? workOf(chance, names) : { dag: chance.pick(operable) }, operator: operatorOf(chance) })],
    [4, () => callOf(chance, agents)],
  ])
}

/** DAGs with which something may be done. */
const operable = ['Initialize cluster', 'Update * config', 'Start observer', 'Create observer workdir', 'Start obproxy', 'Stop observer', 'Remove *']

function groupsOf(chance: Chance, names: readonly string[]): string[][] {
  const groups = chance.once(4) ? 3 : 2
  const parts: string[][] = Array.from({ length: groups }, () => [])
  for (const name of names) if (!chance.once(5)) chance.pick(parts).push(name)
  return parts.filter((part) => part.length > 0)
}

/** A request as the scenario makes it: as a client that knows all passwords. */
export function callOf(chance: Chance, agents: readonly AgentSetup[]): Extract<Action, { do: 'call' }> {
  const { name: agent } = chance.pick(agents)
  const other = chance.pick(agents)
  const { ip, port } = other
  const call = (operation: string, body: unknown): Extract<Action, { do: 'call' }> => ({ do: 'call', agent, call: operation, params: {}, body })
  return weighed(chance, [
    [4, () => call('agentJoin', { agentInfo: { ip, port }, zoneName: chance.pick(zones), masterPassword: other.agentPassword ?? '' })],
    [2, () => call('agentRemove', { ip, port })],
    [2, () => call('obclusterConfigPost', { clusterId: 1, clusterName: 'obc', rootPwd: chance.pick(passwords) })],
    [1, () => call('observerConfigPut', { observerConfig: { memory_limit: '8G' }, scope: { type: 'GLOBAL' } })],
    [1, () => call('obInit', {})],
    [1, () => call('getStatus', null)],
    [1, () => call('agentPassword', { password: chance.pick(passwords) })],
    [1, () => ({ do: 'call', agent, call: 'getDag', params: { id: '20168430081028861' }, body: null })],
  ])
}
