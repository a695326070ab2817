import { expect, test } from 'vitest'
import { compareUtf8, goString } from './go-string.ts'

test('goString reads UTF-8 and marks each byte that is none', () => {
  expect(goString(Buffer.from('a中💥\ufffd'))).toBe('a中💥\ufffd')
  expect(goString(Uint8Array.of(0xe9))).toBe('\udce9')
  expect(goString(Uint8Array.of(0xe4, 0xb8, 0x61))).toBe('\udce4\udcb8a')
  // A surrogate, an overlong slash, a code point past the last, a sequence cut short.
  expect(goString(Uint8Array.of(0xed, 0xa0, 0x80))).toBe('\udced\udca0\udc80')
  expect(goString(Uint8Array.of(0xc0, 0xaf))).toBe('\udcc0\udcaf')
  expect(goString(Uint8Array.of(0xf4, 0x90, 0x80, 0x80))).toBe('\udcf4\udc90\udc80\udc80')
  expect(goString(Uint8Array.of(0xf0, 0x9f, 0x92))).toBe('\udcf0\udc9f\udc92')
})

test('compareUtf8 is the order of bytes', () => {
  const texts = ['b', 'a', 'ab', '', '\uffff', '\u{1f4a5}', '\ue000', 'é', 'Z']
  expect([...texts].sort(compareUtf8)).toEqual([...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
})
