import { expect, test } from 'vitest'
import { KeyRing } from '../../src/dispatch/index.ts'
import { buildWorld, defaultAgent, defaultSettings, scenarioOfAgents } from '../../src/scenario/index.ts'

// With a clock that only a person moves, what a timeline let happen at 0 s had not happened when the first client asked.
test('what happens at 0 s has happened when the world is ready', () => {
  const plain = scenarioOfAgents([defaultAgent('a', '10.10.10.1', 2886)], { ...defaultSettings, mode: { mode: 'manual' } })
  const world = buildWorld({
    ...plain, timeline: [{ id: 'gone', when: { kind: 'at', at: 0 }, action: { do: 'stop', agent: 'a', signal: 'SIGTERM' } }],
  }, new KeyRing(1))
  expect([world.agent('a')!.process, world.now() - world.state.start]).toEqual([null, 0])
  expect(world.journal.events().map(({ kind }) => kind)).toEqual(['action', 'process'])
})
