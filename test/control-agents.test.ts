import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { steer, type Steered } from './support/steered.ts'

let sim: Steered
beforeEach(async () => {
  sim = await steer({ agents: { a: { address: '127.0.0.1:2886' }, b: { address: '127.0.0.1:2887', aliases: ['agent-b:2887'] }, c: { address: '127.0.0.1:2888' } } })
})
afterEach(() => sim.close())

const info = async (agent: number): Promise<Record<string, unknown>> => (await (await fetch(`${sim.simulator.urls()[agent]!}/api/v1/info`)).json() as { data: Record<string, unknown> }).data
const asked = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => (await sim.call(method, path, body)).body

test('shows agents by name, by address, and by where they listen', async () => {
  const shown = await asked('GET', '/agents/b')
  expect(shown).toMatchObject({
    name: 'b', address: '127.0.0.1:2887', running: true, identity: 'SINGLE', obshell: '4.5.0.0-1', aliases: ['agent-b:2887'], cutOffFrom: [], nextStart: { address: null, obshell: null },
    security: false, rootPassword: false, locks: { global: false, obproxy: false },
  })
  expect(await asked('GET', '/agents/127.0.0.1:2887')).toEqual(shown)
  expect(await asked('GET', `/agents/${new URL(sim.simulator.urls()[1]!).host}`)).toEqual(shown)
  expect(((await asked('GET', '/agents'))['agents'] as { name: string }[]).map(({ name }) => name)).toEqual(['a', 'b', 'c'])
})

describe('processes', () => {
  test('end, resetting their clients, and start as others', async () => {
    const before = await asked('GET', '/agents/b')
    expect(await asked('POST', '/agents/b/stop', { signal: 'SIGKILL' })).toMatchObject({ running: false, pid: null })
    await expect(fetch(`${sim.simulator.urls()[1]!}/api/v1/info`)).rejects.toThrow()
    const refused = await (await sim.join(0, 1)).json() as { error: { message: string } }
    expect(refused.error.message).toContain('dial tcp 127.0.0.1:2887: connect: connection refused')
    const after = await asked('POST', '/agents/b/start')
    expect([after['running'], after['pid'] === before['pid'], (await info(1))['identity']]).toEqual([true, false, 'SINGLE'])
  })

  test('that are so already stay so', async () => {
    await sim.call('POST', '/agents/b/stop')
    expect([(await sim.call('POST', '/agents/b/stop')).status, (await sim.call('POST', '/agents/b/start')).status, (await sim.call('POST', '/agents/b/start')).status]).toEqual([200, 200, 200])
  })

  test('restart at once, or after so long', async () => {
    const { pid } = await asked('GET', '/agents/b')
    const restarted = await asked('POST', '/agents/b/restart')
    expect([restarted['running'], restarted['pid'] === pid]).toEqual([true, false])
    expect(await asked('POST', '/agents/b/restart', { signal: 'SIGKILL', downFor: '20s' })).toMatchObject({ running: false })
    expect((await asked('POST', '/clock/advance', { until: { agent: 'b', process: 'started' } }))['by']).toBe('20s')
    await sim.call('POST', '/agents/b/stop')
    expect(await asked('POST', '/agents/b/restart')).toMatchObject({ running: true })
  })

  test('do not start where a real one would not', async () => {
    await sim.join(0, 0)
    await sim.call('POST', '/clock/settle')
    expect(await asked('PATCH', '/agents/a', { address: '10.10.10.9:2886' })).toMatchObject({ address: '127.0.0.1:2886', nextStart: { address: '10.10.10.9:2886' } })
    const { status, body } = await sim.call('POST', '/agents/a/restart')
    expect([status, body['title'], body['detail']]).toEqual([409, 'It did not start', expect.stringMatching(/it is MASTER: it does not start; a is stopped now$/)])
    expect((await sim.call('POST', '/agents/a/start')).body['title']).toBe('It did not start')
    // The wish is taken back.
    await sim.call('PATCH', '/agents/a', { obshell: '4.5.0.0-7' })
    expect(await asked('PATCH', '/agents/a', { address: null })).toMatchObject({ running: false, nextStart: { address: null, obshell: '4.5.0.0-7' } })
    expect(await asked('PATCH', '/agents/a', { obshell: null })).toMatchObject({ nextStart: { address: null, obshell: null } })
    expect(await asked('POST', '/agents/a/start')).toMatchObject({ running: true, address: '127.0.0.1:2886', obshell: '4.5.0.0-1' })
    await sim.call('POST', '/agents/b/stop')
    expect((await sim.call('POST', '/agents/b/restart', { downFor: '5s' })).body).toMatchObject({ title: 'Nothing came of it', detail: 'b does not run' })
  })
})

describe('changes', () => {
  test('of what a scenario may say of an agent', async () => {
    expect(await asked('PATCH', '/agents/127.0.0.1:2887', { observer: { version: 'none' }, aliases: ['x:1'], obshell: '4.5.0.0-7', agentPassword: 'secret' })).toMatchObject({
      observer: { version: null, start: 'ok' }, aliases: ['x:1'], obshell: '4.5.0.0-1', nextStart: { obshell: '4.5.0.0-7' }, security: true,
    })
    expect((await info(1))['obVersion']).toBe('')
    expect(await asked('POST', '/agents/b/restart')).toMatchObject({ obshell: '4.5.0.0-7', nextStart: { obshell: null } })
    expect(await asked('PATCH', '/agents/b', { agentPassword: null })).toMatchObject({ security: false })
  })

  test('are made whole or not at all, and all that is wrong is told', async () => {
    const { status, body } = await sim.call('PATCH', '/agents/b', { agentPassword: 'secret', observer: { start: 'never' }, address: 'nowhere', obshell: '1.0.0.0' })
    expect([status, (body['errors'] as { path: string; message: string }[]).map(({ path, message }) => `${path}: ${message}`)]).toEqual([400, [
      'observer.start: observer.start must be one of these: ok, hangs, { exits: 1, prints: "no disk" }',
      "address: address: 'nowhere' is not an address: write it like 127.0.0.1:2886, with a port from 1 to 65535",
      expect.stringMatching(/^obshell: obshell: obshell 1\.0\.0\.0 is not modelled/),
    ]])
    expect(await asked('GET', '/agents/b')).toMatchObject({ security: false })
  })

  test('a new key makes what clients have stored useless', async () => {
    const key = async (): Promise<unknown> => (await (await fetch(`${sim.url}/api/v1/secret`)).json() as { data: { public_key: string } }).data.public_key
    const before = await key()
    await sim.call('POST', '/agents/a/new-key')
    expect(await key()).not.toBe(before)
  })
})

describe('partitions', () => {
  test('keep agents from each other and clients from none', async () => {
    expect((await sim.call('POST', '/partitions', [['a'], ['b', 'c']])).body).toEqual({ partitions: [{ between: ['a', 'b'] }, { between: ['a', 'c'] }] })
    expect([(await asked('GET', '/agents/a'))['cutOffFrom'], (await info(1))['identity']]).toEqual([['b', 'c'], 'SINGLE'])
    expect(await asked('DELETE', '/partitions?between=b,127.0.0.1:2886')).toEqual({ partitions: [{ between: ['a', 'c'] }] })
    expect((await sim.call('DELETE', '/partitions?between=a,b')).body['detail']).toBe('a and b reach each other already')
    expect((await sim.call('DELETE', '/partitions?between=a')).body['detail']).toBe('"between" must name two agents such as a,b, not \'a\'')
    expect(await asked('DELETE', '/partitions')).toEqual({ partitions: [] })
  })

  test('of one agent from all', async () => {
    expect(await asked('PATCH', '/agents/b', { reachable: false })).toMatchObject({ cutOffFrom: ['a', 'c'] })
    expect(await asked('PATCH', '/agents/c', { reachable: true })).toMatchObject({ cutOffFrom: [] })
    expect(await asked('GET', '/partitions')).toEqual({ partitions: [{ between: ['a', 'b'] }] })
  })

  test('that are none', async () => {
    const errors = async (body: unknown): Promise<unknown> => ((await sim.call('POST', '/partitions', body)).body['errors'] as { line: number; column: number; path: string; message: string }[])
      .map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`)
    expect([await errors(['a', 'x']), await errors({ partition: ['a', 'x'] }), await errors(['a']), await errors({ groups: [] })]).toEqual([
      ["1:6 1: no agent is called 'x'; there are a, b, c"], ["1:19 partition.1: no agent is called 'x'; there are a, b, c"],
      [expect.stringContaining('write at least two agents')], [expect.stringMatching(/partition/)],
    ])
  })
})
