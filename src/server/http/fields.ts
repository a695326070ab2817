/** `FieldReader.read` and `HeadReader.feed`: the text ends before what is read does. */
export const more = -1
/** `FieldReader.read`: Go refuses these fields. */
export const malformed = -2

const CR = 13
const SPACE = 32
const TAB = 9
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const tokenWithBlanks = /^[!#$%&'*+\-.^_`|~0-9A-Za-z ]+$/
const notInValue = /[^\t\x20-\x7e\x80-\xff]/

/**
 * Reads header fields as Go's textproto does (`readMIMEHeader`), up to and with the blank line: a line may end in a bare LF, a
 * line that begins with a blank continues the one before (obs-fold) and is joined to it by one space, a name may have blanks in
 * it for now. It can be given the text piece by piece.
 */
export class FieldReader {
  /** name, value, name, value … */
  headers: string[] = []
  /** A name has a blank in it: Go refuses that too, but only after all its other checks. */
  oddName = false
  /** After `more`: where the first line stands that is not yet understood. The next text must begin there. */
  at = 0

  reset(): void {
    this.headers = []
    this.oddName = false
  }

  /** @returns the position after the blank line, `more`, or `malformed`. */
  read(text: string, from: number): number {
    let at = from
    for (;;) {
      const newline = text.indexOf('\n', at)
      if (newline === -1) return this.#wait(at)
      const first = text.charCodeAt(at)
      // Only the very first line can begin with a blank here; later ones were joined to the line before.
      if (first === SPACE || first === TAB) return malformed
      const end = newline > at && text.charCodeAt(newline - 1) === CR ? newline - 1 : newline
      if (end === at) return newline + 1
      const colon = text.indexOf(':', at)
      if (colon === -1 || colon >= end) return malformed
      // Whether the field ends here is told by the first byte of the next line, so Go waits for it.
      if (newline + 1 === text.length) return this.#wait(at)
      const next = text.charCodeAt(newline + 1)
      if (next === SPACE || next === TAB) {
        const after = this.#folded(text, at, colon, end, newline + 1)
        if (after === more) return this.#wait(at)
        if (after === malformed) return malformed
        at = after
        continue
      }
      if (!this.#add(text.slice(at, colon), trimmed(text, colon + 1, end))) return malformed
      at = newline + 1
    }
  }

  #wait(at: number): number {
    this.at = at
    return more
  }

  /** A field that goes on in further lines. Each line is trimmed, so a blank last one leaves a space at the end of the value. */
  #folded(text: string, from: number, colon: number, end: number, nextLine: number): number {
    let value = trimmed(text, colon + 1, end)
    let at = nextLine
    for (;;) {
      const start = at
      while (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB) at++
      if (at === text.length) return more
      if (at === start) break
      const newline = text.indexOf('\n', at)
      if (newline === -1) return more
      value += ' ' + trimmed(text, at, newline > at && text.charCodeAt(newline - 1) === CR ? newline - 1 : newline)
      at = newline + 1
    }
    return this.#add(text.slice(from, colon), value.replace(/^ +/, '')) ? at : malformed
  }

  #add(name: string, value: string): boolean {
    if (!token.test(name)) {
      if (!tokenWithBlanks.test(name)) return false
      this.oddName = true
    }
    if (notInValue.test(value)) return false
    this.headers.push(name, value)
    return true
  }
}

/** Without the spaces and tabs around. */
function trimmed(text: string, from: number, to: number): string {
  let start = from
  let end = to
  while (start < end && (text.charCodeAt(start) === SPACE || text.charCodeAt(start) === TAB)) start++
  while (end > start && (text.charCodeAt(end - 1) === SPACE || text.charCodeAt(end - 1) === TAB)) end--
  return text.slice(start, end)
}
