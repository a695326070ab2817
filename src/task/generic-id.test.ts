import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatGenericId, parseGenericId } from './generic-id.ts'
import { ipOfBytes, parseIp } from './ip.ts'

const v4 = { ip: '10.10.10.1', port: 2886 }
const v6 = { ip: 'fe80::1', port: 2886 }
/** The number that fe80::1 is, in 39 digits. */
const v6Digits = '338288524927261089654018896841347694593'

describe('formatGenericId', () => {
  test.each([
    [formatGenericId(null, 7), '17'],
    [formatGenericId(v4, 1), '20168430081028861'],
    [formatGenericId(v4, 1, 'obproxy'), '40168430081028861'],
    [formatGenericId({ ip: '127.0.0.1', port: 2886 }, 12), '221307064330288612'],
    [formatGenericId(v6, 1), `3${v6Digits}028861`],
    [formatGenericId(v6, 1, 'obproxy'), `5${v6Digits}028861`],
    [formatGenericId({ ip: '::1', port: 80 }, 3), `3${'0'.repeat(38)}1000803`],
    [formatGenericId({ ip: '::ffff:10.10.10.1', port: 2886 }, 1), '20168430081028861'],
    [formatGenericId({ ip: '0.0.0.1', port: 123456 }, 1), '200000000011234561'],
    [formatGenericId(v4, 9_007_199_254_740_993n), '2016843008102886' + '9007199254740993'],
    // What is no IP is written as Go writes a nil one.
    [formatGenericId({ ip: 'localhost', port: 2886 }, 1), `3${'0'.repeat(39)}028861`],
    [formatGenericId({ ip: 'localhost', port: 2886 }, 1, 'obproxy'), `5${'0'.repeat(39)}028861`],
  ])('%s', (id, expected) => {
    expect(id).toBe(expected)
  })
})

describe('parseGenericId', () => {
  test.each<[string, object]>([
    ['17', { prefix: '1', address: null, id: 7n }],
    ['1-5', { prefix: '1', address: null, id: -5n }],
    ['1007', { prefix: '1', address: null, id: 7n }],
    ['20168430081028861', { prefix: '2', address: v4, id: 1n }],
    ['40168430081028861', { prefix: '4', address: v4, id: 1n }],
    [`3${v6Digits}028861`, { prefix: '3', address: v6, id: 1n }],
    [`5${v6Digits}028861`, { prefix: '5', address: v6, id: 1n }],
    // Signs are read, as Go's parsers do.
    ['2016843008102886+7', { prefix: '2', address: v4, id: 7n }],
    ['2-168430081028861', { prefix: '2', address: v4, id: 1n }],
    ['20168430081-28861', { prefix: '2', address: { ip: '10.10.10.1', port: -2886 }, id: 1n }],
    ['2016843008199999-9223372036854775808', { prefix: '2', address: { ip: '10.10.10.1', port: 99999 }, id: -9223372036854775808n }],
    // Four significant bytes are an IPv4 address in the layout of IPv6, too.
    [`3${'168430081'.padStart(39, '0')}028861`, { prefix: '3', address: v4, id: 1n }],
  ])('%s', (text, expected) => {
    expect(parseGenericId(text)).toEqual(expected)
  })

  const syntax = (part: string): string => `: strconv.ParseInt: parsing "${part}": invalid syntax`
  test.each([
    ['1', ''],
    ['2', ''],
    ['2016843008102886', ''],
    ['4016843008102886', ''],
    [`3${v6Digits}02886`, ''],
    ['5', ''],
    ['2xxxxxxxxxxxxxxx', ''],
    ['2一二三四五', ''],
    ['2一二三四五六', ': convert id to bigInt failed'],
    ['22130706433一二', ': parse port failed'],
    ['2213070643302886一', syntax('一')],
    ['', ': invalid generic id'],
    ['6', ': invalid generic id'],
    ['0016843008102886100', ': invalid generic id'],
    ['x20168430081028861', ': invalid generic id'],
    ['2016843008x028861', ': convert id to bigInt failed'],
    ['2 168430081028861', ': convert id to bigInt failed'],
    [`3${v6Digits.slice(0, -1)}x02886x`, ': convert id to bigInt failed'],
    ['20000000000028861', ': convert id to ip failed'],
    ['20016777215028861', ': convert id to ip failed'],
    ['24294967296028861', ': convert id to ip failed'],
    ['29999999999028861', ': convert id to ip failed'],
    [`3${'1'.padStart(39, '0')}028861`, ': convert id to ip failed'],
    [`3${'4294967296'.padStart(39, '0')}028861`, ': convert id to ip failed'],
    [`3${'9'.repeat(39)}028861`, ': convert id to ip failed'],
    ['200000000000x886x', ': convert id to ip failed'],
    ['201684300810x886x', ': parse port failed'],
    ['20168430081 28861', ': parse port failed'],
    ['2016843008102886x', syntax('x')],
    ['1x', syntax('x')],
    ['1+', syntax('+')],
    ['1 7', syntax(' 7')],
    ['1"', ': strconv.ParseInt: parsing "\\"": invalid syntax'],
    ['1é', syntax('é')],
    ['19223372036854775808', ': strconv.ParseInt: parsing "9223372036854775808": value out of range'],
    ['1-9223372036854775809', ': strconv.ParseInt: parsing "-9223372036854775809": value out of range'],
  ])('%j is refused with %j', (text, refused) => {
    expect(parseGenericId(text)).toEqual({ refused })
  })

  test('reads what formatGenericId writes, but for addresses that begin with a zero byte', () => {
    const address = fc.record({ ip: fc.oneof(fc.ipV4(), fc.ipV6()).filter((ip) => parseIp(ip)![0]! > 0), port: fc.integer({ min: 0, max: 65535 }) })
    fc.assert(fc.property(address, fc.bigInt({ min: 1n, max: (1n << 63n) - 1n }), fc.boolean(), ({ ip, port }, id, isObproxy) => {
      const bytes = parseIp(ip)!
      const prefix = (bytes.length === 4 ? ['2', '4'] : ['3', '5'])[isObproxy ? 1 : 0]
      const text = formatGenericId({ ip, port }, id, isObproxy ? 'obproxy' : '')
      expect(parseGenericId(text)).toEqual({ prefix, address: { ip: ipOfBytes(bytes, 16), port }, id })
    }))
  })
})
