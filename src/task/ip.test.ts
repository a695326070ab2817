import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ipOfBytes, parseIp } from './ip.ts'

const v6 = (...words: number[]): number[] => words.flatMap((word) => [word >> 8, word & 0xff])

describe('parseIp', () => {
  test.each<[string, number[]]>([
    ['10.10.10.1', [10, 10, 10, 1]],
    ['0.0.0.0', [0, 0, 0, 0]],
    ['255.255.255.255', [255, 255, 255, 255]],
    ['fe80::1', v6(0xfe80, 0, 0, 0, 0, 0, 0, 1)],
    ['FE80::aBc', v6(0xfe80, 0, 0, 0, 0, 0, 0, 0xabc)],
    ['::', v6(0, 0, 0, 0, 0, 0, 0, 0)],
    ['::1', v6(0, 0, 0, 0, 0, 0, 0, 1)],
    ['1::', v6(1, 0, 0, 0, 0, 0, 0, 0)],
    ['1:2:3:4:5:6:7:8', v6(1, 2, 3, 4, 5, 6, 7, 8)],
    ['1:2:3:4:5:6:7::', v6(1, 2, 3, 4, 5, 6, 7, 0)],
    ['1:2:3:4:5:6:1.2.3.4', v6(1, 2, 3, 4, 5, 6, 0x102, 0x304)],
    ['::1.2.3.4', v6(0, 0, 0, 0, 0, 0, 0x102, 0x304)],
    ['::ffff:1.2.3.4', [1, 2, 3, 4]],
    ['::ffff:102:304', [1, 2, 3, 4]],
  ])('%s', (text, bytes) => {
    expect(parseIp(text)).toEqual(bytes)
  })

  test.each([
    '', 'localhost', '10.10.10', '10.10.10.1.1', '10.10.10.256', '01.2.3.4', '1.2.3.4 ', '-1.2.3.4', '1.2.3.0x4',
    ':', ':::', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7:8::', '1::2::3', '12345::', 'g::', 'fe80::1%eth0', '[::1]',
    '1.2.3.4::', '1.2.3.4::1', 'a:1.2.3.4::', '::1.2.3', '1:2:3:4:5:6:7:1.2.3.4',
  ])('%j is none', (text) => {
    expect(parseIp(text)).toBeNull()
  })
})

describe('ipOfBytes', () => {
  test.each<[string, number[]]>([
    ['fe80::1', v6(0xfe80, 0, 0, 0, 0, 0, 0, 1)],
    ['1:0:0:2::3', v6(1, 0, 0, 2, 0, 0, 0, 3)],
    ['1::2:0:0:3:4', v6(1, 0, 0, 2, 0, 0, 3, 4)],
    ['1:0:2:3:4:5:6:7', v6(1, 0, 2, 3, 4, 5, 6, 7)],
    ['ff00::', v6(0xff00, 0, 0, 0, 0, 0, 0, 0)],
  ])('%s', (text, bytes) => {
    expect(ipOfBytes(bytes, 16)).toBe(text)
  })

  test('takes four bytes where sixteen are asked for, as net.IP.To16 does, and no other number', () => {
    expect([4, 16].map((length) => ipOfBytes([10, 10, 10, 1], length as 4 | 16))).toEqual(['10.10.10.1', '10.10.10.1'])
    expect([0, 1, 3, 5, 15, 16, 17].map((count) => ipOfBytes(new Array<number>(count).fill(1), 4))).toEqual(new Array(7).fill(null))
    expect([0, 1, 3, 5, 15, 17].map((count) => ipOfBytes(new Array<number>(count).fill(1), 16))).toEqual(new Array(6).fill(null))
  })

  test('writes what parseIp reads', () => {
    const words = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), { minLength: 8, maxLength: 8 })
    fc.assert(fc.property(words, (list) => {
      const bytes = v6(...list)
      const mapped = list.slice(0, 5).every((word) => word === 0) && list[5] === 0xffff
      expect(parseIp(ipOfBytes(bytes, 16)!)).toEqual(mapped ? bytes.slice(12) : bytes)
    }))
    fc.assert(fc.property(fc.ipV4(), (text) => {
      expect(ipOfBytes(parseIp(text)!, 4)).toBe(text)
    }))
  })
})
