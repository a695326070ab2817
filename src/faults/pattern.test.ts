import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fits } from './index.ts'

test.each([
  ['abc', 'abc', true], ['abc', 'abcd', false], ['*', '', true], ['*', 'x', true], ['a*c', 'abbc', true], ['a*c', 'ac', true], ['a*c', 'acd', false], ['aa*aa', 'aaa', false],
  ['*b*', 'abc', true], ['*bb*b', 'abbab', true], ['*bb*bb', 'abbb', false], ['a.c*', 'abcd', false],
] as const)('%s and %s', (pattern, text, fit) => {
  expect(fits(pattern, text)).toBe(fit)
})

test('as a regular expression would have it', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 })
  fc.assert(fc.property(word, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }), (pattern, text) => {
    expect(fits(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text))
  }))
})

test('many stars take no time', () => {
  expect(fits(`${'*a'.repeat(200)}*b`, 'a'.repeat(5_000))).toBe(false)
})
