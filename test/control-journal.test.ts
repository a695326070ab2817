import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { steer, type Steered } from './support/steered.ts'

let sim: Steered
beforeEach(async () => {
  sim = await steer()
})
afterEach(() => sim.close())

const asked = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => (await sim.call(method, path, body)).body
type Entry = { readonly seq: number; readonly operation: string; readonly why: string | null; readonly caused?: readonly { readonly kind: string; readonly seq: number }[] }
const entries = async (query: string): Promise<readonly Entry[]> => (await asked('GET', `/journal${query}`))['entries'] as Entry[]

/** A join that works, one of an agent that nobody has, and what they lead to. */
async function story(): Promise<void> {
  await sim.join(0, 0)
  await sim.call('POST', '/clock/settle')
  await fetch(`${sim.simulator.urls()[1]!}/api/v1/agent/join`, { method: 'POST', body: JSON.stringify({ agentInfo: { ip: '127.0.0.1', port: 9999 }, zoneName: 'zone2' }) })
}

describe('the journal', () => {
  test('tells what was asked, why it was refused and what it caused', async () => {
    await story()
    const journal = await asked('GET', '/journal')
    expect(journal).toMatchObject({
      found: 2, dropped: { requests: 0, events: 0 }, entries: [
        { seq: 1, agent: 'a', operation: 'agentJoin', status: 200, why: null, body: { agentInfo: { ip: '127.0.0.1', port: 2886 }, zoneName: 'zone1' } },
        { agent: 'b', operation: 'agentJoin', status: 500, errCode: expect.any(String), why: 'no agent of this world is at 127.0.0.1:9999; there are a (127.0.0.1:2886) and b (127.0.0.1:2887)' },
      ],
    })
    expect((journal['entries'] as Entry[])[0]!.caused!.map(({ kind }) => kind)).toEqual(['transition', 'transition', 'transition'])
    expect(journal['seq']).toBeGreaterThan(9)
  })

  test('is asked as the parameters say', async () => {
    await story()
    const counts = await Promise.all(['', '?agent=b', '?agent=127.0.0.1:2887', '?refused=true', '?status=5xx', '?via=any', '?operation=agentJoin&limit=1', '?body={"zoneName":"zone2"}', '?after=5', '?path=/api/v1/agent/*'].map(async (query) => (await entries(query)).length))
    expect(counts).toEqual([2, 1, 1, 1, 1, counts[5], 1, 1, 1, 2])
    expect((await asked('GET', '/journal?limit=1'))['found']).toBe(2)
    expect((await entries('?caused=all'))[0]!.caused!.length).toBeGreaterThan(3)
    expect((await entries('?caused=none'))[0]!.caused).toBeUndefined()
  })

  test('is asked in vain for what it does not know', async () => {
    expect((await sim.call('GET', '/journal?operation=agentJion&statsu=4xx')).body).toMatchObject({
      status: 400, errors: [
        { line: null, column: null, code: 'QUERY', path: 'statsu', message: "unknown key 'statsu'; did you mean 'status'?" },
        { line: null, column: null, code: 'QUERY', path: 'operation', message: "no operation is called 'agentJion'; did you mean 'agentJoin'?" },
      ],
    })
    expect((await sim.call('GET', '/journal?caused=al')).body['detail']).toBe("caused must be one of dags, all, none, not 'al'; did you mean 'all'?")
  })

  test('shows any one of all that happened', async () => {
    await story()
    expect(await asked('GET', '/journal/1')).toMatchObject({ kind: 'request', seq: 1, caused: { 0: { kind: 'transition' } } })
    expect(await asked('GET', '/journal/2')).toMatchObject({ kind: 'transition', seq: 2, cause: 1, level: 'dag', name: 'Join self', to: 'READY' })
    expect([(await sim.call('GET', '/journal/999')).body['detail'], (await sim.call('GET', '/journal/x')).body['detail']]).toEqual([
      expect.stringMatching(/^999 has not happened yet: the last is \d+$/), "'x' is no place in the journal: they are numbers from 1 on",
    ])
  })

  test('forgets when it is told to, and places go on', async () => {
    await story()
    const { seq } = await asked('GET', '/journal') as { seq: number }
    expect(await asked('DELETE', '/journal')).toEqual({ cleared: { requests: expect.any(Number), events: expect.any(Number) } })
    expect([await entries(''), (await sim.call('GET', '/journal/1')).body['detail']]).toEqual([[], '1 was forgotten when the journal was emptied'])
    await fetch(`${sim.url}/api/v1/time`)
    expect((await entries(''))[0]!.seq).toBe(seq + 1)
  })

  test('tells of what the set-up did that it is not kept, and of what has gone that it has', async () => {
    const small = await steer({ agents: { a: { address: '127.0.0.1:2886', identity: 'MASTER' } }, journal: { entries: 1 } })
    const { seq } = (await small.call('GET', '/journal')).body as { seq: number }
    await fetch(`${small.url}/api/v1/time`)
    await fetch(`${small.url}/api/v1/time`)
    const details = await Promise.all([1, seq, seq + 1].map(async (place) => (await small.call('GET', `/journal/${place}`)).body['detail']))
    await small.close()
    expect([seq > 2, details]).toEqual([true, [
      '1 happened before the world was ready, and what the set-up did is not kept (obshell-sim explain shows it)', expect.stringMatching(/^\d+ happened before/),
      `${seq + 1} has gone from the journal, which keeps the newest`,
    ]])
  })

  test('is asked for events', async () => {
    await story()
    await sim.call('POST', '/actions', { stop: 'b' })
    type Events = { readonly seq: number; readonly found: number; readonly events: readonly { readonly seq: number; readonly kind: string; readonly action?: unknown }[] }
    const events = async (query: string): Promise<Events> => await asked('GET', `/journal/events${query}`) as unknown as Events
    const all = await events('')
    const actions = await events('?kinds=action,process')
    expect([[...new Set(all.events.map(({ kind }) => kind))], all.found, actions.events.map(({ kind, action }) => [kind, action])]).toEqual([
      ['transition', 'action', 'process'], all.events.length, [['action', { do: 'stop', agent: 'b', signal: 'SIGTERM' }], ['process', undefined]],
    ])
    const seqs = all.events.map(({ seq }) => seq)
    const places = async (query: string): Promise<readonly number[]> => (await events(query)).events.map(({ seq }) => seq)
    expect([await places('?limit=2'), await places(`?after=${seqs[1]!}&limit=2`), (await events('?kinds=process&limit=1')).found]).toEqual([seqs.slice(-2), seqs.slice(2, 4), 1])
    expect((await Promise.all(['kinds=actoin', 'kinds=request', 'after=x', 'limit=0', 'kind=action'].map((query) => sim.call('GET', `/journal/events?${query}`)))).map(({ body }) => body['detail'])).toEqual([
      "no kind of events is called 'actoin'; did you mean 'action'?", "no kind of events is called 'request'; there are 'transition', 'process', 'action', 'rule'",
      "after must be a whole number from 0 on, not 'x'", "limit must be a whole number from 1 on, not '0'", "unknown parameter 'kind'; did you mean 'kinds'?",
    ])
  })

  test('says what clients should not do', async () => {
    await story()
    expect(await asked('GET', '/journal/lint')).toMatchObject({ clients: [{ client: '127.0.0.1', requests: 2, refused: 1 }], note: null })
  })
})

describe('verify', () => {
  test('passes what has happened', async () => {
    await story()
    expect(await asked('POST', '/verify', {
      expect: [
        { request: { operation: 'agentJoin' }, count: 2 }, { event: { dag: 'Join self', state: 'SUCCEED' }, count: 1 }, { request: { status: '5xx', agent: 'a' }, never: true },
        { order: [{ operation: 'agentJoin', agent: 'a' }, { dag: 'Join self', state: 'RUNNING' }, { operation: 'agentJoin', agent: 'b' }], within: '10s' },
      ],
    })).toEqual({ ok: true, notes: [] })
    expect(await asked('POST', '/verify', 'request: { operation: agentJoin }\ncount: 2\n')).toEqual({ ok: true, notes: [] })
  })

  test('shows what came nearest to what has not', async () => {
    await story()
    const { status, body } = await sim.call('POST', '/verify', [{ name: 'b joined', request: { operation: 'agentJoin', agent: 'b', status: 200 } }, { request: { operation: 'agentJoin' }, count: 1 }])
    expect([status, body['title'], body['failures']]).toEqual([422, '2 expectations are not met', [
      { name: 'b joined', expected: expect.any(String), got: 'none', nearest: expect.arrayContaining([expect.objectContaining({ what: expect.stringContaining('→ b: POST /api/v1/agent/join (agentJoin) 500') })]), note: null },
      { name: 'expectation 2', expected: 'agentJoin, once', got: expect.stringMatching(/^2: #1, #\d+$/), nearest: [expect.anything()], note: null },
    ]])
    expect(body['detail']).toContain('b joined: expected agentJoin to b answered 200')
  })

  test('takes no names of work and of rules that there are not', async () => {
    await story()
    await sim.call('POST', '/faults', { name: 'busy', when: { operation: 'getTime' }, drop: 'reset' })
    const errors = async (expected: unknown): Promise<unknown> => {
      const { body } = await sim.call('POST', '/verify', expected)
      return body['ok'] ?? (body['errors'] as { path: string; message: string }[]).map(({ path, message }) => `${path}: ${message}`)
    }
    expect(await Promise.all([
      { event: { dag: 'Join sef', state: 'SUCCEED' }, never: true }, { event: { dag: 'Join self', node: 'Join sef' }, never: true }, { event: { dag: 'Join self', node: 'Be follower' }, never: true },
      { event: { node: 'Be folower' }, never: true }, { request: { rule: 'nosuch' }, never: true }, { request: { rule: 'buzy' }, never: true },
      { request: { operation: 'agentJoin' }, after: { dag: 'Join sef' } }, { order: [{ operation: 'agentJoin' }, { event: { dag: 'Jion self' } }] },
      { event: { dag: 'Join *', node: 'Be *' }, never: true }, { request: { rule: 'busy' }, never: true },
    ].map(errors))).toEqual([
      ["event.dag: no DAG is called 'Join sef'; did you mean 'Join self'?"], ["event.node: DAG 'Join self' has no node 'Join sef'; did you mean 'Join self'?"],
      ["event.node: DAG 'Join self' has no node 'Be follower'; there is Join self"], ["event.node: no DAG has a node 'Be folower'; did you mean 'Be follower'?"],
      ["request.rule: no rule for requests is called 'nosuch'; known here: busy"], ["request.rule: no rule for requests is called 'buzy'; did you mean 'busy'?"],
      ["after.dag: no DAG is called 'Join sef'; did you mean 'Join self'?"], ["order.1.event.dag: no DAG is called 'Jion self'; did you mean 'Join self'?"], true, true,
    ])
    // What the journal knows of may be asked for when it is no more.
    await fetch(`${sim.url}/api/v1/time`).catch(() => null)
    await sim.call('DELETE', '/faults')
    expect([await errors({ request: { rule: 'busy' }, count: 1 }), (await entries('?rule=busy')).length, (await sim.call('GET', '/journal?rule=x')).body['detail']]).toEqual([
      true, 1, "no rule for requests is called 'x'; known here: busy",
    ])
  })
})
