import { afterEach, describe, expect, test } from 'vitest'
import type { Server } from 'node:http'
import { createHttpFront, type BodySink, type HttpFrontOptions, type Later, type WireRequest, type WireResponse } from './index.ts'
import { options } from './testing/echo.ts'
import { inProcess, listening, overSocket, quiet } from './testing/wire-client.ts'

const servers: Server[] = []
async function front(handler: HttpFrontOptions['handler'], more: Partial<HttpFrontOptions> = {}): Promise<Server> {
  const server = await listening(createHttpFront(options(handler, more)))
  servers.push(server)
  return server
}
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

const ok = (body: string): WireResponse => ({ status: 200, headers: [['Content-Type', 'application/json']], body })
const answer = (body: string, extra = '') => `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: D\r\nContent-Length: ${body.length}\r\n${extra}\r\n${body}`
const get = (target: string) => `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`

describe('a request', () => {
  test('reaches the handler as it was sent', async () => {
    const seen: WireRequest[] = []
    const client = await overSocket(await front((request) => {
      seen.push(request)
      return ok('{}')
    }))
    client.send('POST http://h/a%2f?b HTTP/1.1\r\nhOST:  x \r\nA: b\r\n c\r\nA: \xc3\xa9\r\nContent-Length: 3\r\n\r\na\xffc')
    await client.until(({ received }) => received === answer('{}'))
    expect(seen).toEqual([{
      method: 'POST', target: 'http://h/a%2f?b', version: '1.1', headers: ['hOST', 'x', 'A', 'b c', 'A', '\xc3\xa9', 'Content-Length', '3'],
      body: Buffer.from('a\xffc', 'latin1'), sink: null, bodyLength: 'length', bodyError: null, remote: `127.0.0.1:${client.socket.localPort}`,
    }])
  })

  test('may have its body go elsewhere, as its head says', async () => {
    const client = inProcess(createHttpFront(options(({ body, sink }) => ok(`${body.length} ${JSON.stringify(sink)}`), {
      sink: ({ target }) => target === '/upload' ? new Kept() : null,
    })))
    for (const target of ['/upload', '/other', '/upload']) client.send(`POST ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc`)
    await quiet()
    expect(client.received).toBe(answer('0 {"kept":"abc"}') + answer('3 null') + answer('0 {"kept":"abc"}'))
  })

  test('says how its body was declared', async () => {
    const seen: string[] = []
    const client = inProcess(createHttpFront(options(({ bodyLength, remote }) => {
      seen.push(`${bodyLength} ${remote}`)
      return ok('{}')
    })))
    for (const field of ['', 'Content-Length: 0\r\n', 'Content-Length: 1\r\n', 'Content-Length: 1\r\nTransfer-Encoding: chunked\r\n']) {
      client.send(`POST / HTTP/1.1\r\nHost: x\r\n${field}\r\n${field.includes('chunked') ? '0\r\n\r\n' : field.includes('1') ? 'x' : ''}`)
    }
    await quiet()
    expect(seen).toEqual(['none @', 'zero @', 'length @', 'chunked @'])
  })

  test('of which the client closed its side too early is answered with what came of it', async () => {
    const client = await overSocket(await front(({ body, bodyError }) => ok(`${body.toString()}|${bodyError}`)))
    client.send('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc')
    client.end()
    await client.until(({ closed }) => closed)
    expect(client.received).toBe(answer('abc|unexpected EOF'))
  })

  test('over TLS on the plain port is told so in plain text', async () => {
    const client = await overSocket(await front(() => ok('{}')))
    client.send(Buffer.from('16030100a5010000a10303000a0b', 'hex'))
    await client.until(({ closed }) => closed)
    expect(client.received).toBe('HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request')
  })
})

describe('an answer', () => {
  test('that comes later keeps its place before those to pipelined requests', async () => {
    const waiting: (() => void)[] = []
    const slow: Later = {
      coming: 'soon',
      later: (give) => {
        waiting.push(() => give(ok('slow')))
        return () => {}
      },
    }
    const client = await overSocket(await front(({ target }) => target === '/slow' ? slow : ok(target)))
    client.send(get('/1') + get('/slow') + get('/2') + get('/slow') + get('/3'))
    await client.until(() => waiting.length === 1)
    expect(client.received).toBe(answer('/1'))
    waiting[0]?.()
    await client.until(({ received }) => waiting.length === 2 && received.endsWith('/2'))
    expect(client.received).toBe(answer('/1') + answer('slow') + answer('/2'))
    client.end()
    waiting[1]?.()
    await client.until(({ closed }) => closed)
    expect(client.received).toBe(answer('/1') + answer('slow') + answer('/2') + answer('slow') + answer('/3'))
  })

  test('in bytes, long and short, is framed like one in text', async () => {
    const client = inProcess(createHttpFront(options(({ target }) => ({ status: 200, headers: [], body: Buffer.alloc(Number(target.slice(1)), 'x') }))))
    client.send(get('/3') + get('/3000'))
    await quiet()
    expect(client.received).toBe(`HTTP/1.1 200 OK\r\nDate: D\r\nContent-Length: 3\r\n\r\nxxx`
      + `HTTP/1.1 200 OK\r\nDate: D\r\nTransfer-Encoding: chunked\r\n\r\nbb8\r\n${'x'.repeat(3000)}\r\n0\r\n\r\n`)
  })

  test('with bytes in its headers and characters in its body keeps both', async () => {
    const client = inProcess(createHttpFront(options(() => ({ status: 200, headers: [['Location', '/\xc3\xa9']], body: '中' }))))
    client.send(get('/'))
    await quiet()
    expect(client.received).toBe('HTTP/1.1 200 OK\r\nLocation: /\xc3\xa9\r\nDate: D\r\nContent-Length: 3\r\n\r\n\xe4\xb8\xad')
  })

  test('cannot be split by a line break in a value', async () => {
    const client = inProcess(createHttpFront(options(() => ({ status: 307, headers: [['Location', '/a\r\nB: c']], body: '' }))))
    client.send(get('/'))
    await quiet()
    expect(client.received).toBe('HTTP/1.1 307 Temporary Redirect\r\nLocation: /a  B: c\r\nDate: D\r\nContent-Length: 0\r\n\r\n')
  })

  test('is not asked for while the client does not read the ones before', async () => {
    let asked = 0
    const client = await overSocket(await front(() => {
      asked++
      return ok('x'.repeat(100_000))
    }))
    client.socket.pause()
    client.send(get('/').repeat(500))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(asked).toBeLessThan(200)
    client.socket.resume()
    await client.until(() => asked === 500, 10_000)
  })

  test('that the handler fails to give is what onBug says, and the connection lives on', async () => {
    const client = inProcess(createHttpFront(options(({ target }) => {
      if (target === '/throws') throw new Error('thrown')
      return ok('{}')
    })))
    client.send(get('/throws') + get('/'))
    await quiet()
    const bug = (text: string) => answer(`{"bug":"Error: ${text}"}`).replace('200 OK', '500 Internal Server Error')
    expect(client.received).toBe(bug('thrown') + answer('{}'))
  })
})

describe('a body over the limit', () => {
  const refused = (what: string) => `HTTP/1.1 413 Request Entity Too Large\r\nContent-Type: application/json\r\nDate: D\r\nContent-Length: ${what.length + 15}\r\n`
    + `Connection: close\r\n\r\n{"tooLarge":"${what}"}`

  test('is refused by its declared length, before it is sent', async () => {
    const client = inProcess(createHttpFront(options(() => ok('{}'), { maxBody: () => 10 })))
    client.send('POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n')
    await quiet()
    expect([client.received, client.closed]).toEqual([refused('POST /a length'), true])
  })

  test('is refused as soon as its chunks say so', async () => {
    const client = inProcess(createHttpFront(options(() => ok('{}'), { maxBody: () => 10 })))
    client.send('POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n')
    await quiet()
    expect(client.received).toBe('')
    client.send('1\r\n')
    await quiet()
    expect([client.received, client.closed]).toEqual([refused('POST /a chunked'), true])
  })

  test('is let through where something takes it as it comes, and may be larger for one target than for others', async () => {
    let taken = 0
    const client = inProcess(createHttpFront(options(({ body }) => ok(`${body.length} and ${taken}`), {
      maxBody: (target) => (target === '/package' ? 5000 : 10), sink: ({ target }) => (target === '/sink' ? { push: (piece: Uint8Array) => { taken += piece.length } } : null),
    })))
    for (const target of ['/package', '/sink']) client.send(`POST ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n${'x'.repeat(5000)}`)
    await quiet()
    expect(client.received).toBe(answer('5000 and 0') + answer('0 and 5000'))
  })

  test('does not keep a client from reading the answer that sends all of it first', async () => {
    const client = await overSocket(await front(() => ok('{}'), { maxBody: () => 10 }))
    client.socket.pause()
    client.send('POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 30000000\r\n\r\n')
    const sent = new Promise((resolve) => client.socket.write(Buffer.alloc(30_000_000), resolve))
    await sent
    client.socket.resume()
    await client.until(({ closed }) => closed)
    expect([client.received, client.error]).toEqual([refused('POST /a length'), ''])
    client.end()
  })
})

describe('an agent that is stopped', () => {
  test('resets connections, whatever they ask', async () => {
    let alive = true
    const server = await front(() => ok('{}'), { alive: () => alive })
    const idle = await overSocket(server)
    idle.send(get('/'))
    await idle.until(({ received }) => received === answer('{}'))
    alive = false
    const garbage = await overSocket(server)
    idle.send(get('/'))
    garbage.send('garbage\n')
    for (const client of [idle, garbage]) {
      await client.until(({ closed }) => closed)
      expect(client.error).toBe('ECONNRESET')
    }
    expect(garbage.received).toBe('')
  })
})

test('many half-open connections hold no timer', async () => {
  const server = createHttpFront(options())
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const before = timers()
  for (let i = 0; i < 50; i++) inProcess(server).send('GET / HTTP/1.1\r\nHost')
  await quiet()
  expect(timers()).toBe(before)
})

/** A sink that keeps what it is given. */
class Kept implements BodySink {
  kept = ''

  push(bytes: Buffer): void {
    this.kept += bytes.toString()
  }
}
