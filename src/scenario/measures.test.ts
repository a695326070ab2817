import { describe, expect, test } from 'vitest'
import { parseBytes, parseChance, parseRange } from './measures.ts'

describe('parseRange', () => {
  test.each([
    ['5s', { least: 5_000_000, most: 5_000_000 }],
    ['2s..10s', { least: 2_000_000, most: 10_000_000 }],
    ['0s..1ms', { least: 0, most: 1_000 }],
    ['10s..2s', null], ['2s..', null], ['..2s', null], ['1s..2s..3s', null], ['-1s..2s', null], ['', null], ['5', null],
  ])('%s', (text, range) => expect(parseRange(text)).toEqual(range))
})

describe('parseChance', () => {
  test.each([
    ['0.2', 200_000], ['20%', 200_000], ['1', 1_000_000], ['100%', 1_000_000], ['.5', 500_000], ['12.5 %', 125_000], ['0', 0], ['0%', 0],
    // However small it is, it is not never.
    ['0.0000001', 1],
    ['1.1', null], ['101%', null], ['-0.1', null], ['often', null], ['', null],
  ])('%s', (text, chance) => expect(parseChance(text)).toBe(chance))
})

describe('parseBytes', () => {
  test.each([['4096', 4096], ['512KiB', 524_288], ['16MiB', 16_777_216], ['1.5 GiB', 1_610_612_736], ['7B', 7], ['16MB', null], ['-1', null], ['', null]])(
    '%s', (text, bytes) => expect(parseBytes(text)).toBe(bytes))
})
