import { expect, test } from 'vitest'
import { goQuote } from './go-quote.ts'

test('goQuote writes what strconv.Quote writes', () => {
  expect(goQuote('a "b" \\ \' %')).toBe('"a \\"b\\" \\\\ \' %"')
  expect(goQuote('\u0007\b\f\n\r\t\v\0\u001f\u007f')).toBe('"\\a\\b\\f\\n\\r\\t\\v\\x00\\x1f\\x7f"')
  expect(goQuote('中é💥')).toBe('"中é💥"')
  expect(goQuote('\u00a0\u00ad\u200b\u2028\ufeff\u{e0001}')).toBe('"\\u00a0\\u00ad\\u200b\\u2028\\ufeff\\U000e0001"')
  expect(goQuote('\udce4')).toBe('"\\xe4"')
})
