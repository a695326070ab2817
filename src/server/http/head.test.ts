import { expect, test } from 'vitest'
import { HeadReader } from './head.ts'

test('a head of a megabyte that trickles in costs no more than its bytes', () => {
  const reader = new HeadReader()
  const since = performance.now()
  const text = 'GET / HTTP/1.1\r\nHost: x\r\nA: ' + 'x'.repeat(300_000)
  for (const character of text) reader.feed(character)
  expect(reader.feed('\r\n\r\n')).toBe(0)
  expect(reader.result).toMatchObject({ method: 'GET', target: '/', headers: ['Host', 'x', 'A', 'x'.repeat(300_000)] })
  expect(performance.now() - since).toBeLessThan(2000)
})

test('what is beyond the head is counted, and the next head begins there', () => {
  const reader = new HeadReader()
  expect(reader.feed('POST / HTTP/1.1\r\nHost: x\r\n\r\n\r\nGET')).toBe(5)
  reader.next('POST')
  expect(reader.idle).toBe(true)
  expect(reader.feed('\r\nGET /2 HTTP/1.0\r\n\r\n')).toBe(0)
  expect(reader.result).toEqual({
    method: 'GET', target: '/2', version: '1.0', headers: [], bodyLength: 'none', length: 0, wantsClose: true, keepAlive10: false, expect: 'nothing',
  })
})
