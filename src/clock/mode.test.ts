import { describe, expect, test } from 'vitest'
import { micros } from './instant.ts'
import { followWall, formatMode, modeNames, parseMode, policyOf, type ClockMode } from './mode.ts'

describe('parseMode', () => {
  test.each<[string, ClockMode]>([
    ['auto', { mode: 'auto', quantum: 50 * micros.ms }],
    ['auto:20ms', { mode: 'auto', quantum: 20 * micros.ms }],
    ['auto:0s', { mode: 'auto', quantum: 0 }],
    ['manual', { mode: 'manual' }],
    ['real', { mode: 'real' }],
    ['offset', { mode: 'offset', offset: 0 }],
    ['offset:1h', { mode: 'offset', offset: micros.h }],
    ['offset:-2h', { mode: 'offset', offset: -2 * micros.h }],
    ['scaled', { mode: 'scaled', factor: 1 }],
    ['scaled:60', { mode: 'scaled', factor: 60 }],
    ['scaled:0.5', { mode: 'scaled', factor: 0.5 }],
    ['per-poll', { mode: 'per-poll', quantum: micros.s }],
    ['per-poll:500ms', { mode: 'per-poll', quantum: 500 * micros.ms }],
  ])('%s', (text, expected) => {
    expect(parseMode(text)).toEqual(expected)
  })

  test.each([
    ['manual:1s', "clock mode 'manual' takes no argument, but '1s' was given"],
    ['real:', "clock mode 'real' takes no argument, but '' was given"],
    ['auto:fast', "clock mode 'auto' takes a duration such as auto:50ms, not 'fast'"],
    ['auto:-1s', "clock mode 'auto' takes a duration such as auto:50ms, not '-1s'"],
    ['per-poll:', "clock mode 'per-poll' takes a duration such as per-poll:50ms, not ''"],
    ['offset:1', "clock mode 'offset' takes a duration such as offset:1h, not '1'"],
    ['scaled:0', "clock mode 'scaled' takes a factor above 0 and up to 1000000 such as scaled:60, not '0'"],
    ['scaled:', "clock mode 'scaled' takes a factor above 0 and up to 1000000 such as scaled:60, not ''"],
    ['scaled:1e7', "clock mode 'scaled' takes a factor above 0 and up to 1000000 such as scaled:60, not '1e7'"],
    ['scaled:x', "clock mode 'scaled' takes a factor above 0 and up to 1000000 such as scaled:60, not 'x'"],
    ['frozen', "unknown clock mode 'frozen': use one of auto, manual, real, offset, scaled, per-poll"],
    ['', "unknown clock mode '': use one of auto, manual, real, offset, scaled, per-poll"],
  ])('%j is refused with what to write instead', (text, sentence) => {
    expect(parseMode(text)).toBe(sentence)
  })

  test('reads what formatMode writes, for every mode by its bare name', () => {
    for (const name of modeNames) {
      const mode = parseMode(name) as ClockMode
      expect(parseMode(formatMode(mode))).toEqual(mode)
    }
  })
})

describe('policyOf', () => {
  const still = { settlesQuestions: false, perRequest: 0, perQuestion: 0, wallFactor: 0 }

  test.each<[string, object]>([
    ['auto', { ...still, settlesQuestions: true, perRequest: 50_000 }],
    ['manual', still],
    ['real', { ...still, wallFactor: 1 }],
    ['offset:1h', { ...still, wallFactor: 1 }],
    ['scaled:60', { ...still, wallFactor: 60 }],
    ['per-poll:2s', { ...still, perQuestion: 2_000_000 }],
  ])('%s', (text, expected) => {
    expect(policyOf(parseMode(text) as ClockMode)).toEqual(expected)
  })
})

describe('followWall', () => {
  const wallBase = 1_700_000_000_000_000
  const after = (text: string, wall: number): number => followWall(policyOf(parseMode(text) as ClockMode), 5_000, wallBase, wallBase + wall) - 5_000

  test('goes with the wall clock times the factor, in whole microseconds', () => {
    expect(after('real', 1_500)).toBe(1_500)
    expect(after('scaled:60', 1_500)).toBe(90_000)
    expect(after('scaled:0.5', 3)).toBe(1)
  })

  test('stands still where the wall clock moves nothing', () => {
    expect(after('manual', 1_500)).toBe(0)
    expect(after('auto', 1_500)).toBe(0)
  })
})
