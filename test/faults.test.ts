import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startSimulator, type RunningSimulator } from '../src/index.ts'
import { connected, over, until } from '../src/server/testing/client.ts'

let running: RunningSimulator | undefined
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'obshell-sim-faults-'))
})
afterAll(() => rm(folder, { recursive: true }))
afterEach(async () => {
  await running?.close()
  running = undefined
})

/** Two agents without encryption, and what a scenario says of work and requests beside. */
async function started(rules: Record<string, unknown>, { clock = 'manual', tls = false } = {}): Promise<RunningSimulator> {
  await running?.close()
  running = await startSimulator({
    clock, tls,
    scenario: JSON.stringify({ version: 1, encryption: 'off', agents: { a: { address: '127.0.0.1:2886' }, b: { address: '127.0.0.1:2887' } }, ...rules }),
  })
  return running
}

/** What is read of answers here. */
interface Answered {
  readonly successful?: boolean
  readonly data?: { readonly state: string; readonly nodes: readonly { readonly sub_tasks: readonly { readonly task_logs: readonly string[] }[] }[] }
  readonly dags?: readonly { readonly state: string; readonly held: readonly string[]; readonly id: string }[]
}

async function ask(simulator: RunningSimulator, method: string, path: string, body?: unknown, agent = 0): Promise<Answered> {
  const response = await fetch(`${simulator.agents[agent]!.url}${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  return await response.json() as Answered
}

const joinSelf = (simulator: RunningSimulator): Promise<Answered> => ask(simulator, 'POST', '/api/v1/agent/join', { agentInfo: { ip: '127.0.0.1', port: 2886 }, zoneName: 'zone1' })

async function dagOf(simulator: RunningSimulator): Promise<NonNullable<Answered['dags']>[number]> {
  return (await ask(simulator, 'GET', '/_sim/dags')).dags![0]!
}

async function agentsOf(simulator: RunningSimulator): Promise<{ readonly running: boolean; readonly pid: number | null }[]> {
  return (await ask(simulator, 'GET', '/_sim/agents', undefined, 1) as unknown as { agents: { running: boolean; pid: number | null }[] }).agents
}

async function lastLog(simulator: RunningSimulator): Promise<string | undefined> {
  const { data } = await ask(simulator, 'GET', '/api/v1/task/dag/maintain/agent?show_details=true')
  return data!.nodes[0]!.sub_tasks[0]!.task_logs.at(-1)
}

describe('rules for work', () => {
  test('what takes longer is RUNNING so long', async () => {
    const simulator = await started({ tasks: [{ when: { dag: 'Join self' }, takes: '40s' }] })
    await joinSelf(simulator)
    simulator.advance('39s')
    expect((await dagOf(simulator)).state).toBe('RUNNING')
    simulator.advance('5s')
    expect((await dagOf(simulator)).state).toBe('SUCCEED')
  })

  test('what fails the first time goes well when it is retried', async () => {
    const simulator = await started({
      tasks: [{ when: { dag: 'Agent to *', attempt: 1 }, fails: { message: 'never used' } }, { when: { dag: 'Join self', attempt: 1 }, fails: { errCode: 'Agent.OB.Version.Inconsistent', message: 'not today' } }],
    })
    await joinSelf(simulator)
    simulator.settle()
    const failed = await dagOf(simulator)
    expect([failed.state, await lastLog(simulator)]).toEqual(['FAILED', 'ERROR: [Agent.OB.Version.Inconsistent]: not today'])
  })

  test('what is held stays RUNNING until it is released, and settling stops there', async () => {
    const simulator = await started({ tasks: [{ when: { dag: 'Join self', agent: '127.0.0.1:2886' }, holds: true }] })
    await joinSelf(simulator)
    simulator.settle()
    const held = await dagOf(simulator)
    expect([held.state, held.held]).toEqual(['RUNNING', ['Join self']])
    expect(await ask(simulator, 'POST', `/_sim/dags/${held.id}/release`)).toMatchObject({ state: 'RUNNING', held: [] })
    simulator.settle()
    expect((await dagOf(simulator)).state).toBe('SUCCEED')
    expect(await ask(simulator, 'POST', `/_sim/dags/${held.id}/release`)).toEqual({
      type: 'about:blank', title: 'Nothing is held', status: 409, detail: "no sub-task of 'Join self' is held; it is SUCCEED at stage 1",
    })
  })

  test('what never ends ends by its time limit', async () => {
    const simulator = await started({ tasks: [{ when: { node: 'Join*' }, never: true }] })
    await joinSelf(simulator)
    simulator.settle()
    expect((await dagOf(simulator)).state).toBe('RUNNING')
    simulator.advance('3605s')
    expect([(await dagOf(simulator)).state, await lastLog(simulator)]).toEqual(['FAILED', 'ERROR: [Common.Unexpected]: Unexpected error: task 1 timeout'])
  })
})

describe('agents whose processes end', () => {
  test('in the middle of a task: connections are reset, the task goes on when the agent is back', async () => {
    const simulator = await started({ tasks: [{ when: { dag: 'Join self', attempt: 1 }, restarts: '10s' }] })
    const client = await connected(new URL(simulator.agents[0]!.url).host)
    const before = (await agentsOf(simulator))[0]!.pid
    await joinSelf(simulator)
    simulator.advance('5s')
    expect([await over(client), (await agentsOf(simulator))[0]!.running]).toEqual([['', 'ECONNRESET'], false])
    await expect(ask(simulator, 'GET', '/api/v1/time')).rejects.toThrow('fetch failed')
    simulator.advance('10s')
    const [after] = await agentsOf(simulator)
    expect([after!.running, after!.pid === before, (await ask(simulator, 'GET', '/api/v1/time')).successful]).toEqual([true, false, true])
  })

  test('by the timeline: their connections are reset, those of others are not', async () => {
    const simulator = await started({ timeline: [{ at: '10s', stop: 'a' }, { at: '20s', restart: 'b' }, { at: '30s', start: 'a' }] })
    const [a, b] = simulator.agents.map(({ url }) => new URL(url).host) as [string, string]
    const clients = [await connected(a), await connected(b)]
    simulator.advance('15s')
    expect([await over(clients[0]!), clients[1]!.ended]).toEqual([['', 'ECONNRESET'], null])
    simulator.advance('10s')
    expect(await over(clients[1]!)).toEqual(['', 'ECONNRESET'])
    expect((await agentsOf(simulator)).map(({ running: runs }) => runs)).toEqual([false, true])
    simulator.advance('10s')
    expect((await ask(simulator, 'GET', '/api/v1/time')).successful).toBe(true)
  })
})

describe('rules for requests', () => {
  test('reply with an error of the agent, to the n-th question', async () => {
    const simulator = await started({ faults: [{ when: { operation: 'agentJoin', agent: 'a', nth: 2 }, reply: { errCode: 'Agent.UnderMaintenance', args: ['127.0.0.1:2886'] } }] })
    expect((await joinSelf(simulator)).successful).toBe(true)
    await ask(simulator, 'GET', '/api/v1/time')
    const refused = await joinSelf(simulator)
    expect(refused).toMatchObject({ successful: false, status: 500, error: { errCode: 'Agent.UnderMaintenance' } })
    expect((await ask(simulator, 'GET', '/api/v1/time')).successful).toBe(true)
  })

  test('reply with any status and body', async () => {
    const simulator = await started({ faults: [{ when: { operation: 'getTime' }, reply: { status: 502, body: '{"proxy":"down"}' } }] })
    const response = await fetch(`${simulator.agents[0]!.url}/api/v1/time`)
    expect([response.status, await response.text()]).toEqual([502, '{"proxy":"down"}'])
  })

  test('delay the answer in real time', async () => {
    const simulator = await started({ faults: [{ when: { operation: 'getTime', nth: 1 }, delay: '120ms' }] })
    const before = performance.now()
    expect((await ask(simulator, 'GET', '/api/v1/time')).successful).toBe(true)
    expect(performance.now() - before).toBeGreaterThan(110)
  })

  describe.each(['tcp', 'tls', 'unix'] as const)('drop over %s', (transport) => {
    const [asked, head] = ['GET /api/v1/time HTTP/1.1\r\nHost: a\r\n\r\n', /^HTTP\/1\.1 200 OK\r\n[^]*?Content-Length: (\d+)\r\n\r\n/]

    /** What comes back to a request and one behind it, and how the connection ends. */
    async function dropped(drop: unknown, more: object = {}): Promise<[string, string | null]> {
      const path = join(folder, 'a.sock')
      const simulator = await started({
        agents: { a: { address: '127.0.0.1:2886', listen: ['127.0.0.1:2886', `unix:${path}`] } }, faults: [{ when: { operation: 'getTime' }, drop, ...more }],
      }, { tls: transport === 'tls' })
      const { host } = new URL(simulator.agents[0]!.url)
      const client = transport === 'unix' ? await connected(path) : await connected(host, simulator.ca ?? undefined)
      client.socket.write(asked + asked)
      if (drop === 'slow') return [await until(client, (received) => received.length > 6), client.ended]
      return over(client)
    }
    // A unix socket cannot be reset.
    const reset = transport === 'unix' ? 'end' : 'ECONNRESET'

    test.each(['refuse', 'reset'])('%s', async (drop) => {
      expect(await dropped(drop)).toEqual(['', reset])
    })

    test('garbage', async () => {
      expect(await dropped('garbage')).toEqual(['\x16\x03\x01\x00\x2a\xff\xfe\x00\r\ngarbage\r\n', 'end'])
    })

    test('truncate: half of the body, as long as it says', async () => {
      const [received, ended] = await dropped('truncate')
      const [top, length] = head.exec(received)!
      expect([received.length - top.length, received.slice(top.length, top.length + 18), ended]).toEqual([Number(length) >> 1, '{"successful":true', 'end'])
    })

    test('reset after so many bytes, those of the head counted', async () => {
      expect(await dropped({ 'reset-after': 20 })).toEqual(['HTTP/1.1 200 OK\r\nCon', reset])
      const [received, ended] = await dropped({ 'reset-after': 10_000 })
      expect([received.length - head.exec(received)![0].length, ended]).toEqual([Number(head.exec(received)![1]), reset])
    })

    test('slow: some bytes at a time', async () => {
      const [received, ended] = await dropped('slow')
      expect(['HTTP/1.1 200 OK\r\nContent-Type'.startsWith(received), ended]).toEqual([true, null])
    })
  })

  test('hang until the client gives up; others are served', async () => {
    const simulator = await started({ faults: [{ when: { operation: 'getTime', nth: 1 }, drop: 'hang' }] })
    const hanging = fetch(`${simulator.agents[0]!.url}/api/v1/time`, { signal: AbortSignal.timeout(300) })
    const given = expect(hanging).rejects.toThrow(/timeout/i)
    expect((await ask(simulator, 'GET', '/api/v1/info')).successful).toBe(true)
    await given
  })

  test('hang and delay in virtual time until the world has come so far', async () => {
    const simulator = await started({ faults: [{ when: { operation: 'getTime' }, delay: '20s', virtual: true }, { when: { operation: 'getStatus' }, drop: 'hang', virtual: true }] })
    const { host } = new URL(simulator.agents[0]!.url)
    const [late, hanging] = [await connected(host), await connected(host)]
    late.socket.write('GET /api/v1/time HTTP/1.1\r\nHost: a\r\n\r\n')
    hanging.socket.write('GET /api/v1/status HTTP/1.1\r\nHost: a\r\n\r\n')
    // The third to be asked is answered, so the others have been asked by then.
    await ask(simulator, 'GET', '/api/v1/info')
    simulator.advance('19s')
    expect([late.received, hanging.ended]).toEqual(['', null])
    simulator.advance('1s')
    expect(await until(late, (received) => received.includes('"successful":true'))).toMatch(/^HTTP\/1\.1 200 OK/)
    simulator.advance('160s')
    expect(await over(hanging)).toEqual(['', 'end'])
    late.socket.destroy()
  })

  test('a close takes less than a second, whoever hangs, waits or is slow', async () => {
    const simulator = await started({
      faults: [
        { when: { operation: 'getTime' }, delay: '20s', virtual: true }, { when: { operation: 'getStatus' }, drop: 'hang' },
        { when: { operation: 'getInfo' }, drop: { slow: 1 } }, { when: { path: '/api/v1/git-info' }, delay: '1m' },
      ],
    })
    const { host } = new URL(simulator.agents[0]!.url)
    const clients = await Promise.all(['time', 'status', 'info', 'git-info'].map(async (name) => {
      const client = await connected(host)
      client.socket.write(`GET /api/v1/${name} HTTP/1.1\r\nHost: a\r\n\r\n`)
      return client
    }))
    await ask(simulator, 'GET', '/_sim/ready')
    const began = performance.now()
    await simulator.close()
    expect(performance.now() - began).toBeLessThan(1000)
    await Promise.all(clients.map(over))
  })

  test('peers meet them, too', async () => {
    const simulator = await started({ faults: [{ when: { operation: 'rpcAgentJoin', agent: 'a' }, reply: { message: 'no more agents today' } }] }, { clock: 'auto' })
    await joinSelf(simulator)
    await ask(simulator, 'GET', '/api/v1/status')
    await ask(simulator, 'POST', '/api/v1/agent/join', { agentInfo: { ip: '127.0.0.1', port: 2886 }, zoneName: 'zone2' }, 1)
    simulator.settle()
    const { data } = await ask(simulator, 'GET', '/api/v1/task/dag/maintain/agent?show_details=true', undefined, 1)
    expect([data!.state, JSON.stringify(data!.nodes)]).toEqual(['FAILED', expect.stringContaining('no more agents today')])
  })
})

describe('rules between agents', () => {
  const joined = {
    agents: { a: { address: '127.0.0.1:2886', identity: 'MASTER' }, b: { address: '127.0.0.1:2887', identity: 'FOLLOWER' } },
  }

  test('meet what one forwards to another', async () => {
    const simulator = await started({ ...joined, faults: [{ when: { operation: 'getObInfo', agent: 'a' }, reply: { errCode: 'Agent.UnderMaintenance', args: ['127.0.0.1:2886'] } }] })
    expect(await ask(simulator, 'GET', '/api/v1/ob/info', undefined, 1)).toMatchObject({ successful: false, error: { errCode: 'Agent.UnderMaintenance' } })
  })

  test('an answer that is cut off was given: the master has the new agent, which does not know it', async () => {
    const simulator = await started({
      agents: { a: { address: '127.0.0.1:2886', identity: 'MASTER' }, b: { address: '127.0.0.1:2887' } },
      faults: [{ when: { operation: 'rpcAgentJoin', agent: 'a' }, drop: 'truncate' }],
    }, { clock: 'auto' })
    await ask(simulator, 'POST', '/api/v1/agent/join', { agentInfo: { ip: '127.0.0.1', port: 2886 }, zoneName: 'zone2' }, 1)
    simulator.settle()
    const agents = (await ask(simulator, 'GET', '/_sim/agents') as unknown as { agents: { identity: string; agents: { address: string }[] }[] }).agents
    expect(agents.map(({ identity, agents: table }) => [identity, table.map(({ address }) => address)])).toEqual([
      ['MASTER', ['127.0.0.1:2886', '127.0.0.1:2887']], ['SINGLE', []],
    ])
  })
})

test('a peer that refuses inside of a task is quoted whole, as the struct that Go has read', async () => {
  const simulator = await started({
    timezone: 'Asia/Shanghai',
    agents: { a: { address: '127.0.0.1:2886', identity: 'MASTER' }, b: { address: '127.0.0.1:2887', identity: 'FOLLOWER' } },
    faults: [{ when: { operation: 'rpcAgentRemove', agent: 'b' }, reply: { message: 'not now' } }],
  })
  await ask(simulator, 'DELETE', '/api/v1/agent', { ip: '127.0.0.1', port: 2887 })
  simulator.settle()
  const { data } = await ask(simulator, 'GET', '/api/v1/task/dag/maintain/agent?show_details=true')
  expect(JSON.stringify(data)).toMatch(/Request \[DELETE\]\/rpc\/v1\/agent to 127\.0\.0\.1:2887 error: &\{false 2026-01-05 16:30:0\d\.\d+ \+0800 CST 0 500 [0-9a-f]{16} <nil> not now\}/)
})

describe('set-up', () => {
  test('calls are made before the world is ready, and may wait for the end of their work', async () => {
    const simulator = await started({
      setup: [{ agent: 'a', call: 'agentJoin', body: { agentInfo: { ip: '127.0.0.1', port: 2886 }, zoneName: 'zone1' }, until: 'FAILED' }],
      tasks: [{ when: { dag: 'Join self' }, fails: { message: 'disk full' } }],
    })
    const dag = await dagOf(simulator)
    expect(dag.state).toBe('FAILED')
  })

  test.each([
    [{ agent: 'a', call: 'agentJoin', body: { agentInfo: { ip: '127.0.0.1', port: 2886 } } }, "the set-up of agent 'a' (127.0.0.1:2886) was refused at agentJoin: Bind JSON failed: Key: 'JoinApiParam.ZoneName' Error:Field validation for 'ZoneName' failed on the 'required' tag"],
    [{ agent: 'a', call: 'agentJoin', body: { agentInfo: { ip: '127.0.0.1', port: 2886 }, zoneName: 'zone1' }, until: 'FAILED' }, "setup: 'Join self' of agent 'a' is SUCCEED, and the scenario waits until it is FAILED"],
    [{ agent: 'a', call: 'getTime', until: 'SUCCEED' }, "setup: getTime of agent 'a' makes no DAG there, so that there is nothing that could be SUCCEED"],
  ])('what is refused or ends otherwise stops the start with a sentence', async (call, sentence) => {
    await expect(started({ setup: [call] })).rejects.toThrow(sentence)
  })
})
