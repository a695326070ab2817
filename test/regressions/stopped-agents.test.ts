import { beforeEach, expect, test } from 'vitest'
import { micros } from '../../src/clock/index.ts'
import { KeyRing } from '../../src/dispatch/index.ts'
import type { Action } from '../../src/faults/index.ts'
import { buildWorld, defaultAgent, defaultSettings, scenarioOfAgents } from '../../src/scenario/index.ts'
import type { Simulation } from '../../src/simulation.ts'

const join: Action = { do: 'call', agent: 'a', call: 'agentJoin', params: {}, body: { agentInfo: { ip: '10.10.10.1', port: 2886 }, zoneName: 'zone1' } }
const work = { dag: 'Join self' }
const stop: Action = { do: 'stop', agent: 'a', signal: 'SIGKILL' }
let world: Simulation

const act = (action: Action): string | null => world.act(action, 'control')
/** Where the one sub-task of a stands. */
const standing = (): unknown => world.tasks(world.agent('a')!).subTasks.map(({ state, progress }) => [state, progress?.gate ?? null, progress?.directive?.holds ?? false])
const eventsOf = (agent: string): number => world.clock.list().filter(({ event }) => 'agent' in event && event.agent === agent).length

beforeEach(() => {
  const scenario = scenarioOfAgents([defaultAgent('a', '10.10.10.1', 2886)], { ...defaultSettings, mode: { mode: 'manual' } })
  world = buildWorld({ ...scenario, taskRules: [{ id: 'slow', when: {}, effect: { takes: 10 * micros.s }, times: null }] }, new KeyRing(1))
})

test('an agent that does not run answers no call of a scenario, and takes no operator', () => {
  act(stop)
  expect(act(join)).toBe('a does not run')
  act({ do: 'start', agent: 'a' })
  act(join)
  act(stop)
  expect(act({ do: 'operator', work, operator: 'CANCEL' })).toBe('a does not run')
  expect(world.journal.requests().map(({ status }) => status)).toEqual([200])
})

test('work of an agent that does not run does not fail there and then', () => {
  act(join)
  world.advanceBy(2 * micros.s)
  act(stop)
  expect(act({ do: 'fail', work, failure: { kind: 'plain', text: 'x' } })).toBe('a does not run')
  expect(standing()).toEqual([['RUNNING', 'takes', false]])
})

test('work of an agent that does not run is held and released without going on before its start', () => {
  act(join)
  world.advanceBy(2 * micros.s)
  act(stop)
  act({ do: 'hold', when: work })
  expect([eventsOf('a'), standing()]).toEqual([0, [['RUNNING', 'takes', true]]])
  act({ do: 'start', agent: 'a' })
  world.advanceBy(20 * micros.s)
  act(stop)
  expect(standing()).toEqual([['RUNNING', 'parked', true]])
  act({ do: 'release', work })
  world.advanceBy(20 * micros.s)
  expect([eventsOf('a'), world.workOf(work)!.dag.state]).toEqual([0, 'RUNNING'])
  act({ do: 'start', agent: 'a' })
  world.settle()
  expect(world.workOf(work)!.dag.state).toBe('SUCCEED')
})

test('work that is held where it stands is held after a restart, too', () => {
  act(join)
  world.advanceBy(2 * micros.s)
  act({ do: 'hold', when: work })
  act({ do: 'restart', agent: 'a', signal: 'SIGKILL', downFor: 0 })
  world.advanceBy(60 * micros.s)
  expect(standing()).toEqual([['RUNNING', 'parked', true]])
})
