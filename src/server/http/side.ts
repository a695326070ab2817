import { Duplex } from 'node:stream'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { WireRequest } from './wire.ts'

/** How a side request ended: the connection can carry on, is to be closed in good order, or is broken. */
export type SideOutcome = 'kept' | 'ended' | 'broken'

/**
 * A connection for node:http that carries one request, already read, out of a connection of ours; what node:http answers goes straight to the
 * real socket. So requests of the control API and of the agent can alternate on one connection, each answered by the server that is right for it.
 */
export class SideStream extends Duplex {
  readonly #real: Duplex
  readonly #done: (outcome: SideOutcome) => void
  #ended = false
  #settled = false

  constructor(real: Duplex, request: WireRequest, done: (outcome: SideOutcome) => void) {
    super({ allowHalfOpen: true })
    this.#real = real
    this.#done = done
    this.push(asBytes(request))
  }

  /** The response of node:http to follow: when it has closed, the request is over. */
  follow(response: ServerResponse): void {
    response.once('close', () => {
      this.#settle(this.#ended ? 'ended' : response.writableFinished && response.shouldKeepAlive ? 'kept' : response.writableFinished ? 'ended' : 'broken')
    })
  }

  // What people ask of `req.socket`.
  get remoteAddress(): string | undefined { return (this.#real as Partial<Socket>).remoteAddress }
  get remotePort(): number | undefined { return (this.#real as Partial<Socket>).remotePort }
  get localAddress(): string | undefined { return (this.#real as Partial<Socket>).localAddress }
  get localPort(): number | undefined { return (this.#real as Partial<Socket>).localPort }
  get encrypted(): boolean { return (this.#real as { encrypted?: boolean }).encrypted === true }

  override _read(): void {
    // All there is to read was pushed at the beginning.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, written: (error?: Error | null) => void): void {
    this.#real.write(chunk, written)
  }

  override _final(finished: () => void): void {
    this.#ended = true
    finished()
  }

  override _destroy(error: Error | null, destroyed: (error: Error | null) => void): void {
    // Without a response, as when node:http refuses the request, the end of the stream is the end of the connection.
    this.#settle(this.#ended ? 'ended' : 'broken')
    destroyed(error)
  }

  #settle(outcome: SideOutcome): void {
    if (this.#settled) return
    this.#settled = true
    this.#done(outcome)
    this.destroy()
  }
}

/** The request again, framed by a length: its body has been read, and `Expect` has been answered. */
function asBytes(request: WireRequest): Buffer {
  let head = `${request.method} ${request.target} HTTP/${request.version}\r\n`
  for (let i = 0; i < request.headers.length; i += 2) {
    const name = request.headers[i] as string
    if (!/^(?:content-length|transfer-encoding|expect|trailer)$/i.test(name)) head += `${name}: ${request.headers[i + 1]}\r\n`
  }
  if (request.bodyLength !== 'none') head += `Content-Length: ${request.body.length}\r\n`
  return Buffer.concat([Buffer.from(head + '\r\n', 'latin1'), request.body])
}
