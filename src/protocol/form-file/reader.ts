import { createHash, type Hash } from 'node:crypto'
import { parseMediaType } from './media-type.ts'
import { quoted, readPartHeader, tooLarge } from './part-header.ts'

/** The file of a form, or why there is none: Go's reason, as in `File 'file' in the request is missing: <reason>` (wire.md §3.9). */
export type FormFile =
  | {
    readonly ok: true
    readonly bytes: number
    /** In lower-case hex. */
    readonly sha256: string
    /** How it begins: as much as it takes to tell a package from other files. */
    readonly head: Uint8Array
  }
  | { readonly ok: false; readonly reason: string }

/** The file of a form that is there as a whole. */
export function readFormFile(contentType: string | null, body: Uint8Array, field: string, error: string | null = null): FormFile {
  const reader = new FormFileReader(contentType, field)
  reader.push(body)
  return reader.end(error)
}

/** How much of a file is kept: the lead of an RPM package. */
const headBytes = 96
/** `maxMemory` of `ParseMultipartForm`, and the room `ReadForm` adds for what is no file. */
const memoryMax = (32 << 20) + (10 << 20)
const partsMax = 1000
const fieldsMax = 10_000
/** Go's read buffer: a longer line between the parts is a fault. */
const lineMax = 4096

/**
 * Reads a multipart form as it comes (`mime/multipart`), whatever the cuts, in memory that does not grow with its files.
 *
 * Not imitated: parts in `quoted-printable`, which Go decodes, count as they are.
 */
export class FormFileReader {
  readonly #field: string
  readonly #delimiter: Buffer
  /** What ends a line here: `\r\n`, or `\n` if the first boundary ends so. */
  #newline = '\r\n'
  #state: 'line' | 'header' | 'body' | 'over' = 'line'
  /** Bytes that are not judged yet. */
  #rest: Buffer = Buffer.alloc(0)
  #reason: string | null = null
  #parts = 0
  #memory = memoryMax
  #fields = fieldsMax
  /** An empty line has come after a part: the next must be a boundary. */
  #expectsPart = false
  /** Nothing of the body of this part has come yet. */
  #atStart = true
  /** What becomes of the body of this part: the file, text to be counted, or nothing. */
  #sink: 'file' | 'other file' | 'value' | 'none' = 'none'
  #hash: Hash | null = null
  #bytes = 0
  #head: Buffer = Buffer.alloc(0)
  #found = false

  /**
   * @param contentType the header of the request, one character a byte; null if there is none
   * @param field the name of the form's field that holds the file
   */
  constructor(contentType: string | null, field: string) {
    this.#field = field
    const type = contentType === null || contentType === '' ? null : parseMediaType(contentType)
    const boundary = type?.params['boundary']
    this.#delimiter = Buffer.from(`--${boundary ?? ''}`, 'latin1')
    if (type?.type !== 'multipart/form-data') this.#fail('request Content-Type isn\'t multipart/form-data')
    else if (boundary === undefined) this.#fail('no multipart boundary param in Content-Type')
    else if (boundary === '') this.#fail('multipart: boundary is empty')
  }

  push(piece: Uint8Array): void {
    if (this.#state === 'over') return
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes])
    this.#read(null)
    // What is left over is little; it must not hold on to a large piece that the caller may write on.
    if (this.#rest.length > 0) this.#rest = Buffer.from(this.#rest)
  }

  /** @param error what reading the body failed with; null if all of it came */
  end(error: string | null): FormFile {
    this.#read(error ?? 'EOF')
    if (this.#reason !== null) return { ok: false, reason: this.#reason }
    if (!this.#found) return { ok: false, reason: 'http: no such file' }
    return { ok: true, bytes: this.#bytes, sha256: this.#hash!.digest('hex'), head: this.#head }
  }

  /** Goes on until more is needed. `end`: no more comes, and so says the reader of the body. */
  #read(end: string | null): void {
    while (this.#state !== 'over') {
      const went = this.#state === 'line' ? this.#line(end) : this.#state === 'header' ? this.#header(end) : this.#body(end)
      if (!went) return
    }
  }

  /** Between the parts: a boundary, the last boundary, or, before the first, anything. */
  #line(end: string | null): boolean {
    const newline = this.#rest.indexOf(10)
    const complete = newline >= 0 && newline < lineMax
    if (!complete && this.#rest.length >= lineMax) return this.#fail('multipart: NextPart: bufio: buffer full')
    if (!complete && end === null) return false
    const line = this.#rest.toString('latin1', 0, complete ? newline + 1 : this.#rest.length)
    if (!complete) {
      if (end === 'EOF' && this.#isLast(line)) return this.#over()
      return this.#fail(`multipart: NextPart: ${end}`)
    }
    this.#rest = this.#rest.subarray(newline + 1)
    if (this.#isBoundary(line)) {
      this.#parts++
      this.#expectsPart = false
      this.#state = 'header'
    } else if (this.#isLast(line)) return this.#over()
    else if (this.#expectsPart) return this.#fail(`multipart: expecting a new Part; got line ${quoted(line)}`)
    else if (this.#parts === 0) return true
    else if (line === this.#newline) this.#expectsPart = true
    else return this.#fail(`multipart: unexpected line in Next(): ${quoted(line)}`)
    return true
  }

  #isBoundary(line: string): boolean {
    const rest = this.#after(line, '')
    if (rest === null) return false
    if (this.#parts === 0 && rest === '\n') this.#newline = '\n'
    return rest === this.#newline
  }

  #isLast(line: string): boolean {
    const rest = this.#after(line, '--')
    return rest === '' || rest === this.#newline
  }

  /** What follows the boundary and blanks in a line, null if it does not begin with one. */
  #after(line: string, dashes: string): string | null {
    const start = this.#delimiter.toString('latin1') + dashes
    return line.startsWith(start) ? line.slice(start.length).replace(/^[ \t]+/, '') : null
  }

  #header(end: string | null): boolean {
    const { lines, length } = this.#headerLines()
    if (length === null) {
      if (this.#rest.length > this.#memory) return this.#fail(tooLarge)
      if (end === null) return false
    }
    const header = readPartHeader(lines)
    if (typeof header === 'string') return this.#fail(header)
    // A form that ends within a header ends quietly: Go takes this end of input for that of the form.
    if (length === null) return end === 'EOF' ? this.#over() : this.#fail(end!)
    if (header.bytes > this.#memory || header.fields > this.#fields || this.#parts > partsMax) return this.#fail(tooLarge)
    this.#rest = this.#rest.subarray(length)
    this.#begin(header.disposition, header.bytes, header.fields)
    return true
  }

  /** The lines up to the empty one, and how much they take with it; null while the empty one has not come. */
  #headerLines(): { readonly lines: string[]; readonly length: number | null } {
    const lines: string[] = []
    let at = 0
    while (true) {
      const newline = this.#rest.indexOf(10, at)
      const line = this.#rest.toString('latin1', at, newline < 0 ? this.#rest.length : newline)
      const text = newline >= 0 && line.endsWith('\r') ? line.slice(0, -1) : line
      if (newline >= 0 && text === '') return { lines, length: newline + 1 }
      if (text !== '') lines.push(text)
      if (newline < 0) return { lines, length: null }
      at = newline + 1
    }
  }

  #begin(disposition: string, bytes: number, fields: number): void {
    const parsed = parseMediaType(disposition)
    const name = parsed?.type === 'form-data' ? parsed.params['name'] ?? '' : ''
    const isFile = (parsed?.params['filename'] ?? '') !== ''
    this.#state = 'body'
    this.#atStart = true
    if (name === '') this.#sink = 'none'
    else {
      this.#memory -= name.length + 200 + (isFile ? bytes + 300 : 0)
      if (isFile) this.#fields -= fields
      const isWanted = isFile && name === this.#field && !this.#found
      this.#sink = isWanted ? 'file' : isFile ? 'other file' : 'value'
      if (isWanted) {
        this.#found = true
        this.#hash = createHash('sha256')
      }
    }
  }

  /** The body of a part, up to a line that begins with the boundary. */
  #body(end: string | null): boolean {
    const delimiter = this.#newline + this.#delimiter.toString('latin1')
    // An empty body may do without the line end before the boundary.
    if (this.#atStart && this.#startsWith(this.#delimiter)) {
      switch (this.#judge(this.#delimiter.length, end)) {
        case 'boundary': return this.#endPart()
        case 'more': return false
        case 'data': return this.#take(this.#delimiter.length)
      }
    }
    if (this.#atStart && this.#isBeginningOf(this.#delimiter)) return this.#starve(end, 0)
    const at = this.#rest.indexOf(delimiter, 0, 'latin1')
    if (at >= 0) {
      switch (this.#judge(at + delimiter.length, end)) {
        case 'boundary':
          this.#take(at)
          return this.#endPart()
        case 'more':
          this.#take(at)
          return false
        case 'data': return this.#take(at + delimiter.length)
      }
    }
    // The end may be the beginning of a boundary.
    const last = this.#rest.lastIndexOf(delimiter[0]!, undefined, 'latin1')
    const isBeginning = last >= 0 && delimiter.startsWith(this.#rest.toString('latin1', last))
    return this.#starve(end, isBeginning ? last : this.#rest.length)
  }

  #startsWith(bytes: Buffer): boolean {
    return this.#rest.length >= bytes.length && this.#rest.subarray(0, bytes.length).equals(bytes)
  }

  #isBeginningOf(bytes: Buffer): boolean {
    return this.#rest.equals(bytes.subarray(0, this.#rest.length))
  }

  /** What a text that looks like a boundary is, by what follows it. */
  #judge(at: number, end: string | null): 'boundary' | 'data' | 'more' {
    const [first, second] = [this.#rest[at], this.#rest[at + 1]]
    if (first === undefined) return end === null ? 'more' : 'boundary'
    if (first === 0x20 || first === 9 || first === 10 || first === 13) return 'boundary'
    if (first !== 0x2d) return 'data'
    if (second === undefined) return end === null ? 'more' : 'data'
    return second === 0x2d ? 'boundary' : 'data'
  }

  /** Takes what is data for certain, and waits; at the end of input that is a fault, where anybody cares. */
  #starve(end: string | null, certain: number): boolean {
    this.#take(certain)
    if (end === null || this.#state === 'over') return false
    this.#take(this.#rest.length)
    if (this.#state === 'over') return false
    if (this.#sink !== 'none') return this.#fail(end === 'EOF' ? 'unexpected EOF' : end)
    // What is skipped is skipped to its end.
    return this.#endPart()
  }

  #endPart(): boolean {
    this.#state = 'line'
    return true
  }

  #take(length: number): boolean {
    if (length === 0) return true
    const bytes = this.#rest.subarray(0, length)
    this.#rest = this.#rest.subarray(length)
    this.#atStart = false
    if (this.#sink === 'value') {
      this.#memory -= length
      if (this.#memory < 0) return this.#fail(tooLarge)
    } else if (this.#sink === 'file') {
      this.#hash!.update(bytes)
      this.#bytes += length
      if (this.#head.length < headBytes) this.#head = Buffer.concat([this.#head, bytes.subarray(0, headBytes - this.#head.length)])
    }
    return true
  }

  #over(): boolean {
    this.#state = 'over'
    this.#rest = Buffer.alloc(0)
    return false
  }

  #fail(reason: string): boolean {
    this.#reason = reason
    return this.#over()
  }
}
