import { describe, expect, test } from 'vitest'
import { EPOCH, formatTime, goTimeString, httpDate, parseTime } from './time.ts'

describe('formatTime', () => {
  test('prints nine digits and trims their zeros, down to no fraction at all', () => {
    expect(formatTime(1_795_491_709_807_238, 327, 0)).toBe('2026-11-24T03:41:49.807238327Z')
    expect(formatTime(1_795_491_709_807_000, 0, 0)).toBe('2026-11-24T03:41:49.807Z')
    expect(formatTime(1_795_491_709_000_000, 10, 0)).toBe('2026-11-24T03:41:49.00000001Z')
    expect(formatTime(1_795_491_709_000_000, 0, 0)).toBe('2026-11-24T03:41:49Z')
  })

  test('prints local time with its offset', () => {
    expect(formatTime(EPOCH, 0, 480)).toBe('1970-01-01T08:00:00+08:00')
    expect(formatTime(EPOCH, 0, -210)).toBe('1969-12-31T20:30:00-03:30')
  })

  test('knows the calendar as Date does, leap days and instants before the epoch included', () => {
    for (let day = -90_000; day < 90_000; day += 37) {
      const seconds = day * 86_400 + 12_345
      expect(formatTime(seconds * 1e6, 0, 0)).toBe(new Date(seconds * 1000).toISOString().replace('.000', ''))
      expect(httpDate(seconds * 1e6)).toBe(new Date(seconds * 1000).toUTCString())
    }
  })
})

test('httpDate prints the date of HTTP', () => {
  expect(httpDate(1_795_626_065_999_999)).toBe('Wed, 25 Nov 2026 17:01:05 GMT')
})

describe('parseTime', () => {
  test('reads RFC 3339 to the microsecond', () => {
    expect(parseTime('2024-01-09T11:06:25+08:00')).toBe(1_704_769_585_000_000)
    expect(parseTime('2026-11-24T03:41:49.807238327Z')).toBe(1_795_491_709_807_238)
    expect(parseTime('1970-01-01t00:00:00.5z')).toBe(500_000)
    expect(parseTime('2024-02-29T23:59:59-00:30')).toBe(1_709_253_000_000_000 - 1_000_000)
  })

  test('is null for anything else', () => {
    const texts = ['', '2024-01-09', '2024-01-09 11:06:25Z', '2024-01-09T11:06:25', '2023-02-29T00:00:00Z', '2024-13-01T00:00:00Z', '2024-00-01T00:00:00Z',
      '2024-01-00T00:00:00Z', '2024-01-01T24:00:00Z', '2024-01-01T00:60:00Z', '2024-01-01T00:00:60Z', '2024-01-01T00:00:00+24:00', '9999-12-31T00:00:00Z', '0001-01-01T00:00:00Z']
    expect(texts.map((text) => [text, parseTime(text)])).toEqual(texts.map((text) => [text, null]))
  })
})

test('Go prints a local time with its zone', () => {
  expect(goTimeString(1_780_000_000_123_456, 789, 0, 'UTC')).toBe('2026-05-28 20:26:40.123456789 +0000 UTC')
  expect(goTimeString(1_780_000_000_000_000, 0, 480, 'CST')).toBe('2026-05-29 04:26:40 +0800 CST')
})
