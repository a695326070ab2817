import { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { Answers } from './answers.ts'
import { Connection, type ConnectionOwner } from './connection.ts'
import type { SideStream } from './side.ts'
import type { HttpFrontOptions } from './wire.ts'

/**
 * An HTTP server that is Go's on the wire. It does not listen yet; a `Duplex` can be given to it as a connection
 * (`server.emit('connection', duplex)`), which is how TLS and tests in this process reach it.
 */
export function createHttpFront(options: HttpFrontOptions): Server {
  return new HttpFront(options)
}

/**
 * A server of node:http whose connections are read by us. Its parser cannot be Go's: what it takes for well-formed it has normalised
 * (`GET  /x`, a head without a version, control characters in values), of what it refuses it shows only the last packet, and
 * part of what Go accepts it refuses. It stays behind to serve the side targets (`SideStream`).
 */
export class HttpFront extends Server implements ConnectionOwner {
  readonly answers: Answers
  readonly date: (at: number | undefined) => string
  /** Connections that are not yet gone. */
  readonly open = new Set<Connection>()
  closing = false
  #waiting: (() => void)[] = []
  readonly #toNode: (stream: Duplex) => void

  constructor(options: HttpFrontOptions) {
    super({ requireHostHeader: false, maxHeaderSize: 2 << 20, keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 })
    this.answers = new Answers(options)
    this.date = options.date
    this.#toNode = this.listeners('connection')[0] as (stream: Duplex) => void
    this.removeAllListeners('connection')
    this.on('connection', (socket: Duplex) => {
      this.open.add(new Connection(this, socket))
    })
    const listener = options.side?.listener
    if (listener === undefined) return
    this.on('request', (request, response) => {
      (request.socket as Duplex as SideStream).follow(response)
      listener(request, response)
    })
  }

  serveSide(stream: SideStream): void {
    this.#toNode.call(this, stream)
  }

  forget(connection: Connection): void {
    this.open.delete(connection)
    if (this.open.size > 0) return
    const waiting = this.#waiting
    this.#waiting = []
    for (const then of waiting) then()
  }

  /** Calls back as soon as no connection is left. */
  whenEmpty(then: () => void): void {
    if (this.open.size === 0) then()
    else this.#waiting.push(then)
  }

  /** Ends the connections whose end whoever closes the server need not wait for. */
  endIdle(): void {
    for (const connection of this.open) if (!connection.worthWaiting) connection.destroy()
  }

  // `close()` of node:http calls this, so that it ends as soon as the requests in hand are answered.
  override closeIdleConnections(): void {
    for (const connection of this.open) if (connection.idle) connection.destroy()
    super.closeIdleConnections()
  }

  override closeAllConnections(): void {
    for (const connection of this.open) connection.destroy()
    super.closeAllConnections()
  }
}
