import type { Micros } from '../clock/index.ts'
import type { TaskFailure } from './failure.ts'

/**
 * What is decided of a run of a sub-task before it begins, or before one of its steps: first it takes its time, then it writes lines and leaves data, then
 * the agent's process ends, or it is held, never ends, fails, or runs as it would.
 */
export interface Directive {
  /** So long it is RUNNING before anything else. */
  readonly takes?: Micros
  /** Lines that it writes to its log. */
  readonly logs?: readonly string[]
  /** What it shows to clients as `additional_data`. */
  readonly data?: Readonly<Record<string, unknown>>
  /** The agent's process ends, and is back after so long. What then becomes of the sub-task is the agent's own doing (tasks.md §2.5). */
  readonly restarts?: Micros
  /** It stays RUNNING until it is released. */
  readonly holds?: true
  /** It stays RUNNING until its time limit or CANCEL. */
  readonly never?: true
  readonly fails?: TaskFailure
}
