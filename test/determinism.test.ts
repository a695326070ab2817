import { describe, expect, test } from 'vitest'
import { loadScenario } from '../src/scenario/index.ts'
import { Simulator } from '../src/server/index.ts'
import { encodeRequest, type Addressed, type RequestSpec } from './support/client.ts'
import { duplexPair } from './support/duplex-pair.ts'

const credential = { header: 'X-OCS-Header', text: '{"auth":"","ts":"${now+60}","uri":"${target}","keys":"${keys}"}' }

const get = (agent: string, target: string): [string, RequestSpec] => [agent, { method: 'GET', target, auth: [credential] }]
const join = (agent: string, zone: string): [string, RequestSpec] => [agent, {
  method: 'POST', target: '/api/v1/agent/join', auth: [credential],
  body: { as: 'aes', text: `{"agentInfo":{"ip":"127.0.0.1","port":2886},"zoneName":"${zone}"}` },
}]

/** Reads, joins, refusals, tasks: what leaves traces in every source of chance and time. */
const requests: readonly [string, RequestSpec][] = [
  ['a', { method: 'GET', target: '/api/v1/info' }],
  ['a', { method: 'GET', target: '/api/v1/secret' }],
  join('a', 'zone1'),
  get('a', '/api/v1/task/dag/22130706433028861'),
  join('b', 'zone2'),
  get('a', '/api/v1/task/dag/22130706433028871'),
  get('b', '/api/v1/ob/info'),
  get('a', '/api/v1/agents/status'),
  get('a', '/api/v1/nope'),
  ['a', { method: 'GET', target: '/api/v1/ob/info' }],
  get('a', '/api/v1/agent/host-info'),
  ['a', { method: 'POST', target: '/api/v1/login', auth: [{ header: 'X-OCS-Header', text: '{"auth":"","uri":"${target}","keys":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}' }] }],
  get('a', '/api/v1/task/dags/agent'),
]

async function bytesOf(seed: number, mode: string): Promise<string[]> {
  const scenario = JSON.stringify({
    version: 1, seed, clock: { mode }, agents: { a: { address: '127.0.0.1:2886' }, b: { address: '127.0.0.1:2887' } },
  })
  const simulator = new Simulator({ scenario: await loadScenario(scenario, '<test>'), control: 'off' })
  const agents = new Map<string, Addressed>(simulator.world.agents.map((agent) => [agent.name, { address: `${agent.ip}:${agent.port}`, publicKey: simulator.keys.publicKey(agent) }]))
  const answers: string[] = []
  for (const [agent, spec] of requests) {
    const [client, server] = duplexPair()
    simulator.front(agent).emit('connection', server)
    client.write(encodeRequest(spec, agents.get(agent)!, agents).bytes)
    const parts: Buffer[] = []
    for await (const part of client) parts.push(part as Buffer)
    answers.push(Buffer.concat(parts).toString('latin1'))
    if (mode === 'manual') simulator.world.advanceBy(700_000)
  }
  return answers
}

describe('the same seed and the same requests', () => {
  test.each(['auto', 'manual', 'per-poll'])('give the same bytes, headers included, in mode %s', async (mode) => {
    const first = await bytesOf(7, mode)
    expect(await bytesOf(7, mode)).toEqual(first)
    expect(first.filter((answer) => answer.startsWith('HTTP/1.1 200')).length).toBe(requests.length - 2)
  })

  test('give other ids, keys and times under another seed', async () => {
    const [one, two] = [await bytesOf(7, 'auto'), await bytesOf(8, 'auto')]
    expect(one.filter((answer, index) => answer === two[index])).toEqual([])
  })
})
