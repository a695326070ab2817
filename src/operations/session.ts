import { encryptText } from '../protocol/index.ts'
import { data, refused, type OperationContext, type Operations, type Result } from './context.ts'

/** Sessions as far as they exist before a cluster (wire.md §3.10): they are given out, and in no identity but CLUSTER AGENT looked at. */
export const sessionOperations: Operations = { login: encryptedSecret, createSsoToken: encryptedSecret }

/** 64 hex digits, encrypted with the keys of the request: with `/sso/exchange` the only encrypted answers there are. */
function encryptedSecret({ keys, secret }: OperationContext): Result {
  const encrypted = encryptText(new TextEncoder().encode(secret(64)), keys)
  switch (encrypted.kind) {
    case 'text': return data(encrypted.text)
    case 'refused': return refused(encrypted.failure)
    case 'panic': return { kind: 'panic', why: 'the IV in Keys is not 16 bytes long' }
  }
}
