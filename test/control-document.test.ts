import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createRoutes } from '../src/control/routes.ts'
import { Streams } from '../src/control/streams.ts'
import type { ControlHost } from '../src/control/index.ts'
import { controlDocument as made } from '../scripts/control-document.ts'
import { controlDocument, operationOf, operations, responseOf } from './support/control-document.ts'
import { faultsOf, followed, type Schema } from './support/json-schema.ts'
import { steer } from './support/steered.ts'

const routes = createRoutes(new Streams({} as ControlHost))
const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')

describe('the document of the control API', () => {
  test('is made from what is written by hand', () => {
    expect(read('openapi-control.json')).toBe(made(read('openapi-control.yaml'), read('scenario.schema.json')))
  })

  test('is served', async () => {
    const sim = await steer()
    const { status, body, headers } = await sim.call('GET', '/openapi.json')
    await sim.close()
    expect([status, headers.get('access-control-allow-origin'), body]).toEqual([200, '*', controlDocument])
  })

  test('describes every route, and no others', () => {
    const line = ({ method, path }: { readonly method: string; readonly path: string }, name: string): string => `${method} ${path} ${name}`
    expect(operations.map((operation) => line(operation, operation.operationId)).sort()).toEqual(routes.map((route) => line(route, route.name)).sort())
  })

  test('says of each who may ask, and its parameters', () => {
    for (const { method, path, name, open = false, query = [] } of routes) {
      const { node, parameters } = operationOf(method, path)!
      expect([name, JSON.stringify(node['security']) === '[{}]']).toEqual([name, open])
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, each]) => each)
      expect([name, parameters.filter((each) => each['in'] === 'path').map((each) => each['name'])]).toEqual([name, inPath])
      if (query !== null) expect([name, parameters.filter((each) => each['in'] === 'query').map((each) => each['name'])]).toEqual([name, query])
    }
  })

  test('has an example for each body, and they are as they are said to be', () => {
    const bodies = operations.flatMap((operation) => [
      [`${operation.operationId} sent`, operation.node['requestBody']] as const,
      ...Object.entries(operation.node['responses'] as Schema).map(([status, response]) => [`${operation.operationId} ${status}`, response] as const),
    ]).filter(([, body]) => body !== undefined).map(([name, body]) => [name, followed(controlDocument, body as Schema)] as const)
    const faults = bodies.flatMap(([name, body]) => Object.entries(body['content'] as Record<string, Schema>).flatMap(([type, { schema, example, examples }]) => {
      const given = example !== undefined ? [example] : Object.values((examples ?? {}) as Record<string, { value: unknown }>).map(({ value }) => value)
      if (given.length === 0) return [`${name} has no example of ${type}`]
      return given.flatMap((each) => faultsOf(controlDocument, schema as Schema, each).map((fault) => `${name} (${type}): ${fault}`))
    }))
    expect(faults).toEqual([])
  })
})

/** A call that succeeds, and what has to be done before it. */
type Call = readonly [method: string, path: string, body?: unknown]

const id = '22130706433028861'
const calls: readonly Call[] = [
  ['GET', '/health'], ['GET', '/ready'], ['GET', '/openapi.json'], ['GET', '/schema.json'],
  ['GET', '/clock'], ['PUT', '/clock', { mode: 'manual' }], ['POST', '/clock/advance', { by: '10ms' }], ['POST', '/clock/advance', { to: '2026-01-05T08:30:00.5Z' }],
  ['GET', '/agents'], ['GET', '/agents/b'], ['PATCH', '/agents/b', { observer: { start: { exits: 1, prints: 'no disk' } }, reachable: true }],
  ['POST', '/agents/b/stop', { signal: 'SIGKILL' }], ['POST', '/agents/b/start', {}], ['POST', '/agents/b/restart', { downFor: '0s' }], ['POST', '/agents/b/new-key'], ['POST', '/agents/b/observer/stop'],
  ['POST', '/partitions', ['a', 'b']], ['GET', '/partitions'], ['DELETE', '/partitions?between=a,b'],
  ['POST', '/faults', { name: 'f', when: { operation: 'getTime', after: { agent: 'b', process: 'stopped' }, for: '5s' }, reply: { errCode: 'Agent.UnderMaintenance' } }],
  ['GET', '/faults'], ['GET', '/faults/f'], ['DELETE', '/faults/f'], ['DELETE', '/faults'],
  ['POST', '/task-rules?at=last', { name: 't', when: { dag: 'Join self', attempt: 1 }, takes: '5s..10s', logs: ['a line'], holds: true }], ['GET', '/task-rules'], ['GET', '/task-rules/t'],
  ['POST', '/timeline', { name: 'e', every: '1h', newKey: 'b' }], ['GET', '/timeline'], ['GET', '/timeline/e'], ['DELETE', '/timeline/e'], ['DELETE', '/timeline'],
  ['POST', '/actions', { call: { agent: 'a', call: 'agentJoin', body: { agentInfo: { ip: '127.0.0.1', port: 2886 }, zoneName: 'zone1' } } }],
  ['POST', '/clock/next'], ['POST', '/clock/advance', { until: { held: true } }],
  ['GET', '/dags'], ['GET', `/dags/${id}`], ['POST', `/dags/${id}/hold`, { node: 'Join self' }], ['POST', `/dags/${id}/release`], ['POST', `/dags/${id}/fail`, { message: 'no disk' }], ['POST', '/clock/settle'],
  ['DELETE', '/task-rules/t'], ['DELETE', '/task-rules'],
  ['GET', '/journal?via=any&caused=all'], ['GET', '/journal/1'], ['GET', '/journal/events?kinds=transition'], ['GET', '/journal/lint'], ['POST', '/verify', { event: { dag: 'Join self', state: 'FAILED' } }], ['DELETE', '/journal'],
  ['GET', '/scenario'], ['PUT', '/scenario', 'join-three'], ['POST', '/reset'],
]

test('answers are as the document describes them, of every call', async () => {
  const sim = await steer()
  const met = new Set<string>()
  for (const [method, path, body] of calls) {
    // It looks at the answer itself.
    const { status } = await sim.call(method, path, body)
    expect([method, path, status]).toEqual([method, path, expect.toSatisfy((each: number) => each < 300)])
    met.add(operationOf(method, path)!.operationId)
  }
  const stream = await fetch(`${sim.simulator.urls()[0]!}/_sim/events`, { method: 'HEAD' })
  const document = await fetch(`${sim.simulator.urls()[0]!}/_sim/agent-openapi.yaml`)
  expect([stream, document].map((answer) => answer.headers.get('content-type'))).toEqual(['streamEvents', 'getAgentDocument'].map((name) =>
    Object.keys(responseOf(operations.find(({ operationId }) => operationId === name)!, 200)!['content'] as Schema)[0]))
  await sim.close()
  // An operator is not taken by any DAG that is there so soon; a certificate is there with TLS only (test/tls.test.ts).
  expect(operations.map(({ operationId }) => operationId).filter((name) => !met.has(name)).sort()).toEqual(['getAgentDocument', 'getAuthority', 'operateDag', 'streamEvents'])
})
