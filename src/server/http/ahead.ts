/** While a request is being answered so much of what follows is taken in; then the socket is left to fill up. */
const bytesMax = 64 * 1024

/** What a client sends ahead of the answer it waits for (pipelining). */
export class Ahead {
  #pieces: Buffer[] = []
  #bytes = 0

  add(piece: Buffer): void {
    this.#pieces.push(piece)
    this.#bytes += piece.length
  }

  get full(): boolean {
    return this.#bytes > bytesMax
  }

  /** All of it; it is empty then. */
  take(): Buffer {
    const all = this.#pieces.length === 1 ? this.#pieces[0] as Buffer : Buffer.concat(this.#pieces)
    this.#pieces = []
    this.#bytes = 0
    return all
  }
}
