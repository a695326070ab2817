import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { FormFileReader, readFormFile, type FormFile } from './index.ts'

const type = 'multipart/form-data; boundary=B'
const file = 'Content-Disposition: form-data; name="file"; filename="a.rpm"\r\n'

function read(body: string, contentType: string | null = type): FormFile {
  return readFormFile(contentType, Buffer.from(body, 'latin1'), 'file')
}

/** What Go says of a form, or the bytes it found and the beginning of their digest. */
function said(body: string, contentType: string | null = type): string {
  const found = read(body, contentType)
  return found.ok ? `${found.bytes} ${found.sha256.slice(0, 8)}` : found.reason
}

function digest(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('hex').slice(0, 8)
}

const hello = `--B\r\n${file}Content-Type: x/y\r\n\r\nhello\r\n--B--\r\n`

describe('a content type', () => {
  test.each([
    [null, 'request Content-Type isn\'t multipart/form-data'],
    ['', 'request Content-Type isn\'t multipart/form-data'],
    ['multipart/mixed; boundary=B', 'request Content-Type isn\'t multipart/form-data'],
    ['multipart/form-data boundary=B', 'request Content-Type isn\'t multipart/form-data'],
    ['multipart/form-data; boundary=B; boundary=C', 'request Content-Type isn\'t multipart/form-data'],
    ['multipart/form-data', 'no multipart boundary param in Content-Type'],
    ['multipart/form-data; boundary=""', 'multipart: boundary is empty'],
    ['Multipart/Form-Data ; Boundary="B";', `5 ${digest('hello')}`],
    ['multipart/form-data; a="x;y"; boundary=B; boundary=B', `5 ${digest('hello')}`],
    ['multipart/form-data; boundary*=utf-8\'\'B', `5 ${digest('hello')}`],
    ['multipart/form-data; boundary*0=B', `5 ${digest('hello')}`],
    ['multipart/form-data; boundary*=latin1\'\'B', 'no multipart boundary param in Content-Type'],
  ])('%j', (contentType, answer) => {
    expect(said(hello, contentType)).toBe(answer)
  })
})

describe('the parts', () => {
  test.each([
    ['after a preamble, with a file of nothing', `junk\r\n--B\r\n${file}\r\n\r\n--B--`, `0 ${digest('')}`],
    ['with a boundary where the body should be', `--B\r\n${file}\r\n--B--\r\n`, `0 ${digest('')}`],
    ['with lines that end in \\n', `--B\n${file}\nab\n--B--`, `2 ${digest('ab')}`],
    ['with something like a boundary in the file', `--B\r\n${file}\r\na\r\n--Bx\r\n--B-\r\n--B--`, `13 ${digest('a\r\n--Bx\r\n--B-')}`],
    ['with two files of that name', `--B\r\n${file}\r\n1\r\n--B\r\n${file}\r\n22\r\n--B--`, `1 ${digest('1')}`],
    ['with folded and odd headers', `--B\r\nx y: z\r\nContent-Disposition: form-data;\r\n  name=file; filename*=utf-8''a%20b\r\n\r\n1\r\n--B--`, `1 ${digest('1')}`],
    ['with a value in the field', '--B\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--B--', 'http: no such file'],
    ['of another kind', `--B\r\n${file.replace('form-data', 'attachment')}\r\nx\r\n--B--`, 'http: no such file'],
    ['cut off in a header', '--B\r\nContent-Disposition: form', 'http: no such file'],
    ['cut off in the file', `--B\r\n${file}\r\nx`, 'unexpected EOF'],
    ['cut off in a part that nobody wants', '--B\r\n\r\nx', 'multipart: NextPart: EOF'],
    ['none', '', 'multipart: NextPart: EOF'],
    ['with more behind a boundary', `--B\r\n${file}\r\nx\r\n--B y\r\n`, 'multipart: expecting a new Part; got line "--B y\\r\\n"'],
    ['with a line too long between them', `${'x'.repeat(4096)}\n--B--`, 'multipart: NextPart: bufio: buffer full'],
    ['with a line just short enough', `${'x'.repeat(4095)}\n--B--`, 'http: no such file'],
    ['with a header without a colon', '--B\r\nx\r\n\r\n--B--', 'malformed MIME header: missing colon: "x"'],
    ['with a header that is no text', '--B\r\nx-Y: \x01\xff\r\n\r\n--B--', 'malformed MIME header line: "X-Y: \\x01\\xff"'],
    ['with a header that begins with a blank', '--B\r\n x: y\r\n\r\n--B--', 'malformed MIME header initial line: " x: y"'],
    ['too many', `${'--B\r\nContent-Disposition: form-data; name="v"\r\n\r\nx\r\n'.repeat(1001)}--B--`, 'multipart: message too large'],
    ['with too many fields', `--B\r\n${'a: b\r\n'.repeat(10_001)}\r\n\r\n--B--`, 'multipart: message too large'],
  ])('%s', (_what, body, answer) => {
    expect(said(body)).toBe(answer)
  })
})

describe('whatever the cuts', () => {
  test('a form of single bytes is the same form', () => {
    const body = Buffer.from(`pre\r\n--B\r\nContent-Disposition: form-data; name="v"\r\n\r\n\r\n--Bv\r\n${hello}`, 'latin1')
    const reader = new FormFileReader(type, 'file')
    const byte = Buffer.alloc(1)
    for (const value of body) {
      byte[0] = value
      reader.push(byte)
    }
    expect(reader.end(null)).toEqual(read(body.toString('latin1')))
  })

  test('the beginning of a file is kept, and no more', () => {
    const found = read(`--B\r\n${file}\r\n${'0123456789'.repeat(20)}\r\n--B--`)
    expect(found).toMatchObject({ ok: true, bytes: 200, head: Buffer.from('0123456789'.repeat(10).slice(0, 96)) })
  })

  test('what reading the body failed with is told', () => {
    const failed = (body: string): FormFile => readFormFile(type, Buffer.from(body), 'file', 'malformed chunked encoding')
    expect(failed(`--B\r\n${file}\r\nx`)).toEqual({ ok: false, reason: 'malformed chunked encoding' })
    expect(failed('--B\r\nContent')).toEqual({ ok: false, reason: 'malformed MIME header: missing colon: "Content"' })
    expect(failed('--B\r\nA: b')).toEqual({ ok: false, reason: 'malformed chunked encoding' })
    expect(failed('x')).toEqual({ ok: false, reason: 'multipart: NextPart: malformed chunked encoding' })
  })
})
