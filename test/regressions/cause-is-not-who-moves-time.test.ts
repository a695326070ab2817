import { expect, test } from 'vitest'
import { KeyRing } from '../../src/dispatch/index.ts'
import { buildWorld, defaultAgent, scenarioOfAgents } from '../../src/scenario/index.ts'

test('what happens while a request moves time is not caused by that request', () => {
  const world = buildWorld({
    ...scenarioOfAgents([defaultAgent('a', '127.0.0.1', 2886)]),
    taskRules: [{ id: 'slow', when: {}, effect: { takes: 1_000_000 }, times: null }],
    timeline: [{ id: 'key', when: { kind: 'at', at: 500_000 }, action: { do: 'newKey', agent: 'a' } }],
  }, new KeyRing(1))
  world.act({ do: 'call', agent: 'a', call: 'agentJoin', params: {}, body: { agentInfo: { ip: '127.0.0.1', port: 2886 }, zoneName: 'zone1' } }, 'control')
  const join = world.journal.requests().at(-1)!.seq
  // A poll that moves time.
  world.cause = 1_000
  world.advanceBy(5_000_000)
  expect(world.cause).toBe(1_000)
  const causes = world.journal.events(join).map((event) => [event.kind, event.cause])
  expect(new Set(causes.map(([kind, cause]) => `${kind} ${cause}`))).toEqual(new Set([`transition ${join}`, 'action null', `rule ${join}`]))
})
