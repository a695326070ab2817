import { afterEach, describe, expect, test } from 'vitest'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createHttpFront } from './index.ts'
import { echo, options } from './testing/echo.ts'
import { inProcess, listening, overSocket } from './testing/wire-client.ts'

const servers: Server[] = []
function front(listener: (req: IncomingMessage, res: ServerResponse) => void, alive = true): Server {
  const server = createHttpFront(options(echo, { alive: () => alive, side: { takes: (target) => target.startsWith('/_sim'), listener } }))
  servers.push(server)
  return server
}
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

const get = (target: string, fields = '') => `GET ${target} HTTP/1.1\r\nHost: x\r\n${fields}\r\n`
const sized = (n: number) => `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: D\r\nContent-Length: ${n}\r\n\r\n${'x'.repeat(n)}`
const plain = (text: string) => (_req: IncomingMessage, res: ServerResponse) => {
  res.sendDate = false
  res.end(text)
}
const byNode = (text: string, connection = 'keep-alive') => `HTTP/1.1 200 OK\r\nConnection: ${connection}\r\nContent-Length: ${text.length}\r\n\r\n${text}`

describe('a side target', () => {
  test('is served by node:http in between requests to the agent, on one connection', async () => {
    const client = inProcess(front(plain('side')))
    const expected = sized(1) + byNode('side') + byNode('side') + sized(2)
    client.send(get('/size/1') + get('/_sim/a') + get('/_sim/b') + get('/size/2'))
    await client.until(({ received }) => received.length >= expected.length)
    expect([client.received, client.closed]).toEqual([expected, false])
  })

  test('gets the method, the headers, the body and the address of the client', async () => {
    let seen: unknown
    const server = front((req, res) => {
      let body = ''
      req.on('data', (chunk) => { body += chunk })
      req.on('end', () => {
        seen = [req.method, req.url, req.headers['x-a'], body, req.socket.remoteAddress]
        plain('ok')(req, res)
      })
    })
    const client = await overSocket(await listening(server))
    client.send('PUT /_sim/x?y HTTP/1.1\r\nHost: h\r\nX-A: 1\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n')
    await client.until(({ received }) => received === 'HTTP/1.1 100 Continue\r\n\r\n' + byNode('ok'))
    expect(seen).toEqual(['PUT', '/_sim/x?y', '1', 'abc', '127.0.0.1'])
  })

  test('ends the connection when the client wants that', async () => {
    const client = inProcess(front(plain('side')))
    client.send(get('/_sim', 'Connection: close\r\n') + get('/size/1'))
    await client.until(({ closed }) => closed)
    expect(client.received).toBe(byNode('side', 'close'))
  })

  test('can stream, and learns that the client has gone', async () => {
    let gone = false
    const server = front((_req, res) => {
      res.writeHead(200, { 'Content-Type': 'text/event-stream' })
      res.write('data: 1\n\n')
      res.on('close', () => { gone = true })
    })
    const client = await overSocket(await listening(server))
    client.send(get('/_sim/events'))
    await client.until(({ received }) => received.includes('data: 1'))
    expect(gone).toBe(false)
    client.socket.destroy()
    await client.until(() => gone)
  })

  test('is served of an agent that is stopped', async () => {
    const client = inProcess(front(plain('side'), false))
    client.send(get('/_sim') + get('/size/1'))
    await client.until(({ closed }) => closed)
    expect(client.received).toBe(byNode('side'))
  })

  test('with a method node:http does not know ends in its refusal', async () => {
    const client = inProcess(front(plain('side')))
    client.send('FOO /_sim HTTP/1.1\r\nHost: x\r\n\r\n')
    await client.until(({ closed }) => closed)
    expect(client.received).toBe('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
  })
})
