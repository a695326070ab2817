import { createCipheriv } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { decryptBody, encryptText } from './aes.ts'
import type { ErrCode } from './catalogue.ts'
import { coded, wrapRetain } from './failure.ts'

const keys = Uint8Array.from({ length: 32 }, (_, i) => i)

/** One block whose plaintext ends with this byte, without further padding. */
function endingWith(last: number): Buffer {
  const cipher = createCipheriv('aes-128-cbc', keys.subarray(0, 16), keys.subarray(16)).setAutoPadding(false)
  return Buffer.from(Buffer.concat([cipher.update(Buffer.from([...Array<number>(15).fill(65), last])), cipher.final()]).toString('base64'))
}

function textWith(bytes: string): Buffer {
  const encrypted = encryptText(Buffer.from(bytes), keys)
  return Buffer.from(encrypted.kind === 'text' ? encrypted.text : '')
}

function refused(errCode: ErrCode) {
  return { kind: 'refused', failure: wrapRetain(coded('Common.Unauthorized'), coded(errCode)) }
}

describe('decryptBody', () => {
  test('reads what encryptText wrote, line breaks or rubbish behind it or not', () => {
    const text = textWith('{"zoneName":"zone1"}')
    const plain = { kind: 'plain', bytes: Buffer.from('{"zoneName":"zone1"}') }
    expect(text.toString()).toBe('ux4x+h1LeDb3q3SUBvr6n5934Mf7abADxyOfPElt0MI=')
    expect(decryptBody(text, keys)).toEqual(plain)
    expect(decryptBody(Buffer.concat([text, Buffer.from('\r\n')]), keys)).toEqual(plain)
    expect(decryptBody(Buffer.concat([text, Buffer.from('!')]), keys)).toEqual(plain)
  })

  test('leaves an empty body alone, keys or not', () => {
    expect(decryptBody(new Uint8Array(), null)).toEqual({ kind: 'plain', bytes: new Uint8Array() })
  })

  test.each([null, 0, 1, 15])('refuses %s bytes of keys', (length) => {
    expect(decryptBody(Buffer.from('{}'), length === null ? null : new Uint8Array(length))).toEqual(refused('Request.Body.Decrypt.AES.KeyAndIv.Invalid'))
  })

  test.each([16, 17, 31, 33, 48])('panics at %s bytes of keys, before it looks at the body', (length) => {
    expect(decryptBody(Buffer.from('QUJD'), new Uint8Array(length))).toEqual({ kind: 'panic' })
  })

  test.each(['QUJD****', 'QUFBQUFBQUFBQUFBQUFB'])('refuses %s, which is not whole blocks', (text) => {
    expect(decryptBody(Buffer.from(text), keys)).toEqual(refused('Request.Body.Decrypt.AES.ContentLength.Invalid'))
  })

  test.each(['{"zoneName":5}', '****', ' ', '\n'])('panics at %j, which decodes to nothing', (text) => {
    expect(decryptBody(Buffer.from(text), keys)).toEqual({ kind: 'panic' })
  })

  test('believes the last byte, as far as it can', () => {
    expect(decryptBody(endingWith(17), keys)).toEqual({ kind: 'panic' })
    expect(decryptBody(endingWith(16), keys)).toEqual({ kind: 'plain', bytes: Buffer.alloc(0) })
    expect(decryptBody(endingWith(3), keys)).toEqual({ kind: 'plain', bytes: Buffer.alloc(13, 65) })
    expect(decryptBody(endingWith(0), keys)).toEqual({ kind: 'plain', bytes: Buffer.from('AAAAAAAAAAAAAAA\0') })
  })
})

describe('encryptText', () => {
  test('makes 108 characters of a session id', () => {
    expect(encryptText(Buffer.alloc(64, 97), keys)).toMatchObject({ kind: 'text', text: expect.stringMatching(/^.{108}$/) })
  })

  test('refuses short keys in its own words, and panics at a strange IV', () => {
    expect(encryptText(Buffer.from('x'), null)).toEqual({ kind: 'refused', failure: coded('Request.Body.Decrypt.AES.KeyAndIv.Invalid') })
    expect(encryptText(Buffer.from('x'), new Uint8Array(31))).toEqual({ kind: 'panic' })
  })
})
