import { describe, expect, test } from 'vitest'
import { suggest } from './missing.ts'

describe('a misspelt word', () => {
  test.each([
    ['too', 'to'], ['bye', 'by'], ['stpo', 'stop'], ['al', 'all'], ['jsn', 'json'], ['Sto', 'stop'], ['stat', 'state'], ['requset', 'request'], ['agnet', 'agent'],
  ])('%s is near to %s', (word, meant) => {
    expect(suggest(word, ['xyzzy', meant])).toBe(meant)
  })

  test.each([['foo', 'to'], ['wip', 'stop'], ['life', 'fail'], ['x', 'y'], ['worlds', 'faults']])('%s is not near to %s', (word, other) => {
    expect(suggest(word, [other])).toBe(null)
  })
})
