import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editJson } from './edit.ts'

test.each([
  ['{"a":1}', [['a', 2]], [], '{"a":2}'],
  ['{"a":1,"b":{"c":[1,{"d":2}]}}', [['b.c.1.d', 'x']], [], '{"a":1,"b":{"c":[1,{"d":"x"}]}}'],
  ['{"a":1}', [['x.y', true]], [], '{"a":1,"x":{"y":true}}'],
  ['{"a":1,"b":2}', [], ['a'], '{"b":2}'],
  ['{"a":[1,2,3]}', [['a.9', 4]], ['a.0'], '{"a":[2,3,4]}'],
  ['{"a":1}', [], ['b', 'a.b', 'a.b.c'], '{"a":1}'],
  ['{"n":12345678901234567890,"s":"\\u4e2d\\n"}', [['z', null]], [], '{"n":12345678901234567890,"s":"\\u4e2d\\n","z":null}'],
  ['{"a":1}{"b":2}', [['a', 2]], [], '{"a":1}{"b":2}'],
  ['', [['a', 2]], [], ''],
] as const)('%s', (text, set, remove, edited) => {
  expect(editJson(text, set, remove)).toBe(edited)
})

test('an edit that says nothing changes nothing', () => {
  fc.assert(fc.property(fc.json(), (text) => {
    expect(JSON.parse(editJson(text, [], []))).toEqual(JSON.parse(text))
    const compact = JSON.stringify(JSON.parse(text))
    expect(editJson(compact, [], [])).toBe(compact)
  }))
})
