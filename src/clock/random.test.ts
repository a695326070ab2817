import { describe, expect, test } from 'vitest'
import { Random, type RandomState } from './random.ts'

const draw = (random: Random, purpose: string, agent: string, times = 5): number[] =>
  Array.from({ length: times }, () => Random.uint32(random.stream(purpose, agent)))

describe('Random', () => {
  test('gives the same for the same seed, purpose and agent', () => {
    expect(draw(new Random(7), 'trace', 'a')).toEqual(draw(new Random(7), 'trace', 'a'))
  })

  test('gives other numbers for another seed, purpose or agent', () => {
    const all = [draw(new Random(7), 'trace', 'a'), draw(new Random(8), 'trace', 'a'), draw(new Random(7), 'token', 'a'), draw(new Random(7), 'trace', 'b')]
    expect(new Set(all.flat()).size).toBe(20)
  })

  test('keeps its streams apart: drawing from one does not shift another', () => {
    const alone = draw(new Random(7), 'key', 'a')
    const random = new Random(7)
    draw(random, 'trace', 'a', 100)
    draw(random, 'key', 'b', 3)
    expect(draw(random, 'key', 'a')).toEqual(alone)
  })

  test('goes on from its state as plain data', () => {
    const random = new Random(7)
    draw(random, 'trace', 'a')
    const copy = new Random(JSON.parse(JSON.stringify(random.state)) as RandomState)
    expect(draw(copy, 'trace', 'a')).toEqual(draw(random, 'trace', 'a'))
    expect(draw(copy, 'fresh', '')).toEqual(draw(random, 'fresh', ''))
  })

  test('draws unsigned 32-bit numbers, spread over all of them', () => {
    const drawn = draw(new Random(1), 'spread', '', 10_000)
    expect(drawn.every((number) => Number.isInteger(number) && number >= 0 && number < 0x1_0000_0000)).toBe(true)
    const tenths = new Array<number>(10).fill(0)
    for (const number of drawn) tenths[Math.floor(number / 0x1_0000_0000 * 10)]!++
    expect(Math.min(...tenths)).toBeGreaterThan(850)
    expect(Math.max(...tenths)).toBeLessThan(1_150)
  })

  test('below stays below its bound and meets every value', () => {
    const stream = new Random(1).stream('below')
    const drawn = Array.from({ length: 300 }, () => Random.below(stream, 6))
    expect([...new Set(drawn)].sort()).toEqual([0, 1, 2, 3, 4, 5])
  })

  test('writes trace ids of 16 hex digits and UUIDs of version 4', () => {
    const stream = new Random(1).stream('text')
    for (let count = 0; count < 200; count++) {
      expect(Random.hex16(stream)).toMatch(/^[0-9a-f]{16}$/)
      expect(Random.uuid(stream)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }
  })
})
