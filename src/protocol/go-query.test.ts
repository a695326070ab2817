import { expect, test } from 'vitest'
import { parseQuery } from './go-query.ts'

test.each([
  ['', [], null],
  ['a=1&b&a=2&=x&&c=', [['a', '1'], ['b', ''], ['a', '2'], ['', 'x'], ['c', '']], null],
  ['a+b=%20%2B+&c=%E4%B8%AD', [['a b', ' + '], ['c', '中']], null],
  ['a=1;b=2&c=3', [['c', '3']], 'invalid semicolon separator in query'],
  ['%zz=1&a=%4&b', [['b', '']], 'invalid URL escape "%zz"'],
  ['a=%z&b;c', [], 'invalid semicolon separator in query'],
])('%s', (raw, pairs, error) => {
  const { values, error: said } = parseQuery(raw)
  expect([[...values], said]).toEqual([pairs, error])
})
