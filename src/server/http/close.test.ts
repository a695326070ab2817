import { describe, expect, test } from 'vitest'
import { closeGracefully, createHttpFront, resetConnections } from './index.ts'
import { echo, options } from './testing/echo.ts'
import { inProcess, listening, overSocket } from './testing/wire-client.ts'

const get = (target: string) => `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`
const sized = (n: number, extra = '') => `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: D\r\nContent-Length: ${n}\r\n${extra}\r\n${'x'.repeat(n)}`

describe('closeGracefully', () => {
  test('drops idle connections at once', async () => {
    const server = await listening(createHttpFront(options()))
    const used = await overSocket(server)
    const fresh = await overSocket(server)
    used.send(get('/size/1'))
    await used.until(({ received }) => received === sized(1))
    const since = Date.now()
    await closeGracefully(server)
    expect(Date.now() - since).toBeLessThan(200)
    await used.until(({ closed }) => closed)
    await fresh.until(({ closed }) => closed)
  })

  test('lets the request in hand be answered, and says that it is the last', async () => {
    let answer = () => {}
    const server = await listening(createHttpFront(options((request) => ({
      coming: 'soon',
      later: (give) => {
        answer = () => give(echo(request))
        return () => {}
      },
    }))))
    const client = await overSocket(server)
    client.send(get('/size/1'))
    await new Promise((resolve) => setTimeout(resolve, 20))
    const closing = closeGracefully(server)
    setTimeout(answer, 30)
    await client.until(({ closed }) => closed)
    client.end()
    await closing
    expect(client.received).toBe(sized(1, 'Connection: close\r\n'))
  })

  test('waits no longer than its deadline for a request that never ends', async () => {
    const server = await listening(createHttpFront(options(() => ({ coming: 'soon', later: () => () => {} }))))
    const client = await overSocket(server)
    const half = await overSocket(server)
    client.send(get('/'))
    half.send('GET / HT')
    await new Promise((resolve) => setTimeout(resolve, 20))
    const since = Date.now()
    await closeGracefully(server, 100)
    expect(Date.now() - since).toBeLessThan(400)
  })

  test('ends connections that were given by hand, of a server that never listened', async () => {
    const server = createHttpFront(options())
    const client = inProcess(server)
    client.send(get('/size/1'))
    await client.until(({ received }) => received === sized(1))
    await closeGracefully(server)
    expect(client.closed).toBe(true)
    await closeGracefully(server)
  })
})

test('resetConnections resets what the agent serves and spares what is served aside', async () => {
  const server = await listening(createHttpFront(options(echo, { side: { takes: (target) => target === '/_sim', listener: (_req, res) => { res.write('x') } } })))
  const agent = await overSocket(server)
  const side = await overSocket(server)
  agent.send(get('/size/1'))
  side.send(get('/_sim'))
  await agent.until(({ received }) => received !== '')
  await side.until(({ received }) => received.endsWith('x\r\n'))
  resetConnections(server)
  await agent.until(() => agent.error === 'ECONNRESET')
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(side.closed).toBe(false)
  side.socket.destroy()
  await closeGracefully(server)
})

test('a connection that is reset while its end is being sent is gone all the same, so that a close comes to its end', async () => {
  const server = await listening(createHttpFront(options()))
  // After the front has refused what came, in the same turn: the system has not been told of the end yet, and refuses to reset.
  server.on('connection', (socket) => socket.on('data', () => resetConnections(server)))
  const client = await overSocket(server)
  client.send('nonsense\r\n\r\n')
  await client.until(({ closed }) => closed)
  const since = Date.now()
  await closeGracefully(server)
  expect(Date.now() - since).toBeLessThan(200)
})
