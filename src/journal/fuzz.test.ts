import { describe, expect, test } from 'vitest'
import { Random } from '../clock/index.ts'
import { find } from './find.ts'
import { lint } from './lint/lint.ts'
import { readExpectations } from './read/expectations.ts'
import { eventKeys, readQuery, requestKeys } from './read/query.ts'
import { show } from './show.ts'
import { Story, time, words } from './testing/story.ts'
import { formatVerification, verify } from './verify.ts'

/** JSON by chance: mostly words that mean something, in places where they mostly do not. */
class Fuzz {
  readonly #stream
  constructor(seed: number) {
    this.#stream = new Random(seed).stream('fuzz')
  }

  upTo(most: number): number {
    return Random.below(this.#stream, most + 1)
  }

  of<T>(items: readonly T[]): T {
    return items[this.upTo(items.length - 1)]!
  }

  json(depth = 0): unknown {
    switch (this.upTo(depth > 5 ? 5 : 8)) {
      case 0: return null
      case 1: return this.of([true, false])
      case 2: return this.of([0, 1, 2, -1, 3.5, 404, 1e300, Number.MAX_SAFE_INTEGER])
      case 3: case 4: case 5: return this.word()
      case 6: return Array.from({ length: this.upTo(4) }, () => this.json(depth + 1))
      default: return this.map(depth)
    }
  }

  map(depth = 0): unknown {
    const keys = [...requestKeys, ...eventKeys, 'expect', 'request', 'event', 'order', 'count', 'never', 'by', 'within', 'name', 'atLeast', 'atMost', '__proto__', 'constructor', '']
    return Object.fromEntries(Array.from({ length: this.upTo(5) }, () => [this.of(keys), this.json(depth + 1)]))
  }

  word(): string {
    return this.of([
      '', 'a', 'b', '10.10.10.1:2886', 'agentJoin', 'getDag', 'GET', '/api/*', '*', '4xx', '200', 'any', 'peer', 'questions', 'sends', 'Join self', 'FAILED', 'stopped', 'restart', '5s', '-1s',
      '+1s', '\u0000', '\ud800', '[('.repeat(20), 'x'.repeat(500), '__proto__',
    ])
  }

  /** One that is likelier to be read. */
  condition(): unknown {
    const keys = this.of([requestKeys, eventKeys])
    const good: Record<string, readonly unknown[]> = {
      operation: ['agentJoin', 'getDag'], agent: ['a', 'b'], method: ['GET', 'POST'], path: ['/*', '*dag*', '/'], status: [200, '4xx', 0], errCode: ['Agent.UnderMaintenance'],
      via: ['any', 'client', 'forward'], client: ['127.0.0.1', 'b'], refused: [true, false], rule: ['fault 1'], body: [{}, { a: [1] }, 'x', null, [[]], { password: 'x' }], cause: [1, 3], after: [0, 5],
      since: ['+0s', '+3s'], until: ['+9s'], limit: [1, 3], dag: ['Join self', '*'], node: ['*'], state: ['FAILED', 'READY'], process: ['started'], action: ['stop'],
    }
    return Object.fromEntries(Array.from({ length: 1 + this.upTo(2) }, () => {
      const key = this.of(keys)
      return [key, this.of(good[key]!)]
    }))
  }

  expectation(): unknown {
    return this.of([
      () => ({ request: this.condition(), count: this.of([0, 1, { atMost: 2 }]) }), () => ({ event: this.condition(), never: true }),
      () => ({ order: [this.condition(), this.condition(), this.condition()], within: '2s' }), () => ({ request: this.condition(), after: this.condition(), within: '1s', by: 'questions' }),
      () => this.map(),
    ])()
  }

  story(): Story {
    const story = new Story(this.of([undefined, { entries: 7, bytes: 300, events: 5 }]))
    for (let count = this.upTo(40); count > 0; count--) {
      const status = this.of([200, 200, 401, 404, 500, 0])
      const given = {
        status, errCode: status > 400 ? this.of(['Agent.UnderMaintenance', 'Security.Authentication.Header.DecryptFailed']) : null, client: this.of(['127.0.0.1:1', '127.0.0.1:2', '', 'x', '[::1]:9']),
        agent: this.of(['a', 'b']), body: this.of(['', '{}', '{"a":[1]}', '"x"', '[[]]', '{', '\u0000', JSON.stringify(this.json())]), note: this.of([null, 'x is held']),
        cause: this.of([null, 1, 3]),
      }
      switch (this.upTo(6)) {
        case 0: story.post('/api/v1/agent/join', 'agentJoin', {}, given)
          break
        case 1: story.request('/api/v1/secret', given)
          break
        case 2: story.request('/x', { ...given, via: 'peer', client: 'b' })
          break
        case 3: story.dag(1, 'Join self', this.of(['READY', 'RUNNING', 'FAILED', 'SUCCEED']))
          break
        case 4: story.process('b', this.of(['started', 'stopped']))
          break
        default: story.poll(1, given)
      }
      story.wait(this.of([0, 1_000, 1_000_000]), this.of([0, 3_000_000]))
    }
    return story
  }
}

describe.each(Array.from({ length: 40 }, (_, seed) => [seed + 1]))('whatever is asked, seed %i', (seed) => {
  test('a query is read or refused, and finds requests of the journal in their order', () => {
    const fuzz = new Fuzz(seed)
    for (let round = 0; round < 60; round++) {
      const { journal } = fuzz.story()
      const input = fuzz.of([() => fuzz.json(), () => fuzz.map(), () => fuzz.condition(), () => new URLSearchParams(Array.from({ length: 3 }, (): [string, string] => [fuzz.of(requestKeys), fuzz.word()]))])()
      const read = readQuery(input, words)
      if (!read.ok) {
        expect(read.problems.length).toBeGreaterThan(0)
        continue
      }
      const found = find(journal, read.value)
      expect(found.every((entry, index) => journal.request(entry.seq) === entry && (index === 0 || found[index - 1]!.seq < entry.seq))).toBe(true)
      expect(found.length).toBeLessThanOrEqual(read.value.limit ?? Infinity)
      const shown = JSON.stringify(show(journal, found, { time, caused: 'all' }))
      expect(JSON.parse(shown)).toHaveLength(found.length)
    }
  })

  test('expectations are read or refused, and come to a verdict, which is the same twice', () => {
    const fuzz = new Fuzz(seed)
    for (let round = 0; round < 60; round++) {
      const { journal } = fuzz.story()
      const input = fuzz.of([() => fuzz.json(), () => fuzz.expectation(), () => ({ expect: [fuzz.expectation(), fuzz.expectation()] })])()
      const read = readExpectations(input, words)
      if (!read.ok) {
        expect(read.problems.length).toBeGreaterThan(0)
        continue
      }
      const verification = verify(journal, read.value, { time })
      expect(verify(journal, read.value, { time })).toEqual(verification)
      expect(verification.ok).toBe(verification.failures.length === 0)
      expect(verification.failures.every(({ nearest }) => nearest.length <= 3)).toBe(true)
      expect(typeof formatVerification(verification)).toBe('string')
    }
  })

  test('a journal is linted, and findings point at requests of its clients', () => {
    const fuzz = new Fuzz(seed)
    for (let round = 0; round < 40; round++) {
      const { journal } = fuzz.story()
      const report = lint(journal, { agents: words.agents, auth: { clock: fuzz.of(['real', 'virtual', 'ignore']), skew: 0 } })
      for (const { client, seqs, says } of report.findings) {
        expect(report.clients.map((each) => each.client)).toContain(client)
        expect(seqs.length).toBeGreaterThan(0)
        expect(seqs.every((seq) => journal.request(seq)?.via === 'client')).toBe(true)
        expect(says).not.toMatch(/undefined|NaN/)
      }
    }
  })
})

