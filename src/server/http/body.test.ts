import { describe, expect, test } from 'vitest'
import { ChunkedBody, LengthBody, type IncomingBody } from './body.ts'
import type { BodySink } from './wire.ts'

function fed(body: IncomingBody, ...pieces: string[]): { left: string | null; bytes: string } {
  let left: Buffer | null = null
  for (const piece of pieces) left = body.feed(Buffer.from(piece))
  return { left: left === null ? null : left.toString(), bytes: body.take().toString() }
}

describe('a body with a length', () => {
  test('is complete with its last byte, and leaves what follows', () => {
    expect(fed(new LengthBody(5), 'ab', 'c', 'd')).toEqual({ left: null, bytes: 'abcd' })
    expect(fed(new LengthBody(5), 'ab', 'c', 'defgh')).toEqual({ left: 'fgh', bytes: 'abcde' })
    expect(fed(new LengthBody(2), 'ab')).toEqual({ left: '', bytes: 'ab' })
  })

  test('does not write on the pieces it was given', () => {
    const packet = Buffer.from('abcXYZ')
    const body = new LengthBody(5)
    body.feed(packet.subarray(0, 3))
    body.feed(Buffer.from('de'))
    expect([body.take().toString(), packet.toString()]).toEqual(['abcde', 'abcXYZ'])
  })
})

describe('a chunked body', () => {
  test('is put together whatever the cuts', () => {
    const text = '3;x=y\r\nabc\r\nA \r\n0123456789\r\n0\r\nT: r\r\n\r\nrest'
    expect(fed(new ChunkedBody(100), text)).toEqual({ left: 'rest', bytes: 'abc0123456789' })
    expect(fed(new ChunkedBody(100), ...text.slice(0, -4))).toEqual({ left: '', bytes: 'abc0123456789' })
  })

  test('over the limit is given up at the size line, and not held', () => {
    const body = new ChunkedBody(5)
    expect(fed(body, '5\r\nabcde\r\n1\r\n')).toEqual({ left: '', bytes: '' })
    expect(body.tooLarge).toBe(true)
  })

  test.each([
    ['3\nabc\r\n', 'chunked line ends with bare LF', ''],
    ['3\r\nabcde', 'malformed chunked encoding', 'abc'],
    ['3\r\nabc\r\nx\r\n', 'invalid byte in chunk length', 'abc'],
    ['\r\n', 'empty hex number for chunk length', ''],
    ['11111111111111111\r\n', 'http chunk length too large', ''],
    ['0\r\nbad\r\n\r\n', 'malformed MIME header', ''],
  ])('as %j fails with Go’s words', (text, error, bytes) => {
    const body = new ChunkedBody(100)
    // The error is there with the byte that makes it certain.
    expect(fed(body, ...text.match(/[\s\S]{1,2}/g) ?? [])).toMatchObject({ bytes })
    expect([body.error, body.spoilt]).toEqual([error, true])
  })

  test('with a size line that does not end fails after 4 KB of it', () => {
    const body = new ChunkedBody(100)
    expect(body.feed(Buffer.from('3;' + 'x'.repeat(4093)))).toBe(null)
    expect(body.feed(Buffer.from('x'))).toHaveLength(0)
    expect(body.error).toBe('header line too long')
  })

  test.each([
    ['', 'unexpected EOF'], ['3\r\nab', 'unexpected EOF'], ['0\r\n', 'http: unexpected EOF reading trailer'],
    ['0\r\nA: b\r\n', 'http: suspiciously long trailer after chunked body'],
  ])('that ends after %j says so', (text, error) => {
    const body = new ChunkedBody(100)
    if (text !== '') body.feed(Buffer.from(text))
    body.end()
    expect(body.error).toBe(error)
  })

  test('of many tiny chunks costs about its bytes', () => {
    const body = new ChunkedBody(Infinity)
    const chunk = Buffer.from('1\r\nx\r\n'.repeat(10_000))
    for (let i = 0; i < 30; i++) body.feed(chunk)
    expect(body.take().length).toBe(300_000)
    expect(body.take().buffer.byteLength).toBeLessThanOrEqual(600_000)
  })
})

describe('a body for a sink', () => {
  test.each<[how: string, body: (sink: BodySink) => IncomingBody, text: string]>([
    ['with a length', (sink) => new LengthBody(5, sink), 'abcdeR'],
    ['in chunks', (sink) => new ChunkedBody(5, sink), '3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n'],
  ])('%s goes there as it comes, and is not kept', (_how, body, text) => {
    let seen = ''
    const sink = { push: (bytes: Buffer) => { seen += bytes.toString() } }
    expect(fed(body(sink), ...text.match(/[\s\S]{1,4}/g) ?? [])).toMatchObject({ bytes: '' })
    expect(seen).toBe('abcde')
  })

  test('in chunks may still be too large', () => {
    const body = new ChunkedBody(2, { push: () => {} })
    body.feed(Buffer.from('3\r\nabc\r\n'))
    expect(body.tooLarge).toBe(true)
  })
})
