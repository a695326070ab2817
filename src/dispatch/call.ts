import type { Instant } from '../clock/index.ts'
import type { Header } from '../cluster/index.ts'
import type { Route } from '../openapi/index.ts'
import type { Credential, FormFile, Language, RenderedFailure } from '../protocol/index.ts'

/** How a request reached an agent: from a client, forwarded by a follower or by hand, or as an agent's own question. */
export type Via = 'client' | 'forward' | 'manual' | 'peer'

/** What a request came in by. On its unix socket an agent asks for no credential and forwards nothing on its own (wire.md §2.1). */
export type Transport = 'tcp' | 'tls' | 'socket'

/** A request as plain values, decrypted, for clients and peers alike. */
export interface Call {
  /** Null: no route has this method and path. */
  readonly route: Route | null
  readonly params: Readonly<Record<string, string>>
  readonly method: string
  /** The raw request target: credentials are made for it, byte for byte. */
  readonly target: string
  readonly credential: Credential | null
  /** Which header the credential came in. */
  readonly header: Header | null
  /** Plain text; empty where there was none, and where its decryption panicked. */
  readonly body: Uint8Array | string
  /** Whether an empty body was declared empty, and so counts as `{}` (wire.md §1.9). */
  readonly padsBody: boolean
  /** Its decryption panicked, so a forward finds no body to send on (wire.md §1.10). */
  readonly bodyLost: boolean
  /** The file of an upload; null where the route takes none. */
  readonly file: FormFile | null
  /** `X-OCS-File-SHA256`, the digest that vouches for an upload: encrypted, or empty where there is none (wire.md §3.9). */
  readonly fileDigest: string
  /** Whether `Content-Type` lets gin's `Bind` read JSON (wire.md §1.9 point 5). */
  readonly bindsJson: boolean
  readonly language: Language | null
  readonly via: Via
  readonly transport: Transport
  /** Names of the agents that have had this request before, so that two that ask each other come to an end. */
  readonly visited: readonly string[]
  /** The client's own trace id, or null. */
  readonly traceId: string | null
  /** Unix seconds by the real clock, for the expiry of credentials. */
  readonly wallSeconds: number
}

/** What of a call is the same wherever no client's bytes were read. */
export const unwired = {
  padsBody: true, bodyLost: false, bindsJson: true, file: null, fileDigest: '', language: null, traceId: null, wallSeconds: 0,
} as const satisfies Partial<Call>

/** A credential that shows nothing and never expires: its makers share the clock that judges. */
export const emptyCredential: Credential = {
  sessionId: '', auth: '', ts: '9223372036854775807', token: '', ssoToken: '', uri: '', keys: null, sha256: '', forwardType: 0, forwardAgent: { ip: '', port: 0 },
}

/** An agent's answer, before it is text. Relayed answers are those of the agent that gave them. */
export interface Answer {
  /** The agent that answered, by name. */
  readonly agent: string
  readonly status: number
  readonly at: Instant
  readonly traceId: string
  /** `undefined`: no key; `null`: a typed nil. */
  readonly data: unknown
  readonly error: RenderedFailure | null
  /** 204: headers without a body. */
  readonly bodiless: boolean
  /** An answer of the recovery: fixed, at the instant at which the process started (wire.md §1.10). */
  readonly recovered: boolean
  /** It came from another agent, headers and all, and is handed on verbatim (wire.md §3.8). */
  readonly relayed: boolean
  /** Why it was refused, in words for a person; null when it was not. */
  readonly why: string | null
}

/** What came of a call: usually one answer; a panic on the way may be followed by another document (wire.md §1.10). */
export interface Dispatched {
  readonly answers: readonly Answer[]
  /** Whether a question about work was accepted: it moves time in some modes. */
  readonly question: boolean
}
