import { createCipheriv, createDecipheriv } from 'node:crypto'
import { decodeBase64, encodeBase64 } from './base64.ts'
import { coded, wrapRetain } from './failure.ts'
import type { Failure } from './failure.ts'

/** What became of a body: the plain bytes, a refusal, or a panic of the agent, which it answers with the 500 of wire.md §1.10. */
export type DecryptedBody = { kind: 'plain', bytes: Uint8Array } | { kind: 'refused', failure: Failure } | { kind: 'panic' }

/** The same of an answer, whose text is base64. */
export type EncryptedText = { kind: 'text', text: string } | { kind: 'refused', failure: Failure } | { kind: 'panic' }

/**
 * Decrypts the body of a request that came with a credential header: base64 of AES-128-CBC, PKCS#7. What the agent checks, in its
 * order (wire.md §3.4, §3.5):
 *
 * 1. an empty body is left alone, whatever the keys
 * 2. fewer than 16 bytes of keys are refused
 * 3. faults in the base64 are ignored, what could be decoded before them is used
 * 4. an IV, all that follows the key, of other than 16 bytes is a panic
 * 5. a length that is not whole blocks is refused
 * 6. no block at all is a panic, and so is a last byte that asks to cut off more than there is; otherwise it is believed, 0 included
 *
 * @param text the body as it came
 * @param keys the `Keys` of the credential, null if it had none
 */
export function decryptBody(text: Uint8Array, keys: Uint8Array | null): DecryptedBody {
  if (text.length === 0) return { kind: 'plain', bytes: text }
  const split = splitKeys(keys)
  if (split === null) return { kind: 'refused', failure: wrapRetain(coded('Common.Unauthorized'), coded(keysInvalid)) }
  const encrypted = decodeBase64(Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('latin1')).bytes
  if (split.iv.length !== BLOCK) return { kind: 'panic' }
  if (encrypted.length % BLOCK !== 0) {
    return { kind: 'refused', failure: wrapRetain(coded('Common.Unauthorized'), coded('Request.Body.Decrypt.AES.ContentLength.Invalid')) }
  }
  const decipher = createDecipheriv('aes-128-cbc', split.key, split.iv).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(encrypted), decipher.final()])
  const length = padded.length - (padded.at(-1) ?? 1)
  return length < 0 ? { kind: 'panic' } : { kind: 'plain', bytes: padded.subarray(0, length) }
}

/**
 * Encrypts with the keys of a request: the answers of `/login`, `/sso/token` and `/sso/exchange`, and the bodies that clients send.
 * Here a refusal is not wrapped (wire.md §3.10).
 */
export function encryptText(bytes: Uint8Array, keys: Uint8Array | null): EncryptedText {
  const split = splitKeys(keys)
  if (split === null) return { kind: 'refused', failure: coded(keysInvalid) }
  if (split.iv.length !== BLOCK) return { kind: 'panic' }
  const cipher = createCipheriv('aes-128-cbc', split.key, split.iv)
  return { kind: 'text', text: encodeBase64(Buffer.concat([cipher.update(bytes), cipher.final()])) }
}

const BLOCK = 16
const keysInvalid = 'Request.Body.Decrypt.AES.KeyAndIv.Invalid'

function splitKeys(keys: Uint8Array | null): { key: Uint8Array, iv: Uint8Array } | null {
  if (keys === null || keys.length < BLOCK) return null
  return { key: keys.subarray(0, BLOCK), iv: keys.subarray(BLOCK) }
}
