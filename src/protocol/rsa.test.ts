import { constants, createPublicKey, privateDecrypt, publicEncrypt } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { decryptChunks, encryptChunks, makeKey, readRsaPublicKey } from './rsa.ts'

/** A stream of uint32 like those the simulator's seed gives. */
function stream(seed: number): () => number {
  let state = seed
  return () => state = (Math.imul(state, 1664525) + 1013904223) >>> 0
}

const key = makeKey(stream(7))
const publicKey = createPublicKey(key.privateKey)

/** Encrypts one block of exactly these padded bytes. */
function rawBlock(padded: number[]): Buffer {
  return publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, Buffer.from(padded))
}

function encrypted(text: string, chunk: number | 'largest'): Uint8Array {
  const result = encryptChunks(key.publicKey, Buffer.from(text), chunk, stream(3))
  if (!result.ok) throw new Error(result.error)
  return result.bytes
}

const refused = { ok: false, reason: 'crypto/rsa: decryption error' }

describe('makeKey', () => {
  test('makes the same key of the same stream, another of another', () => {
    expect(makeKey(stream(7)).publicKey).toBe(key.publicKey)
    expect(makeKey(stream(7)).privateKey.export({ format: 'jwk' })).toEqual(key.privateKey.export({ format: 'jwk' }))
    expect(makeKey(stream(8)).publicKey).not.toBe(key.publicKey)
    expect(key.publicKey.slice(0, 40)).toBe('MIGJAoGBAMVka14QChl1OAclt6Nh6IAj4PcWp6DO')
  })

  test('shows 188 characters for 1024 bits, 100 for the 512 of old agents', () => {
    const old = makeKey(stream(7), 512)
    expect([key.publicKey.length, key.size, old.publicKey.length, old.size]).toEqual([188, 128, 100, 64])
  })

  test('makes keys with which OpenSSL agrees', () => {
    const block = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.from('{"auth":""}'))
    expect(decryptChunks(key, block)).toEqual({ ok: true, bytes: Buffer.from('{"auth":""}') })
  })
})

describe('decryptChunks', () => {
  test.each([1, 53, 117, 'largest'] as const)('takes chunks of %s', (chunk) => {
    const text = 'x'.repeat(300)
    expect(decryptChunks(key, encrypted(text, chunk))).toEqual({ ok: true, bytes: Buffer.from(text) })
  })

  test('takes nothing for nothing, and a block may be empty', () => {
    expect(decryptChunks(key, new Uint8Array())).toEqual({ ok: true, bytes: Buffer.alloc(0) })
    expect(encrypted('', 53).length).toBe(128)
    expect(decryptChunks(key, encrypted('', 53))).toEqual({ ok: true, bytes: Buffer.alloc(0) })
  })

  test('refuses what is not a block of this key', () => {
    expect(decryptChunks(key, Buffer.from('ABC'))).toEqual(refused)
    expect(decryptChunks(key, Buffer.alloc(128))).toEqual(refused)
    expect(decryptChunks(key, Buffer.alloc(128, 255))).toEqual(refused)
    expect(decryptChunks(makeKey(stream(8)), encrypted('x', 53))).toEqual(refused)
    expect(decryptChunks(key, Buffer.concat([encrypted('x', 53), Buffer.from([1])]))).toEqual(refused)
  })

  test('wants at least eight bytes of padding, and its end', () => {
    const text = (zeroAt: number) => [0, 2, ...Array.from({ length: 126 }, (_, i) => i + 2 === zeroAt ? 0 : 9)]
    expect(decryptChunks(key, rawBlock(text(9)))).toEqual(refused)
    expect(decryptChunks(key, rawBlock(text(10)))).toEqual({ ok: true, bytes: Buffer.alloc(117, 9) })
    expect(decryptChunks(key, rawBlock(text(0)))).toEqual(refused)
    expect(decryptChunks(key, rawBlock([0, 1, ...text(20).slice(2)]))).toEqual(refused)
  })

  test('reads a last block that lost its leading zeros', () => {
    const random = stream(1)
    for (;;) {
      const result = encryptChunks(key.publicKey, Buffer.from('hi'), 53, random)
      if (!result.ok || result.bytes[0] !== 0) continue
      expect(decryptChunks(key, result.bytes.subarray(1))).toEqual({ ok: true, bytes: Buffer.from('hi') })
      return
    }
  })
})

describe('encryptChunks', () => {
  test('pads with bytes that are never zero, from the stream', () => {
    const result = encryptChunks(key.publicKey, Buffer.from('hi'), 53, () => 255)
    const padded = privateDecrypt({ key: key.privateKey, padding: constants.RSA_NO_PADDING }, result.ok ? result.bytes : Buffer.alloc(0))
    expect([...padded]).toEqual([0, 2, ...Array<number>(123).fill(1), 0, 104, 105])
  })

  test('passes on what is wrong with the key or the chunk', () => {
    expect(encryptChunks('', Buffer.from('x'), 53, () => 1)).toEqual({ ok: false, error: 'asn1: syntax error: sequence truncated' })
    expect(encryptChunks(key.publicKey, Buffer.from('x'), 118, () => 1)).toEqual({ ok: false, error: 'crypto/rsa: message too long for RSA key size' })
  })
})

test('readRsaPublicKey reads what /secret shows', () => {
  expect(readRsaPublicKey(key.publicKey)).toMatchObject({ ok: true, size: 128 })
  expect(readRsaPublicKey('*')).toEqual({ ok: false, error: 'illegal base64 data at input byte 0' })
  expect(readRsaPublicKey('MIGJ')).toEqual({ ok: false, error: 'asn1: syntax error: data truncated' })
})
