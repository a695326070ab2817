import { describe, expect, test } from 'vitest'
import { createZone } from './zone.ts'

const instant = (text: string): number => Date.parse(text) * 1_000

describe('createZone', () => {
  test.each([
    ['UTC', 0],
    ['Z', 0],
    ['Etc/UTC', 0],
    ['+08:00', 480],
    ['-03:30', -210],
    ['Asia/Shanghai', 480],
    ['Asia/Kolkata', 330],
    ['America/St_Johns', -210],
    ['Europe/London', 0],
  ])('%s lies %d minutes ahead in January', (name, minutes) => {
    expect(createZone(name)!.offsetMinutes(instant('2026-01-15T12:00:00Z'))).toBe(minutes)
  })

  test.each([['UTC', 'UTC'], ['Asia/Shanghai', 'CST'], ['America/New_York', 'EST'], ['Asia/Singapore', '+08'], ['-03:30', '-0330']])('%s is abbreviated as %s', (name, text) => {
    expect(createZone(name)!.abbreviation(instant('2026-01-15T12:00:00Z'))).toBe(text)
  })

  test('keeps its name, but for the names of UTC', () => {
    expect(['Asia/Shanghai', '+08:00', 'Z'].map((name) => createZone(name)!.name)).toEqual(['Asia/Shanghai', '+08:00', 'UTC'])
  })

  test('follows summer time, to the instant and whatever was asked before', () => {
    const berlin = createZone('Europe/Berlin')!
    const change = instant('2026-03-29T01:00:00Z')
    const offsets = [change - 1, change, change - 1, instant('2026-07-01T00:00:00Z'), instant('2026-12-01T00:00:00Z')]
    expect(offsets.map((at) => berlin.offsetMinutes(at))).toEqual([60, 120, 60, 120, 60])
  })

  test('knows the zone at the epoch, which operators leave behind', () => {
    expect(createZone('Asia/Shanghai')!.offsetMinutes(0)).toBe(480)
  })

  test.each(['', 'Mars/Olympus', '+8', '8', 'Shanghai time'])('%j is unknown', (name) => {
    expect(createZone(name)).toBeNull()
  })
})
