import type { Instant } from '../clock/index.ts'
import type { Action } from '../faults/index.ts'
import type { State } from '../task/index.ts'
import type { RequestEntry } from './entry.ts'

/** Which requests are meant; what is absent does not matter. */
export interface RequestQuery {
  /** An operation, by its operationId. */
  readonly operation?: string
  /** The agent that was asked, by name. */
  readonly agent?: string
  readonly method?: string
  /** Of the raw target without its query, or with it where the pattern has a `?`; `*` stands for any text. */
  readonly path?: string
  /** A status, or all of a hundred: `4xx`. 0 where the connection was dropped. */
  readonly status?: number | StatusClass
  readonly errCode?: string
  /**
   * How it came. Without it only what clients sent themselves is meant, and nothing that the scenario or an action asked in a client's stead. `forward` is all
   * that was handed on, by hand (`manual`) or not.
   */
  readonly via?: RequestEntry['via'] | 'any'
  /** Who asked: a client's host, `host:port`, or the name of an agent. */
  readonly client?: string
  /** Whether it was refused or dropped. */
  readonly refused?: boolean
  /** The rule that acted, by its id. */
  readonly rule?: string
  /** What its body, decrypted, must hold: of maps the keys that are named (in any case, as the agent binds them), lists whole. */
  readonly body?: unknown
  /** The request that it serves, by its place. */
  readonly cause?: number
  /** Only beyond that place. */
  readonly after?: number
  /** From that instant on, and before that. */
  readonly since?: Instant
  readonly until?: Instant
  /** So many at most: the last ones, or with `after` the first. */
  readonly limit?: number
}

export type StatusClass = '1xx' | '2xx' | '3xx' | '4xx' | '5xx'

/** Which events are meant: a DAG's change of state (with `node` a node's), what became of a process, or an action. */
export interface EventQuery {
  /** Names of DAG and node; `*` stands for any text. */
  readonly dag?: string
  readonly node?: string
  readonly state?: State
  readonly agent?: string
  readonly process?: 'started' | 'stopped' | 'refused'
  readonly action?: Action['do']
  /** The request that caused it, by its place. */
  readonly cause?: number
  /** Only beyond that place. */
  readonly after?: number
}

/** Something that may have happened. */
export type Condition = { readonly request: RequestQuery } | { readonly event: EventQuery }

/** How the scenario and actions, who ask as clients would, are called among clients: others have a port. */
export const scenarioClient = 'scenario'

/** Whether a request was refused, or not answered at all. */
export function isRefused({ errCode, status }: RequestEntry): boolean {
  return errCode !== null || status >= 400 || status === 0
}

/** The host of a client, without the port: SDKs open a connection for each call. An agent stands under its name. */
export function hostOf({ client, via }: Pick<RequestEntry, 'client' | 'via'>): string {
  if (via !== 'client') return client
  const host = /^\[([^\]]*)\]:\d+$|^([^:]*):\d+$/.exec(client)
  return host === null ? client : host[1] ?? host[2]!
}
