import { quotedByte } from './text.ts'

/** Arrays and objects may be nested this deep, and no deeper. */
const MAX_DEPTH = 10_000

/**
 * Go's JSON scanner: finds where the first value of a text ends, or says what is wrong in Go's words. It works without recursion, so
 * that 10,000 levels cost no stack, and looks at each character once.
 *
 * What follows the value is not looked at, as by `json.Decoder`. The errors of a text that ends too soon are the decoder's, too: `EOF` of
 * one with nothing but blanks, else `unexpected EOF`.
 */
export class Scanner {
  readonly text: string
  /** Where the value begins. */
  start = 0
  /** After `scan` returned true: where the value ends. */
  at = 0
  /** After `scan` returned false: Go's error. */
  reason = ''
  /** The value holds a number that a float64 cannot (`1e400`). */
  overflows = false

  /** `text`: one character a byte, see `byteString`. */
  constructor(text: string) {
    this.text = text
  }

  scan(): boolean {
    const containers: number[] = []
    this.#space()
    this.start = this.at
    for (;;) {
      const opener = this.text.charCodeAt(this.at)
      if (opener === BRACE || opener === BRACKET) {
        if (containers.length === MAX_DEPTH) return this.#fail('exceeded max depth')
        this.at++
        this.#space()
        if (this.text.charCodeAt(this.at) !== opener + CLOSER) {
          containers.push(opener)
          if (opener === BRACE && !this.#key()) return false
          continue
        }
        this.at++
      } else if (!this.#literal(opener)) {
        return false
      }
      const more = this.#afterValue(containers)
      if (more !== undefined) return more
    }
  }

  /** Steps from the end of a value to the begin of the next: undefined; or true: that was the last; or false: an error. */
  #afterValue(containers: number[]): boolean | undefined {
    for (;;) {
      const opener = containers.at(-1)
      if (opener === undefined) return true
      this.#space()
      const next = this.text.charCodeAt(this.at)
      if (next === COMMA) {
        this.at++
        this.#space()
        return opener === BRACE && !this.#key() ? false : undefined
      }
      if (next !== opener + CLOSER) return this.#fail(opener === BRACE ? 'after object key:value pair' : 'after array element')
      this.at++
      containers.pop()
    }
  }

  /** A key and its colon, up to where the value begins. */
  #key(): boolean {
    if (this.text.charCodeAt(this.at) !== QUOTE) return this.#fail('looking for beginning of object key string')
    if (!this.#string()) return false
    this.#space()
    if (this.text.charCodeAt(this.at) !== COLON) return this.#fail('after object key')
    this.at++
    this.#space()
    return true
  }

  #literal(first: number): boolean {
    if (first === QUOTE) return this.#string()
    if (isDigit(first) || first === MINUS) return this.#number()
    const word = first === 0x74 ? 'true' : first === 0x66 ? 'false' : first === 0x6e ? 'null' : undefined
    if (word === undefined) return this.#fail('looking for beginning of value')
    for (const letter of word) {
      if (this.text.charAt(this.at) !== letter) return this.#fail(`in literal ${word} (expecting '${letter}')`)
      this.at++
    }
    return true
  }

  #string(): boolean {
    const { text } = this
    let at = this.at + 1
    for (;;) {
      const code = text.charCodeAt(at)
      if (code === QUOTE) break
      if (code === BACKSLASH) {
        this.at = at + 1
        if (!this.#escape()) return false
        at = this.at
      } else if (code >= 0x20) {
        at++
      } else {
        this.at = at
        return this.#fail('in string literal')
      }
    }
    this.at = at + 1
    return true
  }

  /** What follows a backslash. */
  #escape(): boolean {
    const letter = this.text.charAt(this.at)
    if (letter === '' || !'bfnrt\\/"u'.includes(letter)) return this.#fail('in string escape code')
    this.at++
    if (letter !== 'u') return true
    for (let digit = 0; digit < 4; digit++) {
      if (!isHexDigit(this.text.charCodeAt(this.at))) return this.#fail('in \\u hexadecimal character escape')
      this.at++
    }
    return true
  }

  #number(): boolean {
    const { text } = this
    const start = this.at
    if (text.charCodeAt(this.at) === MINUS) this.at++
    if (!isDigit(text.charCodeAt(this.at))) return this.#fail('in numeric literal')
    // Nothing may follow a leading zero: `02` is the number 0, and then an error of what comes next.
    if (text.charCodeAt(this.at) === ZERO) this.at++
    else this.#digits()
    if (text.charCodeAt(this.at) === DOT) {
      this.at++
      if (!this.#digits()) return this.#fail('after decimal point in numeric literal')
    }
    let exponentDigits = 0
    if ((text.charCodeAt(this.at) | 0x20) === LETTER_E) {
      this.at++
      const sign = text.charCodeAt(this.at)
      if (sign === PLUS || sign === MINUS) this.at++
      exponentDigits = -this.at
      if (!this.#digits()) return this.#fail('in exponent of numeric literal')
      exponentDigits += this.at
    }
    // Fewer than three digits of exponent and 200 of mantissa stay below 1e300; only the others need a look.
    if ((exponentDigits > 2 || this.at - start > 200) && !Number.isFinite(Number(text.slice(start, this.at)))) this.overflows = true
    return true
  }

  /** Passes digits; false if there is none. */
  #digits(): boolean {
    const start = this.at
    while (isDigit(this.text.charCodeAt(this.at))) this.at++
    return this.at > start
  }

  #space(): void {
    while (isSpace(this.text.charCodeAt(this.at))) this.at++
  }

  #fail(context: string): false {
    if (this.at < this.text.length) {
      this.reason = `invalid character ${quotedByte(this.text.charCodeAt(this.at))} ${context}`
    } else {
      this.reason = this.start === this.text.length ? 'EOF' : 'unexpected EOF'
    }
    return false
  }
}

/** JSON's blanks; not those of Unicode. */
export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

function isHexDigit(code: number): boolean {
  return isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66)
}

const QUOTE = 0x22
const PLUS = 0x2b
const COMMA = 0x2c
const MINUS = 0x2d
const DOT = 0x2e
const ZERO = 0x30
const COLON = 0x3a
const BRACKET = 0x5b
const BACKSLASH = 0x5c
const LETTER_E = 0x65
const BRACE = 0x7b
/** From an opening bracket or brace to the one that closes it. */
const CLOSER = 2
