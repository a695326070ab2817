import { expect, test } from 'vitest'
import { micros } from '../../src/clock/index.ts'
import { KeyRing } from '../../src/dispatch/index.ts'
import { buildWorld, defaultAgent, defaultSettings, scenarioOfAgents } from '../../src/scenario/index.ts'

/** b comes back to its work at the instant at which a's scheduler looks at its own. @param looked whether somebody looks at the work of both before */
function told(looked: boolean): unknown {
  const agents = ['a', 'b'].map((name, place) => defaultAgent(name, `10.10.10.${place + 1}`, 2886))
  const world = buildWorld({
    ...scenarioOfAgents(agents, { ...defaultSettings, mode: { mode: 'manual' } }),
    taskRules: [{ id: 'crash', when: { agent: 'b' }, effect: { restarts: micros.s }, times: 1 }],
  }, new KeyRing(1))
  const join = (agent: string, place: number): void => {
    world.act({ do: 'call', agent, call: 'agentJoin', params: {}, body: { agentInfo: { ip: `10.10.10.${place}`, port: 2886 }, zoneName: 'zone1' } }, 'control')
  }
  join('b', 2)
  world.advanceBy(micros.s)
  join('a', 1)
  if (looked) for (const agent of world.agents) world.engine(agent).hasWork()
  world.advanceBy(micros.s)
  return world.journal.events().flatMap((event) => (event.kind === 'transition' ? [`${event.agent} ${event.level} ${event.to}`] : []))
}

test('to look at work does not change the order in which the journal tells what it does', () => {
  expect(told(true)).toEqual(told(false))
})
