import type { Micros } from '../clock/index.ts'
import type { Directive, TaskFailure } from '../task/index.ts'

/** How requests go: rules in the order of the scenario, the first that matches wins. Plain data. */
export interface RequestRule {
  readonly when: RequestCondition
  readonly effect: RequestEffect
  /** Whether `nth` counts questions (a request and its immediate repetition by the same client are one) or sends. */
  readonly count: 'questions' | 'sends'
}

export interface RequestCondition {
  readonly operation?: string
  /** An agent's name. */
  readonly agent?: string
  /** From 1: only that one of the requests that the rest of the condition fits. */
  readonly nth?: number
}

export type RequestEffect =
  | { readonly kind: 'reply'; readonly failure: TaskFailure }
  | { readonly kind: 'answer'; readonly status: number; readonly body: string }
  /** The agent acts at once; its answer comes so much real time later. */
  | { readonly kind: 'delay'; readonly delay: Micros }
  | { readonly kind: 'drop'; readonly how: Drop }

/**
 * `reset`: the connection is reset; `hang`: no answer ever; `garbage`: bytes that are no HTTP: the agent never sees the request.
 * `truncate`: it acts, and half of its answer comes.
 */
export type Drop = 'reset' | 'hang' | 'truncate' | 'garbage'

/** How work goes: rules in the order of the scenario, the first that matches wins; what none matches goes well. Plain data. */
export interface TaskRule {
  readonly when: TaskCondition
  readonly directive: Directive
}

export interface TaskCondition {
  /** `*` in it stands for any text, as in node. */
  readonly dag?: string
  readonly node?: string
  /** The agent whose task it is, by name. */
  readonly agent?: string
  /** From 1: only that run of a sub-task. */
  readonly attempt?: number
}
