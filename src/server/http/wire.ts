import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Drop } from '../../faults/index.ts'

/** One request as it came over the wire. Strings are latin1: one character a byte. */
export interface WireRequest {
  /** As sent, any token: `FOO` and `get` are methods too. */
  readonly method: string
  /** The raw request target, undecoded: `/api/v1/x?y`, `http://…`, `*`, or `host:port` of a CONNECT. */
  readonly target: string
  /** `1.1` also for HTTP/1.2 … 1.9 and `PRI * HTTP/2.0`, which Go serves the same. */
  readonly version: '1.0' | '1.1'
  /** name, value, name, value … in order; names as sent; values trimmed and unfolded as Go does. */
  readonly headers: readonly string[]
  /** The whole body without its chunked coding; empty when there is none, or when it went into a sink. */
  readonly body: Buffer
  /** What has taken the body as it came, so that it was never held; null when nothing has. */
  readonly sink: BodySink | null
  /** How the body was declared: no Content-Length, a Content-Length of 0, of more, or chunked (which wins over a length). */
  readonly bodyLength: BodyLength
  /** What Go's `Body.Read` fails with after the bytes in `body` (`unexpected EOF`, `malformed chunked encoding`, …); null when all came. */
  readonly bodyError: string | null
  /** When its head had come, microseconds of real time; where `wall` is not given, nothing. */
  readonly cameAt: number | undefined
  /** Address of the client, `ip:port` (`[ip]:port` for IPv6); `@` where there is none, as Go names the peer on a unix socket. */
  readonly remote: string
}

export type BodyLength = 'none' | 'zero' | 'length' | 'chunked'

/** A request whose body has not been read. */
export type WireHead = Omit<WireRequest, 'body' | 'bodyError' | 'sink' | 'cameAt'>

/** Takes a body piece by piece. A piece is only good for the length of the call. */
export interface BodySink {
  push(piece: Uint8Array): void
}

/** An answer. Framing is not in it: Date, Content-Length, Connection and Transfer-Encoding are added as Go would. */
export interface WireResponse {
  readonly status: number
  /**
   * In Go's order (sorted by name); characters are bytes (latin1). A `Content-Length` or `Connection: close` given here means what it means to
   * a Go handler: it stands at its place among the sorted ones, and is not added again. (An answer that a follower forwards has its
   * Content-Length from the master, so it comes before Content-Type: golden `auth-follower`.) It must be the size of the body, unless to HEAD.
   */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** `''` for none. It is taken as one write of the handler, so that a long one is one chunk. */
  readonly body: string | Buffer
  /** When it was given, for the Date header; absent: now. */
  readonly at?: number
  /** How it fails to arrive; absent when it does. */
  readonly fate?: Fate
}

/** How an answer fails to arrive: as a rule of the scenario says, or `end`: the connection ends in good order, without it. */
export type Fate = Drop | { readonly how: 'end' }

/** An answer that comes later. */
export interface Later {
  /**
   * Asks for it; `give` is called once, after this has returned.
   * @returns what takes the wish back: the connection has gone
   */
  readonly later: (give: (response: WireResponse) => void) => () => void
  readonly coming: Coming
}

/**
 * How an answer comes. `soon`: whoever closes the server waits for it; `slowly`: in its own time, for which nobody waits; `open`: nobody knows when, or
 * whether, so that a client that closes its side has given up.
 */
export type Coming = 'soon' | 'slowly' | 'open'

export type WireHandler = (request: WireRequest) => WireResponse | Later

export interface HttpFrontOptions {
  handler: WireHandler
  /** Value of the Date header, e.g. `Tue, 24 Nov 2026 03:41:50 GMT`, for an answer of an instant, or for one of now. */
  date: (at: number | undefined) => string
  /** The largest body that is held for a target, in bytes. */
  maxBody: (target: string) => number
  /** What is to take the body of a request as it comes, whatever its size; null where it is to be held as a whole. */
  sink?: (head: WireHead) => BodySink | null
  /** The answer to a body over `maxBody`; the connection is closed after it. */
  tooLarge: (head: WireHead) => WireResponse
  /** Requests whose target `takes` is true for are given to `listener`, an ordinary listener of node:http. */
  side?: { takes: (target: string) => boolean; listener: (req: IncomingMessage, res: ServerResponse) => void }
  /** While false, connections are reset instead of answered (a stopped agent), except for side targets. */
  alive?: () => boolean
  /** A request came while it was not alive. */
  missed?: (head: WireHead) => void
  /** Real time in microseconds: what is stamped on requests when their head is there. */
  wall?: () => number
  /** What to answer when the handler throws, which is a bug of ours; `request` is null if no request is at fault. */
  onBug: (error: unknown, request: WireRequest | null) => WireResponse
}
