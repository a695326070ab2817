import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openTcp, type Door } from './door.ts'
import { createHttpFront, type Fate, type Later, type WireResponse } from './http/index.ts'
import type { HttpFront } from './http/front.ts'
import { options } from './http/testing/echo.ts'
import { openSocket } from './socket.ts'
import { connected, over, until, type Client } from './testing/client.ts'
import { Authority, openTls } from './tls/index.ts'

const authority = new Authority(1)
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'obshell-sim-'))
  await authority.pairFor('a', ['localhost'])
})
afterAll(() => rm(folder, { recursive: true }))

const body = 'x'.repeat(100)
const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: D\r\nContent-Length: 100\r\n\r\n'
const answer = head + body
const ok: WireResponse = { status: 200, headers: [['Content-Type', 'application/json']], body }
const get = (target: string): string => `GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`

/** What each target meets: the rest of it is JSON. Others are answered. */
function front(seen: string[] = []): Server {
  return createHttpFront(options(({ target }): WireResponse | Later => {
    seen.push(target)
    if (!target.startsWith('/{')) return ok
    const fate = JSON.parse(target.slice(1)) as Fate
    return fate.how === 'hang' && fate.virtual ? { later: () => () => {}, coming: 'open' } : { ...ok, fate }
  }))
}

const transports = ['tcp', 'tls', 'socket'] as const
type Transport = typeof transports[number]

let opened: Door[] = []
afterEach(async () => {
  await Promise.all(opened.map((door) => door.close(0)))
  opened = []
})

async function open(transport: Transport, server: Server): Promise<Door> {
  const door = transport === 'tcp' ? await openTcp('127.0.0.1:0', server)
    : transport === 'tls' ? await openTls('127.0.0.1:0', { front: server, pair: () => authority.pairFor('a', ['localhost']), onBug: (error) => { throw error } })
      : await openSocket(join(folder, 'a.sock'), server)
  opened.push(door)
  return door
}

async function client(transport: Transport, { at }: Door): Promise<Client> {
  return connected(at, transport === 'tls' ? await authority.authority() : undefined)
}

/** What comes back to a request and one behind it, and how the connection ends. */
async function ask(transport: Transport, fate: Fate, seen: string[]): Promise<[string, string | null]> {
  const it = await client(transport, await open(transport, front(seen)))
  it.socket.write(get(`/${JSON.stringify(fate).replaceAll(' ', '')}`) + get('/behind'))
  return over(it)
}

describe.each(transports)('over %s', (transport) => {
  // A unix socket knows no reset; closed while something is unread, and nothing is here, it would tell of one.
  const reset = transport === 'socket' ? 'end' : 'ECONNRESET'

  test.each([
    [{ how: 'refuse' }, '', reset],
    [{ how: 'reset' }, '', reset],
    [{ how: 'end' }, '', 'end'],
    [{ how: 'garbage' }, '\x16\x03\x01\x00\x2a\xff\xfe\x00\r\ngarbage\r\n', 'end'],
    [{ how: 'truncate' }, head + body.slice(50), 'end'],
    [{ how: 'reset-after', bytes: 30 }, answer.slice(0, 30), reset],
    [{ how: 'reset-after', bytes: head.length + 1 }, head + 'x', reset],
    [{ how: 'reset-after', bytes: 10_000 }, answer, reset],
    [{ how: 'reset-after', bytes: 0 }, '', reset],
  ] as [Fate, string, string][])('%j', async (fate, received, ended) => {
    const seen: string[] = []
    expect([await ask(transport, fate, seen), seen.length]).toEqual([[received, ended], 1])
  })

  test('slow: all of it, in its own time, and what is behind it after it', async () => {
    const it = await client(transport, await open(transport, front()))
    const began = performance.now()
    it.socket.write(get('/{"how":"slow","bytesPerSecond":2000}') + get('/behind'))
    await until(it, ({ length }) => length >= 2 * answer.length)
    // 182 bytes at 2000 a second.
    expect([it.received, performance.now() - began > 80]).toEqual([answer + answer, true])
    it.socket.destroy()
  })

  test('hang: nothing, until the client goes', async () => {
    const server = front()
    const it = await client(transport, await open(transport, server))
    it.socket.write(get('/{"how":"hang"}') + get('/behind'))
    const other = await client(transport, opened[0]!)
    other.socket.write(get('/other'))
    await until(other, (received) => received === answer)
    other.socket.destroy()
    expect([it.received, it.ended]).toEqual(['', null])
    it.socket.end()
    expect(await over(it)).toEqual(['', 'end'])
  })

  test('a close waits for nobody who hangs, is slow or waits without end', async () => {
    const door = await open(transport, front())
    const targets = ['{"how":"hang","virtual":false}', '{"how":"hang","virtual":true}', '{"how":"slow","bytesPerSecond":1}', '{"how":"reset-after","bytes":5}']
    const clients = await Promise.all(targets.map(() => client(transport, door)))
    clients.forEach((it, index) => it.socket.write(get(`/${targets[index]!}`)))
    await until(clients[3]!, (received) => received !== '')
    const began = performance.now()
    await door.close()
    expect(performance.now() - began).toBeLessThan(700)
    await Promise.all(clients.map(over))
  })
})

describe('an answer that may never come', () => {
  test('is called off when the client closes its side', async () => {
    let calledOff = 0
    const later: Later = { later: () => () => void calledOff++, coming: 'open' }
    const server = createHttpFront(options(() => later))
    const it = await client('tcp', await open('tcp', server))
    it.socket.write(get('/'))
    it.socket.end()
    await over(it)
    expect(calledOff).toBe(1)
  })

  test('is called off when the connection is reset, and given too late it is lost', async () => {
    const gives: ((response: WireResponse) => void)[] = []
    let calledOff = 0
    const door = await open('tcp', createHttpFront(options(() => ({
      later: (give) => {
        gives.push(give)
        return () => void calledOff++
      },
      coming: 'open',
    }))))
    const it = await client('tcp', door)
    it.socket.write(get('/'))
    while (gives.length === 0) await new Promise((resolve) => setImmediate(resolve))
    door.reset()
    gives[0]!(ok)
    expect([await over(it), calledOff]).toEqual([['', 'ECONNRESET'], 1])
  })

  test('ends a connection on which the client sends without end meanwhile', async () => {
    const it = await client('tcp', await open('tcp', front()))
    it.socket.write(get('/{"how":"hang"}'))
    it.socket.write(Buffer.alloc(200_000, 'x'))
    await over(it)
    expect(it.ended).toMatch(/ECONNRESET|EPIPE/)
  })
})

test('a request that ends its own agent gets no answer; others are reset at once', async () => {
  let alive = true
  const missed: string[] = []
  const door = await open('tcp', createHttpFront(options(({ target }) => {
    if (target === '/stop') {
      alive = false
      door.reset()
    }
    return ok
  }, { alive: () => alive, missed: () => missed.push('missed') })))
  const [idle, stopping] = [await client('tcp', door), await client('tcp', door)]
  stopping.socket.write(get('/'))
  await until(stopping, (received) => received === answer)
  stopping.socket.write(get('/stop'))
  expect(await Promise.all([idle, stopping].map(over))).toEqual([['', 'ECONNRESET'], [answer, 'ECONNRESET']])
  const later = await client('tcp', door)
  later.socket.write(get('/'))
  expect([await over(later), missed]).toEqual([['', 'ECONNRESET'], ['missed']])
})

test('ten thousand dropped connections leave nothing behind', async () => {
  const server = front() as HttpFront
  const door = await open('tcp', server)
  const fates: Fate[] = [{ how: 'reset' }, { how: 'refuse' }, { how: 'garbage' }, { how: 'truncate' }, { how: 'hang', virtual: false }, { how: 'hang', virtual: true }, { how: 'reset-after', bytes: 20 }]
  const connections = (): Promise<number> => new Promise((resolve) => server.getConnections((_error, count) => resolve(count)))
  const one = async (index: number): Promise<void> => {
    const fate = fates[index % fates.length]!
    const socket = connect(Number(door.at.split(':')[1]), '127.0.0.1')
    socket.on('error', () => {})
    socket.write(get(`/${JSON.stringify(fate)}`))
    // Who hangs is left by half of its clients in good order, by the others not.
    if (fate.how === 'hang') socket.once('connect', () => setImmediate(() => (index % 2 === 0 ? socket.end() : socket.resetAndDestroy())))
    await new Promise((resolve) => socket.resume().once('close', resolve))
  }
  let next = 0
  await Promise.all(Array.from({ length: 50 }, async () => {
    while (next < 10_000) await one(next++)
  }))
  const ours = server.open
  // Those of which the end is on its way are gone in half a second.
  const deadline = Date.now() + 2000
  while (await connections() + ours.size > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5))
  expect([await connections(), ours.size]).toEqual([0, 0])
}, 60_000)
