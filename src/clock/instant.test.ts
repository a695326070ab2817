import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDuration, micros, nanosOf, parseDuration } from './instant.ts'

describe('parseDuration', () => {
  test.each([
    ['0s', 0],
    ['-0s', 0],
    ['500ms', 500_000],
    ['5s', 5_000_000],
    ['1h30m', 5_400_000_000],
    ['1.5s', 1_500_000],
    ['1h0.000001s', 3_600_000_001],
    ['-2s', -2_000_000],
    ['2d', 172_800_000_000],
    ['7us', 7],
    ['7µs', 7],
    [' 1s ', 1_000_000],
    ['0.4us', 0],
  ])('%s is %d µs', (text, expected) => {
    expect(parseDuration(text)).toBe(expected)
  })

  test.each(['', '5', 's', '5 s', '1h 30m', '5S', '1e3s', '--1s', '+1s', '.5s', '1.s', '5s!', '9007199255s', '∞s'])('%j is no duration', (text) => {
    expect(parseDuration(text)).toBeNull()
  })
})

describe('formatDuration', () => {
  test.each([
    [0, '0s'],
    [1, '1us'],
    [50 * micros.ms, '50ms'],
    [1_500, '1.5ms'],
    [micros.s, '1s'],
    [1_500_000, '1.5s'],
    [90 * micros.m, '1h30m'],
    [25 * micros.h + 1, '25h0.000001s'],
    [-2 * micros.s, '-2s'],
  ])('%d µs is %s', (duration, expected) => {
    expect(formatDuration(duration)).toBe(expected)
  })

  test('is read back as the same, whatever the length', () => {
    const lengths = fc.oneof(fc.integer({ min: -1e7, max: 1e7 }), fc.maxSafeInteger())
    fc.assert(fc.property(lengths, (length) => {
      expect(parseDuration(formatDuration(length))).toBe(length)
    }))
  })
})

describe('nanosOf', () => {
  test('is 1 to 999, the same for the same seed and instant', () => {
    fc.assert(fc.property(fc.integer(), fc.maxSafeNat(), (seed, instant) => {
      const nanos = nanosOf(seed, instant)
      expect(nanos).toBeGreaterThanOrEqual(1)
      expect(nanos).toBeLessThanOrEqual(999)
      expect(Number.isInteger(nanos)).toBe(true)
      expect(nanosOf(seed, instant)).toBe(nanos)
    }))
  })

  test('differs between neighbouring instants, far ones and seeds', () => {
    const spread = (values: number[]): number => new Set(values).size
    const steps = Array.from({ length: 1_000 }, (_, step) => step)
    expect(spread(steps.map((step) => nanosOf(7, 1_795_491_709_807_238 + step)))).toBeGreaterThan(500)
    expect(spread(steps.map((step) => nanosOf(7, 1_795_491_709_807_238 + step * micros.s)))).toBeGreaterThan(500)
    expect(spread(steps.map((step) => nanosOf(7, 1_000 + step * 0x1_0000_0000)))).toBeGreaterThan(500)
    expect(spread(steps.map((seed) => nanosOf(seed, 1_795_491_709_807_238)))).toBeGreaterThan(500)
  })
})
