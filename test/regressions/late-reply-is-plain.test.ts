import { expect, test } from 'vitest'
import { micros } from '../../src/clock/index.ts'
import { KeyRing } from '../../src/dispatch/index.ts'
import type { Action } from '../../src/faults/index.ts'
import { buildWorld, defaultAgent, defaultSettings, scenarioOfAgents, type AgentSetup } from '../../src/scenario/index.ts'

const call = (operation: string, body: unknown): Action => ({ do: 'call', agent: 'a', call: operation, params: {}, body })

test('a reply without data that comes late is state like any other: read back from JSON it is the same', () => {
  const agents: AgentSetup[] = [
    { ...defaultAgent('a', '10.10.10.1', 2886), identity: 'MASTER', zone: 'zone1' },
    { ...defaultAgent('b', '10.10.10.2', 2886), identity: 'FOLLOWER', zone: 'zone2', master: 'a' },
  ]
  const world = buildWorld({
    ...scenarioOfAgents(agents, { ...defaultSettings, mode: { mode: 'manual' } }),
    requestRules: [{ id: 'late', when: { operation: 'operateDag', via: 'peer' }, effect: { kind: 'delay', delay: 10 * micros.s, virtual: true }, times: null, count: 'sends' }],
    taskRules: [{ id: 'fails', when: { dag: 'Create observer workdir', agent: 'b' }, effect: { fails: { kind: 'plain', text: 'x' } }, times: 1 }],
  }, new KeyRing(1))
  world.act(call('obclusterConfigPost', { clusterId: 1, clusterName: 'obc' }), 'control')
  world.settle()
  world.act(call('obInit', {}), 'control')
  world.settle()
  world.act({ do: 'operator', work: { dag: 'Initialize cluster' }, operator: 'RETRY' }, 'control')
  const waiting = (): unknown => world.tasks(world.agent('a')!).subTasks.flatMap(({ progress }) => progress?.reply ?? [])
  world.advanceUntil(() => JSON.stringify(waiting()) !== '[]', 60 * micros.s)
  expect(waiting()).toStrictEqual([{ kind: 'answer', data: null }])
})
