import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { StatusCode } from 'hono/utils/http-status'
import { ControlProblem } from './problem.ts'
import type { Answer } from './route.ts'

/** What Hono carries along with a request of the API. */
export interface ControlEnv {
  Bindings: HttpBindings & {
    /** Stands for an answer that is not Hono's to write. */
    readonly sent: Response
  }
  Variables: {
    /** The body, once it has been read. */
    text?: string
  }
}

/** An answer as Hono's. @param answer null where whoever asked has gone */
export function respond(context: Context<ControlEnv>, answer: Answer | ControlProblem | null): Response {
  const { outgoing, sent } = context.env
  if (answer === null || outgoing.destroyed) return sent
  if ('stream' in answer) {
    answer.stream(outgoing as Parameters<typeof answer.stream>[0], context.req.method === 'HEAD')
    return sent
  }
  const { status, headers = {} } = answer
  const isProblem = answer instanceof ControlProblem
  const text = isProblem || 'json' in answer ? `${JSON.stringify(isProblem ? answer : answer.json)}\n` : answer.text
  const type = isProblem ? 'application/problem+json' : 'json' in answer ? 'application/json' : answer.type
  return context.newResponse(status === 204 ? null : text, status as StatusCode, {
    ...(status !== 204 && { 'Content-Type': type, 'Content-Length': String(Buffer.byteLength(text)) }), 'Cache-Control': 'no-store', ...headers,
  })
}
