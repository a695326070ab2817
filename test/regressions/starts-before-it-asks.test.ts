import { expect, test } from 'vitest'
import { micros } from '../../src/clock/index.ts'
import { KeyRing } from '../../src/dispatch/index.ts'
import { buildWorld, defaultAgent, defaultSettings, scenarioOfAgents } from '../../src/scenario/index.ts'

test('what an agent asks when it comes back to its work is told after its start', () => {
  const agents = [{ ...defaultAgent('a', '10.10.10.1', 2886), identity: 'MASTER' as const, zone: 'zone1' }, defaultAgent('b', '10.10.10.2', 2886)]
  const world = buildWorld({
    ...scenarioOfAgents(agents, { ...defaultSettings, mode: { mode: 'manual' } }),
    taskRules: [{ id: 'crash', when: { node: 'Join to master', step: 'join' }, effect: { restarts: micros.s }, times: 1 }],
  }, new KeyRing(1))
  world.act({ do: 'call', agent: 'b', call: 'agentJoin', params: {}, body: { agentInfo: { ip: '10.10.10.1', port: 2886 }, zoneName: 'zone1' } }, 'control')
  world.settle()
  const started = world.journal.events().find((event) => event.kind === 'process' && event.process === 'started')!
  const asked = world.journal.requests().filter(({ client, at }) => client === 'b' && at === started.at)
  expect(asked.map(({ operation }) => operation)).toEqual(['getSecret', 'rpcAgentJoin'])
  expect(asked.every(({ seq }) => seq > started.seq)).toBe(true)
})
