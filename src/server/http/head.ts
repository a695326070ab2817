import { FieldReader, malformed, more } from './fields.ts'
import { badRequest, headBytesMax, headTooLarge, type Refusal } from './refuse.ts'
import { isValidTarget } from './target.ts'
import { examine, type Head } from './transfer.ts'

const httpVersion = /^HTTP\/([0-9])\.([0-9])$/
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/

/**
 * Reads request heads as Go's `readRequest` does, one after the other on one connection. It is given latin1 text as it comes, and says no as
 * early as Go does: a bad request line is refused before its headers are there, a bad header before the next one.
 */
export class HeadReader {
  /** What was read: after `feed` returned something else than `more`. */
  result: Head | Refusal = badRequest
  #inFields = false
  #method = ''
  #target = ''
  #major = 1
  #minor = 1
  readonly #fields = new FieldReader()
  /** Text not understood yet: at most one whole line and the beginning of another. */
  #held = ''
  #heldLine = false
  #fedBytes = 0
  /** Bytes that must be there before Go looks at them: on a connection that was answered before it waits for four. */
  #minimum = 0
  #skipsNewlines = false

  /** @returns how many bytes at the end of `text` are beyond the head, which is then `result`; or `more`. After a refusal it must not be fed again. */
  feed(text: string): number {
    this.#fedBytes += text.length
    if (this.#fedBytes < headBytesMax) return this.#read(text)
    const beyond = this.#fedBytes - headBytesMax
    const left = this.#read(beyond === 0 ? text : text.slice(0, text.length - beyond))
    // Go sees an end of input at its limit, and says 431 for whatever error comes of it.
    if (left === more || typeof this.result === 'string') return this.#refuse(headTooLarge)
    return left + beyond
  }

  /** The client has closed its side: what Go answers to what came so far; null if it just closes. */
  end(): Refusal | null {
    return this.#inFields || this.#held.length > 0 && this.#held.length >= this.#minimum ? badRequest : null
  }

  /** No byte of a request has come. */
  get idle(): boolean {
    return !this.#inFields && this.#held === ''
  }

  /** Gets ready for the next request on the connection, which comes after one of this method. */
  next(method: string): void {
    // Nothing of the last head is kept while the connection rests: of thousands of resting connections that would be felt.
    this.result = badRequest
    this.#method = ''
    this.#target = ''
    this.#inFields = false
    this.#fields.reset()
    this.#held = ''
    this.#heldLine = false
    this.#fedBytes = 0
    this.#minimum = 4
    // Go's tolerance for old browsers, which sent a line break after the body of a POST: up to four bytes of it.
    this.#skipsNewlines = method === 'POST'
  }

  #read(piece: string): number {
    if (this.#held !== '' && !this.#heldLine && this.#minimum === 0 && !piece.includes('\n')) {
      // Nothing can be said of half a line. Only joining it keeps a line that trickles in from costing its square.
      this.#held += piece
      return more
    }
    const text = this.#held === '' ? piece : this.#held + piece
    let at = 0
    if (!this.#inFields) {
      if (text.length < this.#minimum) return this.#hold(text)
      this.#minimum = 0
      if (this.#skipsNewlines) {
        at = /^[\r\n]{0,4}/.exec(text)?.[0].length ?? 0
        this.#skipsNewlines = false
      }
      const newline = text.indexOf('\n', at)
      if (newline === -1) return this.#hold(text.slice(at))
      const end = newline > at && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline
      if (!this.#line(text.slice(at, end))) return this.#refuse(badRequest)
      this.#inFields = true
      at = newline + 1
    }
    const after = this.#fields.read(text, at)
    if (after === more) return this.#hold(text.slice(this.#fields.at))
    if (after === malformed) return this.#refuse(badRequest)
    this.result = examine(this.#method, this.#target, this.#major, this.#minor, this.#fields)
    return text.length - after
  }

  /** Method, target and version are parted by single spaces; what comes after the second one is the version. */
  #line(line: string): boolean {
    const first = line.indexOf(' ')
    const second = line.indexOf(' ', first + 1)
    if (first === -1 || second === -1) return false
    this.#method = line.slice(0, first)
    this.#target = line.slice(first + 1, second)
    const version = line.slice(second + 1)
    if (version === 'HTTP/1.1') {
      this.#major = 1
      this.#minor = 1
    } else {
      const digits = httpVersion.exec(version)
      if (!digits) return false
      this.#major = Number(digits[1])
      this.#minor = Number(digits[2])
    }
    return (this.#method === 'GET' || token.test(this.#method)) && isValidTarget(this.#method, this.#target)
  }

  #hold(text: string): number {
    this.#held = text
    this.#heldLine = text.endsWith('\n')
    return more
  }

  #refuse(refusal: Refusal): number {
    this.result = refusal
    return 0
  }
}
