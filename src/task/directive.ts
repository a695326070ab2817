import type { Micros } from '../clock/index.ts'
import type { TaskFailure } from './failure.ts'

/** What is decided of a run of a sub-task before it begins: first it takes its time, then it is held, never ends, fails, or runs as it would. */
export interface Directive {
  /** So long it is RUNNING before anything else. */
  readonly takes?: Micros
  /** It stays RUNNING until it is released. */
  readonly holds?: true
  /** It stays RUNNING until its time limit or CANCEL. */
  readonly never?: true
  readonly fails?: TaskFailure
}
