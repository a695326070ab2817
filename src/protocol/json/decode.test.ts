import { describe, expect, test } from 'vitest'
import { decodeGo } from './decode.ts'
import { GoNumber } from './go-number.ts'
import type { GoType } from './go-type.ts'
import {
  agentInfo, any, anyMap, bool, bytes, dagOperator, embed, field, float64, int, mismatch, slice, string, stringMap, strings, struct, time,
  zoneParam,
} from './bind.fixture.ts'

function decoded(text: string | Uint8Array, type: GoType = any): unknown {
  const result = decodeGo(text, type)
  if (!result.ok) throw new Error(result.reason)
  return result.value
}

function reason(text: string | Uint8Array, type: GoType = any): string | undefined {
  const result = decodeGo(text, type)
  return result.ok ? undefined : result.reason
}

describe('syntax errors', () => {
  test.each([
    ['', 'EOF'],
    [' \n\t\r', 'EOF'],
    ['{', 'unexpected EOF'],
    [' {"a"', 'unexpected EOF'],
    ['"a', 'unexpected EOF'],
    ['"\\u12', 'unexpected EOF'],
    ['-', 'unexpected EOF'],
    ['1.', 'unexpected EOF'],
    ['1e', 'unexpected EOF'],
    ['tru', 'unexpected EOF'],
    ['[1', 'unexpected EOF'],
    ['x', 'invalid character \'x\' looking for beginning of value'],
    ['[1,]', 'invalid character \']\' looking for beginning of value'],
    ['{"a":}', 'invalid character \'}\' looking for beginning of value'],
    ['{a', 'invalid character \'a\' looking for beginning of object key string'],
    ['{"a":1,}', 'invalid character \'}\' looking for beginning of object key string'],
    ['{"a" 1', 'invalid character \'1\' after object key'],
    ['{"a":1 "', 'invalid character \'"\' after object key:value pair'],
    ['{"a":01', 'invalid character \'1\' after object key:value pair'],
    ['[1 2', 'invalid character \'2\' after array element'],
    ['[1}', 'invalid character \'}\' after array element'],
    ['tx', 'invalid character \'x\' in literal true (expecting \'r\')'],
    ['truE', 'invalid character \'E\' in literal true (expecting \'e\')'],
    ['fa1', 'invalid character \'1\' in literal false (expecting \'l\')'],
    ['nul ', 'invalid character \' \' in literal null (expecting \'l\')'],
    ['"\n', 'invalid character \'\\n\' in string literal'],
    ['"\u0000', 'invalid character \'\\x00\' in string literal'],
    ['"\\x', 'invalid character \'x\' in string escape code'],
    ['"\\\'', 'invalid character \'\\\'\' in string escape code'],
    ['"\\u00g', 'invalid character \'g\' in \\u hexadecimal character escape'],
    ['-a', 'invalid character \'a\' in numeric literal'],
    ['1.a', 'invalid character \'a\' after decimal point in numeric literal'],
    ['1e-a', 'invalid character \'a\' in exponent of numeric literal'],
    ['[\\', 'invalid character \'\\\\\' looking for beginning of value'],
    ['\u007f', 'invalid character \'\\x7f\' looking for beginning of value'],
    ['\u0007', 'invalid character \'\\a\' looking for beginning of value'],
    ['\u000b', 'invalid character \'\\v\' looking for beginning of value'],
    ['é', 'invalid character \'Ã\' looking for beginning of value'],
    ['\ufeff{}', 'invalid character \'ï\' looking for beginning of value'],
    ['\u00a0', 'invalid character \'Â\' looking for beginning of value'],
    ['['.repeat(10_001), 'invalid character \'[\' exceeded max depth'],
    ['{"a":'.repeat(10_001), 'invalid character \'{\' exceeded max depth'],
  ].map(([text, error]) => ({ text, error, name: text?.slice(0, 20) })))('$name', ({ text, error }) => {
    expect(reason(text ?? '')).toBe(error)
  })

  test('show a byte that is not UTF-8 as a character of Latin-1', () => {
    const shown = [0xff, 0x80, 0xa0, 0xad].map((byte) => /'(.*)' looking/.exec(reason(Uint8Array.of(byte)) ?? '')?.[1])
    expect(shown).toEqual(['ÿ', '\\u0080', '\\u00a0', '\\u00ad'])
  })

  test('come before any other', () => {
    expect(reason('{"ip":1,"port":"x"', agentInfo)).toBe('unexpected EOF')
  })
})

test.each([
  ['{} x', {}], ['[]]', []], ['1x', 1], ['0123', 0], ['"a"b', 'a'], ['nullx', null], ['true]', true], ['1e2-3', new GoNumber('1e2')],
])(
  'what follows the first value is not looked at: %s', (text, value) => {
    expect(decoded(text)).toEqual(value)
  })

describe('mismatches', () => {
  const kitchen = struct('x.Kitchen',
    field('i8', 'I8', { kind: 'int8' }), field('u', 'U', { kind: 'uint' }), field('u8', 'U8', { kind: 'uint8' }),
    field('f', 'F', float64), field('f32', 'F32', { kind: 'float32' }), field('b', 'B', bool), field('s', 'S', string),
    field('by', 'By', bytes), field('m', 'M', stringMap), field('l', 'L', strings), field('p', 'P', int, { pointer: true }),
    field('a', 'A', agentInfo), field('pa', 'PA', agentInfo, { pointer: true }), field('la', 'LA', slice('[]meta.AgentInfo', agentInfo)),
    field('ma', 'MA', { kind: 'map', go: 'map[string]meta.AgentInfo', value: agentInfo }), embed(zoneParam), field('any', 'Any', any))

  test.each<[string, string | undefined]>([
    ['{"i8":127}', undefined],
    ['{"i8":128}', mismatch('number 128', 'Kitchen.i8', 'int8')],
    ['{"i8":-128}', undefined],
    ['{"i8":-129}', mismatch('number -129', 'Kitchen.i8', 'int8')],
    ['{"i8":1.0}', mismatch('number 1.0', 'Kitchen.i8', 'int8')],
    ['{"i8":"1"}', mismatch('string', 'Kitchen.i8', 'int8')],
    ['{"u":18446744073709551615}', undefined],
    ['{"u":18446744073709551616}', mismatch('number 18446744073709551616', 'Kitchen.u', 'uint')],
    ['{"u":-0}', mismatch('number -0', 'Kitchen.u', 'uint')],
    ['{"u8":256}', mismatch('number 256', 'Kitchen.u8', 'uint8')],
    ['{"f":1e308}', undefined],
    ['{"f":1e309}', mismatch('number 1e309', 'Kitchen.f', 'float64')],
    ['{"f32":1e38}', undefined],
    ['{"f32":1e39}', mismatch('number 1e39', 'Kitchen.f32', 'float32')],
    ['{"f":true}', mismatch('bool', 'Kitchen.f', 'float64')],
    ['{"b":1.5}', mismatch('number', 'Kitchen.b', 'bool')],
    ['{"s":{}}', mismatch('object', 'Kitchen.s', 'string')],
    ['{"by":5}', mismatch('number', 'Kitchen.by', '[]uint8')],
    ['{"by":{}}', mismatch('object', 'Kitchen.by', '[]uint8')],
    ['{"by":[1,300]}', mismatch('number 300', 'Kitchen.by', 'uint8')],
    ['{"by":"QQ"}', 'illegal base64 data at input byte 0'],
    ['{"by":"QUI=x","i8":"x"}', 'illegal base64 data at input byte 4'],
    ['{"i8":"x","by":"!"}', mismatch('string', 'Kitchen.i8', 'int8')],
    ['{"m":[]}', mismatch('array', 'Kitchen.m', 'map[string]string')],
    ['{"m":{"k":1}}', mismatch('number', 'Kitchen.m', 'string')],
    ['{"l":"x"}', mismatch('string', 'Kitchen.l', '[]string')],
    ['{"l":["x",1]}', mismatch('number', 'Kitchen.l', 'string')],
    ['{"p":"x"}', mismatch('string', 'Kitchen.p', 'int')],
    ['{"a":[]}', mismatch('array', 'Kitchen.a', 'meta.AgentInfo')],
    ['{"a":{"port":"x"}}', mismatch('string', 'AgentInfo.a.port', 'int')],
    ['{"pa":{"port":"x"}}', mismatch('string', 'AgentInfo.pa.port', 'int')],
    ['{"pa":1}', mismatch('number', 'Kitchen.pa', 'meta.AgentInfo')],
    ['{"la":[{},{"ip":1}]}', mismatch('number', 'AgentInfo.la.ip', 'string')],
    ['{"la":[[]]}', mismatch('array', 'Kitchen.la', 'meta.AgentInfo')],
    ['{"ma":{"k":{"ip":1}}}', mismatch('number', 'AgentInfo.ma.ip', 'string')],
    ['{"a":{"port":1},"la":{}}', mismatch('object', 'Kitchen.la', '[]meta.AgentInfo')],
    ['{"unit_num":"1"}', mismatch('string', 'Kitchen.ZoneParam.PoolParam.unit_num', 'int')],
    ['{"any":{"x":[1e999]}}', undefined],
    ['[]', 'json: cannot unmarshal array into Go value of type x.Kitchen'],
    ['1.5', 'json: cannot unmarshal number into Go value of type x.Kitchen'],
    ['null', undefined],
  ])('%s', (text, error) => {
    expect(reason(text, kitchen)).toBe(error)
  })

  test('go through embedded pointers by their Go names', () => {
    expect(reason('{"id":1}', dagOperator)).toBe(mismatch('number', 'DagOperator.DagDetailDTO.GenericDTO.id', 'string'))
    expect(reason('{"state":1}', dagOperator)).toBe(mismatch('number', 'DagOperator.DagDetailDTO.DagDetail.TaskStatusDTO.state', 'string'))
    expect(reason('{"operator":1}', dagOperator)).toBe(mismatch('number', 'DagOperator.operator', 'string'))
  })
})

describe('keys', () => {
  const type = struct('x.T', field('kiss', 'A', int), field('KISS', 'B', int), field('Keys', 'C', int))

  test('match exactly if they can, else the first field in any case', () => {
    expect(decoded('{"kiss":1,"KISS":2}', type)).toEqual({ kiss: 1, KISS: 2, Keys: 0 })
    expect(decoded('{"Kiss":3}', type)).toEqual({ kiss: 3, KISS: 0, Keys: 0 })
  })

  test('fold the long s and the Kelvin sign', () => {
    expect(decoded('{"\u212aIſs":1,"\\u212aey\\u017F":2}', type)).toEqual({ kiss: 1, KISS: 0, Keys: 2 })
    expect(decoded('{"KEYß":2}', type)).toEqual({ kiss: 0, KISS: 0, Keys: 0 })
  })

  test('that two embedded structs share belong to neither', () => {
    const k = field('k', 'K', int)
    const twice = struct('x.T', embed(struct('x.A', k)), embed(struct('x.B', k, field('l', 'L', int))))
    expect(decoded('{"k":"not looked at","l":1}', twice)).toEqual({ l: 1 })
  })
})

describe('strings', () => {
  test.each<[string, string]>([
    ['"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\/\b\f\n\r\t'],
    ['"\\u0041\\u00e9"', 'Aé'],
    ['"\\ud83d\\ude00"', '😀'],
    ['"\\ud83d"', '\ufffd'],
    ['"\\ude00\\ud83dx"', '\ufffd\ufffdx'],
    ['"\\ud83d\\u0041"', '\ufffdA'],
    ['"\\ud83d\\ud83d\\ude00"', '\ufffd😀'],
    ['"é😀\\n€"', 'é😀\n€'],
    ['"\ufeff"', '\ufeff'],
  ])('%s', (text, value) => {
    expect(decoded(text)).toBe(value)
  })

  test('have one U+FFFD for each byte that is not UTF-8', () => {
    const inString = (...inside: number[]) => decoded(Uint8Array.of(0x22, ...inside, 0x22))
    expect(inString(0xff, 0x41)).toBe('\ufffdA')
    expect(inString(0xe2, 0x82)).toBe('\ufffd\ufffd')
    expect(inString(0xed, 0xa0, 0x80)).toBe('\ufffd\ufffd\ufffd')
    expect(inString(0xc0, 0x80, 0xf4, 0x90, 0x80, 0x80)).toBe('\ufffd'.repeat(6))
    expect(inString(0xff, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80)).toBe('\ufffdé€😀')
    expect(inString(0xe2, 0x82, 0x5c, 0x6e)).toBe('\ufffd\ufffd\n')
  })
})

describe('interface{}', () => {
  test('numbers print as their literal', () => {
    const literals = ['0', '-1', '1.5', '9007199254740991', '9007199254740992', '-9223372036854775808', '18446744073709551616',
      '1.0', '1e3', '-0', '0.10', '1e400', '1e21', '1e+21', '1'.repeat(30)]
    expect((decoded(`[${literals.join(',')}]`) as unknown[]).map(String)).toEqual(literals)
    expect(decoded('[1,1.5,9007199254740992,1.0]')).toEqual([1, 1.5, 9007199254740992n, new GoNumber('1.0')])
  })

  test('objects are plain, with the last of equal keys, `__proto__` among them', () => {
    const value = decoded('{"a":1,"__proto__":{"b":2},"a":{"c":[]},"é":null}') as object
    expect(Object.entries(value)).toEqual([['a', { c: [] }], ['__proto__', { b: 2 }], ['é', null]])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  test('may be nested 10,000 deep', () => {
    let value = decoded(`${'[{"a":'.repeat(5_000)}7${'}]'.repeat(5_000)}`)
    for (let level = 0; level < 5_000; level++) value = (value as [{ a: unknown }])[0].a
    expect(value).toBe(7)
  })
})

describe('a value given twice', () => {
  const type = struct('x.T',
    field('m', 'M', stringMap), field('any', 'Any', anyMap), field('p', 'P', agentInfo, { pointer: true }),
    field('l', 'L', slice('[]meta.AgentInfo', agentInfo)), field('by', 'By', bytes), field('s', 'S', string))
  const zero = { m: null, any: null, p: null, l: null, by: null, s: '' }

  test('maps keep their entries, but an entry is not merged', () => {
    expect(decoded('{"m":{"a":"1"},"m":{"b":"2","a":null}}', type)).toEqual({ ...zero, m: { a: '', b: '2' } })
    expect(decoded('{"any":{"a":{"x":1}},"any":{"a":{"y":2}}}', type)).toEqual({ ...zero, any: { a: { y: 2 } } })
    expect(decoded('{"m":{"a":"1"},"m":null,"m":{"b":"2"}}', type)).toEqual({ ...zero, m: { b: '2' } })
  })

  test('what a pointer points to is merged, null unsets it and leaves strings', () => {
    expect(decoded('{"p":{"ip":"a"},"s":"x","p":{"port":1},"s":null}', type)).toEqual({ ...zero, p: { ip: 'a', port: 1 }, s: 'x' })
    expect(decoded('{"p":{"ip":"a"},"p":null}', type)).toEqual(zero)
  })

  test('items of a slice are merged, even some that it had lost', () => {
    expect(decoded('{"l":[{"ip":"a"},{"ip":"b"}],"l":[{"port":1}]}', type)).toEqual({ ...zero, l: [{ ip: 'a', port: 1 }] })
    expect(decoded('{"l":[{"ip":"a"},{"ip":"b"}],"l":[{}],"l":[null,{"port":2}]}', type))
      .toEqual({ ...zero, l: [{ ip: 'a', port: 0 }, { ip: 'b', port: 2 }] })
    expect(decoded('{"l":[{"ip":"a"}],"l":[],"l":[{}]}', type)).toEqual({ ...zero, l: [{ ip: '', port: 0 }] })
  })

  test('so are bytes', () => {
    expect(decoded('{"by":"QUJD","by":[null,0]}', type)).toEqual({ ...zero, by: Uint8Array.of(0x41, 0) })
    expect(decoded('{"by":[1,2,3],"by":[9],"by":[null,null,null,null]}', type)).toEqual({ ...zero, by: Uint8Array.of(9, 2, 3, 0) })
    expect(decoded('{"by":""}', type)).toEqual({ ...zero, by: new Uint8Array() })
  })
})

describe('time.Time', () => {
  const type = struct('x.T', field('t', 'T', time), field('p', 'P', time, { pointer: true }), field('i', 'I', int))

  test('is the text Go prints, null leaves it', () => {
    expect(decoded('{"t":"2024-01-02T03:04:05.100+00:00","p":"2024-01-02T03:04:05Z","t":null}', type))
      .toEqual({ t: '2024-01-02T03:04:05.1Z', p: '2024-01-02T03:04:05Z', i: 0 })
    expect(decoded('{"p":"2024-01-02T03:04:05Z","p":null}', type)).toEqual({ t: '0001-01-01T00:00:00Z', p: null, i: 0 })
  })

  test('errors come before mismatches met earlier', () => {
    expect(reason('{"i":"x","t":"x","t":1}', type)).toBe('parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"')
    expect(reason('{"i":"x","p":{"a":1}}', type)).toBe('Time.UnmarshalJSON: input is not a JSON string')
    expect(reason('{"t":true}', type)).toBe('Time.UnmarshalJSON: input is not a JSON string')
  })

  test('is read from the literal, escapes and all', () => {
    expect(reason('{"t":"2024\\u002d01"}', type))
      .toBe('parsing time "2024\\\\u002d01" as "2006-01-02T15:04:05Z07:00": cannot parse "\\\\u002d01" as "-"')
  })
})
