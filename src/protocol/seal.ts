import { encryptText } from './aes.ts'
import { encodeBase64 } from './base64.ts'
import { encryptChunks } from './rsa.ts'

/** What a client says of itself and its request. */
export interface SealOptions {
  /** Of the agent that is asked (`/api/v1/secret`). */
  readonly publicKey: string
  /** The raw request target, query included. */
  readonly target: string
  /** The JSON text of the body, or null for none. */
  readonly body: string | null
  /** The root password, in `X-OCS-Header`; empty where there is none. */
  readonly password?: string
  /** The agent password: if given, the credential goes in `X-OCS-Agent-Header` and shows it. */
  readonly agentPassword?: string
  /** Unix seconds at which the credential expires; SDKs say a minute from now. */
  readonly expires: number
  /** 0 to 255, for keys and padding. */
  readonly randomByte: () => number
}

/** The SDKs encrypt in pieces of so many bytes, whatever the size of the key (sdk-behaviour.md §4). */
const chunkBytes = 53

/**
 * A request as an SDK sends it: the credential header, and the encrypted body.
 *
 * @throws when the public key cannot be read
 */
export function sealRequest(options: SealOptions): { readonly header: readonly [name: string, value: string]; readonly body: string } {
  const { publicKey, target, body, password = '', agentPassword, expires, randomByte } = options
  const keys = Uint8Array.from({ length: 32 }, randomByte)
  const credential = JSON.stringify({ auth: agentPassword ?? password, ts: String(expires), uri: target, keys: encodeBase64(keys) })
  const sealed = encryptChunks(publicKey, new TextEncoder().encode(credential), chunkBytes, () => randomByte() % 255 + 1)
  if (!sealed.ok) throw new Error(`the agent's public key cannot be used: ${sealed.error}`)
  return {
    header: [agentPassword === undefined ? 'X-OCS-Header' : 'X-OCS-Agent-Header', encodeBase64(sealed.bytes)],
    body: body === null ? '' : encrypted(body, keys),
  }
}

function encrypted(text: string, keys: Uint8Array): string {
  const result = encryptText(new TextEncoder().encode(text), keys)
  if (result.kind !== 'text') throw new Error('32 bytes of keys must do')
  return result.text
}
