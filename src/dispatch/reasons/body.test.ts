import { expect, test } from 'vitest'
import { explainBody } from './body.ts'

const keys = new Uint8Array(32)
const wanted = 'with a credential a body is to be base64 of AES-128-CBC, made with the Keys in the credential'

test.each<[string, Uint8Array | null, string, string]>([
  ['JSON', keys, ' {"a":1}', `the body is JSON as it stands; ${wanted}`],
  ['no keys', null, 'AAAA', `a body came and the credential has no Keys; ${wanted}`],
  ['empty keys', new Uint8Array(0), 'AAAA', `a body came and the credential has no Keys; ${wanted}`],
  ['short keys', new Uint8Array(16), 'AAAA', 'Keys of the credential have 16 bytes; they are to have 32, 16 of a key and 16 of an IV'],
  ['no base64', keys, '!!!', `the body is no base64 (illegal base64 data at input byte 0); ${wanted}`],
  ['no blocks', keys, 'AAAA', `the body decodes to 3 bytes, which are no whole AES blocks; ${wanted}`],
  ['other keys', keys, 'A'.repeat(64), 'the body was encrypted with other keys than those in the credential, or without PKCS#7 padding'],
])('a body that cannot be decrypted: %s', (_, credentialKeys, body, says) => {
  expect(explainBody(credentialKeys, Buffer.from(body))).toBe(says)
})
