import { expect, test } from 'vitest'
import { isValidTarget } from './target.ts'

test.each([
  '/', '//', '/%41', '/a?%zz', '/\xc3\xa9', '*', 'http://h', 'http://h:80/%41', 'http://[::1%25en0]:1/', 'http://u:p@h/', 'mailto:%zz', 'ftp://a:1:2/',
])('%j is a target to Go', (target) => {
  expect(isValidTarget('GET', target)).toBe(true)
})

test.each([
  '', '/%zz', '/%4', '/a\tb', '/\x7f', 'a', ':a', 'http://h:a/', 'http://h:1:2/', 'http://[::1/', 'http://[1.2.3.4]/', 'http://%41/', 'http://u^@h/', 'http://h/%zz',
])('%j is none', (target) => {
  expect(isValidTarget('GET', target)).toBe(false)
})

test('an authority is one for CONNECT only', () => {
  expect([isValidTarget('CONNECT', '[::1]:80'), isValidTarget('GET', '[::1]:80')]).toEqual([true, false])
  expect(isValidTarget('CONNECT', '/%zz')).toBe(false)
})
