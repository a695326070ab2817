import { describe, expect, test } from 'vitest'
import { goString } from './go-string.ts'
import { marshal, sortedMap } from './marshal.ts'

describe('marshal', () => {
  test('keeps the order of keys and leaves out what is undefined', () => {
    expect(marshal({ b: 1, a: undefined, c: [null, undefined, true, { }], d: [] })).toBe('{"b":1,"c":[null,null,true,{}],"d":[]}')
  })

  test('writes integers of any size and floats as Go does', () => {
    expect(marshal([1795491709807238327n, 0, -1, 1.5, 1e21, 1e20, 1e-7, 0.000001, 5e-324])).toBe(
      '[1795491709807238327,0,-1,1.5,1e+21,100000000000000000000,1e-7,0.000001,5e-324]')
  })

  test('escapes as Go does: HTML characters and line separators, control characters, nothing else', () => {
    expect(marshal('"\\/<b>&\u2028\u2029\b\f\n\r\t\u0001\u001f\u007f\u0080中💥')).toBe(
      '"\\"\\\\/\\u003cb\\u003e\\u0026\\u2028\\u2029\\b\\f\\n\\r\\t\\u0001\\u001f\u007f\u0080中💥"')
  })

  test('escapes keys as well', () => {
    expect(marshal({ '<"': 1 })).toBe('{"\\u003c\\"":1}')
  })

  test('writes bytes that were not UTF-8 as an escape, a real replacement character as itself', () => {
    expect(marshal(goString(Uint8Array.of(0x61, 0xe9, 0xff, 0x62)))).toBe('"a\\ufffd\\ufffdb"')
    expect(marshal('\ufffd \\ud800')).toBe('"\ufffd \\\\ud800"')
  })

  test('writes bytes in base64', () => {
    expect(marshal({ keys: Uint8Array.of(1, 2, 3, 4) })).toBe('{"keys":"AQIDBA=="}')
  })

  test('sorts the keys of a map by their bytes', () => {
    const entries = [['b', 1], ['10', 2], ['9', 3], ['B', 4], ['\u{10000}', 5], ['\uffff', 6], ['b', 7]] as const
    expect(marshal(sortedMap(entries))).toBe('{"10":2,"9":3,"B":4,"b":7,"\uffff":6,"\u{10000}":5}')
    expect(marshal(new Map([['b', 1], ['a', 2]]))).toBe('{"a":2,"b":1}')
    expect(marshal(sortedMap([]))).toBe('{}')
  })

  test('writes an object alike, whether Node could have written it or not', () => {
    const plain = { a: '<&>', b: [1.5, -0, null, undefined, true], c: { '\u2028': '\u0001\\ud800', d: undefined }, e: goString(Uint8Array.of(0xff)) }
    const text = '{"a":"\\u003c\\u0026\\u003e","b":[1.5,0,null,null,true],"c":{"\\u2028":"\\u0001\\\\ud800"},"e":"\\ufffd"}'
    expect(marshal(plain)).toBe(text)
    expect(marshal({ ...plain, f: 1n })).toBe(`${text.slice(0, -1)},"f":1}`)
  })

  test('refuses what has no JSON', () => {
    expect(() => marshal({ a: Number.NaN })).toThrow('json: unsupported value: NaN')
    expect(() => marshal({ a: [{ b: Infinity }] })).toThrow('json: unsupported value: Infinity')
    expect(() => marshal({ a: () => 1 })).toThrow('json: unsupported type: function')
    expect(() => marshal(() => 1)).toThrow('json: unsupported type: function')
  })
})
