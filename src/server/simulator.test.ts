import { afterEach, describe, expect, test } from 'vitest'
import { micros, parseMode, type ClockMode, type Micros } from '../clock/index.ts'
import type { Action, RequestCondition, RequestEffect, RequestRule, TimelineEntry } from '../faults/index.ts'
import { defaultAgent, defaultSettings, scenarioOfAgents, type AgentSetup, type Scenario } from '../scenario/index.ts'
import { Simulator, type SimulatorOptions } from './index.ts'
import { connected, over, tried, until } from './testing/client.ts'
import { Authority } from './tls/index.ts'

let running: Simulator[] = []
afterEach(async () => {
  await Promise.all(running.map((simulator) => simulator.close()))
  running = []
})

function agent(name: string, port: number, change: Partial<AgentSetup> = {}): AgentSetup {
  return { ...defaultAgent(name, '10.0.0.1', port), listen: ['127.0.0.1:0'], ...change }
}

function scenario(change: Partial<Scenario> = {}, clock = 'manual'): Scenario {
  const settings = { ...defaultSettings, encryption: false, mode: parseMode(clock) as ClockMode }
  return { ...scenarioOfAgents([agent('a', 2886), agent('b', 2887)], settings), ...change }
}

async function started(loaded: Scenario, options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = new Simulator({ scenario: loaded, onBug: (error) => { throw error }, ...options })
  running.push(simulator)
  await simulator.listen()
  return simulator
}

const rule = (effect: RequestEffect, when: RequestCondition = { operation: 'getTime' }): RequestRule => ({ id: 'rule', when, effect, times: null, count: 'questions' })
const at = (seconds: number, action: Action): TimelineEntry => ({ id: `${action.do} at ${seconds}`, when: { kind: 'at', at: seconds * micros.s }, action })
const stop = { do: 'stop', agent: 'a', signal: 'SIGKILL' } as const
const start = { do: 'start', agent: 'a' } as const
const restart = (downFor: Micros) => ({ do: 'restart', agent: 'a', signal: 'SIGKILL', downFor }) as const

const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`
const time = get('/api/v1/time')
const isAnswer = (received: string): boolean => received.endsWith('}\n') || received.endsWith('}')
const addressOf = (simulator: Simulator, index = 0): string => simulator.urls()[index]!.replace(/^https?:\/\//, '')
const advance = (simulator: Simulator, by: Micros): void => simulator.move((world) => world.advanceBy(by))

/** A connection on which a request was sent, and has reached the agent. */
async function asking(simulator: Simulator, request = time, index = 0): Promise<Awaited<ReturnType<typeof connected>>> {
  const { seq } = simulator.world.journal
  const client = await connected(addressOf(simulator, index))
  client.socket.write(request)
  while (simulator.world.journal.seq === seq) await new Promise((resolve) => setImmediate(resolve))
  return client
}

describe('an answer that comes at a virtual instant', () => {
  const late = rule({ kind: 'delay', delay: 30 * micros.s, virtual: true })

  test('waits until the world is moved there', async () => {
    const simulator = await started(scenario({ requestRules: [late] }))
    const client = await asking(simulator)
    advance(simulator, 29 * micros.s)
    const other = await connected(addressOf(simulator))
    other.socket.write(get('/api/v1/status'))
    await until(other, isAnswer)
    expect(client.received).toBe('')
    advance(simulator, micros.s)
    expect(await until(client, isAnswer)).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*"2026-01-05T08:30:00\.2174/)
    other.socket.destroy()
  })

  test('comes at once, and the world is there, where nobody else would move it', async () => {
    for (const clock of ['auto', 'per-poll']) {
      const simulator = await started(scenario({ requestRules: [late] }, clock))
      const before = simulator.world.now()
      const client = await connected(addressOf(simulator))
      client.socket.write(time)
      await until(client, isAnswer)
      expect(simulator.world.now() - before).toBe(30 * micros.s)
      expect((await simulator.ask('a', { method: 'GET', target: '/api/v1/time', headers: [], body: Buffer.alloc(0), bodyLength: 'none', bodyError: null, remote: '127.0.0.1:1' })).status).toBe(200)
      expect(simulator.world.now() - before).toBe(60 * micros.s)
    }
  })

  test('comes with the wall clock, though nothing else happens', async () => {
    const simulator = await started(scenario({ requestRules: [late] }, 'scaled:1000'))
    const client = await asking(simulator)
    await until(client, isAnswer)
    // The answer was given 30 s before it came.
    expect(simulator.world.now() - simulator.world.journal.requests()[0]!.at).toBeGreaterThanOrEqual(30 * micros.s)
  })

  test('ends the connection if it is none', async () => {
    const simulator = await started(scenario({ requestRules: [rule({ kind: 'drop', drop: { how: 'hang', virtual: true } })] }))
    const client = await asking(simulator)
    advance(simulator, 179 * micros.s)
    expect(client.ended).toBeNull()
    advance(simulator, micros.s)
    expect(await over(client)).toEqual(['', 'end'])
  })

  test('is lost with the world, with its agent, and with the simulator', async () => {
    const simulator = await started(scenario({ requestRules: [late] }))
    const before = await asking(simulator)
    await simulator.reset()
    expect(await over(before)).toEqual(['', 'ECONNRESET'])
    const stopped = await asking(simulator)
    await simulator.act(stop)
    expect(await over(stopped)).toEqual(['', 'ECONNRESET'])
    await simulator.act(start)
    const last = await asking(simulator)
    const began = performance.now()
    await simulator.close()
    expect(performance.now() - began).toBeLessThan(700)
    expect(await over(last)).toEqual(['', 'ECONNRESET'])
  })

  test('comes although its agent ends later within the same move of time, and not if it ends before', async () => {
    for (const [seconds, status] of [[40, 'HTTP/1.1 200 OK'], [20, '']] as const) {
      const simulator = await started(scenario({ requestRules: [late], timeline: [at(seconds, stop)] }))
      const client = await asking(simulator)
      advance(simulator, micros.h)
      const [received] = await over(client)
      expect(received.split('\r\n')[0]).toBe(status)
    }
  })

  test('is not waited for when its client has gone', async () => {
    const simulator = await started(scenario({ requestRules: [late] }))
    const client = await asking(simulator)
    client.socket.end()
    expect(await over(client)).toEqual(['', 'end'])
    advance(simulator, micros.h)
  })
})

describe('sockets follow the world', () => {
  const timeline = [at(10, stop), at(20, start), at(30, restart(5 * micros.s)), at(50, restart(0))]

  test('connections are refused while an agent does not run, and it is back at its port', async () => {
    const simulator = await started(scenario({ timeline }), { control: 'off' })
    const place = addressOf(simulator)
    const client = await connected(place)
    const seen: string[] = []
    for (const by of [9, 2, 10, 10, 5]) {
      advance(simulator, by * micros.s)
      await simulator.follow()
      seen.push(await tried(place))
    }
    expect([seen, await over(client), await tried(addressOf(simulator, 1))]).toEqual([
      ['taken', 'ECONNREFUSED', 'taken', 'ECONNREFUSED', 'taken'], ['', 'ECONNRESET'], 'taken',
    ])
  })

  test('where the control API answers, too, connections are taken and reset', async () => {
    const simulator = await started(scenario({ timeline }))
    advance(simulator, 15 * micros.s)
    const client = await connected(addressOf(simulator))
    client.socket.write(get('/_sim/ready'))
    await until(client, isAnswer)
    client.received = ''
    client.socket.write(time)
    expect(await over(client)).toEqual(['', 'ECONNRESET'])
  })

  test('connections to a process that was replaced in one go are reset, the address stays', async () => {
    const simulator = await started(scenario({ timeline }), { control: 'off' })
    advance(simulator, 45 * micros.s)
    await simulator.follow()
    const client = await asking(simulator)
    await until(client, isAnswer)
    const { pid } = simulator.world.agent('a')!.process!
    advance(simulator, 10 * micros.s)
    expect((await over(client))[1]).toBe('ECONNRESET')
    expect([simulator.world.agent('a')!.process!.pid === pid, await tried(addressOf(simulator))]).toEqual([false, 'taken'])
  })

  test('time goes on by requests that nobody answers, so that the agent comes back', async () => {
    const simulator = await started(scenario({ timeline: [at(1, restart(2 * micros.s))] }, 'per-poll'))
    const polled: (string | null)[] = []
    for (let poll = 0; poll < 5; poll++) {
      const client = await connected(addressOf(simulator))
      client.socket.write(get('/api/v1/status'))
      await until(client, isAnswer).catch(() => {})
      polled.push(client.ended ?? client.received.slice(9, 12))
      client.socket.destroy()
    }
    // The first poll ends the agent after its answer was given, and before it is written.
    expect(polled).toEqual(['ECONNRESET', 'ECONNRESET', 'ECONNRESET', '200', '200'])
  })

  test('a request that stops its own agent, or another, is cut where the agent is gone', async () => {
    const simulator = await started(scenario({ timeline: [at(1, stop), at(3, { ...stop, agent: 'b' })] }, 'per-poll'))
    const idle = await connected(addressOf(simulator, 1))
    const own = await asking(simulator, get('/api/v1/status'))
    expect(await over(own)).toEqual(['', 'ECONNRESET'])
    const first = await asking(simulator, get('/api/v1/status'), 1)
    await until(first, isAnswer)
    first.socket.write(get('/api/v1/status'))
    expect([(await over(first))[1], await over(idle)]).toEqual(['ECONNRESET', ['', 'ECONNRESET']])
  })

  test('slow answers and requests that hang end with their agent', async () => {
    for (const drop of [{ how: 'slow', bytesPerSecond: 1 }, { how: 'hang', virtual: false }] as const) {
      const simulator = await started(scenario({ requestRules: [rule({ kind: 'drop', drop })] }))
      const client = await asking(simulator)
      await simulator.act(stop)
      expect((await over(client))[1]).toBe('ECONNRESET')
    }
  })
})

describe('an agent that refuses connections', () => {
  const refuses = (from: number, to: number, more: Partial<RequestCondition> = {}): RequestRule =>
    rule({ kind: 'drop', drop: { how: 'refuse' } }, { agent: 'a', window: { kind: 'time', from: from * micros.s, to: to * micros.s }, ...more })

  test('does so for true where its address is its own', async () => {
    const simulator = await started(scenario({ requestRules: [refuses(10, 20)] }), { control: { place: '127.0.0.1:0' } })
    const idle = await connected(addressOf(simulator))
    const seen: string[] = []
    for (const by of [9, 2, 10]) {
      advance(simulator, by * micros.s)
      await simulator.follow()
      seen.push(await tried(addressOf(simulator)), await tried(addressOf(simulator, 1)))
    }
    expect([seen, await over(idle)]).toEqual([['taken', 'taken', 'ECONNREFUSED', 'taken', 'taken', 'taken'], ['', 'end']])
  })

  test('takes them again when the rule is taken away', async () => {
    const simulator = await started(scenario({ requestRules: [refuses(0, 10)] }), { control: 'off' })
    expect(await tried(addressOf(simulator))).toBe('ECONNREFUSED')
    simulator.world.setRequestRules([])
    await simulator.follow()
    expect(await tried(addressOf(simulator))).toBe('taken')
  })

  test('begins and ends with the wall clock, though nobody can ask', async () => {
    const simulator = await started(scenario({ requestRules: [refuses(30, 90)] }, 'scaled:200'), { control: 'off' })
    const seen: string[] = []
    while (seen.at(-1) !== 'taken' || seen.at(-2) !== 'ECONNREFUSED') {
      const now = await tried(addressOf(simulator))
      // Whoever connects at the very moment may be in the system's queue, and is reset.
      if (now !== seen.at(-1) && now !== 'ECONNRESET') seen.push(now)
    }
    expect(seen.slice(-2)).toEqual(['ECONNREFUSED', 'taken'])
  })

  test('resets them where the control API answers, too, and where only some requests are refused', async () => {
    const shared = await started(scenario({ requestRules: [refuses(0, 10)] }))
    const own = await started(scenario({ requestRules: [refuses(0, 10, { operation: 'getTime' })] }), { control: 'off' })
    for (const simulator of [shared, own]) expect(await over(await asking(simulator))).toEqual(['', 'ECONNRESET'])
  })
})

describe('who listens for changes', () => {
  test('hears of them once for all that happens in one go, afterwards', async () => {
    const simulator = await started(scenario())
    let heard = 0
    const off = simulator.onChange(() => heard++)
    const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
    advance(simulator, micros.s)
    advance(simulator, micros.s)
    expect(heard).toBe(0)
    await turn()
    expect(heard).toBe(1)
    await simulator.act(stop)
    await turn()
    expect(heard).toBe(2)
    await simulator.reset()
    await turn()
    expect(heard).toBe(3)
    await until(await asking(simulator), isAnswer)
    await turn()
    expect(heard).toBe(4)
    off()
    advance(simulator, micros.s)
    await turn()
    expect(heard).toBe(4)
  })
})

describe('a reset', () => {
  test('keeps sockets and connections, and starts who was stopped', async () => {
    const simulator = await started(scenario(), { control: 'off' })
    const urls = simulator.urls()
    const client = await asking(simulator, time, 1)
    await until(client, isAnswer)
    await simulator.act(stop)
    expect(await tried(addressOf(simulator))).toBe('ECONNREFUSED')
    await simulator.reset()
    expect([await tried(addressOf(simulator)), simulator.urls()]).toEqual(['taken', urls])
    client.received = ''
    client.socket.write(time)
    await until(client, isAnswer)
    expect(simulator.world.journal.requests()).toHaveLength(1)
    client.socket.destroy()
  })
})

describe('another scenario', () => {
  const free = (): readonly string[] => ['127.0.0.1:0']

  test('takes the place of the one before; agents with the same ways in keep their sockets', async () => {
    const simulator = await started(scenario(), { place: free })
    const [a, b] = simulator.urls()
    const [kept, gone] = [await connected(addressOf(simulator)), await connected(addressOf(simulator, 1))]
    await simulator.replace({ ...scenario(), agents: [agent('c', 2999, { listen: ['10.9.9.9:1'] }), agent('a', 2886, { listen: ['10.9.9.9:2'] })], description: 'another' })
    const [c, again] = simulator.urls()
    expect([again, c === b, simulator.scenario.description]).toEqual([a, false, 'another'])
    expect([await over(gone), await tried(b!.slice(7)), await tried(c!.slice(7))]).toEqual([['', 'ECONNRESET'], 'ECONNREFUSED', 'taken'])
    kept.socket.write(time)
    await until(kept, isAnswer)
    await simulator.reset()
    expect(simulator.world.agents.map(({ name, listening }) => [name, listening])).toEqual([['c', [addressOf(simulator)]], ['a', [addressOf(simulator, 1)]]])
    kept.socket.destroy()
  })

  test('may give an address to another agent, and may speak TLS', async () => {
    const simulator = await started(scenario())
    const place = addressOf(simulator)
    const other = scenario({ agents: [agent('x', 3000, { listen: [place] })] })
    await simulator.replace({ ...other, settings: { ...other.settings, tls: true, seed: 2 } })
    expect(simulator.urls()).toEqual([`https://${place}`])
    const client = await connected(place, (await simulator.authority())!)
    client.socket.write(time)
    await until(client, isAnswer)
    client.socket.destroy()
    await simulator.replace(scenario({ agents: [agent('x', 3000, { listen: [place] })] }))
    expect([simulator.urls(), await simulator.authority(), await tried(place)]).toEqual([[`http://${place}`], null, 'taken'])
  })

  test('that cannot be had changes nothing', async () => {
    const simulator = await started(scenario())
    const taken = await started(scenario())
    advance(simulator, micros.s)
    const [{ world }, urls] = [simulator, simulator.urls()]
    const refused = [
      [scenario({ agents: [agent('a', 2886), agent('x', 1, { listen: [addressOf(taken)] })] }), { reason: 'in-use' }],
      [scenario({ agents: [agent('a', 2886, { identity: 'FOLLOWER', zone: 'zone1', master: 'b', agentPassword: null }), agent('b', 2887)] }), { name: 'Error' }],
      [scenario({ agents: [agent('a', 2886, { listen: ['0.0.0.0:0'] })] }), { reason: 'forbidden' }],
    ] as const
    for (const [other, why] of refused) {
      await expect(simulator.replace(other)).rejects.toMatchObject(why)
      expect([simulator.world === world, simulator.urls()]).toEqual([true, urls])
      for (const index of [0, 1]) await until(await asking(simulator, time, index), isAnswer)
    }
  })

  test('that a control call loads, on a connection of an agent that goes, lets the call be answered', async () => {
    const authority = new Authority(1)
    let ask = (): void => {}
    const asked = new Promise<void>((resolve) => (ask = resolve))
    let answer = (): void => {}
    const gate = new Promise<void>((resolve) => (answer = resolve))
    const certificates = {
      pairFor: authority.pairFor.bind(authority),
      async authority() {
        ask()
        await gate
        return 'the certificate'
      },
    }
    const loaded = scenario()
    const simulator = await started({ ...loaded, settings: { ...loaded.settings, tls: true } }, { certificates })
    const client = await connected(addressOf(simulator, 1), await authority.authority())
    client.socket.write(get('/_sim/ca.pem'))
    await asked
    await simulator.replace(scenario({ agents: [agent('a', 2886)] }))
    answer()
    expect(await until(client, (received) => received.endsWith('the certificate'))).toMatch(/^HTTP\/1\.1 200/)
    expect(await over(client)).toEqual([client.received, 'end'])
  })
})
