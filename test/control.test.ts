import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { steer, type Steered } from './support/steered.ts'

let sim: Steered
beforeEach(async () => {
  sim = await steer()
})
afterEach(() => sim.close())

const detail = async (method: string, path: string, body?: unknown): Promise<unknown> => {
  const { status, body: { detail: said, errors } } = await sim.call(method, path, body)
  return [status, said, ...(errors === undefined ? [] : [(errors as { line: number | null; column: number | null; path: string }[]).map(({ line, column, path: at }) => `${line}:${column} ${at}`)])]
}

test('is live and ready', async () => {
  expect([(await sim.call('GET', '/health')).body, (await sim.call('GET', '/ready')).body]).toEqual([{ status: 'live' }, { status: 'ready' }])
})

describe('what is wrong', () => {
  test('is a problem document', async () => {
    const { status, body, headers } = await sim.call('GET', '/agents/c')
    expect([status, headers.get('content-type'), body]).toEqual([404, 'application/problem+json', {
      type: 'about:blank', title: 'No such agent', status: 404, detail: "no agent is called 'c'; there are 'a', 'b'",
    }])
  })

  test('is told in one sentence, with what may have been meant', async () => {
    expect(await Promise.all([
      detail('POST', '/clock/advance', { by: 'soon' }), detail('POST', '/clock/advance', { bye: '5s' }), detail('POST', '/clock/advance', '{'), detail('POST', '/clock/advance', '[]'),
      detail('POST', '/clock/settle', { by: '5s' }), detail('PUT', '/clock', { mode: 'fast' }), detail('POST', '/agents/a/stop', { signal: 'SIGHUP' }), detail('GET', '/dags/1'),
      detail('GET', '/dags?stat=FAILED'), detail('GET', '/dags?state=FAILD'), detail('GET', '/dags?agent=x'), detail('GET', '/journl'), detail('GET', '/worlds'), detail('POST', '/clock/advance', { by: '5s', foo: 1 }), detail('GET', '/agents/%E0'), detail('GET', '/clock?x=1'),
      detail('GET', '/dags?agent=a&agent=b'),
    ])).toEqual([
      [400, '"by" must be a duration such as "500ms", "5s" or "1h30m", not "soon"'],
      [400, "unknown key 'bye'; did you mean 'by'?"],
      [400, expect.stringMatching(/^the body is not JSON: /)],
      [400, 'the body must be a JSON object'],
      [400, "unknown key 'by'; this call takes none"],
      [400, "unknown clock mode 'fast': use one of auto, manual, real, offset, scaled, per-poll"],
      [400, '"signal" must be SIGTERM or SIGKILL, not "SIGHUP"'],
      [404, "no agent has a DAG '1'; GET /_sim/dags lists them"],
      [400, "unknown parameter 'stat'; did you mean 'state'?"],
      [400, "state must be one of PENDING, READY, RUNNING, FAILED, SUCCEED, not 'FAILD'; did you mean 'FAILED'?"],
      [404, "no agent is called 'x'; there are 'a', 'b'"],
      [404, "the control API has no /_sim/journl; did you mean '/_sim/journal'?"],
      [404, 'the control API has no /_sim/worlds; GET /_sim/openapi.json describes what it has'],
      [400, "unknown key 'foo'; known here: by, to, until, budget"],
      [400, "'%E0' in the path is not encoded well: write % as %25"],
      [400, "unknown parameter 'x'; this call takes none"],
      [400, "the parameter 'agent' is given more than once"],
    ])
  })

  test('is told at once, all of it, each with its place', async () => {
    expect(await detail('POST', '/faults', 'when: { operation: agentJion, agnt: b }\nreply: { errCode: Agent.UnderMaintenace }\ndroop: 1')).toEqual([
      400, "4 mistakes, the first of them: no operation is called 'agentJion'; did you mean 'agentJoin'?", ['1:20 when.operation', '1:31 when.agnt', '2:19 reply.errCode', '3:1 droop'],
    ])
    expect(await detail('POST', '/actions', { restart: { agent: 'x', downFor: 'long' } })).toEqual([
      400, expect.stringContaining('2 mistakes, the first of them: '), ['1:21 restart.agent', '1:35 restart.downFor'],
    ])
    expect(await detail('PUT', '/scenario', 'version: 1\nagents:\n  a: { adress: 127.0.0.1:1 }\nsead: 7\n')).toEqual([
      400, "2 mistakes, the first of them: unknown key 'adress' in agents.a; did you mean 'address'?", ['3:8 agents.a.adress', '4:1 sead'],
    ])
    expect(await detail('POST', '/verify', '{ "requst": {},\n  "count": 1 }')).toEqual([400, expect.stringContaining("unknown key 'requst'; did you mean 'request'?"), ['1:13 requst', '1:1 ']])
  })

  test('in a body that is no body', async () => {
    expect([
      await detail('POST', '/faults', ''), await detail('POST', '/faults', 'a: b: c'), await detail('POST', '/faults', `${'['.repeat(100)}${']'.repeat(100)}`),
      await detail('POST', '/faults', '"text"'), (await sim.call('POST', '/faults', 'x'.repeat(1024 * 1024 + 1))).status,
      await detail('POST', '/actions', 'a: &a [x]\nb: [*a,*a,*a,*a,*a,*a,*a,*a]\n'),
    ]).toEqual([
      [400, 'the body is empty: write it as it would stand in a scenario file, as JSON or YAML'],
      [400, expect.stringMatching(/^the body is neither JSON nor YAML: /), [expect.stringMatching(/^1:/)]],
      [400, 'the body is nested deeper than 64 levels'],
      [400, 'the rule must be a map', ['1:1 ']], 413,
      [400, expect.stringContaining("unknown key 'a' in the action"), expect.anything()],
    ])
    expect(sim.bugs).toEqual([])
  })
})

test('a body that says nothing of its length is refused when it is too long', async () => {
  const apart = await steer({}, { control: { place: '127.0.0.1:0' } })
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(new URL(apart.simulator.controlUrl!).port), '127.0.0.1')
    let text = ''
    socket.on('data', (part) => { text += part.toString() }).on('close', () => resolve(text)).on('error', () => {})
    socket.write('POST /_sim/faults HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n')
    for (let count = 0; count < 20; count++) socket.write(`10000\r\n${'x'.repeat(0x10000)}\r\n`)
  })
  await apart.close()
  expect([answer.split('\r\n')[0], answer.split('\r\n\r\n')[1], apart.bugs]).toEqual([
    'HTTP/1.1 413 Payload Too Large', '{"type":"about:blank","title":"Body too large","status":413,"detail":"a body of the control API has 1048576 bytes at most"}\n', [],
  ])
})

test('who goes in the middle of a question leaves nothing behind', async () => {
  const apart = await steer({}, { control: { place: '127.0.0.1:0' } })
  const { port } = new URL(apart.simulator.controlUrl!)
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write('POST /_sim/faults HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"drop":')
      setTimeout(() => socket.destroy(), 30)
    })
    socket.on('close', () => resolve())
  })
  await new Promise((resolve) => setTimeout(resolve, 30))
  expect([(await apart.call('GET', '/faults')).body, apart.bugs]).toEqual([{ faults: [] }, []])
  await apart.close()
})

describe('methods', () => {
  test('that a path does not have are refused with those that it has', async () => {
    const refused = await sim.call('DELETE', '/clock')
    expect([refused.status, refused.headers.get('allow'), refused.body['detail']]).toEqual([405, 'GET, HEAD, PUT, OPTIONS', '/_sim/clock takes GET and PUT, not DELETE'])
    const options = await sim.call('OPTIONS', '/journal/lint')
    expect([options.status, options.headers.get('allow'), options.body]).toEqual([204, 'GET, HEAD, OPTIONS', {}])
    expect((await sim.call('POST', '/health')).status).toBe(405)
  })

  test('HEAD is GET without its body', async () => {
    const [head, get] = await Promise.all([fetch(`${sim.url}/_sim/agents`, { method: 'HEAD' }), fetch(`${sim.url}/_sim/agents`)])
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, get.headers.get('content-length'), ''])
  })
})

describe('who may', () => {
  const get = (path: string, headers: string): Promise<string> => new Promise((resolve) => {
    const socket = connect(Number(new URL(sim.url).port), '127.0.0.1')
    let text = ''
    socket.on('data', (part) => { text += part.toString() }).on('close', () => resolve(text.split('\r\n')[0]!))
    socket.write(`GET /_sim${path} HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`)
  })

  test('foreign names and origins may look at health and documents, and at nothing else', async () => {
    expect(await Promise.all([
      get('/clock', 'Host: evil.example'), get('/health', 'Host: evil.example'), get('/schema.json', 'Host: evil.example'), get('/nothing', 'Host: evil.example'),
      get('/clock', 'Host: localhost:1'), get('/clock', 'Host: [::1]:80'), get('/clock', 'Host: agent-b'),
      get('/clock', 'Host: 127.0.0.1\r\nOrigin: http://evil.example'), get('/clock', 'Host: 127.0.0.1:9\r\nOrigin: http://127.0.0.1:9'),
    ])).toEqual([
      'HTTP/1.1 403 Forbidden', 'HTTP/1.1 200 OK', 'HTTP/1.1 200 OK', 'HTTP/1.1 403 Forbidden', 'HTTP/1.1 200 OK', 'HTTP/1.1 200 OK', 'HTTP/1.1 200 OK',
      'HTTP/1.1 403 Forbidden', 'HTTP/1.1 200 OK',
    ])
  })

  test('beyond loopback asks for its token', async () => {
    const open = await steer({}, { control: { place: '0.0.0.0:0' }, controlToken: 'let-me' })
    const at = open.simulator.controlUrl!.replace('0.0.0.0', '127.0.0.1')
    const ask = async (headers: Record<string, string>): Promise<Response> => fetch(`${at}/_sim/clock`, { headers })
    const refused = await ask({})
    const seen = [refused.status, refused.headers.get('www-authenticate'), (await ask({ Authorization: 'Bearer let-me' })).status, (await fetch(`${at}/_sim/ready`)).status]
    // On the agents' own addresses there is no /_sim then: the agent's web page answers.
    const page = (await fetch(`${open.url}/_sim/clock`)).headers.get('content-type')
    await open.close()
    expect([...seen, page]).toEqual([401, 'Bearer', 200, 200, 'text/html; charset=utf-8'])
  })
})
