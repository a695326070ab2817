import { decodeGo } from '../json/index.ts'
import type { GoStruct } from '../json/index.ts'

/** What a credential header says once decrypted: Go's `secure.HttpHeader` (wire.md §3.3). What was not sent is '', 0 or null. */
export interface Credential {
  readonly sessionId: string
  /** The password, in clear. */
  readonly auth: string
  /** When the credential expires, decimal Unix seconds as text. Not checked here. */
  readonly ts: string
  /** The token of the agent that sends, for calls between agents. */
  readonly token: string
  readonly ssoToken: string
  /** The raw request target that the credential is for. */
  readonly uri: string
  /** AES key and IV, 32 bytes if the client did well. Not checked here. */
  readonly keys: Uint8Array | null
  readonly sha256: string
  /** 0 not forwarded, 1 by itself, 2 by hand; other numbers get through. */
  readonly forwardType: number
  readonly forwardAgent: { readonly ip: string, readonly port: number }
}

export type CredentialParsed =
  | { readonly ok: true, readonly credential: Credential }
  | { readonly ok: false, readonly reason: string }

/**
 * Reads the decrypted text of a credential header as the agent does (wire.md §3.3): keys in any case, unknown ones ignored, of equal ones
 * the last counts, text after the first JSON value ignored, `null` is a credential that says nothing. The reason is Go's text, as in
 * `Decrypt http header failed: <reason>`.
 */
export function parseCredential(text: Uint8Array | string): CredentialParsed {
  const decoded = decodeGo(text, HTTP_HEADER)
  if (!decoded.ok) return decoded
  const header = decoded.value as HttpHeader
  return {
    ok: true,
    credential: {
      sessionId: header.session_id,
      auth: header.Auth,
      ts: header.Ts,
      token: header.Token,
      ssoToken: header.ssotoken,
      uri: header.Uri,
      keys: header.Keys,
      sha256: header.Sha256,
      forwardType: Number(header.ForwardType),
      forwardAgent: { ip: header.ForwardAgent.ip, port: Number(header.ForwardAgent.port) },
    },
  }
}

interface HttpHeader {
  readonly session_id: string
  readonly Auth: string
  readonly Ts: string
  readonly Token: string
  readonly ssotoken: string
  readonly Uri: string
  readonly Keys: Uint8Array | null
  readonly Sha256: string
  readonly ForwardType: number | bigint
  readonly ForwardAgent: { readonly ip: string, readonly port: number | bigint }
}

const HTTP_HEADER: GoStruct = {
  kind: 'struct',
  name: 'HttpHeader',
  go: 'secure.HttpHeader',
  fields: [
    { json: 'session_id', name: 'SessionID', type: { kind: 'string' } },
    { json: 'Auth', name: 'Auth', type: { kind: 'string' } },
    { json: 'Ts', name: 'Ts', type: { kind: 'string' } },
    { json: 'Token', name: 'Token', type: { kind: 'string' } },
    { json: 'ssotoken', name: 'SSOToken', type: { kind: 'string' } },
    { json: 'Uri', name: 'Uri', type: { kind: 'string' } },
    { json: 'Keys', name: 'Keys', type: { kind: 'bytes' } },
    { json: 'Sha256', name: 'Sha256', type: { kind: 'string' } },
    { json: 'ForwardType', name: 'ForwardType', type: { kind: 'int' } },
    {
      json: 'ForwardAgent',
      name: 'ForwardAgent',
      type: {
        kind: 'struct',
        name: 'AgentInfo',
        go: 'meta.AgentInfo',
        fields: [
          { json: 'ip', name: 'Ip', type: { kind: 'string' } },
          { json: 'port', name: 'Port', type: { kind: 'int' } },
        ],
      },
    },
  ],
}
