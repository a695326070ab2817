import { Duplex } from 'node:stream'

/** Two ends of a connection in this process: what is written to one is read from the other. (node:stream has it from Node 22 on.) */
export function duplexPair(): [Duplex, Duplex] {
  const ends: End[] = [new End(), new End()]
  ends[0]!.other = ends[1]!
  ends[1]!.other = ends[0]!
  return [ends[0]!, ends[1]!]
}

class End extends Duplex {
  other!: End
  #resume: (() => void) | null = null

  constructor() {
    super({ allowHalfOpen: true })
  }

  override _read(): void {
    const resume = this.#resume
    this.#resume = null
    resume?.()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (this.other.destroyed) return done()
    if (this.other.push(chunk)) done()
    else this.other.#resume = done
  }

  override _final(done: () => void): void {
    this.other.push(null)
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (!this.other.destroyed) this.other.push(null)
    done(error)
  }
}
