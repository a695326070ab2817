import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { ScenarioError, startSimulator } from '../src/index.ts'

const join = (url: string, ip: string, port: number, zoneName = 'zone1'): Promise<Response> => fetch(`${url}/api/v1/agent/join`, {
  method: 'POST', body: JSON.stringify({ agentInfo: { ip, port }, zoneName }),
})

describe('startSimulator', () => {
  test('gives agents on free ports that believe in their declared addresses', async () => {
    await using sim = await startSimulator({ encryption: false })
    const { data } = await (await fetch(`${sim.agents[0]!.url}/api/v1/info`)).json() as { data: Record<string, unknown> }
    expect([sim.agents[0]!.address, data['ip'], data['port'], data['identity']]).toEqual(['127.0.0.1:2886', '127.0.0.1', 2886, 'SINGLE'])
    expect(new URL(sim.agents[0]!.url).port).not.toBe('2886')
  })

  test('takes so many agents, addresses, the name of a built-in scenario, a path, or a text', async () => {
    const names = async (options: Parameters<typeof startSimulator>[0]): Promise<string[]> => {
      await using sim = await startSimulator(options)
      return sim.agents.map(({ name }) => name)
    }
    expect([
      await names({ agents: 2 }), await names({ agents: ['10.10.10.1:2886'] }), await names({ scenario: 'join-three' }), await names({ scenario: 'scenarios/password-required/scenario.yaml' }),
      await names({ scenario: 'version: 1\nagents: { "${NAME:-other}": { address: 1.1.1.1:1 }, two: { address: "1.1.1.1:${PORT}" } }\n', env: { PORT: '7' } }),
    ]).toEqual([['127.0.0.1:2886', '127.0.0.1:2887'], ['10.10.10.1:2886'], ['a', 'b', 'c'], ['a', 'b'], expect.arrayContaining(['two'])])
  })

  test('takes a name by which the agent was asked for the agent itself', async () => {
    await using sim = await startSimulator({ encryption: false })
    const { port } = new URL(sim.agents[0]!.url)
    const response = await join(sim.agents[0]!.url, 'localhost', Number(port))
    const { data } = await response.json() as { data: { name: string } }
    expect(data.name).toBe('Join self')
  })

  test('reaches identities by true operations before the start', async () => {
    const scenario = '{"version": 1, "encryption": "off", "agents": {"m": {"address": "127.0.0.1:2886", "identity": "MASTER", "zone": "z1", "agentPassword": "pw"}, "f": {"address": "127.0.0.1:2887", "identity": "FOLLOWER", "zone": "z2"}}}'
    await using sim = await startSimulator({ scenario })
    const { data } = await (await fetch(`${sim.agents[0]!.url}/api/v1/ob/info`)).json() as { data: { agent_info: unknown } }
    expect(data.agent_info).toEqual([
      { ip: '127.0.0.1', port: 2886, zone: 'z1', identity: 'MASTER', version: '4.5.0.0-1' },
      { ip: '127.0.0.1', port: 2887, zone: 'z2', identity: 'FOLLOWER', version: '4.5.0.0-1' },
    ])
    expect(sim.agent('f')).toEqual({ name: 'f', address: '127.0.0.1:2887', url: sim.agents[1]!.url, running: true, identity: 'FOLLOWER', zone: 'z2' })
  })

  test('refuses a wrong scenario with every problem, and wrong options with one sentence', async () => {
    await expect(startSimulator({ scenario: '{"version": 1, "sead": 2, "agents": {"a": {"adress": "x"}}}' })).rejects.toThrow(ScenarioError)
    await expect(startSimulator({ scenario: 'jion-three' })).rejects.toThrow("did you mean 'join-three'?")
    await expect(startSimulator({ clock: 'atuo' })).rejects.toThrow("unknown clock mode 'atuo': use one of auto, manual, real, offset, scaled, per-poll")
    await expect(startSimulator({ clok: 'manual' } as object)).rejects.toThrow("startSimulator: unknown option 'clok'; did you mean 'clock'?")
    await expect(startSimulator({ seed: -1 })).rejects.toThrow('seed must be a whole number from 0, not -1')
    await expect(startSimulator({ agents: ['nowhere'] })).rejects.toThrow("'nowhere' is not an address; write it like 127.0.0.1:2886")
    await expect(startSimulator({ agents: 0 })).rejects.toThrow('agents must be addresses, or how many there are, from 1 to 10000, not 0')
    await expect(startSimulator({ scenario: '{}', agents: ['127.0.0.1:1'] })).rejects.toThrow('give either a scenario or agents')
  })

  test('changes no global', async () => {
    // Node makes some of them when they are first read.
    void [Headers, Request, Response]
    const names = Object.getOwnPropertyNames(globalThis)
    const before = names.map((name) => Object.getOwnPropertyDescriptor(globalThis, name))
    await using sim = await startSimulator()
    await fetch(`${sim.agents[0]!.url}/_sim/clock`)
    await sim.act({ newKey: sim.agents[0]!.name })
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(names)
    expect(names.map((name) => Object.getOwnPropertyDescriptor(globalThis, name))).toEqual(before)
  })

  test('several live side by side, and their worlds have nothing in common', async () => {
    await using one = await startSimulator({ clock: 'manual' })
    await using other = await startSimulator({ clock: 'manual' })
    await one.advance('1h')
    expect(one.now() - other.now()).toBe(3_600_000_000)
  })

  test('the built package gives the same', async () => {
    const entry = createRequire(import.meta.url).resolve('../dist/index.js')
    const built = await import(entry) as { readonly startSimulator: typeof startSimulator }
    await using sim = await built.startSimulator({ encryption: false })
    expect((await fetch(`${sim.agents[0]!.url}/api/v1/time`)).status).toBe(200)
  })
})
