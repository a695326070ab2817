import { describe, expect, test } from 'vitest'
import { KeyRing } from '../dispatch/index.ts'
import { buildWorld, loadScenario } from '../scenario/index.ts'
import { createDaemonFront } from './daemon.ts'
import { inProcess } from './http/testing/wire-client.ts'

const keys = new KeyRing(1)
const scenario = await loadScenario('{"version":1,"obshell":"4.5.0.0-2","clock":{"mode":"manual","start":"2026-01-05T08:30:00.5Z"},"agents":{"a":{"address":"10.0.0.1:2886"}}}', 'x')
const world = buildWorld(scenario, keys)

async function ask(line: string, headers = ''): Promise<string> {
  const front = createDaemonFront({
    world: () => world, agent: 'a', pid: 4711, socket: '/h/run/daemon.sock', agentSocket: '/h/run/obshell.sock',
    onBug(error) {
      throw error
    },
  })
  const client = inProcess(front)
  client.send(`${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`)
  await client.until(({ closed }) => closed)
  const [head = '', body = ''] = client.received.split('\r\n\r\n')
  const shown = head.split('\r\n').filter((name) => !/^(?:Date|Connection|Content-Length):/.test(name)).map((name) => name.replace(/^HTTP\/1.1 (\d+) .*/, '$1'))
  return [...shown, body].join(' | ')
}

const status = /^200 \| Content-Type: application\/json; charset=utf-8 \| (.*)$/
const nothing = '500 | Content-Type: application/json; charset=utf-8 | {"successful":false,"timestamp":"T","duration":0,"status":500,"traceId":"","error":{"errCode":"Common.Unexpected","message":"Unexpected error: ocsagent cannot build response body"}}'
const withoutTime = (text: string): string => text.replace(/"timestamp":"[^"]*"/, '"timestamp":"T"')

/** What the daemon of a running agent answered (wire.md §2.1), with other numbers. */
describe('the daemon of an agent', () => {
  test('tells its own state and that of its agent', async () => {
    const text = status.exec(await ask('GET /api/v1/status'))?.[1] ?? ''
    expect(text.replace(/("(?:timestamp|startAt|pid)":)(?:"[^"]*"|(?!4711)\d+)/g, '$1N')).toBe(
      '{"successful":true,"timestamp":N,"duration":0,"status":200,"traceId":"","data":{"state":2,"ready":true,"version":"4.5.0.0","pid":4711,"socket":"/h/run/daemon.sock",'
      + '"server":{"Status":{"agent":{"ip":"10.0.0.1","port":2886,"identity":"SINGLE"},"state":2,"version":"4.5.0.0-2","pid":N,"startAt":N,"port":2886,"obState":0,"underMaintenance":false},'
      + '"socket":"/h/run/obshell.sock","endAt":-6795364578871345152},"startAt":N}}',
    )
    expect(await ask('GET /api/v1/status?x=1')).toMatch(status)
  })

  test('has nothing else to say under the prefixes of the agent, in the language asked for', async () => {
    for (const line of ['GET /api/v1/info', 'GET /rpc/v1/x', 'POST /api/v1/status', 'GET /api/v1status']) expect(withoutTime(await ask(line))).toBe(nothing)
    expect(withoutTime(await ask('GET /api/v1/x', 'X-OBSHELL-Trace-ID: t\r\nX-OCS-Header: AAAA\r\n'))).toBe(nothing)
    expect(Buffer.from(await ask('GET /api/v1/x', 'Accept-Language: zh\r\n'), 'latin1').toString()).toContain('"message":"非预期错误：ocsagent cannot build response body"')
  })

  test('knows no other path, and redirects from one with a slash too many', async () => {
    for (const path of ['/', '/index.html', '/foo/api/v1/x']) expect(await ask(`GET ${path}`)).toBe('404 | Content-Type: text/plain | 404 page not found')
    expect(await ask('GET /api/v1/status/')).toBe('301 | Content-Type: text/html; charset=utf-8 | Location: /api/v1/status | <a href="/api/v1/status">Moved Permanently</a>.\n\n')
  })

  test('costs no time', async () => {
    const before = world.now()
    await ask('GET /api/v1/status')
    expect(world.now()).toBe(before)
  })
})
