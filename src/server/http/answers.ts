import type { Head } from './transfer.ts'
import type { BodySink, HttpFrontOptions, Later, WireRequest, WireResponse } from './wire.ts'

/**
 * What is answered, whoever says it: the handler, or Go's server in its place. (What Go refuses to hand over at all is in refuse.ts; the
 * answers here are framed like those of a handler, with a Date.) If `onBug` itself throws, that is thrown.
 */
export class Answers {
  readonly #options: HttpFrontOptions

  constructor(options: HttpFrontOptions) {
    this.#options = options
  }

  to(request: WireRequest): WireResponse | Later {
    if (request.target === '*' && request.method === 'OPTIONS') return request.body.length > optionsBytesMax ? optionsRefused : optionsAllowed
    try {
      return this.#options.handler(request)
    } catch (error) {
      return this.#options.onBug(error, request)
    }
  }

  /** To a head whose body is larger than is taken in. */
  tooLarge(head: Head, remote: string): WireResponse {
    const { method, target, version, headers, bodyLength } = head
    try {
      return this.#options.tooLarge({ method, target, version, headers, bodyLength, remote })
    } catch (error) {
      return this.#options.onBug(error, null)
    }
  }

  /** What is to take the body as it comes; null: it is to be held. */
  sink(head: Head, remote: string): BodySink | null {
    const { method, target, version, headers, bodyLength } = head
    return this.#options.sink?.({ method, target, version, headers, bodyLength, remote }) ?? null
  }

  /** How many bytes of body are held for a target. */
  limit(target: string): number {
    return this.#options.maxBody(target)
  }

  /** Whether the request is one for node:http. */
  isAside(target: string): boolean {
    const side = this.#options.side
    return side !== undefined && side.takes(target)
  }

  /** Whether the agent answers at all. */
  get alive(): boolean {
    const alive = this.#options.alive
    return alive === undefined || alive()
  }

  /** A request came to an agent that does not answer at all. */
  missed(head: Head, remote: string): void {
    const { method, target, version, headers, bodyLength } = head
    this.#options.missed?.({ method, target, version, headers, bodyLength, remote })
  }

  /** Real time in microseconds, if anybody wants it stamped on requests. */
  cameAt(): number | undefined {
    return this.#options.wall?.()
  }
}

/** To any `Expect` but `100-continue` (`sendExpectationFailed`); the body is not read. */
export const expectationFailed: WireResponse = { status: 417, headers: [['Connection', 'close']], body: '' }

/** `OPTIONS *` never reaches the handler (`globalOptionsHandler`), which gives up on a body of more than 4 KB. */
const optionsBytesMax = 4096
const optionsAllowed: WireResponse = { status: 200, headers: [['Content-Length', '0']], body: '' }
const optionsRefused: WireResponse = { status: 200, headers: [['Connection', 'close'], ['Content-Length', '0']], body: '' }
