import type { Duplex } from 'node:stream'

/** Go sleeps so long between closing its side and closing all (`rstAvoidanceDelay`). */
const silenceMs = 500
const lingerMsMax = 10_000

/**
 * The end of a connection. Our side is closed at once, the client sees it; what it still sends is read and thrown away, since a
 * socket that is closed with unread bytes resets the connection, and many a client then loses the answer it has not read yet (one that
 * sends all of a large body before it looks). It is over when the client closes, or is silent for half a second.
 */
export class Lingering {
  readonly #socket: Duplex
  readonly #since = Date.now()
  #heard = false
  #timer: NodeJS.Timeout

  constructor(socket: Duplex) {
    this.#socket = socket
    this.#timer = this.#wait()
    socket.end()
    socket.resume()
  }

  /** The client is still sending. */
  heard(): void {
    this.#heard = true
  }

  /** The socket has closed. */
  over(): void {
    clearTimeout(this.#timer)
  }

  #wait(): NodeJS.Timeout {
    return setTimeout(() => {
      if (!this.#heard || Date.now() - this.#since > lingerMsMax) return void this.#socket.destroy()
      this.#heard = false
      this.#timer = this.#wait()
    }, silenceMs).unref()
  }
}
