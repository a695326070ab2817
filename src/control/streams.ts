import type { ServerResponse } from 'node:http'
import type { ControlHost } from './host.ts'
import { EventStream, type StreamKind } from './event-stream.ts'

/** A reader that hears nothing for longer may think that the connection is lost, and so may what lies between. */
const heartbeatMs = 15_000

/** All streams of events that are being read. */
export class Streams {
  readonly #host: ControlHost
  readonly #all = new Set<EventStream>()
  #leave: (() => void) | null = null

  constructor(host: ControlHost) {
    this.#host = host
  }

  /** Writes events into an answer until its reader goes, or {@link close}. @param after the place from which on; null: from now on */
  open(response: ServerResponse, after: number | null, kinds: ReadonlySet<StreamKind>): void {
    const stream = new EventStream(this.#host, response, after, kinds)
    this.#all.add(stream)
    this.#leave ??= this.#listen()
    response.once('close', () => {
      this.#all.delete(stream)
      if (this.#all.size > 0) return
      this.#leave?.()
      this.#leave = null
    })
    stream.begin()
  }

  /** Ends all. */
  close(): void {
    for (const stream of [...this.#all]) stream.end()
  }

  #listen(): () => void {
    const leaveChanges = this.#host.onChange(() => {
      for (const stream of this.#all) stream.goOn()
    })
    const leaveHeartbeat = this.#host.repeat(heartbeatMs, () => {
      for (const stream of this.#all) stream.beat()
    })
    return () => {
      leaveChanges()
      leaveHeartbeat()
    }
  }
}
