import { afterEach, describe, expect, test } from 'vitest'
import { loadScenario } from '../../src/scenario/index.ts'
import { Simulator } from '../../src/server/index.ts'

let simulator: Simulator
const bugs: unknown[] = []
afterEach(() => simulator.close())

async function started(more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const scenario = JSON.stringify({
    version: 1, encryption: 'off', clock: { mode: 'auto' }, ...more,
    agents: { a: { address: '127.0.0.1:2886', listen: '127.0.0.1:0' }, b: { address: '127.0.0.1:2887', listen: '127.0.0.1:0' } },
  })
  simulator = new Simulator({ scenario: await loadScenario(scenario, '<test>'), control: { place: '127.0.0.1:0' }, onBug: (error) => bugs.push(error) })
  await simulator.listen()
  return `${simulator.controlUrl!}/_sim`
}

const post = (url: string, body?: unknown): Promise<Response> => fetch(url, { method: 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }) })

/** One test for each bug that hostile requests have found where the bug was not one file's own. */
describe('what hostile requests have found', () => {
  test('an agent that is started, stopped and reset by several at once is opened once, and ends', async () => {
    const control = await started()
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all(['agents/b/stop', 'agents/b/restart', 'agents/b/start', 'reset', 'agents/b/restart', 'agents/b/stop', 'agents/b/start'].map((path) => post(`${control}/${path}`)))
      expect(await Promise.all(answers.map(async (answer) => (answer.status === 200 ? 200 : answer.text())))).toEqual(Array.from({ length: 7 }, () => 200))
    }
    await post(`${control}/agents/b/start`)
    const { port } = new URL(simulator.urls()[1]!)
    expect((await fetch(`http://127.0.0.1:${port}/api/v1/status`)).status).toBe(200)
    await simulator.close()
    await expect(fetch(`http://127.0.0.1:${port}/api/v1/status`)).rejects.toThrow('fetch failed')
  })

  test('time ends while its instants are still whole microseconds, and requests cost nothing then', async () => {
    const control = await started({ clock: { mode: 'auto', start: '2254-12-31T23:00:00Z' } })
    const refused = await post(`${control}/clock/advance`, { by: '2h' })
    expect([refused.status, ((await refused.json()) as { detail: string }).detail]).toEqual([400, 'time ends at 2255-01-01T00:00:00Z; POST /_sim/reset begins it anew'])
    await fetch(`${control}/clock`, { method: 'PUT', body: '{"mode":"auto:2000000h"}' })
    for (let count = 0; count < 3; count++) expect((await fetch(`${simulator.urls()[0]!}/api/v1/status`)).status).toBe(200)
    expect(((await (await fetch(`${control}/clock`)).json()) as { now: string }).now).toBe('2255-01-01T00:00:00Z')
    expect(bugs).toEqual([])
  })

  test('a name that every object has is a host name like any other', async () => {
    await started()
    const world = simulator.world
    const address = { ip: 'constructor', port: 2886 }
    expect(world.reach(address)).toBeUndefined()
    world.learnHost('constructor')
    expect(world.reach(address)?.name).toBe('a')
  })
})
