/** A problem document (RFC 9457): what went wrong with a control call, and what to do. */
export class ControlProblem extends Error {
  readonly status: number
  readonly title: string

  constructor(status: number, title: string, detail: string) {
    super(detail)
    this.status = status
    this.title = title
  }

  toResponse(): Response {
    return new Response(`${JSON.stringify({ type: 'about:blank', title: this.title, status: this.status, detail: this.message })}\n`, {
      status: this.status, headers: { 'Content-Type': 'application/problem+json' },
    })
  }
}

export function badRequest(detail: string): ControlProblem {
  return new ControlProblem(400, 'Bad request', detail)
}
