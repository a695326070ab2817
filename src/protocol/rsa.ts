import { checkPrimeSync, constants, createPrivateKey, createPublicKey, privateDecrypt, publicEncrypt } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { decodeBase64 } from './base64.ts'

/** An agent's key (wire.md §3.2). */
export interface KeyPair {
  readonly privateKey: KeyObject
  /** Base64 of the PKCS#1 `RSAPublicKey`, as `/secret` shows it: 188 characters for 1024 bits. */
  readonly publicKey: string
  /** Bytes of the modulus: the length of a block. */
  readonly size: number
}

/** A public key that was read, or what Go says of it. */
export type ReadPublicKey = { ok: true, key: KeyObject, size: number } | { ok: false, error: string }

/**
 * A key that follows from a stream of random numbers alone, so that the same seed gives the same key. Takes 5 to 15 ms.
 *
 * @param random a stream of uint32
 * @param bits of the modulus: 1024 since 4.4.2.0, 512 before
 */
export function makeKey(random: () => number, bits: number = 1024): KeyPair {
  const p = makePrime(random, bits / 2)
  let q = makePrime(random, bits / 2)
  while (q === p) q = makePrime(random, bits / 2)
  const privateKey = createPrivateKey({ key: privateJwk(p, q), format: 'jwk' })
  const publicKey = createPublicKey(privateKey).export({ type: 'pkcs1', format: 'der' }).toString('base64')
  return { privateKey, publicKey, size: bits / 8 }
}

/**
 * Decrypts blocks of the key's size, each PKCS#1 v1.5, and joins what they hold; no block at all is no bytes. Blocks may hold any number
 * of bytes: clients cut at 53, agents at 117. A last block that is too short counts as a number with leading zeros, as in Go.
 */
export function decryptChunks(key: KeyPair, bytes: Uint8Array): { ok: true, bytes: Uint8Array } | { ok: false, reason: string } {
  const parts: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += key.size) {
    const part = decryptBlock(key, bytes.subarray(at, at + key.size))
    if (part === null) return { ok: false, reason: 'crypto/rsa: decryption error' }
    parts.push(part)
  }
  return { ok: true, bytes: parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts) }
}

/**
 * Encrypts for the owner of a public key. An empty text is one empty block.
 *
 * @param chunk bytes a block, `largest` for what the key can take (11 less than its size), as agents do; the SDKs always take 53
 * @param padByte a stream of numbers, each of which gives one byte of padding
 */
export function encryptChunks(publicKey: string, bytes: Uint8Array, chunk: number | 'largest', padByte: () => number):
  { ok: true, bytes: Uint8Array } | { ok: false, error: string } {
  const read = readRsaPublicKey(publicKey)
  if (!read.ok) return read
  const step = chunk === 'largest' ? read.size - 11 : chunk
  if (step < 1 || step > read.size - 11) return { ok: false, error: 'crypto/rsa: message too long for RSA key size' }
  const blocks: Uint8Array[] = []
  for (let at = 0; at === 0 || at < bytes.length; at += step) blocks.push(encryptBlock(read, bytes.subarray(at, at + step), padByte))
  return { ok: true, bytes: Buffer.concat(blocks) }
}

/**
 * Reads the base64 of a PKCS#1 `RSAPublicKey`. The one fault met in life is the empty key of a peer that could not be asked for it,
 * and its text is Go's (golden `join-fails`); of other bytes only the commonest of Go's texts is given.
 */
export function readRsaPublicKey(publicKey: string): ReadPublicKey {
  const { bytes, error } = decodeBase64(publicKey)
  if (error !== undefined) return { ok: false, error }
  if (bytes.length === 0) return { ok: false, error: 'asn1: syntax error: sequence truncated' }
  try {
    const key = createPublicKey({ key: Buffer.from(bytes), format: 'der', type: 'pkcs1' })
    return { ok: true, key, size: Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8) }
  } catch {
    return { ok: false, error: 'asn1: syntax error: data truncated' }
  }
}

/** `00 02`, at least eight bytes that are not zero, `00`, the text. */
function decryptBlock(key: KeyPair, block: Uint8Array): Uint8Array | null {
  const padded = powerOfBlock(key, block)
  if (padded === null || padded[0] !== 0 || padded[1] !== 2) return null
  const end = padded.indexOf(0, 2)
  return end < 10 ? null : padded.subarray(end + 1)
}

/**
 * Node 20 refuses to strip this padding (CVE-2023-46809), so the bare power is asked for and the padding taken off by hand. OpenSSL
 * throws for a number that is not below the modulus.
 */
function powerOfBlock(key: KeyPair, block: Uint8Array): Uint8Array | null {
  const whole = block.length === key.size ? block : Buffer.concat([Buffer.alloc(key.size - block.length), block])
  try {
    return privateDecrypt({ key: key.privateKey, padding: constants.RSA_NO_PADDING }, whole)
  } catch {
    return null
  }
}

function encryptBlock(to: { key: KeyObject, size: number }, text: Uint8Array, padByte: () => number): Uint8Array {
  const padded = Buffer.alloc(to.size)
  padded[1] = 2
  for (let i = 2; i < to.size - text.length - 1; i++) padded[i] = 1 + padByte() % 255
  padded.set(text, to.size - text.length)
  return publicEncrypt({ key: to.key, padding: constants.RSA_NO_PADDING }, padded)
}

const exponent = 65537n

/** The first prime from a random odd number on that leaves an inverse for the exponent; both upper bits set, so that a product is full. */
function makePrime(random: () => number, bits: number): bigint {
  const words = Array.from({ length: bits / 32 }, () => random() >>> 0)
  words[0] = ((words[0] ?? 0) | 0xc000_0000) >>> 0
  words[words.length - 1] = ((words[words.length - 1] ?? 0) | 1) >>> 0
  const start = BigInt('0x' + words.map((word) => word.toString(16).padStart(8, '0')).join(''))
  const smallPrimes = oddPrimes()
  const remainders = smallPrimes.map((prime) => words.reduce((rest, word) => (rest * 0x1_0000_0000 + word) % prime, 0))
  for (let step = 0; ; step += 2) {
    if (smallPrimes.some((prime, i) => ((remainders[i] ?? 0) + step) % prime === 0)) continue
    const candidate = start + BigInt(step)
    if ((candidate - 1n) % exponent !== 0n && checkPrimeSync(candidate)) return candidate
  }
}

/** Odd primes below 2000: they spare OpenSSL nearly all candidates. Most runs make no key, so they are found anew for each. */
function oddPrimes(): number[] {
  return Array.from({ length: 999 }, (_, i) => 2 * i + 3).filter((n) => { for (let d = 3; d * d <= n; d += 2) if (n % d === 0) return false; return true })
}

function privateJwk(p: bigint, q: bigint) {
  const d = inverse(exponent, (p - 1n) * (q - 1n))
  const numbers = { n: p * q, e: exponent, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) }
  return { kty: 'RSA', ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, base64Url(value)])) }
}

function base64Url(value: bigint): string {
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : '0' + hex, 'hex').toString('base64url')
}

/** The inverse modulo, by Euclid. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [rest, previous] = [value % modulus, modulus]
  let [factor, previousFactor] = [1n, 0n]
  while (rest > 1n) {
    const quotient = previous / rest
    ;[rest, previous] = [previous - quotient * rest, rest]
    ;[factor, previousFactor] = [previousFactor - quotient * factor, factor]
  }
  return ((factor % modulus) + modulus) % modulus
}
