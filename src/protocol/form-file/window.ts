/**
 * Bytes on their way through: put in at the end, taken out at the beginning. However many small pieces come, each byte is copied a few times
 * at most, and pieces may be written on once they are in.
 */
export class Window {
  #bytes: Buffer = Buffer.allocUnsafeSlow(256)
  #start = 0
  #end = 0

  get length(): number {
    return this.#end - this.#start
  }

  /** What is there; valid until the next `push`. */
  get view(): Buffer {
    return this.#bytes.subarray(this.#start, this.#end)
  }

  push(piece: Uint8Array): void {
    if (this.#end + piece.length > this.#bytes.length) this.#makeRoom(piece.length)
    this.#bytes.set(piece, this.#end)
    this.#end += piece.length
  }

  /** Takes bytes out. */
  drop(length: number): void {
    this.#start += length
    if (this.#start === this.#end) this.#start = this.#end = 0
  }

  clear(): void {
    this.#bytes = Buffer.alloc(0)
    this.#start = this.#end = 0
  }

  #makeRoom(more: number): void {
    const { view } = this
    const wanted = view.length + more
    // Moving to the front is worth it when half of the room is free again.
    const bytes = wanted > this.#bytes.length / 2 ? Buffer.allocUnsafeSlow(wanted * 2) : this.#bytes
    view.copy(bytes)
    this.#bytes = bytes
    this.#end = view.length
    this.#start = 0
  }
}
