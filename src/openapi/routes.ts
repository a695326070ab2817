import type { BodyName } from './generated/bodies.ts'
import type { OperationId } from './generated/operations.ts'

/** HTTP methods that the agent has routes for. */
export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type Method = (typeof methods)[number]

/** Who may ask (`x-obshell-auth`): which of the agent's ways to verify a request stands before the handler (wire.md §2, §3.6). */
export const authKinds = ['none', 'verify-ob', 'task', 'obproxy', 'login', 'sso-exchange', 'file'] as const
export type Auth = (typeof authKinds)[number]

/**
 * How a handler reads its body (`x-obshell-bind`): as JSON (`json`), by content type (`bind`, and `should-bind`, whose failures are a
 * 500 `Common.Unexpected` instead of the 400), or not at all (`none`: a broken body goes unnoticed).
 */
export const bindKinds = ['json', 'bind', 'should-bind', 'none'] as const
export type Bind = (typeof bindKinds)[number]

/** One route of the agent, as `openapi.yaml` describes it. */
export interface Route {
  readonly operationId: OperationId
  readonly method: Method
  /** As gin and Hono write it: `/api/v1/task/dag/:id`. */
  readonly path: string
  /** The names of its parameters, in the order of the path. */
  readonly params: readonly string[]
  readonly auth: Auth
  readonly bind: Bind
  /** What the body is bound to. Null when it is not bound, and when the operation has several to choose from. */
  readonly body: BodyName | null
  /** The handler judges something else before it binds, so the operation binds the body itself. */
  readonly late: boolean
  /** The agent does not read the body to log it, so broken JSON reaches the handler: if the raw target is just the path (wire.md §1.9). */
  readonly bodyUnread: boolean
  /** A question about work, which in clock mode `auto` settles first. */
  readonly question: boolean
}

export type RouteFlag = 'late' | 'bodyUnread' | 'question'

const none: readonly string[] = []

/** A route from what the generated table says of it; what is left out is the most frequent. */
export function route(
  method: Method, path: string, operationId: OperationId, auth: Auth, bind: Bind = 'none', body: BodyName | null = null,
  ...flags: readonly RouteFlag[]
): Route {
  return {
    operationId,
    method,
    path,
    params: path.includes(':') ? path.split('/').filter((part) => part.startsWith(':')).map((part) => part.slice(1)) : none,
    auth,
    bind,
    body,
    late: flags.includes('late'),
    bodyUnread: flags.includes('bodyUnread'),
    question: flags.includes('question'),
  }
}
