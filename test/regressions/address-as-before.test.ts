import { expect, test } from 'vitest'
import { KeyRing } from '../../src/dispatch/index.ts'
import { buildWorld, defaultAgent, defaultSettings, scenarioOfAgents } from '../../src/scenario/index.ts'
import type { Simulation } from '../../src/simulation.ts'

const masterThatStarts = (port: number): { world: Simulation; refused: string | null } => {
  const scenario = scenarioOfAgents([{ ...defaultAgent('a', '10.10.10.1', 2886), identity: 'MASTER', zone: 'zone1' }], { ...defaultSettings, mode: { mode: 'manual' } })
  const world = buildWorld(scenario, new KeyRing(1))
  world.act({ do: 'stop', agent: 'a', signal: 'SIGTERM' }, 'control')
  world.act({ do: 'address', agent: 'a', ip: '10.10.10.1', port }, 'control')
  return { world, refused: world.act({ do: 'start', agent: 'a' }, 'control') }
}

test('a MASTER that comes back with the address that it has stored starts', () => {
  const { world, refused } = masterThatStarts(2886)
  expect([refused, world.agent('a')!.process === null, world.agent('a')!.identity]).toEqual([null, false, 'MASTER'])
})

test('with another it does not', () => {
  const { world, refused } = masterThatStarts(2896)
  expect(refused).toBe('agent info (10.10.10.1:2896) is not equal to the one that it has stored (10.10.10.1:2886), and it is MASTER: it does not start')
  expect([world.agent('a')!.process, world.agent('a')!.port]).toEqual([null, 2886])
})
