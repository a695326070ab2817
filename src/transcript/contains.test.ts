import { expect, test } from 'vitest'
import { missing } from './contains.ts'

test.each<[unknown, unknown, string | null]>([
  [{ a: 1, b: { c: [1, { d: 2, e: 3 }] } }, { b: { c: [1, { d: 2 }] } }, null],
  [{ error: { code: 10008 } }, { error: { code: 1 } }, 'error.code is 10008, not 1'],
  [{ a: [1, 2] }, { a: [1] }, 'a has 2 items, not 1'],
  [{}, { data: { id: 'x' } }, 'data is not there, not a map'],
  [{ a: [{ b: 1 }] }, { a: [{ b: null }] }, 'a[0].b is 1, not null'],
  ['text', 'other', 'it is "text", not "other"'],
])('%j contains %j: %s', (whole, wanted, found) => {
  expect(missing(whole, wanted)).toBe(found)
})
