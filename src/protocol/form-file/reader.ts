import { createHash, type Hash } from 'node:crypto'
import { parseMediaType } from './media-type.ts'
import { scanBody } from './part-end.ts'
import { quoted, readPartHeader, tooLarge } from './part-header.ts'
import { Window } from './window.ts'

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
  readonly #window = new Window()
  /** So many of them are known to hold no end of what is looked for: a line, or a header. */
  #searched = 0
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
    this.#window.push(piece)
    this.#read(null)
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
    const bytes = this.#window.view
    const newline = bytes.indexOf(10, this.#searched)
    const complete = newline >= 0 && newline < lineMax
    if (!complete && bytes.length >= lineMax) return this.#fail('multipart: NextPart: bufio: buffer full')
    if (!complete && end === null) return this.#wait()
    const line = bytes.toString('latin1', 0, complete ? newline + 1 : bytes.length)
    if (!complete) {
      if (end === 'EOF' && this.#isLast(line)) return this.#over()
      return this.#fail(`multipart: NextPart: ${end}`)
    }
    this.#drop(newline + 1)
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
    const bytes = this.#window.view
    const length = this.#headerLength(bytes)
    if (length === null) {
      if (bytes.length > this.#memory) return this.#fail(tooLarge)
      if (end === null) return this.#wait()
    }
    const header = readPartHeader(linesOf(bytes.subarray(0, length ?? bytes.length)))
    if (typeof header === 'string') return this.#fail(header)
    // A form that ends within a header ends quietly: Go takes this end of input for that of the form.
    if (length === null) return end === 'EOF' ? this.#over() : this.#fail(end!)
    if (header.bytes > this.#memory || header.fields > this.#fields || this.#parts > partsMax) return this.#fail(tooLarge)
    this.#drop(length)
    this.#begin(header.disposition, header.bytes, header.fields)
    return true
  }

  /** How much the header takes with the empty line at its end, null while that has not come. */
  #headerLength(bytes: Buffer): number | null {
    // The empty line may have begun in what was searched before.
    for (let newline = bytes.indexOf(10, Math.max(0, this.#searched - 2)); newline >= 0; newline = bytes.indexOf(10, newline + 1)) {
      const lineEnd = bytes[newline - 1] === 13 ? newline - 1 : newline
      if (lineEnd === 0 || bytes[lineEnd - 1] === 10) return newline + 1
    }
    return null
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
    const { data, then } = scanBody(this.#window.view, this.#delimiter, this.#newline, this.#atStart, end !== null)
    if (!this.#take(data)) return false
    switch (then) {
      case 'over': return this.#endPart()
      case 'again': return true
      case 'wait': return false
      case 'starve': return end !== null && this.#take(this.#window.length) && this.#cutOff(end)
    }
  }

  /** The form ends within a part. What is skipped is skipped to its end, whatever that is. */
  #cutOff(end: string): boolean {
    return this.#sink === 'none' ? this.#endPart() : this.#fail(end === 'EOF' ? 'unexpected EOF' : end)
  }

  #endPart(): boolean {
    this.#state = 'line'
    return true
  }

  #take(length: number): boolean {
    if (length === 0) return true
    const bytes = this.#window.view.subarray(0, length)
    this.#drop(length)
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

  #drop(length: number): void {
    this.#window.drop(length)
    this.#searched = 0
  }

  /** Until there is more than what was searched now. */
  #wait(): boolean {
    this.#searched = this.#window.length
    return false
  }

  #over(): boolean {
    this.#state = 'over'
    this.#window.clear()
    return false
  }

  #fail(reason: string): boolean {
    this.#reason = reason
    return this.#over()
  }
}

/** Lines without their ends; the last may lack one. Empty ones are left out. */
function linesOf(bytes: Buffer): string[] {
  return bytes.toString('latin1').split('\n').map((line, index, lines) => (index < lines.length - 1 && line.endsWith('\r') ? line.slice(0, -1) : line))
    .filter((line) => line !== '')
}
