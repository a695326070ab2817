import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadScenario } from '../src/scenario/index.ts'
import { Simulator } from '../src/server/index.ts'

let simulator: Simulator
let url: string

const scenario = JSON.stringify({
  version: 1, encryption: 'off', clock: { mode: 'manual', start: '2026-01-05T08:30:00Z' },
  agents: { a: { address: '127.0.0.1:2886', listen: '127.0.0.1:0' }, b: { address: '127.0.0.1:2887', listen: '127.0.0.1:0', aliases: ['agent-b:2887'] } },
})

beforeEach(async () => {
  simulator = new Simulator({ scenario: await loadScenario(scenario, '<test>') })
  await simulator.listen()
  url = simulator.urls()[0]!
})
afterEach(() => simulator.close())

interface Called {
  readonly status: number
  readonly body: Record<string, unknown>
}

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Called> {
  const response = await fetch(`${url}/_sim${path}`, { method, headers, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) })
  return { status: response.status, body: await response.json() as Record<string, unknown> }
}

const problem = (status: number, title: string, detail: string): Called => ({ status, body: { type: 'about:blank', title, status, detail } })

const join = (agent: number, ip: string, port: number): Promise<Response> => fetch(`${simulator.urls()[agent]!}/api/v1/agent/join`, {
  method: 'POST', body: JSON.stringify({ agentInfo: { ip, port }, zoneName: 'zone1' }),
})

describe('the control API', () => {
  test('is live and ready', async () => {
    expect([await call('GET', '/health'), await call('GET', '/ready')]).toEqual([
      { status: 200, body: { status: 'live' } }, { status: 200, body: { status: 'ready' } },
    ])
  })

  test('reads the clock and moves it, with the transitions on the way', async () => {
    expect((await call('GET', '/clock')).body).toEqual({ now: '2026-01-05T08:30:00Z', mode: 'manual', waiting: 0, next: null })
    await join(0, '127.0.0.1', 2886)
    expect((await call('GET', '/clock')).body['next']).toEqual({ at: '2026-01-05T08:30:01Z', event: { kind: 'tick', agent: 'a' } })
    const { body } = await call('POST', '/clock/advance', { by: '1s' })
    expect(body['transitions']).toEqual([
      { at: '2026-01-05T08:30:01Z', agent: 'a', level: 'dag', id: 1, name: 'Join self', from: 'READY', to: 'RUNNING' },
      { at: '2026-01-05T08:30:01Z', agent: 'a', level: 'node', id: 1, name: 'Join self', from: 'PENDING', to: 'RUNNING' },
      { at: '2026-01-05T08:30:01Z', agent: 'a', level: 'sub-task', id: 1, name: 'Join self', from: 'PENDING', to: 'READY' },
      { at: '2026-01-05T08:30:01Z', agent: 'a', level: 'sub-task', id: 1, name: 'Join self', from: 'READY', to: 'RUNNING' },
      { at: '2026-01-05T08:30:01Z', agent: 'a', level: 'sub-task', id: 1, name: 'Join self', from: 'RUNNING', to: 'SUCCEED' },
    ])
    const settled = await call('POST', '/clock/settle')
    expect([settled.body['now'], settled.body['by'], settled.body['waiting']]).toEqual(['2026-01-05T08:30:02Z', '1s', 0])
    expect((await call('POST', '/clock/advance', { to: '2026-01-05T17:00:00+08:00' })).body['now']).toBe('2026-01-05T09:00:00Z')
  })

  test('advances until a condition holds, event by event', async () => {
    await join(0, '127.0.0.1', 2886)
    expect((await call('POST', '/clock/advance', { until: { dag: 'Join self', state: 'RUNNING' } })).body['now']).toBe('2026-01-05T08:30:01Z')
    expect((await call('POST', '/clock/advance', { until: { dag: 'Join self', node: 'Join self', state: 'SUCCEED' }, budget: '5s' })).body['now']).toBe('2026-01-05T08:30:02Z')
    expect(await call('POST', '/clock/advance', { until: { dag: 'Join self', state: 'FAILED' }, budget: '5s' })).toEqual(problem(422, 'The condition did not come to hold',
      '{"dag":"Join self","state":"FAILED"} did not come to hold within 5s of virtual time; GET /_sim/dags shows what there is'))
    expect(await call('POST', '/clock/advance', { until: { dag: 'Join self', state: 'DONE' } })).toEqual(problem(400, 'Bad request',
      'until.state must be one of PENDING, READY, RUNNING, FAILED, SUCCEED, not "DONE"'))
    expect((await call('POST', '/clock/next')).body['transitions']).toEqual([])
  })

  test('keeps the instant when the mode changes', async () => {
    expect((await call('PUT', '/clock', { mode: 'per-poll:2s' })).body).toMatchObject({ now: '2026-01-05T08:30:00Z', mode: 'per-poll:2s' })
    await call('PUT', '/clock', { mode: 'real' })
    expect(await call('POST', '/clock/advance', { by: '1s' })).toEqual(problem(409, 'The clock follows the wall',
      'in mode real time cannot be advanced by hand; PUT /_sim/clock {"mode":"offset"} or "manual" first'))
  })

  test('shows agents, and changes what a scenario may say of one', async () => {
    const shown = await call('GET', '/agents/b')
    expect(shown.body).toMatchObject({ name: 'b', address: '127.0.0.1:2887', running: true, identity: 'SINGLE', obshell: '4.5.0.0-1', aliases: ['agent-b:2887'] })
    expect(((await call('GET', '/agents')).body['agents'] as { name: string }[]).map(({ name }) => name)).toEqual(['a', 'b'])
    const patched = await call('PATCH', '/agents/127.0.0.1:2887', { observer: { version: 'none' } })
    expect(patched.body['observer']).toEqual({ version: null, start: 'ok' })
    const info = await (await fetch(`${simulator.urls()[1]}/api/v1/info`)).json() as { data: { obVersion: string } }
    expect(info.data.obVersion).toBe('')
  })

  test('stops an agent, which resets its clients, and starts it as another process', async () => {
    const before = (await call('GET', '/agents/b')).body
    await call('POST', '/agents/b/stop', { signal: 'SIGKILL' })
    await expect(fetch(`${simulator.urls()[1]}/api/v1/info`)).rejects.toThrow()
    expect((await call('GET', '/agents/b')).body).toMatchObject({ running: false, pid: null })
    const refused = await (await join(0, '127.0.0.1', 2887)).json() as { error: { message: string } }
    expect(refused.error.message).toContain('dial tcp 127.0.0.1:2887: connect: connection refused')
    await call('POST', '/agents/b/start')
    const after = (await call('GET', '/agents/b')).body
    expect(after['running']).toBe(true)
    expect(after['pid']).not.toBe(before['pid'])
    expect((await fetch(`${simulator.urls()[1]}/api/v1/info`)).status).toBe(200)
  })

  test('lists DAGs of all agents, and starts over', async () => {
    await join(0, '127.0.0.1', 2886)
    const [dag] = (await call('GET', '/dags')).body['dags'] as Record<string, unknown>[]
    expect(dag).toEqual({
      id: '22130706433028861', agent: 'a', name: 'Join self', stage: 1, maxStage: 1, state: 'READY', operator: 'RUN',
      startTime: '2026-01-05T08:30:00Z', endTime: '2026-01-05T08:30:00Z', held: [],
    })
    expect((await call('GET', '/dags/22130706433028861')).body).toEqual(dag)
    await call('POST', '/clock/settle')
    await call('POST', '/reset')
    expect([(await call('GET', '/dags')).body, (await call('GET', '/clock')).body['now']]).toEqual([{ dags: [] }, '2026-01-05T08:30:00Z'])
    expect((await call('GET', '/agents/a')).body['identity']).toBe('SINGLE')
  })

  test('answers nonsense with one sentence', async () => {
    expect(await Promise.all([
      call('POST', '/clock/advance', { by: 'soon' }),
      call('POST', '/clock/advance', {}),
      call('POST', '/clock/advance', { by: '-5s' }),
      call('POST', '/clock/advance', { by: '100000h' }),
      call('POST', '/clock/advance', '{'),
      call('POST', '/clock/advance', { bye: '5s' }),
      call('POST', '/clock/advance', { until: { dag: 'Join self', state: 'toString' } }),
      call('PUT', '/clock', { mode: 'fast' }),
      call('GET', '/agents/c'),
      call('PATCH', '/agents/a', { observer: { start: 'never' } }),
      call('POST', '/agents/a/stop', { signal: 'SIGHUP' }),
      call('GET', '/dags/1'),
      call('DELETE', '/agents'),
    ])).toEqual([
      problem(400, 'Bad request', '"by" must be a duration such as "500ms", "5s" or "1h30m", not "soon"'),
      problem(400, 'Bad request', 'give one of "by", a duration such as "5s", "to", an instant such as "2024-01-09T11:06:25+08:00", and "until", a condition such as {"dag":"Join self","state":"RUNNING"}'),
      problem(400, 'Bad request', 'time never goes back: it is 2026-01-05T08:30:00Z'),
      problem(400, 'Bad request', 'one advance goes no further than ten years'),
      problem(400, 'Bad request', expect.stringContaining('the body is not JSON: ') as string),
      problem(400, 'Bad request', "unknown key 'bye'; known here: by, to, until, budget"),
      problem(400, 'Bad request', 'until.state must be one of PENDING, READY, RUNNING, FAILED, SUCCEED, not "toString"'),
      problem(400, 'Bad request', "unknown clock mode 'fast': use one of auto, manual, real, offset, scaled, per-poll"),
      problem(404, 'No such agent', "no agent is called or at 'c'; there are a, b"),
      problem(400, 'Bad request', 'observer.start must be "ok", "hangs" or {"exits": 1, "prints": "no disk"}'),
      problem(400, 'Bad request', '"signal" must be SIGTERM or SIGKILL, not "SIGHUP"'),
      problem(404, 'No such DAG', "no agent has a DAG '1'; GET /_sim/dags lists them"),
      problem(404, 'Not found', 'the control API has no DELETE /_sim/agents'),
    ])
  })

  test('is guarded: foreign names and origins may look at health and nothing else', async () => {
    const get = (path: string, headers: string): Promise<string> => new Promise((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1')
      let text = ''
      socket.on('data', (part) => { text += part.toString() }).on('close', () => resolve(text.split('\r\n')[0]!))
      socket.write(`GET /_sim${path} HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`)
    })
    expect(await Promise.all([
      get('/clock', 'Host: evil.example'), get('/health', 'Host: evil.example'), get('/clock', 'Host: localhost:1'), get('/clock', 'Host: [::1]:80'),
      get('/clock', 'Host: agent-b'), get('/clock', 'Host: 127.0.0.1\r\nOrigin: http://evil.example'), get('/clock', 'Host: 127.0.0.1:9\r\nOrigin: http://127.0.0.1:9'),
    ])).toEqual([
      'HTTP/1.1 403 Forbidden', 'HTTP/1.1 200 OK', 'HTTP/1.1 200 OK', 'HTTP/1.1 200 OK', 'HTTP/1.1 200 OK', 'HTTP/1.1 403 Forbidden', 'HTTP/1.1 200 OK',
    ])
  })

  test('beyond loopback asks for its token', async () => {
    const open = new Simulator({ scenario: await loadScenario(scenario, '<test>'), control: { place: '0.0.0.0:0' }, controlToken: 'let-me' })
    await open.listen()
    const at = open.controlUrl!.replace('0.0.0.0', '127.0.0.1')
    const status = async (headers: Record<string, string>): Promise<number> => (await fetch(`${at}/_sim/clock`, { headers })).status
    const seen = [await status({}), await status({ Authorization: 'Bearer let-me' }), (await fetch(`${at}/_sim/ready`)).status, (await fetch(`${open.urls()[0]}/_sim/clock`)).status]
    await open.close()
    // On the agents' own addresses there is no /_sim then: the agent's web page answers.
    expect(seen).toEqual([401, 200, 200, 200])
  })
})
