import { describe, expect, test } from 'vitest'
import { sprintf, sprintfBare, verbsOf } from './sprintf.ts'

describe('sprintf', () => {
  test('puts strings and numbers where the verbs are', () => {
    expect(sprintf('Cancel %s timeout after %d seconds: %v %v', ['20168430081028861', 600, 'x', 7])).toBe('Cancel 20168430081028861 timeout after 600 seconds: x 7')
    expect(sprintf('%d', [18446744073709551615n])).toBe('18446744073709551615')
  })

  test('takes arguments as they are, verbs and dollars in them included', () => {
    expect(sprintf('Bind JSON failed: %v', ['%s $& 100%'])).toBe('Bind JSON failed: %s $& 100%')
  })

  test('complains as Go does when verbs and arguments do not fit', () => {
    expect(sprintf('Task not found: %v', [])).toBe('Task not found: %!v(MISSING)')
    expect(sprintf('Task not found', ['x', 5])).toBe('Task not found%!(EXTRA string=x, int=5)')
    expect(sprintf('Cancel %d after %s', ['x', 5])).toBe('Cancel %!d(string=x) after %!s(int=5)')
  })
})

test('a text that is taken for a format loses what follows a percent sign', () => {
  expect(sprintfBare('10.0.0.1')).toBe('10.0.0.1')
  expect(sprintfBare('::1%eth0 100% %% %5.2f %é')).toBe('::1%!e(MISSING)th0 100%%5.2f %!é(MISSING)')
  expect(sprintfBare('%')).toBe('%!(NOVERB)')
})

test('a template takes an argument for each of its verbs', () => {
  expect([verbsOf('Cancel %s timeout after %d seconds: %v'), verbsOf('Unauthorized'), verbsOf('100% of it')]).toEqual([['s', 'd', 'v'], [], []])
})
