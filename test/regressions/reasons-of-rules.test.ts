import { expect, test } from 'vitest'
import { KeyRing } from '../../src/dispatch/index.ts'
import { buildWorld, defaultAgent, defaultSettings, scenarioOfAgents } from '../../src/scenario/index.ts'

test('what one agent answers another by a rule says why, whatever the rule lets it say', () => {
  const agents = ['a', 'b'].map((name, place) => defaultAgent(name, `10.10.10.${place + 1}`, 2886))
  const world = buildWorld({
    ...scenarioOfAgents(agents, { ...defaultSettings, mode: { mode: 'manual' } }),
    requestRules: [{ id: 'mute', when: { operation: 'getInfo' }, effect: { kind: 'reply', failure: { kind: 'plain', text: '' } }, times: null, count: 'questions' }],
  }, new KeyRing(1))
  world.act({ do: 'call', agent: 'b', call: 'agentJoin', params: {}, body: { agentInfo: { ip: '10.10.10.1', port: 2886 }, zoneName: 'zone1' } }, 'control')
  expect(world.journal.requests().find(({ via }) => via === 'peer')).toMatchObject({ operation: 'getInfo', status: 500, why: "the rule 'mute' says so: " })
})
