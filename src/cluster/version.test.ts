import { describe, expect, test } from 'vitest'
import { defaultVersion, formatVersion, parseVersion } from './version.ts'

describe('versions', () => {
  test.each([
    ['4.5.0.0', { version: '4.5.0.0', release: '1' }],
    ['4.5.0.0-2', { version: '4.5.0.0', release: '2' }],
    ['4.5.0.0-12.el7_x', { version: '4.5.0.0', release: '12.el7_x' }],
  ])('%s is read', (text, expected) => {
    expect(parseVersion(text)).toEqual(expected)
  })

  test.each(['', '4.5', '4.5.0.0-', 'v4.5.0.0', '4.5.0.0 ', '4.5.0.0-a b', '4.5.0.0.1'])('%j is no version', (text) => {
    expect(parseVersion(text)).toBe(`'${text}' is not an obshell version: write it like 4.5.0.0 or 4.5.0.0-2`)
  })

  test.each(['4.2.3.0', '4.4.2.0-3', '14.5.0.0'])('%s is refused by name until it is modelled', (text) => {
    expect(parseVersion(text)).toBe(`obshell ${text.split('-')[0]} is not modelled: use one of 4.5.0.0`)
  })

  test('are written with their release', () => {
    expect(formatVersion(defaultVersion)).toBe('4.5.0.0-1')
    expect(formatVersion(parseVersion('4.5.0.0-2') as typeof defaultVersion)).toBe('4.5.0.0-2')
  })
})
