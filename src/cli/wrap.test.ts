import { expect, test } from 'vitest'
import { wrapped } from './wrap.ts'

test('text is broken between words', () => {
  expect(wrapped('one two three', 7)).toEqual(['one two', 'three'])
  expect(wrapped('  one   two ', Infinity)).toEqual(['one two'])
  expect(wrapped('a-word-that-is-long b', 5)).toEqual(['a-word-that-is-long', 'b'])
  expect(wrapped('', 5)).toEqual([''])
})
