import { describe, expect, test } from 'vitest'
import { decodeBase64, encodeBase64 } from './base64.ts'

/** The decoded text and Go's fault, as Go 1.26 gave them. */
const observed: [text: string, decoded: string, fault?: number][] = [
  ['', ''],
  ['QUJD', 'ABC'],
  ['QUI=', 'AB'],
  ['QQ==', 'A'],
  ['QUJD!', 'ABC', 4],
  ['QUJ', '', 0],
  ['QUJDQ', 'ABC', 4],
  ['QUJDQUI', 'ABC', 4],
  ['****', '', 0],
  ['QUJD****', 'ABC', 4],
  ['{"a":1}', '', 0],
  ['Q\r\nUJD\n', 'ABC'],
  ['\n', ''],
  ['QU\nJ', '', 1],
  ['QQ=', '', 3],
  ['QQ=\n', '', 4],
  ['QQ=\n=', 'A'],
  ['QQ=x', '', 2],
  ['QQ==x', 'A', 4],
  ['QQ==\n', 'A'],
  ['QUI==', 'AB', 4],
  ['QUI=QUI=', 'AB', 4],
  ['=', '', 0],
  ['Q=', '', 1],
  ['-_-_', '', 0],
  ['QUJD ', 'ABC', 4],
  ['QUJé', '', 3],
]

describe('decodeBase64', () => {
  test.each(observed)('%j', (text, decoded, fault) => {
    expect({ ...decodeBase64(text), bytes: Buffer.from(decodeBase64(text).bytes).toString() }).toEqual({
      bytes: decoded, ...(fault !== undefined && { error: `illegal base64 data at input byte ${fault}` }),
    })
  })

  test('undoes encodeBase64', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i)
    for (let end = 0; end <= 256; end++) expect(Buffer.from(decodeBase64(encodeBase64(bytes.subarray(0, end))).bytes)).toEqual(Buffer.from(bytes.subarray(0, end)))
  })
})
