import { expect, test } from 'vitest'
import { micros } from '../../src/clock/index.ts'
import { KeyRing } from '../../src/dispatch/index.ts'
import { buildWorld, defaultAgent, defaultSettings, scenarioOfAgents } from '../../src/scenario/index.ts'
import { SettleError } from '../../src/simulation.ts'

test('an agent that falls whenever it rises, at once, is told as what does not end', () => {
  const world = buildWorld({
    ...scenarioOfAgents([defaultAgent('a', '10.10.10.1', 2886)], { ...defaultSettings, mode: { mode: 'manual' } }),
    timeline: [
      { id: 'rise', when: { kind: 'after', event: { kind: 'process', agent: 'a', process: 'stopped' }, delay: 0, times: null }, action: { do: 'start', agent: 'a' } },
      { id: 'fall', when: { kind: 'after', event: { kind: 'process', agent: 'a', process: 'started' }, delay: 0, times: null }, action: { do: 'stop', agent: 'a', signal: 'SIGKILL' } },
    ],
  }, new KeyRing(1))
  world.act({ do: 'stop', agent: 'a', signal: 'SIGKILL' }, 'control')
  const advance = (): void => world.advanceBy(micros.s)
  expect(advance).toThrow(SettleError)
  expect(world.now()).toBe(world.state.start)
})
