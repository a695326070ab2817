import { describe, expect, test } from 'vitest'
import { languageOf } from './language.ts'
import { trimmed, trimmedEnd } from './trim.ts'

describe('trimmed', () => {
  test.each([
    ['', ''], [' \t', ''], ['a', 'a'], [' \ta b\t ', 'a b'], ['\u00a0a\n', '\u00a0a\n'],
  ])('%j is %j', (text, expected) => {
    expect(trimmed(text)).toBe(expected)
  })

  test('takes what it is told, at the end alone if so', () => {
    expect([trimmed('//a//', '/'), trimmedEnd('//a//', '/')]).toEqual(['a', '//a'])
  })

  test('takes no longer for a megabyte of blanks in the middle', () => {
    const long = `a${' '.repeat(1_000_000)}a`
    const since = performance.now()
    expect([trimmed(long) === long, trimmedEnd(long, ' ') === long, languageOf(long)]).toEqual([true, true, null])
    expect(performance.now() - since).toBeLessThan(1_000)
  })
})
