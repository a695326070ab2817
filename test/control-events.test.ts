import { request, type IncomingMessage } from 'node:http'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { steer, type Steered } from './support/steered.ts'

interface Event {
  readonly id: number
  readonly event: string
  readonly data: Record<string, unknown>
}

/** A reader of `/_sim/events`. */
class Reader {
  readonly events: Event[] = []
  /** Comments and settings. */
  readonly rest: string[] = []
  ended = false
  readonly response: IncomingMessage
  #text = ''
  readonly #changed: (() => void)[] = []

  constructor(response: IncomingMessage) {
    this.response = response
    response.setEncoding('utf8')
    response.on('data', (part: string) => this.#take(part)).once('close', () => {
      this.ended = true
      this.#tell()
    }).on('error', () => {})
  }

  /** Waits until something is so. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#changed.push(resolve))
  }

  /** Waits for an event, and for what came before it. */
  async event(is: (event: Event) => boolean): Promise<Event> {
    await this.until(() => this.events.some(is))
    return this.events.find(is)!
  }

  end(): void {
    this.response.destroy()
  }

  #take(part: string): void {
    this.#text += part
    const blocks = this.#text.split('\n\n')
    this.#text = blocks.pop()!
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]))
      if (fields['data'] === undefined) this.rest.push(block)
      else this.events.push({ id: Number(fields['id']), event: fields['event']!, data: JSON.parse(fields['data']) as Record<string, unknown> })
    }
    this.#tell()
  }

  #tell(): void {
    for (const tell of this.#changed.splice(0)) tell()
  }
}

let sim: Steered
const readers: Reader[] = []
beforeEach(async () => {
  sim = await steer()
})
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.end()
  await sim.close()
  vi.useRealTimers()
})

async function read(query = '', headers: Record<string, string> = {}, url = sim.url): Promise<Reader> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => request(`${url}/_sim/events${query}`, { headers, agent: false }, resolve).once('error', reject).end())
  const reader = new Reader(response)
  readers.push(reader)
  return reader
}

const time = async (): Promise<void> => void await (await fetch(`${sim.url}/api/v1/time`)).text()
const short = ({ id, event }: Event): string => `${id} ${event}`

describe('events', () => {
  test('come as they happen, as the journal shows them', async () => {
    const reader = await read()
    expect([reader.response.statusCode, reader.response.headers['content-type']]).toEqual([200, 'text/event-stream'])
    await sim.join(0, 0)
    await sim.call('POST', '/actions', { stop: 'b' })
    await reader.event(({ event }) => event === 'process')
    expect(reader.events.map(short)).toEqual(['1 request', '2 transition', '3 action', '4 process'])
    const { caused: _, ...entry } = (await sim.call('GET', '/journal/1')).body
    expect([reader.events[0]!.data, reader.events[1]!.data, reader.rest]).toEqual([entry, (await sim.call('GET', '/journal/2')).body, ['retry: 1000']])
  })

  test('of some kinds only', async () => {
    const reader = await read('?kinds=process,%20action')
    await time()
    await sim.call('POST', '/actions', { stop: 'b' })
    await reader.event(({ event }) => event === 'process')
    expect(reader.events.map(short)).toEqual(['2 action', '3 process'])
    expect((await sim.call('GET', '/events?kinds=proces')).body['detail']).toBe("no kind of events is called 'proces'; did you mean 'process'?")
  })

  test('from a place on: the parameter, or that of the last event that was heard', async () => {
    await time()
    await time()
    await time()
    const [all, some, back] = [await read('?after=0'), await read('?after=2'), await read('?after=0', { 'Last-Event-ID': '1' })]
    await Promise.all([all, some, back].map((reader) => reader.event(({ id }) => id === 3)))
    expect([all, some, back].map(({ events }) => events.map(short))).toEqual([['1 request', '2 request', '3 request'], ['3 request'], ['2 request', '3 request']])
    expect((await sim.call('GET', '/events?after=x')).body['detail']).toBe("'x' is no place in the journal: it must be a number from 0 on")
  })

  test('that the journal has lost are told to be lost', async () => {
    const small = await steer({ journal: { entries: 3, events: 3 } })
    for (let count = 0; count < 10; count++) await (await fetch(`${small.url}/api/v1/time`)).text()
    const [all, some] = [await read('?after=0', {}, small.url), await read('?after=4', {}, small.url)]
    await Promise.all([all, some].map((reader) => reader.event(({ id, event }) => id === 10 && event === 'request')))
    await small.close()
    expect([all.events.map(short), some.events.map(short), some.events[0]!.data]).toEqual([
      ['7 dropped', '8 request', '9 request', '10 request'], ['7 dropped', '8 request', '9 request', '10 request'], { from: 5, to: 7, count: 3 },
    ])
  })

  test('go on when the world begins anew', async () => {
    await time()
    const reader = await read()
    await sim.call('POST', '/reset')
    await reader.event(({ event }) => event === 'reset')
    await time()
    await reader.event(({ event }) => event === 'request')
    expect(reader.events).toMatchObject([{ id: 0, event: 'reset', data: { now: '2026-01-05T08:30:00Z', scenario: '<test>' } }, { id: 1, event: 'request' }])
    // Whoever has heard of more than there is knows an earlier world.
    const late = await read('', { 'Last-Event-ID': '900' })
    await late.event(({ event }) => event === 'request')
    expect(late.events.map(short)).toEqual(['0 reset', '1 request'])
  })

  test('end with the simulator, at once', async () => {
    const reader = await read()
    const since = Date.now()
    await sim.close()
    await reader.until(() => reader.ended)
    expect(Date.now() - since).toBeLessThan(300)
  })

  test('say every 15 seconds that the connection is alive', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const reader = await read()
    vi.advanceTimersByTime(45_000)
    await reader.until(() => reader.rest.length === 4)
    expect(reader.rest.slice(1)).toEqual([': alive', ': alive', ': alive'])
    reader.end()
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(0))
  })

  test('have no body for HEAD', async () => {
    const head = await fetch(`${sim.url}/_sim/events`, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
  })

  test('reach many readers', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => read()))
    for (let count = 0; count < 5; count++) await time()
    await Promise.all(all.map((reader) => reader.event(({ id }) => id === 5)))
    expect(new Set(all.map(({ events }) => events.map(short).join()))).toEqual(new Set(['1 request,2 request,3 request,4 request,5 request']))
  })

  test('wait for a slow reader in the journal and nowhere else', async () => {
    const small = await steer({ journal: { entries: 20, events: 20 } })
    const slow = await read('', {}, small.url)
    slow.response.pause()
    const body = JSON.stringify({ text: 'x'.repeat(60_000) })
    const ask = async (): Promise<void> => void await (await fetch(`${small.url}/api/v1/agent/join`, { method: 'POST', body })).text()
    for (let count = 0; count < 300; count++) await ask()
    slow.response.resume()
    await slow.event(({ id, event }) => id === 300 && event === 'request')
    await small.close()
    const told = slow.events.filter(({ event }) => event === 'request').length
    const lost = slow.events.filter(({ event }) => event === 'dropped').reduce((sum, { data }) => sum + (data['count'] as number), 0)
    // 18 MB have gone by. What the system's sockets hold was told, and of the rest what the journal keeps.
    expect([told + lost, lost > 100]).toEqual([300, true])
  })
})
