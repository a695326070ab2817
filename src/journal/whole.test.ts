import { beforeEach, describe, expect, test } from 'vitest'
import { createApp, type AgentApp } from '../app.ts'
import { micros } from '../clock/index.ts'
import { formatAddress } from '../cluster/index.ts'
import { KeyRing } from '../dispatch/index.ts'
import { routes } from '../openapi/index.ts'
import { errCodes, formatTime, parseTime, sealRequest } from '../protocol/index.ts'
import { buildWorld, defaultAgent, defaultSettings, scenarioOfAgents, suggest, type Scenario } from '../scenario/index.ts'
import type { Simulation } from '../simulation.ts'
import { find, formatVerification, lint, readExpectations, readQuery, show, showEvent, verify, type Words } from './index.ts'

/** A world, asked as an SDK asks: encrypted, every refused request twice. */
const base = scenarioOfAgents(['a', 'b'].map((name, index) => defaultAgent(name, `10.10.10.${index + 1}`, 2886)), defaultSettings)
const wallStart = 1_800_000_000
let world: Simulation
let keys: KeyRing
let app: AgentApp
let wall: number
let port: number

function begin(more: Partial<Scenario> = {}): void {
  keys = new KeyRing(1)
  world = buildWorld({ ...base, ...more }, keys)
  wall = wallStart * micros.s
  port = 40_000
  app = createApp({ world: () => world, keys, wallMicros: () => wall, bug: (error) => { throw error } })
}

beforeEach(() => begin())

interface Sent {
  readonly password?: string
  readonly agentPassword?: string
  /** Seconds until the credential expires. */
  readonly left?: number
  /** With whose key the credential is encrypted. */
  readonly keyOf?: string
}

function send(agent: string, method: string, target: string, body: unknown = null, { left = 60, keyOf = agent, ...passwords }: Sent = {}): number {
  let random = 1
  const { header, body: text } = sealRequest({
    publicKey: keys.publicKey(world.agent(keyOf)!), target, body: body === null ? null : JSON.stringify(body), expires: Math.floor(wall / micros.s) + left, randomByte: () => random++ % 255, ...passwords,
  })
  wall += micros.ms
  return app(agent, {
    method, target, headers: [...header], body: Buffer.from(text), bodyLength: text === '' ? 'none' : 'length', bodyError: null, remote: `127.0.0.1:${port++}`,
  }).status
}

/** As the Python SDK does (sdk-behaviour.md §9). */
function ask(...request: Parameters<typeof send>): number {
  const status = send(...request)
  return status >= 400 ? send(...request) : status
}

const words = (): Words => ({
  agents: world.agents.map((agent) => ({ name: agent.name, address: formatAddress(agent) })), operations: routes.map(({ operationId }) => operationId), errCodes: errCodes(), instant: parseTime, suggest,
  rules: () => [], work: () => [],
})
const time = (instant: number): string => formatTime(instant, 0, 0)

function verified(input: unknown): ReturnType<typeof verify> {
  const read = readExpectations(input, words())
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return verify(world.journal, read.value, { time })
}

const join = (to: number, more: object = {}): object => ({ agentInfo: { ip: `10.10.10.${to}`, port: 2886 }, zoneName: 'zone1', ...more })

describe('a join with a wrong password', () => {
  beforeEach(() => {
    ask('a', 'POST', '/api/v1/agent/join', join(1))
    world.settle()
    world.act({ do: 'agentPassword', agent: 'a', password: 'right' }, 'control')
    ask('b', 'POST', '/api/v1/agent/join', join(1, { masterPassword: 'wrong' }))
  })

  test('is found, with its body, masked, and what it asked of the master', () => {
    const read = readQuery(new URLSearchParams('operation=agentJoin&agent=b&body={"masterPassword":"wrong"}'), words())
    expect(read.ok).toBe(true)
    const found = find(world.journal, read.ok ? read.value : {})
    expect(found.map(({ status, errCode }) => [status, errCode])).toEqual([[500, 'Agent.RPC.RequestError'], [500, 'Agent.RPC.RequestError']])
    const [shown] = show(world.journal, found, { time })
    expect([shown!.body, shown!.credential]).toEqual([
      join(1, { masterPassword: '***' }),
      { header: 'oceanbase', auth: false, token: false, session: false, ts: expect.any(String) as string, uri: '/api/v1/agent/join', keys: true, forwardType: 0, expires: expect.any(String) as string },
    ])
    expect(shown!.caused!.map((caused) => ('operation' in caused ? [caused['operation'], caused['status'], caused.agent] : []))).toEqual([
      ['getInfo', 200, 'a'], ['getSecret', 200, 'a'], ['rpcAgentToken', 401, 'a'],
    ])
    expect(JSON.stringify([show(world.journal, world.journal.requests(), { time, caused: 'all' }), world.journal.events().map((event) => showEvent(event, time))])).not.toMatch(/right|wrong/)
  })

  test('is one question and two sends', () => {
    const request = { operation: 'agentJoin', agent: 'b' }
    expect(verified([{ request, count: 2 }, { request, count: 1, by: 'questions' }, { request: { via: 'peer', operation: 'rpcAgentToken', status: 401 }, count: 2 }])).toEqual({ ok: true, failures: [], notes: [] })
    expect(formatVerification(verified({ request, count: 1 }))).toMatch(/^expectation 1: expected agentJoin to b, once\n {2}got 2: #\d+, #\d+\n {2}nearest #\d+ .* → b: POST \/api\/v1\/agent\/join \(agentJoin\) 500 Agent.RPC.RequestError/)
  })

  test('is linted: sent again although it was refused', () => {
    const { findings } = lint(world.journal, { agents: words().agents, auth: world.state.auth })
    expect(findings.map(({ kind, client }) => [kind, client])).toEqual([['resent-post', '127.0.0.1']])
  })
})

test('what a request has caused names it: the DAG of a join, and what that asks', () => {
  ask('a', 'POST', '/api/v1/agent/join', join(1))
  world.settle()
  ask('b', 'POST', '/api/v1/agent/join', join(1))
  world.settle()
  expect(verified([
    { event: { dag: 'Join to master', state: 'SUCCEED', agent: 'b', cause: find(world.journal, { operation: 'agentJoin', agent: 'b' })[0]!.seq }, count: 1 },
    { order: [{ operation: 'agentJoin', agent: 'a' }, { dag: 'Join self', state: 'SUCCEED' }, { operation: 'agentJoin', agent: 'b' }, { via: 'peer', operation: 'rpcAgentJoin' }, { node: 'Be follower', state: 'SUCCEED' }] },
  ])).toEqual({ ok: true, failures: [], notes: [] })
})

test('a refusal says why', () => {
  ask('a', 'POST', '/api/v1/agent/join', join(1))
  world.settle()
  world.act({ do: 'rootPassword', agents: ['a'], password: 'root' }, 'control')
  const why = (...request: Parameters<typeof send>): string | null => {
    send(...request)
    return world.journal.requests().at(-1)!.why
  }
  expect([
    why('a', 'GET', '/api/v1/ob/info', null, { password: 'root', left: -3 }), why('a', 'GET', '/api/v1/ob/info', null, { password: 'x' }),
  ]).toEqual([
    "Ts expired 3 s ago; this client's clock is 63 s behind, if it gives its credentials the usual 60 s",
    'the root password in the credential is not that of a (10.10.10.1:2886)',
  ])
})

test('polls of work that is held are found', () => {
  begin({ taskRules: [{ id: 'r', when: { dag: 'Join self' }, effect: { holds: true }, times: null }] })
  ask('a', 'POST', '/api/v1/agent/join', join(1))
  const id = '20168430081028861'
  for (let poll = 0; poll < 3; poll++) ask('a', 'GET', `/api/v1/task/dag/${id}`)
  const { findings } = lint(world.journal, { agents: words().agents, auth: world.state.auth })
  expect(findings.map(({ kind, seqs }) => [kind, seqs.length])).toEqual([['waits-for-parked', 3]])
})
