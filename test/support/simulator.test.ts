import { expect, onTestFinished, test } from 'vitest'
import { spawnSimulator } from './simulator.ts'

test('a simulator in a process of its own is driven, looked at and ended', async () => {
  const simulator = await spawnSimulator({ agents: 2, args: ['--clock', 'manual'] })
  onTestFinished(async () => void await simulator.stop())
  const [first, second] = simulator.agents
  expect(first!.port).toBeLessThan(second!.port)

  const start = await simulator.clock()
  expect(await simulator.advance('5s')).toMatchObject({ by: '5s', mode: 'manual', transitions: [] })
  expect(await simulator.settle()).toMatchObject({ by: '0s', transitions: [] })
  expect(await simulator.dags()).toEqual([])
  expect((await simulator.agentViews()).map(({ address, identity }) => ({ address, identity }))).toEqual([
    { address: first!.address, identity: 'SINGLE' }, { address: second!.address, identity: 'SINGLE' },
  ])
  await expect(simulator.advance('soon')).rejects.toThrow('POST /_sim/clock/advance: 400 ')

  expect((await fetch(`${second!.url}/api/v1/info`)).status).toBe(200)
  await expect.poll(() => simulator.log).toMatchObject([{ agent: second!.address, method: 'GET', target: '/api/v1/info', operation: 'getInfo', status: 200, why: null }])
  expect(await simulator.setMode('auto')).toMatchObject({ mode: 'auto:50ms' })
  expect(await simulator.reset()).toEqual(start)

  expect(await simulator.stop()).toBe(0)
  expect(simulator.complaints).toEqual([])
})

test('a simulator that does not start is told of with its own words', async () => {
  await expect(spawnSimulator({ args: ['--clock', 'sundial'] })).rejects.toThrow(/^the simulator ended with 2 before it was ready: .*sundial/s)
})
