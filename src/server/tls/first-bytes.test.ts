import { describe, expect, test } from 'vitest'
import { judgeFirstBytes } from './first-bytes.ts'

const plain = 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n'

function judge(bytes: string): string {
  const judged = judgeFirstBytes(Buffer.from(bytes, 'latin1'))
  return typeof judged === 'string' ? judged : `write ${JSON.stringify(judged.farewell.toString('latin1'))}`
}

/** What a running agent with a certificate answered to these bytes. */
describe('the first bytes of a connection for TLS', () => {
  test.each(['GET /api/v1/info HTTP/1.1\r\nHost: x\r\n\r\n', 'GET /', 'HEAD / HTTP/1.1', 'POST /x', 'PUT /x', 'OPTIONS / HTTP/1.1'])('%j is told to speak TLS', (bytes) => {
    expect(judge(bytes)).toBe(`write ${JSON.stringify(plain)}`)
  })

  test.each([
    'DELETE /x HTTP/1.1', 'PATCH /x', 'CONNECT x:1', 'GET http://x/ HTTP/1.1', 'get / HTTP/1.1', '\x00\x01\x02\x03\x04', '\x17\x03\x01\x00\x02\x02\x28', '\x14\x03\x01\x00\x01\x01',
    '\x16\x10\x01\x00\x02\x02\x28', '\x15\x03\x01\x00\x02\x02\x28', '\x15\x03\x01\x00\x02\x01\x00',
  ])('%j gets no byte', (bytes) => {
    expect(judge(bytes)).toBe('write ""')
  })

  test.each([
    ['an SSLv2 hello', '\x80\x2e\x01\x00\x02\x00\x15', '\x15\x03\x01\x00\x02\x02\x46'],
    ['a record that is too long', '\x16\x03\x01\xff\xff\x02\x28', '\x15\x03\x01\x00\x02\x02\x16'],
    ['an empty handshake', '\x16\x03\x01\x00\x00', '\x15\x03\x01\x00\x02\x02\x0a'],
  ])('%s gets an alert', (_, bytes, alert) => {
    expect(judge(bytes)).toBe(`write ${JSON.stringify(alert)}`)
  })

  test('the beginning of a handshake is left to TLS, and less than five bytes are waited for', () => {
    expect([judge('\x16\x03\x01\x02\x00\x01'), judge('\x16\x03\x01\x02'), judge('GET'), judge('')]).toEqual(['tls', 'more', 'more', 'more'])
  })
})
