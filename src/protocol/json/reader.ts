import { isDigit, isSpace } from './scanner.ts'
import { unquoted } from './text.ts'
import { anyNumber } from './go-number.ts'

/** Walks over a text that the scanner found to be valid, and so checks nothing. Nothing here recurses: 10,000 levels are allowed. */
export class Reader {
  /** One character a byte. */
  readonly text: string
  at: number

  constructor(text: string, at: number) {
    this.text = text
    this.at = at
  }

  /** Passes blanks and returns the character code there, without passing it. */
  peek(): number {
    while (isSpace(this.text.charCodeAt(this.at))) this.at++
    return this.text.charCodeAt(this.at)
  }

  /** Reads a string, at its opening quote. */
  string(): string {
    const start = this.at + 1
    const plain = this.#passString()
    const inside = this.text.slice(start, this.at - 1)
    return plain ? inside : unquoted(inside)
  }

  /** Reads a string without looking into it: what is between its quotes. */
  rawString(): string {
    const start = this.at + 1
    this.#passString()
    return this.text.slice(start, this.at - 1)
  }

  /** Reads a number, as its literal. */
  number(): string {
    const start = this.at
    this.#passNumber()
    return this.text.slice(start, this.at)
  }

  /** Passes a value of any kind. */
  skip(): void {
    let depth = 0
    do {
      const code = this.peek()
      if (code === QUOTE) this.#passString()
      else if (isNumberPart(code)) this.#passNumber()
      else if (isWord(code)) this.#passWord(code)
      else {
        if (code === BRACE || code === BRACKET) depth++
        else if (code === BRACE + CLOSER || code === BRACKET + CLOSER) depth--
        this.at++
      }
    } while (depth > 0)
  }

  /** Passes `true`, `false` or `null` and tells which. */
  word(): boolean | null {
    const first = this.text.charCodeAt(this.at)
    this.#passWord(first)
    return first === LETTER_N ? null : first === LETTER_T
  }

  /**
   * Reads a value into what Go's `interface{}` would hold: objects are plain, of equal keys the last wins, numbers as `anyNumber` gives
   * them.
   */
  any(): unknown {
    // The containers that are open, innermost last, and for an object the key whose value is being read.
    const open: (unknown[] | Record<string, unknown>)[] = []
    const keys: string[] = []
    for (;;) {
      let value: unknown
      const code = this.peek()
      if (code === BRACE || code === BRACKET) {
        this.at++
        value = code === BRACE ? {} : []
        if (this.peek() !== code + CLOSER) {
          open.push(value as unknown[] | Record<string, unknown>)
          keys.push(code === BRACE ? this.key() : '')
          continue
        }
        this.at++
      } else {
        value = this.#scalar(code)
      }
      for (;;) {
        const into = open.at(-1)
        if (into === undefined) return value
        const array = Array.isArray(into)
        if (array) into.push(value)
        else setKey(into, keys.at(-1) ?? '', value)
        const more = this.peek() === COMMA
        this.at++
        if (more) {
          if (!array) keys[keys.length - 1] = this.key()
          break
        }
        value = into
        open.pop()
        keys.pop()
      }
    }
  }

  /** Reads a key and passes its colon. */
  key(): string {
    this.peek()
    const key = this.string()
    this.peek()
    this.at++
    return key
  }

  #scalar(code: number): unknown {
    if (code === QUOTE) return this.string()
    return isWord(code) ? this.word() : anyNumber(this.number())
  }

  /** Passes a string; true if it is what it stands for: ASCII without escapes. */
  #passString(): boolean {
    const { text } = this
    let plain = true
    let at = this.at + 1
    for (;;) {
      const code = text.charCodeAt(at)
      if (code === QUOTE) break
      if (code === BACKSLASH) {
        plain = false
        at++
      } else if (code >= 0x80) {
        plain = false
      }
      at++
    }
    this.at = at + 1
    return plain
  }

  #passNumber(): void {
    while (isNumberPart(this.text.charCodeAt(this.at))) this.at++
  }

  #passWord(first: number): void {
    this.at += first === LETTER_F ? 5 : 4
  }
}

/** Sets an entry of a plain object, `__proto__` as well. */
export function setKey(into: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true })
  } else {
    into[key] = value
  }
}

function isNumberPart(code: number): boolean {
  return isDigit(code) || code === 0x2d || code === 0x2b || code === 0x2e || code === 0x65 || code === 0x45
}

function isWord(first: number): boolean {
  return first === LETTER_N || first === LETTER_T || first === LETTER_F
}

const QUOTE = 0x22
const COMMA = 0x2c
const BRACKET = 0x5b
const BACKSLASH = 0x5c
const LETTER_F = 0x66
const LETTER_N = 0x6e
const LETTER_T = 0x74
const BRACE = 0x7b
const CLOSER = 2
