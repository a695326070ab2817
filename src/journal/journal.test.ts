import { describe, expect, test } from 'vitest'
import { Random } from '../clock/index.ts'
import { formatGenericId } from '../task/index.ts'
import type { RequestEntry, WorldEvent } from './entry.ts'
import { bodyMax, Journal, type JournalLimits } from './journal.ts'
import { idOfA, Story } from './testing/story.ts'

function entry(journal: Journal, body: Uint8Array | string = '', target = '/'): RequestEntry {
  return {
    kind: 'request', seq: journal.next(), at: 0, wall: 0, cause: null, agent: 'a', client: 'c', via: 'client', transport: 'tcp', method: 'GET', target, operation: null,
    credential: null, body, bodyLength: body.length, status: 200, errCode: null, size: 0, duration: 0, why: null, note: null, rule: null, nearly: null,
  }
}

function event(seq: number): WorldEvent {
  return { kind: 'process', seq, at: 0, cause: null, agent: 'a', process: 'started', pid: 1, why: null }
}

const seqs = (items: readonly { readonly seq: number }[]): number[] => items.map(({ seq }) => seq)

describe('a journal', () => {
  test('finds a request and an event by its place', () => {
    const { journal } = new Story().request('/1').dag(1, 'Join self', 'READY').request('/2')
    expect([journal.request(1)?.target, journal.request(2), journal.request(3)?.target, journal.request(4)]).toEqual(['/1', undefined, '/2', undefined])
    expect([journal.event(1), journal.event(2)?.kind]).toEqual([undefined, 'transition'])
  })

  test('keeps what an action led to behind the action, although that is noted last', () => {
    const journal = new Journal()
    const action = journal.next()
    journal.note(event(journal.next()))
    journal.note(event(journal.next()))
    journal.note(event(action))
    expect([seqs(journal.events()), seqs(journal.events(1)), journal.event(3)?.seq]).toEqual([[1, 2, 3], [2, 3], 3])
  })

  test('weighs a request that goes before it is answered by what counted of it', () => {
    const journal = new Journal({ entries: 1, bytes: 100, events: 1 })
    const outer = entry(journal, 'x'.repeat(50), '/outer')
    journal.open(outer)
    const inner = entry(journal, 'abc', '/i')
    journal.open(inner)
    journal.complete(inner)
    journal.complete(outer)
    expect(journal.state).toEqual({ ...journal.state, bytes: 5, open: [] })
    expect([seqs(journal.requests()), journal.dropped]).toEqual([[2], { requests: 1, events: 0 }])
  })

  test('keeps the newest however long it is, and nothing where nothing shall be kept', () => {
    const journal = new Journal({ entries: 9, bytes: 10, events: 9 })
    const long = entry(journal, 'x'.repeat(100))
    journal.open(long)
    journal.complete(long)
    expect([seqs(journal.requests()), journal.state.bytes]).toEqual([[1], 101])
    expect(new Story({ entries: 0, bytes: 0, events: 0 }).request('/').dag(1, 'x', 'READY').journal.state).toMatchObject({ bytes: 0, requests: { dropped: 1 }, events: { dropped: 1 } })
  })

  test('keeps of a body its beginning, as text that holds on to no buffer', () => {
    const journal = new Journal()
    const bodies = [
      Buffer.from('{"zoneName":"zone1"}'), Buffer.from('é'.repeat(bodyMax)), Buffer.from([0xff, 0xfe, 0x00]), 'y'.repeat(bodyMax + 5), new Uint8Array(0),
      Buffer.concat([Buffer.from('x'), Buffer.from('é'.repeat(bodyMax))]),
    ].map((body) => {
      const one = entry(journal, body)
      journal.open(one)
      journal.complete(one)
      return one.body
    })
    expect(bodies).toEqual([
      '{"zoneName":"zone1"}', 'é'.repeat(bodyMax / 2), new Uint8Array([0xff, 0xfe, 0x00]), 'y'.repeat(bodyMax), '', `x${'é'.repeat(bodyMax / 2 - 1)}`,
    ])
    expect((bodies[2] as Uint8Array).buffer.byteLength).toBe(3)
  })

  test('is cleared, its places going on', () => {
    const { journal } = new Story().request('/1').dag(1, 'Join self', 'READY')
    journal.clear()
    expect([journal.requests(), journal.events(), journal.dropped, journal.state.bytes, journal.next()]).toEqual([[], [], { requests: 0, events: 0 }, 0, 3])
  })

  test('is plain data: built from its state it goes on', () => {
    const { journal } = new Story().request('/1')
    const again = new Journal(structuredClone(journal.state))
    expect([again.request(1), again.next()]).toEqual([journal.request(1), 2])
  })
})

test('stories have ids as the agent writes them', () => {
  expect(idOfA(1)).toBe(formatGenericId({ ip: '10.10.10.1', port: 2886 }, 1))
})

// By chance, from a seed: what is kept is always the newest of all, in order, within its bounds, and what has gone is counted.
test.each(Array.from({ length: 60 }, (_, seed) => [seed + 1]))('keeps the newest within its bounds, seed %i', (seed) => {
  const random = new Random(seed)
  const stream = random.stream('journal')
  const upTo = (most: number): number => Random.below(stream, most + 1)
  const limits: JournalLimits = { entries: upTo(12), bytes: upTo(400), events: upTo(15) }
  const journal = new Journal(limits)
  const all = { requests: [] as RequestEntry[], events: [] as WorldEvent[] }
  const open: RequestEntry[] = []
  for (let step = 0; step < 300; step++) {
    switch (upTo(5)) {
      case 0: case 1: {
        const one = entry(journal, '', '/'.repeat(upTo(9) + 1))
        all.requests.push(one)
        open.push(one)
        journal.open(one)
        break
      }
      case 2: case 3: {
        const one = open.splice(upTo(open.length), 1)[0]
        if (one === undefined) break
        one.body = 'b'.repeat(upTo(60))
        journal.complete(one)
        break
      }
      case 4: {
        const before = journal.next()
        for (let count = upTo(2); count > 0; count--) {
          const one = event(journal.next())
          all.events.push(one)
          journal.note(one)
        }
        const one = event(before)
        all.events.push(one)
        journal.note(one)
        break
      }
      default: {
        const { requests, events } = journal.state
        for (const [kept, items] of [[requests, journal.requests()], [events, journal.events()]] as const) {
          const ordered = [...kept === requests ? all.requests : all.events].sort((a, b) => a.seq - b.seq)
          // An action that is noted late may be older than all that has stayed; then it goes itself.
          expect(seqs(items)).toEqual(seqs(ordered.slice(ordered.length - items.length)))
          expect(kept.dropped).toBe(ordered.length - items.length)
          expect(items.length).toBeLessThanOrEqual(kept === requests ? limits.entries : limits.events)
        }
        const kept = journal.requests()
        expect(journal.state.bytes).toBe(kept.reduce((sum, one) => sum + one.target.length + (open.includes(one) ? 0 : one.body.length), 0))
        expect(journal.state.open).toEqual(kept.filter((one) => open.includes(one)).map(({ seq }) => seq))
        if (kept.length > 1) expect(journal.state.bytes).toBeLessThanOrEqual(limits.bytes)
        const place = upTo(journal.seq)
        expect(journal.request(place)).toBe(kept.find(({ seq }) => seq === place))
        expect(seqs(journal.requestsAfter(place))).toEqual(seqs(kept).filter((seq) => seq > place))
        expect(seqs(journal.events(place))).toEqual(seqs(journal.events()).filter((seq) => seq > place))
      }
    }
  }
})

describe('requests that have gone', () => {
  const opened = (journal: Journal): RequestEntry => {
    const made = entry(journal)
    journal.open(made)
    return made
  }
  const answered = (journal: Journal): RequestEntry => {
    const made = opened(journal)
    journal.complete(made)
    return made
  }

  test('are given once to be written anew, if nobody has seen them', () => {
    const journal = new Journal({ entries: 2, bytes: 1_000, events: 10 })
    const [first] = [answered(journal), answered(journal)]
    expect(journal.takeSpare()).toBe(null)
    answered(journal)
    expect([journal.takeSpare(), journal.takeSpare()]).toEqual([first, null])
  })

  test.each([
    ['all of them', (journal: Journal) => journal.requests()],
    ['that one', (journal: Journal) => journal.request(1)],
    ['those beyond a place', (journal: Journal) => journal.requestsAfter(1)],
  ])('are not, once somebody has seen %s', (_name, look) => {
    const journal = new Journal({ entries: 2, bytes: 1_000, events: 10 })
    answered(journal)
    answered(journal)
    look(journal)
    answered(journal)
    expect(journal.takeSpare()).toBe(null)
  })

  test('are not, while they are answered', () => {
    const journal = new Journal({ entries: 1, bytes: 1_000, events: 10 })
    opened(journal)
    answered(journal)
    expect(journal.takeSpare()).toBe(null)
  })
})
