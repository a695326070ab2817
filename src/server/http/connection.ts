import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { Ahead } from './ahead.ts'
import { expectationFailed, type Answers } from './answers.ts'
import { ChunkedBody, LengthBody, noBytes, type IncomingBody } from './body.ts'
import { bytesOf, garbage, halfOf, sendSlowly, sendThenReset } from './broken.ts'
import { more } from './fields.ts'
import { HeadReader } from './head.ts'
import { Lingering } from './lingering.ts'
import type { Refusal } from './refuse.ts'
import { addressOf } from './remote.ts'
import { resetSocket } from './reset.ts'
import { writeResponse } from './response.ts'
import { SideStream } from './side.ts'
import type { Head } from './transfer.ts'
import type { BodySink, Coming, Fate, Later, WireRequest, WireResponse } from './wire.ts'

/** What a connection asks of the server it belongs to. */
export interface ConnectionOwner {
  readonly answers: Answers
  /** Value of the Date header. */
  readonly date: (at: number | undefined) => string
  /** The server is about to end: answers say `Connection: close`. */
  readonly closing: boolean
  /** Gives a request to node:http. */
  serveSide(stream: SideStream): void
  forget(connection: Connection): void
}

/**
 * One connection, served as Go's `conn.serve` does: read a head, read its body, answer, and only then look at what follows (so pipelined requests
 * are answered in order). It holds no timer while it waits: Go's server has none here that a client would meet.
 */
export class Connection {
  readonly #owner: ConnectionOwner
  readonly #socket: Duplex
  readonly #reader = new HeadReader()
  readonly #remote: string
  #phase: 'head' | 'body' | 'answer' | 'lingering' = 'head'
  #head: Head | null = null
  /** When it was there. */
  #cameAt: number | undefined
  #body: IncomingBody | null = null
  #sink: BodySink | null = null
  /** The request in hand is one for node:http, which answers it by this. */
  #aside = false
  #side: SideStream | null = null
  readonly #ahead = new Ahead()
  /** The client has closed its side. */
  #peerEnded = false
  #lingering: Lingering | null = null
  /** The handler has the request at this very moment. */
  #asking = false
  /** How the answer in hand comes. */
  #coming: Coming = 'soon'
  /** Calls off what is still to happen with the answer in hand. */
  #callOff: (() => void) | null = null

  constructor(owner: ConnectionOwner, socket: Duplex) {
    this.#owner = owner
    this.#socket = socket
    this.#remote = addressOf(socket as Partial<Socket>)
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('end', () => this.#end())
    // A client that goes away in the middle is not our error; 'close' follows.
    socket.on('error', () => {})
    socket.on('close', () => this.#closed())
  }

  /** No request is being read or answered. */
  get idle(): boolean {
    return this.#phase === 'head' && this.#reader.idle
  }

  get servesSide(): boolean {
    return this.#side !== null
  }

  /** Whoever closes the server waits for what it is doing. */
  get worthWaiting(): boolean {
    return !this.idle && this.#coming === 'soon'
  }

  destroy(): void {
    this.#socket.destroy()
  }

  /** Ends the connection with an RST, as a process does that is killed; where there is no TCP, it just ends. */
  reset(): void {
    // What the request in hand does to its own agent is seen once the handler is done.
    if (this.#asking) return
    this.#phase = 'lingering'
    this.#stopAnswer()
    resetSocket(this.#socket)
  }

  #take(chunk: Buffer): void {
    let rest = chunk
    try {
      while (rest.length > 0) {
        if (this.#phase === 'head') rest = this.#readHead(rest)
        else if (this.#phase === 'body') rest = this.#readBody(rest)
        else if (this.#phase === 'answer') {
          this.#ahead.add(rest)
          if (this.#ahead.full) this.#pauseOrEnd()
          return
        }
        else return this.#lingering?.heard()
      }
    } catch (error) {
      this.#fail(error)
    }
  }

  /** A bug where nothing is left to say it with: the client must not hang, and the process must hear of it. */
  #fail(error: unknown): never {
    this.reset()
    throw error
  }

  #readHead(chunk: Buffer): Buffer {
    // Strings cut from a text keep all of it alive, so a long body is not made part of that text.
    const end = chunk.length > 4096 ? chunk.indexOf('\r\n\r\n') : -1
    const text = end === -1 ? chunk : chunk.subarray(0, end + 4)
    const beyond = this.#reader.feed(text.toString('latin1'))
    if (beyond === more) return chunk.subarray(text.length)
    const rest = chunk.subarray(text.length - beyond)
    const result = this.#reader.result
    if (typeof result === 'string') this.#refuse(result)
    else this.#begin(result)
    return rest
  }

  /** The head is there: what Go or the front decide before the body is read. */
  #begin(head: Head): void {
    const answers = this.#owner.answers
    this.#head = head
    this.#cameAt = answers.cameAt()
    this.#aside = answers.isAside(head.target)
    this.#sink = this.#aside ? null : answers.sink(head, this.#remote)
    if (!this.#aside && !answers.alive) return this.#miss()
    if (head.expect === 'unknown') return this.#finish(expectationFailed, true)
    if (head.length === 0) return this.#answer(noBytes, null)
    const limit = this.#sink === null ? answers.limit(head.target) : Infinity
    if (head.length > limit) return this.#finish(answers.tooLarge(head, this.#remote), true)
    // Go says 100 when the handler first reads, whether or not the body is there already; here the body is always read.
    if (head.expect === 'continue' && head.version === '1.1') this.#socket.write('HTTP/1.1 100 Continue\r\n\r\n')
    this.#body = head.length === -1 ? new ChunkedBody(limit, this.#sink) : new LengthBody(head.length, this.#sink)
    this.#phase = 'body'
  }

  #miss(): void {
    this.reset()
    this.#owner.answers.missed(this.#head as Head, this.#remote)
  }

  #readBody(chunk: Buffer): Buffer {
    const rest = (this.#body as IncomingBody).feed(chunk)
    if (rest === null) return noBytes
    this.#bodyDone()
    return rest
  }

  #bodyDone(): void {
    const body = this.#body as IncomingBody
    if (body.tooLarge) this.#finish(this.#owner.answers.tooLarge(this.#head as Head, this.#remote), true)
    else this.#answer(body.take(), body.error)
  }

  #answer(body: Buffer, bodyError: string | null): void {
    const { method, target, version, headers, bodyLength } = this.#head as Head
    const request: WireRequest = { method, target, version, headers, body, sink: this.#sink, bodyLength, bodyError, remote: this.#remote, cameAt: this.#cameAt }
    if (this.#aside) return this.#answerAside(request)
    const response = this.#ask(request)
    // The request has ended its own agent, which cannot say any more what it made of it.
    if (!this.#owner.answers.alive) return this.reset()
    if ('later' in response) this.#await(response)
    else this.#finish(response, false)
  }

  #ask(request: WireRequest): WireResponse | Later {
    this.#asking = true
    try {
      return this.#owner.answers.to(request)
    } finally {
      this.#asking = false
    }
  }

  #await({ later, coming }: Later): void {
    if (!this.#wait(coming)) return
    this.#callOff = later((response) => {
      this.#callOff = null
      this.#coming = 'soon'
      if (this.#socket.destroyed) return
      try {
        this.#finish(response, false)
        this.#carryOn()
      } catch (error) {
        this.#fail(error)
      }
    })
  }

  /** @returns false where the client does not: it has closed its side, and nobody knows whether an answer will come */
  #wait(coming: Coming): boolean {
    this.#phase = 'answer'
    this.#coming = coming
    if (coming !== 'open' || !this.#peerEnded) return true
    this.destroy()
    return false
  }

  #stopAnswer(): void {
    this.#callOff?.()
    this.#callOff = null
  }

  /** Writes the answer, and gets ready for the next request or for the end. */
  #finish(response: WireResponse, unread: boolean): void {
    const head = this.#head as Head
    const { date, closing } = this.#owner
    const body = this.#body
    // A body that was cut off is no reason for Go to announce the end, unless it had asked for it by a 100.
    const mustClose = unread || closing || body !== null && (body.spoilt || body.error !== null && head.expect === 'continue')
    const { fate, at } = response
    if (fate !== undefined) return this.#break(fate, () => bytesOf(head, response, date(at), mustClose))
    this.#finished(writeResponse(this.#socket, head, response, date(at), mustClose))
  }

  /** The answer is written. */
  #finished(close: boolean): void {
    if (close) return this.#linger()
    this.#next((this.#head as Head).method)
    if (this.#socket.writableNeedDrain) this.#waitForDrain()
  }

  /** An answer that is to fail on its way. Of what the client has sent behind such a request nothing is looked at, except behind one that comes slowly. */
  #break(fate: Fate, bytes: () => ReturnType<typeof bytesOf>): void {
    switch (fate.how) {
      // The connection stands by now: this is as near as it gets to one that is refused.
      case 'refuse': case 'reset': return this.reset()
      case 'end': return this.#linger()
      case 'hang': return void this.#wait('open')
      case 'garbage': case 'truncate':
        this.#socket.write(fate.how === 'garbage' ? garbage : halfOf(bytes().bytes))
        return this.#linger()
      case 'reset-after':
        this.#phase = 'lingering'
        this.#coming = 'slowly'
        this.#callOff = sendThenReset(this.#socket, bytes().bytes.subarray(0, fate.bytes))
        return
      case 'slow': {
        const whole = bytes()
        this.#wait('slowly')
        this.#callOff = sendSlowly(this.#socket, whole.bytes, fate.bytesPerSecond, () => {
          this.#callOff = null
          this.#coming = 'soon'
          this.#finished(whole.close)
          this.#carryOn()
        })
      }
    }
  }

  #next(method: string): void {
    this.#reader.next(method)
    this.#head = null
    this.#body = null
    this.#sink = null
    this.#phase = 'head'
  }

  /** A client that does not read its answers gets no more of them. */
  #waitForDrain(): void {
    this.#phase = 'answer'
    this.#socket.once('drain', () => {
      this.#phase = 'head'
      this.#carryOn()
    })
  }

  /** A client that sends without end meanwhile is not read any further; where an answer may never come, it would not be seen to go away then, and is left. */
  #pauseOrEnd(): void {
    if (this.#coming === 'open') this.reset()
    else this.#socket.pause()
  }

  /** Goes on with what came while a request was being answered. */
  #carryOn(): void {
    if (this.#phase !== 'head') return
    this.#socket.resume()
    this.#take(this.#ahead.take())
    if (this.#peerEnded) this.#end()
  }

  #answerAside(request: WireRequest): void {
    this.#phase = 'answer'
    const side = new SideStream(this.#socket, request, (outcome) => {
      this.#side = null
      if (outcome === 'broken') return this.#socket.destroy()
      if (outcome === 'ended' || this.#owner.closing) return this.#linger()
      this.#next(request.method)
      this.#carryOn()
    })
    this.#side = side
    this.#owner.serveSide(side)
  }

  #refuse(refusal: Refusal): void {
    if (!this.#owner.answers.alive) return this.reset()
    this.#socket.write(refusal, 'latin1')
    this.#linger()
  }

  /** The client has closed its side. It may well wait for its answer; once that is written, this is asked again. */
  #end(): void {
    this.#peerEnded = true
    if (this.#coming === 'open') return this.destroy()
    if (this.#phase === 'answer') this.#side?.push(null)
    if (this.#phase === 'body') {
      this.#body?.end()
      this.#bodyDone()
    }
    if (this.#phase !== 'head') return
    const refusal = this.#reader.end()
    if (refusal === null) this.#linger()
    else this.#refuse(refusal)
  }

  #linger(): void {
    this.#phase = 'lingering'
    this.#lingering ??= new Lingering(this.#socket)
  }

  #closed(): void {
    this.#stopAnswer()
    this.#lingering?.over()
    this.#side?.destroy()
    this.#owner.forget(this)
  }
}
