import { FieldReader, malformed, more } from './fields.ts'
import type { BodySink } from './wire.ts'

/** A body on its way in. It is fed what comes after the head until it says that it is complete. */
export interface IncomingBody {
  /** @returns the bytes beyond the body once it is complete or has failed; null while more is to come. */
  feed(chunk: Buffer): Buffer | null
  /** The client has closed its side in the middle. */
  end(): void
  /** More than the limit: nothing of it is held any longer. */
  readonly tooLarge: boolean
  /** What Go's `Body.Read` would fail with; null while all is well. */
  readonly error: string | null
  /** After this body the stream cannot be trusted, so that the connection must end with the answer. */
  readonly spoilt: boolean
  /** What came, in one piece; nothing where a sink has taken it. */
  take(): Buffer
}

export const noBytes = Buffer.alloc(0)

/** A body with a Content-Length (net/http `body` over an io.LimitedReader). */
export class LengthBody implements IncomingBody {
  readonly tooLarge = false
  /** Go has seen the end of input by then, and closes without announcing it. */
  readonly spoilt = false
  error: string | null = null
  readonly #gathered: Gathered
  #missing: number

  constructor(length: number, sink: BodySink | null = null) {
    this.#missing = length
    this.#gathered = new Gathered(sink)
  }

  feed(chunk: Buffer): Buffer | null {
    if (chunk.length < this.#missing) {
      this.#gathered.add(chunk)
      this.#missing -= chunk.length
      return null
    }
    this.#gathered.add(chunk.length === this.#missing ? chunk : chunk.subarray(0, this.#missing))
    return chunk.subarray(this.#missing)
  }

  end(): void {
    this.error = 'unexpected EOF'
  }

  take(): Buffer {
    return this.#gathered.take()
  }
}

/** Size of Go's read buffer, which bounds the lines of a chunked body and its whole trailer. */
const bufferBytes = 4096
const CRLF = '\r\n'

/** A body in chunked coding, as strict as Go (net/http/internal `chunkedReader`): CRLF only, extensions ignored, little overhead allowed. */
export class ChunkedBody implements IncomingBody {
  tooLarge = false
  error: string | null = null
  #state: 'size' | 'data' | 'dataEnd' | 'trailer' = 'size'
  readonly #gathered: Gathered
  #received = 0
  /** Bytes of the chunk that are still to come. */
  #missing = 0
  /** The beginning of a size line, of the CRLF after a chunk, or of the trailer. */
  #held = ''
  /** Bytes that carry no data, beyond what Go tolerates. */
  #excess = 0
  readonly #limit: number

  constructor(limit: number, sink: BodySink | null = null) {
    this.#limit = limit
    this.#gathered = new Gathered(sink)
  }

  get spoilt(): boolean {
    return this.error !== null
  }

  feed(chunk: Buffer): Buffer | null {
    let at = 0
    while (at < chunk.length) {
      if (this.#state === 'trailer') return this.#trailer(chunk.toString('latin1', at))
      if (this.#state === 'data') at = this.#data(chunk, at)
      else if (this.#state === 'dataEnd') at = this.#dataEnd(chunk, at)
      else at = this.#size(chunk, at)
      if (this.error !== null || this.tooLarge) return noBytes
    }
    return null
  }

  end(): void {
    if (this.#state !== 'trailer') this.error = 'unexpected EOF'
    else this.error = this.#held.length < 2 ? 'http: unexpected EOF reading trailer' : 'http: suspiciously long trailer after chunked body'
  }

  take(): Buffer {
    return this.#gathered.take()
  }

  #data(chunk: Buffer, at: number): number {
    const to = Math.min(at + this.#missing, chunk.length)
    this.#gathered.add(chunk.subarray(at, to))
    this.#missing -= to - at
    if (this.#missing === 0) this.#state = 'dataEnd'
    return to
  }

  #dataEnd(chunk: Buffer, at: number): number {
    const to = at + 2 - this.#held.length
    this.#held += chunk.toString('latin1', at, to)
    if (this.#held.length < 2) return chunk.length
    if (this.#held !== CRLF) this.error = 'malformed chunked encoding'
    this.#held = ''
    this.#state = 'size'
    return to
  }

  #size(chunk: Buffer, at: number): number {
    const newline = chunk.indexOf(10, at)
    const to = newline === -1 ? chunk.length : newline + 1
    this.#held += chunk.toString('latin1', at, to)
    if (this.#held.length > bufferBytes || newline === -1 && this.#held.length === bufferBytes) this.error = 'header line too long'
    else if (newline !== -1) {
      this.#begin(this.#held)
      this.#held = ''
    }
    return to
  }

  #begin(line: string): void {
    const cr = line.indexOf('\r')
    if (cr === -1) return this.#fail('chunked line ends with bare LF')
    if (cr !== line.length - 2) return this.#fail('invalid CR in chunked line')
    // Blanks are taken off before the extension, so `5 ;x` is not a number.
    const digits = line.slice(0, cr).replace(/[ \t]+$/, '').replace(/;.*$/s, '')
    if (digits === '') return this.#fail('empty hex number for chunk length')
    if (/[^0-9A-Fa-f]/.test(digits.slice(0, 17))) return this.#fail('invalid byte in chunk length')
    if (digits.length > 16) return this.#fail('http chunk length too large')
    const size = parseInt(digits, 16)
    this.#excess = Math.max(0, this.#excess + line.length - (16 + 2 * size))
    if (size === 0) {
      this.#state = 'trailer'
      return
    }
    if (this.#excess > 16 * 1024) return this.#fail('chunked encoding contains too much non-data')
    this.#received += size
    if (this.#received > this.#limit) {
      this.tooLarge = true
      this.#gathered.clear()
    }
    this.#missing = size
    this.#state = 'data'
  }

  #trailer(text: string): Buffer | null {
    const held = this.#held + text
    this.#held = held
    if (held.length < 2) return null
    if (held.startsWith(CRLF)) return Buffer.from(held.slice(2), 'latin1')
    if (!held.slice(0, bufferBytes).includes('\r\n\r\n')) {
      if (held.length < bufferBytes) return null
      this.#fail('http: suspiciously long trailer after chunked body')
      return noBytes
    }
    const after = new FieldReader().read(held, 0)
    if (after !== malformed && after !== more) return Buffer.from(held.slice(after), 'latin1')
    this.#fail('malformed MIME header')
    return noBytes
  }

  #fail(error: string): void {
    this.error = error
  }
}

/** Bytes put together. A single piece is not copied; many small ones cost no more than their bytes. With a sink none are kept. */
class Gathered {
  readonly #sink: BodySink | null
  #bytes: Buffer = noBytes
  #length = 0

  constructor(sink: BodySink | null) {
    this.#sink = sink
  }

  add(piece: Buffer): void {
    if (this.#sink !== null) return this.#sink.push(piece)
    const length = this.#length + piece.length
    if (this.#length === 0) this.#bytes = piece
    else {
      if (length > this.#bytes.length || this.#length === this.#bytes.length) this.#grow(length)
      piece.copy(this.#bytes, this.#length)
    }
    this.#length = length
  }

  take(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  clear(): void {
    this.#bytes = noBytes
    this.#length = 0
  }

  /** Doubles. What was full may be a piece that is not ours to write on. */
  #grow(length: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(length, 2 * this.#length))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}
