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

/** What `data` is beside a refusal (`x-obshell-refused-data`): `null`, `{"contents":null}`, else the key is not there (wire.md §1.1). */
export const refusedDataKinds = ['nil', 'nil slice'] as const
export type RefusedData = (typeof refusedDataKinds)[number]

/**
 * What a handler asks of its agent before anything else (`x-obshell-requires`): one of some identities, an OceanBase to query, or a tenant
 * in it, that of the path.
 */
export interface Requirement {
  readonly of: 'identity' | 'OceanBase' | 'tenant'
  /** The identities, as the refusal words them: `TAKE OVER MASTER or TAKE OVER FOLLOWER`. Empty for the others. */
  readonly identity: string
  readonly refusedData: RefusedData | null
}

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
  /** The body is a multipart form with a file. */
  readonly upload: boolean
  readonly requires: Requirement | null
}

export type RouteFlag = 'late' | 'bodyUnread' | 'question' | 'upload'

const none: readonly string[] = []

/** A route from what the generated table says of it; what is left out is the most frequent. */
export function route(
  method: Method, path: string, operationId: OperationId, auth: Auth, bind: Bind = 'none', body: BodyName | null = null,
  ...marks: readonly (RouteFlag | Requirement)[]
): Route {
  return {
    operationId,
    method,
    path,
    params: path.includes(':') ? path.split('/').filter((part) => part.startsWith(':')).map((part) => part.slice(1)) : none,
    auth,
    bind,
    body,
    late: marks.includes('late'),
    bodyUnread: marks.includes('bodyUnread'),
    question: marks.includes('question'),
    upload: marks.includes('upload'),
    requires: marks.find((mark) => typeof mark === 'object') ?? null,
  }
}

/** A requirement from what the generated table says of it: an identity, or one of the other two. */
export function requires(what: string, refusedData: RefusedData | null = null): Requirement {
  const of = what === 'OceanBase' || what === 'tenant' ? what : 'identity'
  return { of, identity: of === 'identity' ? what : '', refusedData }
}
