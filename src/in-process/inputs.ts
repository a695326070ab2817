import type { State } from '../task/index.ts'

/** A length of time: `500ms`, `5s`, `1h30m`. */
type Duration = string
/** An agent by its short name, or by its address. */
type AgentName = string

/** Work as a rule means it; what is left out does not matter. */
export interface WorkConditionInput {
  /** The name of the DAG, as the agent writes it; `*` stands for any text. */
  readonly dag?: string | undefined
  readonly node?: string | undefined
  /** Whose task it is. */
  readonly agent?: AgentName | undefined
  /** The how manieth run of the sub-task, from 1; rollbacks are not counted. */
  readonly attempt?: number | undefined
  /** What the node was sent for; without it all but ROLLBACK. */
  readonly operator?: 'RUN' | 'RETRY' | 'ROLLBACK' | undefined
  /** The step of the body before which it acts; without it before the first. */
  readonly step?: string | undefined
}

/** Work that there is: the newest DAG of that name, or a node of it. */
export interface WorkInput {
  readonly dag: string
  readonly node?: string | undefined
  readonly agent?: AgentName | undefined
}

/** Something that happens: a DAG (with `node` a node of it) comes into a state, or the process of an agent starts or ends. */
export interface EventInput {
  readonly dag?: string | undefined
  readonly node?: string | undefined
  readonly agent?: AgentName | undefined
  readonly state?: State | undefined
  /** In place of a DAG; `agent` says whose. */
  readonly process?: 'started' | 'stopped' | undefined
}

/** What time may pass for: work in a state, a process, a request that is still to come, or that something is held. */
export type ConditionInput = EventInput | { readonly request: QueryInput } | { readonly held: true }

/** An error of the agent's catalogue, with the arguments of its template or a text in its place; or a plain text. */
export interface FailureInput {
  readonly errCode?: string | undefined
  readonly args?: readonly (string | number)[] | undefined
  readonly message?: string | undefined
}

/** Which requests a fault is about; what is left out does not matter. */
export interface RequestConditionInput {
  /** An operationId of the agents' OpenAPI document. */
  readonly operation?: string | undefined
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS' | undefined
  /** The raw target without its query; `*` stands for any text. */
  readonly path?: string | undefined
  /** The agent that is asked. */
  readonly agent?: AgentName | undefined
  readonly via?: 'client' | 'forward' | 'peer' | undefined
  /** Who asks: an IP address without port, or an agent. */
  readonly client?: string | undefined
  /** From 1: only that one of those that fit. */
  readonly nth?: number | undefined
  readonly every?: number | undefined
  /** 0 to 1, or such as `20%`; drawn from the seed. */
  readonly probability?: number | string | undefined
  /** From so long after the world was ready. */
  readonly from?: Duration | undefined
  /** Up to so long after the world was ready. */
  readonly to?: Duration | undefined
  /** For so long, from `from` or `after` on. */
  readonly for?: Duration | undefined
  /** From when this happens, each time. */
  readonly after?: EventInput | undefined
}

/** An answer in the agent's place: an error of its catalogue, or any status with a body. */
export interface ReplyInput extends FailureInput {
  readonly status?: number | undefined
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string | number>> | undefined
}

/** How some requests go, as under `faults` of a scenario file: one of `reply`, `edit`, `delay` and `drop`. */
export interface FaultInput {
  readonly name?: string | undefined
  readonly when?: RequestConditionInput | undefined
  /** How often it acts at most. */
  readonly times?: number | 'always' | undefined
  /** What `nth`, `every` and `times` count; by default questions: a request and its immediate repetition by the same client are one. */
  readonly count?: 'questions' | 'sends' | undefined
  readonly reply?: ReplyInput | undefined
  /** The agent's answer with fields set or removed: paths such as `data.agents.0.version`. */
  readonly edit?: { readonly set?: Readonly<Record<string, unknown>> | undefined; readonly remove?: readonly string[] | undefined } | undefined
  /** The agent acts at once; its answer comes so much later. */
  readonly delay?: Duration | undefined
  readonly drop?: 'refuse' | 'reset' | 'hang' | 'truncate' | 'garbage' | 'slow'
    | { readonly 'reset-after'?: number | undefined; readonly slow?: number | undefined } | undefined
  /** With `delay` and `drop: hang`: in the world's time, not in real time. */
  readonly virtual?: boolean | undefined
}

/** How some work goes, as under `tasks` of a scenario file. */
export interface TaskRuleInput {
  readonly name?: string | undefined
  readonly when?: WorkConditionInput | undefined
  /** How many runs it decides at most. */
  readonly times?: number | 'always' | undefined
  /** So long it is RUNNING before anything else: `40s`, or a range drawn from the seed, `2s..10s`. */
  readonly takes?: Duration | { readonly from: Duration; readonly to: Duration } | undefined
  /** Lines of its log. */
  readonly logs?: readonly string[] | undefined
  /** Shown as `additional_data`. */
  readonly data?: Readonly<Record<string, unknown>> | undefined
  /** The agent's process ends, and is back after so long. */
  readonly restarts?: Duration | undefined
  /** It stays RUNNING until it is released. */
  readonly holds?: boolean | undefined
  /** It never ends by itself. */
  readonly never?: boolean | undefined
  readonly fails?: FailureInput | undefined
}

type Signal = 'SIGTERM' | 'SIGKILL'

/** Something that happens, under one key, as in the timeline of a scenario file. */
export type ActionInput =
  | { readonly stop: AgentName | { readonly agent: AgentName; readonly signal?: Signal | undefined } }
  | { readonly start: AgentName }
  | { readonly restart: AgentName | { readonly agent: AgentName; readonly downFor?: Duration | undefined; readonly signal?: Signal | undefined } }
  | {
    readonly observer: {
      readonly agent: AgentName
      /** Such as `4.2.1.0-100000102023092807`, or `none`. */
      readonly version?: string | undefined
      readonly start?: 'ok' | 'hangs' | { readonly exits: number; readonly prints?: string | undefined } | undefined
      readonly stop?: true | undefined
    }
  }
  /** Two agents, or groups of them, that do not reach each other; clients reach all. */
  | { readonly partition: readonly AgentName[] | readonly (readonly AgentName[])[] }
  | { readonly heal: 'all' | readonly AgentName[] }
  | { readonly agentPassword: { readonly agent: AgentName; readonly password: string | null } }
  /** Known to `agents` from now on; without them to all. */
  | { readonly rootPassword: { readonly password: string | null; readonly agents?: readonly AgentName[] | undefined } }
  | { readonly newKey: AgentName }
  /** What it believes in when it starts the next time. */
  | { readonly address: { readonly agent: AgentName; readonly address: string } }
  | { readonly obshell: { readonly agent: AgentName; readonly version: string } }
  | { readonly lock: AgentName | { readonly agent: AgentName; readonly lock?: 'global' | 'obproxy' | undefined } }
  | { readonly unlock: AgentName | { readonly agent: AgentName; readonly lock?: 'global' | 'obproxy' | undefined } }
  /** How far the clock by which credentials expire is ahead; negative ones, too. */
  | { readonly skew: Duration }
  | { readonly hold: WorkConditionInput }
  | { readonly release: WorkInput }
  | { readonly fail: WorkInput & FailureInput }
  | { readonly operator: WorkInput & { readonly operator: 'RETRY' | 'ROLLBACK' | 'CANCEL' | 'PASS' } }
  /** A request by a client that knows the passwords; `call` is an operationId. */
  | {
    readonly call: {
      readonly agent: AgentName
      readonly call: string
      readonly params?: Readonly<Record<string, string | number>> | undefined
      readonly body?: unknown
    }
  }

/** An action and when it happens, as under `timeline` of a scenario file: `at`, `after` (and `delay`) or `every` (and `from`). */
export type TimelineInput = ActionInput & {
  readonly name?: string | undefined
  /** So long after the world was ready. */
  readonly at?: Duration | undefined
  readonly after?: EventInput | undefined
  readonly delay?: Duration | undefined
  readonly every?: Duration | undefined
  readonly from?: Duration | undefined
  readonly times?: number | 'always' | undefined
}

/** Which requests of the journal are meant; what is left out does not matter. */
export interface QueryInput {
  /** An operationId. */
  readonly operation?: string | undefined
  readonly agent?: AgentName | undefined
  readonly method?: string | undefined
  /** `*` stands for any text. */
  readonly path?: string | undefined
  /** A status, `4xx`, or 0 of what was dropped. */
  readonly status?: number | string | undefined
  readonly errCode?: string | undefined
  /** Without it only what clients sent themselves. */
  readonly via?: 'client' | 'forward' | 'manual' | 'peer' | 'any' | undefined
  /** A client's host or `host:port`, or the name of an agent. */
  readonly client?: string | undefined
  readonly refused?: boolean | undefined
  /** The rule that acted, by its name. */
  readonly rule?: string | undefined
  /** What the decrypted body must hold: of maps the keys that are named. */
  readonly body?: unknown
  /** The request that it serves, by its place. */
  readonly cause?: number | undefined
  /** Only beyond that place. */
  readonly after?: number | undefined
  /** RFC 3339. */
  readonly since?: string | undefined
  readonly until?: string | undefined
  readonly limit?: number | undefined
}

/** Which events are meant: a change of state, what became of a process, or an action. */
interface EventQueryInput {
  readonly dag?: string | undefined
  readonly node?: string | undefined
  readonly state?: State | undefined
  readonly agent?: AgentName | undefined
  readonly process?: 'started' | 'stopped' | 'refused' | undefined
  /** `stop`, `partition` … */
  readonly action?: string | undefined
  readonly cause?: number | undefined
  readonly after?: number | undefined
}

type StepInput = QueryInput | EventQueryInput | { readonly request: QueryInput } | { readonly event: EventQueryInput }

interface CountInput {
  /** How it is called when it is not met. */
  readonly name?: string | undefined
  /** So often; without it at least once. */
  readonly count?: number | { readonly atLeast?: number | undefined; readonly atMost?: number | undefined } | undefined
  readonly never?: true | undefined
  /** `questions`: a request and its immediate repetition by the same client count once. */
  readonly by?: 'sends' | 'questions' | undefined
  /** Counted is only what comes after the last of these. */
  readonly after?: StepInput | undefined
  /** So much virtual time after that. */
  readonly within?: Duration | undefined
}

/** One after the other, whatever lies between. */
export interface OrderInput {
  readonly name?: string | undefined
  readonly order: readonly StepInput[]
  /** So much virtual time from the first to the last. */
  readonly within?: Duration | undefined
}

/** What shall have happened. */
export type ExpectationInput = (CountInput & { readonly request: QueryInput }) | (CountInput & { readonly event: EventQueryInput }) | OrderInput
