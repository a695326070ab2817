/** One thing wrong with what was sent, and where. */
export interface ToldError {
  /** From 1, of the text that was sent; null of what is in the URL. */
  readonly line: number | null
  readonly column: number | null
  readonly code: string
  /** `when.agent`; empty for all of it. */
  readonly path: string
  readonly message: string
}

/** A problem document (RFC 9457): what went wrong with a control call, and what to do. */
export class ControlProblem extends Error {
  readonly status: number
  readonly title: string
  /** Members of the document beside those that all have. */
  readonly more: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>

  /** @param detail a sentence without its full stop */
  constructor(status: number, title: string, detail: string, more: Readonly<Record<string, unknown>> = {}, headers: Readonly<Record<string, string>> = {}) {
    super(detail)
    this.name = 'ControlProblem'
    this.status = status
    this.title = title
    this.more = more
    this.headers = headers
  }

  toJSON(): Readonly<Record<string, unknown>> {
    return { type: 'about:blank', title: this.title, status: this.status, detail: this.message, ...this.more }
  }
}

/** Something is wrong with what was sent. */
export function badRequest(detail: string, errors?: readonly ToldError[]): ControlProblem {
  return new ControlProblem(400, 'Bad request', detail, errors === undefined ? {} : { errors })
}

/** Something is not there. */
export function notFound(title: string, detail: string): ControlProblem {
  return new ControlProblem(404, title, detail)
}

/** Nothing came of something that was to happen. */
export function noEffect(why: string): ControlProblem {
  return new ControlProblem(409, 'Nothing came of it', why)
}
