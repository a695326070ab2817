import type { Agent, AgentAddress } from '../cluster/index.ts'
import type { BodyName, OperationId } from '../openapi/index.ts'
import { coded, type Failure, type FormFile } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'
import type { PeerRequest } from '../task/index.ts'

/** What an operation is given: the world, the agent that answers, and the request as plain values. */
export interface OperationContext {
  readonly operation: OperationId
  readonly world: Simulation
  readonly agent: Agent
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** AES key and IV of the credential, for the answers that are encrypted (wire.md §3.10). Null: no credential was sent. */
  readonly keys: Uint8Array | null
  /** The single-sign-on token of the credential, or empty. */
  readonly ssoToken: string
  /** The file of an upload; null where the operation takes none. */
  readonly file: FormFile | null
  /** What the request came in by: on its socket an agent does some things for itself (wire.md §2.1). */
  readonly transport: 'tcp' | 'tls' | 'socket'
  /** The follower that forwarded this request on its own, if one did (wire.md §3.8). */
  readonly autoForwardedBy: AgentAddress | null
  /**
   * Binds the body where the operation judges something else first (`x-obshell-bind-late`); `as` names the type where the route has several.
   */
  bind(as?: BodyName): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly result: Result }
  /** Decrypts a text that a client encrypted with the agent's key; what peers send inside the world is plain. */
  unseal(text: string): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string }
  /** Hands the request to another agent by hand and relays its answer (wire.md §3.8). Without a body it arrives as `{}`. */
  forward(to: AgentAddress, body?: unknown): Result
  /** Asks another agent for something. */
  ask(request: PeerRequest): Reply
  /** Fetches a URL with GET, as far as somebody in the world is there to answer. */
  fetch(url: string): Fetched
  /** The same question to another agent, as the asker's own (`SendGetRequest`): its data, or null for any refusal. */
  askSame(to: AgentAddress): unknown
  /** A text drawn from the seed: a session id, a token. */
  secret(hexDigits: number): string
}

/** What another agent answered, or why it did not. */
export type Reply =
  | { readonly kind: 'answer'; readonly data: unknown }
  | { readonly kind: 'refused' | 'failed'; readonly failure: Failure }

/** What came back from a URL: a status and a text, or Go's words for why nothing did. */
export type Fetched =
  | { readonly kind: 'answer'; readonly status: number; readonly body: string }
  | { readonly kind: 'failed'; readonly error: string }

/** What an operation comes to. */
export type Result =
  | { readonly kind: 'data'; readonly data: unknown }
  /** 200 without a `data` key. */
  | { readonly kind: 'empty' }
  /** 204 without a body. */
  | { readonly kind: 'no-content' }
  /** An error; with `data` where the handler passes a typed nil, or more, along (wire.md §1.1). */
  | { readonly kind: 'refused'; readonly failure: Failure; readonly data?: unknown }
  /** The handler dereferences nil or the like: the recovery answer (wire.md §1.10). */
  | { readonly kind: 'panic'; readonly why: string }
  /** The handler sets no response (wire.md §1.2, last line). */
  | { readonly kind: 'nothing' }
  /** Another agent's answer, verbatim. Only {@link OperationContext.forward} makes one. */
  | { readonly kind: 'relayed'; readonly answer: unknown }

export type Operation = (context: OperationContext, body: never) => Result

/** The functions by operationId. What is not here is not modelled. */
export type Operations = Readonly<Partial<Record<OperationId, Operation>>>

export function data(value: unknown): Result {
  return { kind: 'data', data: value }
}

export const empty: Result = { kind: 'empty' }
export const noContent: Result = { kind: 'no-content' }

export function refused(failure: Failure): Result {
  return { kind: 'refused', failure }
}

/** A refusal with `data` beside it: `null`, or `nilSlice`. */
export function refusedWith(data: unknown, failure: Failure): Result {
  return { kind: 'refused', failure, data }
}

/** What a nil slice is in an envelope (wire.md §1.6). */
export const nilSlice = { contents: null }

/** From here on the operation needs what is not modelled. */
export function notModelled({ operation }: OperationContext): Result {
  return refused(coded('Simulator.NotImplemented', operation))
}
