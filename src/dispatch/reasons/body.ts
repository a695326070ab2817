import { decodeBase64 } from '../../protocol/index.ts'

/**
 * Why an encrypted body could not be decrypted, as a sentence that a developer can act on.
 *
 * @param keys of the credential; null: it has none
 * @param body as it came
 */
export function explainBody(keys: Uint8Array | null, body: Uint8Array): string {
  const text = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, textMax)).toString('latin1')
  const wanted = 'with a credential a body is to be base64 of AES-128-CBC, made with the Keys in the credential'
  if (/^\s*[{[]/.test(text)) return `the body is JSON as it stands; ${wanted}`
  if (keys === null || keys.length === 0) return `a body came and the credential has no Keys; ${wanted}`
  if (keys.length !== 32) return `Keys of the credential have ${keys.length} bytes; they are to have 32, 16 of a key and 16 of an IV`
  const { bytes, error } = decodeBase64(Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1').trimEnd())
  if (error !== undefined) return `the body is no base64 (${error}); ${wanted}`
  if (bytes.length % 16 !== 0) return `the body decodes to ${bytes.length} bytes, which are no whole AES blocks; ${wanted}`
  return 'the body was encrypted with other keys than those in the credential, or without PKCS#7 padding'
}

/** So much of a body tells whether it is JSON. */
const textMax = 64
