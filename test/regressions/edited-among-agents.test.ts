import { expect, test } from 'vitest'
import { micros } from '../../src/clock/index.ts'
import { KeyRing } from '../../src/dispatch/index.ts'
import type { Action, RequestRule } from '../../src/faults/index.ts'
import { buildWorld, defaultAgent, defaultSettings, scenarioOfAgents, type AgentSetup } from '../../src/scenario/index.ts'
import type { Simulation } from '../../src/simulation.ts'

const edit = (operation: string, path: string, value: unknown): RequestRule => ({
  id: 'edit', when: { operation, via: 'peer' }, effect: value === undefined ? { kind: 'edit', set: [], remove: [path] } : { kind: 'edit', set: [[path, value]], remove: [] }, times: null, count: 'questions',
})

function worldWith(rule: RequestRule): Simulation {
  const agents: AgentSetup[] = [
    { ...defaultAgent('a', '10.10.10.1', 2886), identity: 'MASTER', zone: 'zone1' },
    { ...defaultAgent('b', '10.10.10.2', 2886), identity: 'FOLLOWER', zone: 'zone2', master: 'a' },
    defaultAgent('c', '10.10.10.3', 2886),
  ]
  return buildWorld({ ...scenarioOfAgents(agents, { ...defaultSettings, mode: { mode: 'manual' } }), requestRules: [rule] }, new KeyRing(1))
}

const call = (agent: string, operation: string, body: unknown): Action => ({ do: 'call', agent, call: operation, params: {}, body })

test('a field that is gone from what a master says is Go’s zero value, and the state of the joiner stays plain data', () => {
  const world = worldWith(edit('rpcAgentJoin', 'data.zone', undefined))
  world.act(call('c', 'agentJoin', { agentInfo: { ip: '10.10.10.1', port: 2886 }, zoneName: 'zone3' }), 'control')
  world.settle()
  expect(world.agent('c')!.table[1]).toMatchObject({ identity: 'MASTER', zone: '' })
})

test.each<[path: string, value: unknown]>([
  ['data.nodes', undefined], ['data.nodes', true], ['data.nodes.0', null], ['data.nodes.0.sub_tasks', null], ['data.nodes.0.sub_tasks', undefined],
  ['data.nodes.0.sub_tasks.0', null], ['data.nodes.0.sub_tasks.0.task_logs', 7], ['data.state', 7], ['data', []],
])('a DAG of a follower whose %s is %j is read by its master as Go would, and nothing throws', (path, value) => {
  const world = worldWith(edit('getDag', path, value))
  world.act(call('a', 'obclusterConfigPost', { clusterId: 1, clusterName: 'obc' }), 'control')
  world.settle()
  world.act(call('a', 'obInit', {}), 'control')
  world.advanceBy(120 * micros.s)
  expect(world.workOf({ dag: 'Create observer workdir' })?.dag.state).toBe('SUCCEED')
})

test('what cannot be read is told in the log of who asked', () => {
  const world = worldWith(edit('getDag', 'data.state', 7))
  world.act(call('a', 'obclusterConfigPost', { clusterId: 1, clusterName: 'obc' }), 'control')
  world.settle()
  world.act(call('a', 'obInit', {}), 'control')
  world.advanceBy(120 * micros.s)
  const lines = world.tasks(world.agent('a')!).subTasks.flatMap(({ logs }) => logs.map(({ text }) => text))
  expect(lines.find((line) => line.startsWith('WARN: watch dag failed'))).toMatch(/json: cannot unmarshal number into Go value of type string$/)
})
