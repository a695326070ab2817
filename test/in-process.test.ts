import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { ScenarioError, startSimulator } from '../src/index.ts'

const join = (url: string, ip: string, port: number): Promise<Response> => fetch(`${url}/api/v1/agent/join`, {
  method: 'POST', body: JSON.stringify({ agentInfo: { ip, port }, zoneName: 'zone1' }),
})

describe('startSimulator', () => {
  test('gives agents on free ports that believe in their declared addresses', async () => {
    await using sim = await startSimulator({ encryption: false })
    const { data } = await (await fetch(`${sim.agents[0]!.url}/api/v1/info`)).json() as { data: Record<string, unknown> }
    expect([sim.agents[0]!.address, data['ip'], data['port'], data['identity']]).toEqual(['127.0.0.1:2886', '127.0.0.1', 2886, 'SINGLE'])
    expect(new URL(sim.agents[0]!.url).port).not.toBe('2886')
  })

  test('advances by hand and tells the transitions on the way', async () => {
    await using sim = await startSimulator({ encryption: false, clock: 'manual' })
    expect((await join(sim.agents[0]!.url, '127.0.0.1', 2886)).status).toBe(200)
    const seen = [...sim.advance('1s'), ...sim.advance('1s')].map(({ level, name, from, to }) => `${level} ${name}: ${from} → ${to}`)
    expect(seen).toEqual([
      'dag Join self: READY → RUNNING', 'node Join self: PENDING → RUNNING',
      'sub-task Join self: PENDING → READY', 'sub-task Join self: READY → RUNNING', 'sub-task Join self: RUNNING → SUCCEED',
      'node Join self: RUNNING → SUCCEED', 'dag Join self: RUNNING → SUCCEED',
    ])
  })

  test('takes a name by which the agent was asked for the agent itself', async () => {
    await using sim = await startSimulator({ encryption: false })
    const { port } = new URL(sim.agents[0]!.url)
    const response = await join(sim.agents[0]!.url, 'localhost', Number(port))
    const { data } = await response.json() as { data: { name: string } }
    expect(data.name).toBe('Join self')
  })

  test('settles, and starts over', async () => {
    await using sim = await startSimulator({ encryption: false, clock: 'manual' })
    const { url } = sim.agents[0]!
    const identity = async (): Promise<unknown> => ((await (await fetch(`${url}/api/v1/info`)).json()) as { data: { identity: string } }).data.identity
    const start = sim.now()
    await join(url, '127.0.0.1', 2886)
    sim.settle()
    expect(await identity()).toBe('MASTER')
    await sim.reset()
    expect([await identity(), sim.now()]).toEqual(['SINGLE', start])
  })

  test('reaches identities by true operations before the start', async () => {
    const scenario = '{"version": 1, "encryption": "off", "agents": {"m": {"address": "127.0.0.1:2886", "identity": "MASTER", "zone": "z1", "agentPassword": "pw"}, "f": {"address": "127.0.0.1:2887", "identity": "FOLLOWER", "zone": "z2"}}}'
    await using sim = await startSimulator({ scenario })
    const { data } = await (await fetch(`${sim.agents[0]!.url}/api/v1/ob/info`)).json() as { data: { agent_info: unknown } }
    expect(data.agent_info).toEqual([
      { ip: '127.0.0.1', port: 2886, zone: 'z1', identity: 'MASTER', version: '4.5.0.0-1' },
      { ip: '127.0.0.1', port: 2887, zone: 'z2', identity: 'FOLLOWER', version: '4.5.0.0-1' },
    ])
  })

  test('refuses a wrong scenario with every problem, and wrong options with one sentence', async () => {
    await expect(startSimulator({ scenario: '{"version": 1, "sead": 2, "agents": {"a": {"adress": "x"}}}' })).rejects.toThrow(ScenarioError)
    await expect(startSimulator({ clock: 'atuo' })).rejects.toThrow("unknown clock mode 'atuo': use one of auto, manual, real, offset, scaled, per-poll")
    await expect(startSimulator({ clok: 'manual' } as object)).rejects.toThrow("there is no option 'clok'; there are scenario, agents, clock, seed, encryption, tls, listen")
    await expect(startSimulator({ seed: -1 })).rejects.toThrow('seed must be a whole number from 0, not -1')
    await expect(startSimulator({ agents: ['nowhere'] })).rejects.toThrow("'nowhere' is not an address; write it like 127.0.0.1:2886")
    await expect(startSimulator({ scenario: '{}', agents: ['127.0.0.1:1'] })).rejects.toThrow('give either a scenario or agents')
  })

  test('changes no global', async () => {
    const names = ['Request', 'Response', 'Headers', 'fetch', 'setTimeout', 'setInterval', 'Date', 'performance'] as const
    const before = names.map((name) => globalThis[name])
    await using sim = await startSimulator()
    expect([names.map((name) => globalThis[name]), sim.agents.length]).toEqual([before, 1])
  })

  test('the built package gives the same', async () => {
    const entry = createRequire(import.meta.url).resolve('../dist/index.js')
    const built = await import(entry) as { readonly startSimulator: typeof startSimulator }
    await using sim = await built.startSimulator({ encryption: false })
    expect((await fetch(`${sim.agents[0]!.url}/api/v1/time`)).status).toBe(200)
  })
})
