import type { Micros } from '../clock/index.ts'
import type { Directive, Operator, State, TaskFailure } from '../task/index.ts'

/** How requests go: rules in the order of the scenario, the first that matches wins. Plain data. */
export interface RequestRule {
  /** Its name in the scenario, or `fault 1`, `fault 2` … by its place there. Unique. */
  readonly id: string
  readonly when: RequestCondition
  readonly effect: RequestEffect
  /** How often it acts at most; null is always. */
  readonly times: number | null
  /** Whether `nth`, `every` and `times` count questions (a request and its immediate repetition by the same client are one) or sends. */
  readonly count: 'questions' | 'sends'
}

/** What a request has to be like; what is absent does not matter. */
export interface RequestCondition {
  /** An operation, by its operationId. */
  readonly operation?: string
  readonly method?: string
  /** Of the raw target without its query; `*` stands for any text. */
  readonly path?: string
  /** The agent that is asked, by name. */
  readonly agent?: string
  /** How it came: from a client, handed on by another agent, or as an agent's own question. */
  readonly via?: 'client' | 'forward' | 'peer'
  /** Who asks: a client's host, or the name of an agent. */
  readonly client?: string
  /** From 1: only that one of the requests that the rest of the condition (but `every` and `chance`) fits. */
  readonly nth?: number
  /** Every third, sixth … of them. */
  readonly every?: number
  /** Of a million of them so many, drawn from the seed. */
  readonly chance?: number
  readonly window?: Window
}

/** A time in which a rule is in force. */
export type Window =
  /** From so long after the world was ready, and up to (not at) so long after; null is for ever. */
  | { readonly kind: 'time'; readonly from: Micros; readonly to: Micros | null }
  /** From the last such event on, for so long; null is for ever. */
  | { readonly kind: 'after'; readonly event: EventCondition; readonly for: Micros | null }

/** Something that happens in the world. */
export type EventCondition =
  /** A DAG, or with `node` a node of it, comes into a state. */
  | { readonly kind: 'task'; readonly dag?: string; readonly node?: string; readonly agent?: string; readonly state: State }
  /** The process of an agent starts or ends. */
  | { readonly kind: 'process'; readonly agent: string; readonly process: 'started' | 'stopped' }

export type RequestEffect =
  /** The agent refuses, in its envelope, and does nothing. */
  | { readonly kind: 'reply'; readonly failure: TaskFailure }
  /** An answer that no agent gave. */
  | { readonly kind: 'answer'; readonly status: number; readonly headers: readonly (readonly [name: string, value: string])[]; readonly body: string }
  /** The agent's answer with fields set or removed: paths such as `data.agents.0.version`. */
  | { readonly kind: 'edit'; readonly set: readonly (readonly [path: string, value: unknown])[]; readonly remove: readonly string[] }
  /** The agent acts at once; its answer comes so much later, in real time or in the world's. */
  | { readonly kind: 'delay'; readonly delay: Micros; readonly virtual: boolean }
  | { readonly kind: 'drop'; readonly drop: Drop }

/**
 * `refuse`: the connection is refused; `reset`: it is reset; `hang`: no answer ever comes (`virtual`: for as long as an agent waits for another, then the
 * connection ends); `garbage`: bytes that are no HTTP. In all of these the agent never sees the request.
 * `truncate`: it acts, and half of its answer comes; `reset-after`: so many bytes of it, then a reset; `slow`: so many bytes a second, in real time.
 */
export type Drop =
  | { readonly how: 'refuse' | 'reset' | 'garbage' | 'truncate' }
  | { readonly how: 'hang'; readonly virtual: boolean }
  | { readonly how: 'reset-after'; readonly bytes: number }
  | { readonly how: 'slow'; readonly bytesPerSecond: number }

/** How work goes: rules in the order of the scenario, the first that matches wins; what none matches goes well. Plain data. */
export interface TaskRule {
  /** Its name in the scenario, or `task rule 1`, `task rule 2` … by its place there. Unique. */
  readonly id: string
  readonly when: TaskCondition
  readonly effect: TaskEffect
  /** How many runs it decides at most; null is all. */
  readonly times: number | null
}

export interface TaskCondition {
  /** `*` in it stands for any text, as in node. */
  readonly dag?: string
  readonly node?: string
  /** The agent whose task it is, by name. */
  readonly agent?: string
  /** From 1: only that run of a sub-task, rollbacks not counted. */
  readonly attempt?: number
  /** What the node was sent for: without it a rule decides all runs but rollbacks. */
  readonly operator?: Extract<Operator, 'RUN' | 'RETRY' | 'ROLLBACK'>
  /** The step of the body at which it acts; without it that is before the first. */
  readonly step?: string
}

/** A directive whose length may still have to be drawn. */
export type TaskEffect = Omit<Directive, 'takes'> & { readonly takes?: Micros | { readonly least: Micros; readonly most: Micros } }
