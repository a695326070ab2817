import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Random } from '../src/clock/index.ts'
import { loadScenario } from '../src/scenario/index.ts'
import { Simulator } from '../src/server/index.ts'
import { duplexPair } from './support/duplex-pair.ts'

/** So many of each kind; the process lives, and its next answer is right. */
const many = 10_000

let simulator: Simulator
let port: number
const bugs: unknown[] = []

beforeAll(async () => {
  const scenario = '{"version": 1, "encryption": "off", "clock": {"mode": "manual"}, "agents": {"a": {"address": "127.0.0.1:2886", "listen": "127.0.0.1:0"}}}'
  simulator = new Simulator({ scenario: await loadScenario(scenario, '<test>'), maxBody: 1024 * 1024, onBug: (error) => bugs.push(error) })
  await simulator.listen()
  port = Number(new URL(simulator.urls()[0]!).port)
})
afterAll(() => simulator.close())

async function stillRight(): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/status`)
  expect([response.status, ((await response.json()) as { data: { state: number } }).data.state]).toEqual([200, 2])
  expect(bugs).toEqual([])
}

/** One connection in this process; resolves with what came back when the agent closes or falls silent after our end. */
async function send(bytes: Buffer): Promise<string> {
  const [client, server] = duplexPair()
  simulator.front('a').emit('connection', server)
  client.end(bytes)
  const parts: Buffer[] = []
  for await (const part of client) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('latin1')
}

const post = (body: string, headers = ''): Buffer => Buffer.from(`POST /api/v1/agent/join HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)

describe('nonsense', () => {
  const random = new Random(20261125)
  const stream = random.stream('hardness')
  const below = (bound: number): number => Random.below(stream, bound)
  const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, () => below(256)))

  test(`${many} times random bytes: what comes back is HTTP or nothing`, async () => {
    for (let count = 0; count < many; count++) {
      const answer = await send(bytes(1 + below(200)))
      if (answer !== '') expect(answer).toMatch(/^HTTP\/1\.[01] \d{3} /)
    }
    await stillRight()
  }, 120_000)

  test(`${many} times a broken head`, async () => {
    const whole = 'GET /api/v1/info HTTP/1.1\r\nHost: a\r\nX-OCS-Header: QUJD\r\nAccept-Language: zh\r\nConnection: close\r\n\r\n'
    for (let count = 0; count < many; count++) {
      const broken = Buffer.from(whole, 'latin1')
      for (let changes = 1 + below(3); changes > 0; changes--) broken[below(broken.length)] = below(256)
      const answer = await send(broken)
      if (answer !== '') expect(answer).toMatch(/^HTTP\/1\.[01] \d{3} /)
    }
    await stillRight()
  }, 120_000)

  test(`${many} times deep JSON, huge numbers, odd keys: an envelope each time`, async () => {
    const bodies = [
      '['.repeat(100_000), '{"a":'.repeat(50_000), `{"agentInfo":${'['.repeat(9_990)}${']'.repeat(9_990)}}`, `{"agentInfo":{"port":${'9'.repeat(10_000)}}}`,
      '{"agentInfo":{"port":1e400}}', `{"${'k'.repeat(100_000)}":1}`, `{${Array.from({ length: 20_000 }, (_, index) => `"zoneName":"${index}"`).join(',')}}`,
      '\u0000', '{"zoneName":"\\ud800"}', '{"agentInfo":{"ip":"a","port":-1e309}}', '"'.repeat(100_000), `{"zoneName":"${'\\u0041'.repeat(50_000)}"}`,
    ]
    for (let count = 0; count < many; count++) {
      const answer = await send(post(bodies[count % bodies.length]!))
      expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
      expect(answer).toContain('"errCode":"Common.BindJsonFailed"')
    }
    await stillRight()
  }, 120_000)

  test(`${many} half-open connections at once cost little and hold nothing up`, async () => {
    const front = simulator.front('a')
    const halves = Array.from({ length: many }, (_, index) => {
      const [client, server] = duplexPair()
      front.emit('connection', server)
      if (index % 2 === 0) client.write('POST /api/v1/agent/join HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"agent')
      return client
    })
    await stillRight()
    for (const client of halves) client.destroy()
    await stillRight()
  }, 60_000)

  test('so do real sockets that are reset in the middle of a request', async () => {
    const sockets = await Promise.all(Array.from({ length: 200 }, () => new Promise<Socket>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write('POST /api/v1/agent/join HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"agent')
        resolve(socket)
      })
      socket.once('error', reject)
    })))
    await stillRight()
    for (const socket of sockets) socket.on('error', () => {}).resetAndDestroy()
    await stillRight()
  }, 60_000)

  test('a body that is too long is refused before it is held', async () => {
    const head = 'POST /api/v1/agent/join HTTP/1.1\r\nHost: a\r\n'
    const announced = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      let text = ''
      socket.on('data', (part) => { text += part.toString() }).on('close', () => resolve(text)).on('error', () => {})
      socket.write(`${head}Content-Length: ${2 ** 40}\r\n\r\n`)
    })
    expect(announced).toMatch(/^HTTP\/1\.1 413 Request Entity Too Large\r\n[^]*"errCode":"Simulator.BodyTooLarge"/)
    const before = process.memoryUsage().rss
    const streamed = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      let text = ''
      socket.on('data', (part) => { text += part.toString() }).on('close', () => resolve(text)).on('error', () => resolve(text))
      socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`)
      const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 'x'), Buffer.from('\r\n')])
      const more = (): void => {
        while (!socket.destroyed && socket.writable) if (!socket.write(chunk)) return void socket.once('drain', more)
      }
      more()
    })
    expect(streamed).toMatch(/^HTTP\/1\.1 413 /)
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
    await stillRight()
  }, 60_000)
})
