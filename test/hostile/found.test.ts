import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { loadScenario } from '../../src/scenario/index.ts'
import { Simulator } from '../../src/server/index.ts'

let simulator: Simulator
const bugs: unknown[] = []
afterEach(() => simulator.close())

async function started(more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const scenario = JSON.stringify({
    version: 1, encryption: 'off', clock: { mode: 'auto' }, ...more,
    agents: { a: { address: '127.0.0.1:2886', listen: '127.0.0.1:0' }, b: { address: '127.0.0.1:2887', listen: '127.0.0.1:0' } },
  })
  simulator = new Simulator({ scenario: await loadScenario(scenario, '<test>'), control: { place: '127.0.0.1:0' }, onBug: (error) => bugs.push(error) })
  await simulator.listen()
  return `${simulator.controlUrl!}/_sim`
}

const post = (url: string, body?: unknown): Promise<Response> => fetch(url, { method: 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }) })

/** One test for each bug that hostile requests have found where the bug was not one file's own. */
describe('what hostile requests have found', () => {
  test('an agent that is started, stopped and reset by several at once is opened once, and ends', async () => {
    const control = await started()
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all(['agents/b/stop', 'agents/b/restart', 'agents/b/start', 'reset', 'agents/b/restart', 'agents/b/stop', 'agents/b/start'].map((path) => post(`${control}/${path}`)))
      expect(await Promise.all(answers.map(async (answer) => (answer.status === 200 ? 200 : answer.text())))).toEqual(Array.from({ length: 7 }, () => 200))
    }
    await post(`${control}/agents/b/start`)
    const { port } = new URL(simulator.urls()[1]!)
    expect((await fetch(`http://127.0.0.1:${port}/api/v1/status`)).status).toBe(200)
    await simulator.close()
    await expect(fetch(`http://127.0.0.1:${port}/api/v1/status`)).rejects.toThrow('fetch failed')
  })

  test('time ends while its instants are still whole microseconds, and requests cost nothing then', async () => {
    const control = await started({ clock: { mode: 'auto', start: '2254-12-31T23:00:00Z' } })
    const refused = await post(`${control}/clock/advance`, { by: '2h' })
    expect([refused.status, ((await refused.json()) as { detail: string }).detail]).toEqual([400, 'time ends at 2255-01-01T00:00:00Z; POST /_sim/reset begins it anew'])
    await fetch(`${control}/clock`, { method: 'PUT', body: '{"mode":"auto:2000000h"}' })
    for (let count = 0; count < 3; count++) expect((await fetch(`${simulator.urls()[0]!}/api/v1/status`)).status).toBe(200)
    expect(((await (await fetch(`${control}/clock`)).json()) as { now: string }).now).toBe('2255-01-01T00:00:00Z')
    expect(bugs).toEqual([])
  })

  test('a body is held without a bound for no target, whatever it looks like', async () => {
    await started()
    const { port } = new URL(simulator.urls()[0]!)
    const statusOf = (target: string, length: number): Promise<string> => new Promise((resolve) => {
      const socket = connect(Number(port), '127.0.0.1')
      socket.on('data', (part) => {
        resolve(part.toString().split('\r\n')[0]!)
        socket.destroy()
      })
      socket.write(`POST ${target} HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: ${length}\r\n\r\n`)
    })
    const large = 65 * 2 ** 20
    expect(await Promise.all([statusOf('/x/package', large), statusOf('/_sim/package', large), statusOf('/api/v1/upgrade/package', large), statusOf('/api/v1/upgrade/package?x', 2 ** 40), statusOf('/api/v1/package', 2 ** 40)]))
      .toEqual(['HTTP/1.1 413 Request Entity Too Large', 'HTTP/1.1 413 Request Entity Too Large', 'HTTP/1.1 100 Continue', 'HTTP/1.1 413 Request Entity Too Large', 'HTTP/1.1 100 Continue'])
  })

  test('a megabyte of one thing takes no longer than its bytes, wherever it stands', async () => {
    await started()
    const port = Number(new URL(simulator.urls()[0]!).port)
    const slow: string[] = []
    for (const unit of ['a', ' ', 'a ', ',', ';', '=', '"', '\\', '/', '-', '%41', ':', '[', '\t;', 'a=b&', '..', '/..', '\xe4\xb8\xad']) {
      const much = `a${unit.repeat(Math.floor(1_000_000 / unit.length))}a`
      const heads = ['Accept-Language', 'X-OCS-Header', 'Host', 'Expect', 'Content-Type', 'X-Other'].map((name) => [name, `POST /api/v1/agent/join HTTP/1.1\r\n${name === 'Host' ? '' : 'Host: a\r\n'}${name}: ${much}\r\n`])
      const targets = ['/', '/api/v1/info?', '/api/v1/task/dag/'].map((path) => [`target ${path}`, `POST ${path}${much} HTTP/1.1\r\nHost: a\r\n`])
      const form = ['form', 'POST /api/v1/upgrade/package HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\n']
      for (const [place = '', head = ''] of [...heads, ...targets, form]) {
        const body = place === 'form' ? `--x\r\nContent-Disposition: form-data; name="${much}"\r\n\r\n${much}` : '{}'
        const since = performance.now()
        await new Promise<void>((resolve) => {
          const socket = connect(port, '127.0.0.1').on('data', () => {}).on('error', () => {}).on('close', () => resolve())
          socket.write(Buffer.from(`${head}Connection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`, 'latin1'))
        })
        if (performance.now() - since > 5_000) slow.push(`${JSON.stringify(unit)} in ${place}: ${performance.now() - since} ms`)
      }
    }
    expect([slow, bugs]).toEqual([[], []])
  }, 120_000)

  test('a name that every object has is a host name like any other', async () => {
    await started()
    const world = simulator.world
    const address = { ip: 'constructor', port: 2886 }
    expect(world.reach(address)).toBeUndefined()
    world.learnHost('constructor')
    expect(world.reach(address)?.name).toBe('a')
  })
})
