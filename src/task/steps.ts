import type { Micros } from '../clock/index.ts'
import type { TaskFailure } from './failure.ts'
import type { Operator } from './states.ts'
import type { Address, Flags, SubTask } from './store.ts'

/** What runs in a sub-task. A body without `rollback` has one that does nothing, as in the agent. */
export interface Body<W> {
  readonly flags: Partial<Flags>
  readonly run: readonly Step<W>[]
  readonly rollback?: readonly Step<W>[]
}

export type Bodies<W> = Readonly<Record<string, Body<W>>>

/**
 * A step is a value: its name is what a running sub-task remembers, so that a snapshot survives a release and a rule can
 * slow, fail or hold a step that it has never heard of (DESIGN §2).
 */
export type Step<W> =
  | { readonly step: string; readonly kind: 'log'; readonly text: (context: StepContext<W>) => string }
  | { readonly step: string; readonly kind: 'effect'; readonly act: (context: StepContext<W>) => Outcome }
  | {
    readonly step: string
    readonly kind: 'ask'
    readonly request: (context: StepContext<W>) => PeerRequest
    readonly answered: (context: StepContext<W>, reply: PeerReply) => Outcome
  }
  | { readonly step: string; readonly kind: 'wait'; readonly length: Micros; readonly inVain?: (context: StepContext<W>) => boolean }
  /** Something that does not come back: only CANCEL and the time limit end it. */
  | { readonly step: string; readonly kind: 'hang' }

/** What a step leads to: nothing special is the next step. */
export type Outcome =
  | void
  | { readonly fail: TaskFailure }
  /** The same step (or that of a name) again after a while. */
  | { readonly again: Micros; readonly from?: string }
  | { readonly goto: string }
  /** The body ends here, well. */
  | 'done'

export interface StepContext<W> {
  readonly world: W
  readonly subTask: SubTask
  /** What the body remembers between its steps. */
  readonly memory: Record<string, unknown>
  /** Whether the process was restarted under the body (tasks.md §2.5). */
  readonly continued: boolean
  /** The operator of its node: RETRY is seen there and not in the sub-task (tasks.md §1.2). */
  readonly nodeOperator: Operator
  log(text: string): void
  /** A line that begins with `WARN: ` (tasks.md §1.6). */
  warn(text: string): void
}

/** What one agent asks of another in a step. */
export interface PeerRequest {
  readonly to: Address
  /** The operation, by its operationId. */
  readonly operation: string
  /** The parameters of its path. */
  readonly params?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** The agent password to show; without it the asker's token and root password. */
  readonly agentPassword?: string
}

export type PeerReply =
  | { readonly kind: 'answer'; readonly data: unknown }
  /** The peer answered with an error. */
  | { readonly kind: 'refused'; readonly failure: TaskFailure }
  /** There was no answer, or one without data. */
  | { readonly kind: 'failed'; readonly failure: TaskFailure }

/** A reply, and how much later than asked it comes. */
export type DelayedReply = PeerReply & { readonly delay?: Micros }

/** Writes a line to the log. */
export function log<W>(step: string, text: string | ((context: StepContext<W>) => string)): Step<W> {
  return { step, kind: 'log', text: typeof text === 'string' ? () => text : text }
}

/** Changes the world. */
export function effect<W>(step: string, act: (context: StepContext<W>) => Outcome): Step<W> {
  return { step, kind: 'effect', act }
}

/** Asks another agent. */
export function ask<W>(
  step: string,
  request: (context: StepContext<W>) => PeerRequest,
  answered: (context: StepContext<W>, reply: PeerReply) => Outcome,
): Step<W> {
  return { step, kind: 'ask', request, answered }
}

/**
 * Lets time pass.
 *
 * @param inVain whether that will bring nothing, because what the body waits for hangs
 */
export function wait<W>(step: string, length: Micros, inVain?: (context: StepContext<W>) => boolean): Step<W> {
  return { step, kind: 'wait', length, ...(inVain !== undefined && { inVain }) }
}

/** Does not come back. */
export function hang<W>(step: string): Step<W> {
  return { step, kind: 'hang' }
}
