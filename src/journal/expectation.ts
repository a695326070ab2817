import type { Micros } from '../clock/index.ts'
import type { Condition } from './query.ts'

/** What shall have happened. */
export interface Expectation {
  readonly name: string
  readonly what:
    /** So often; `after`: counted is only what comes after the last time that this happened, `within` so much virtual time. */
    | {
      readonly kind: 'count'
      readonly of: Condition
      readonly least: number
      /** Null: any number. */
      readonly most: number | null
      /** `questions`: a request and its immediate repetition by the same client count once. */
      readonly by: 'sends' | 'questions'
      readonly after: Condition | null
      readonly within: Micros | null
    }
    /** One after the other, whatever lies between; `within`: so much virtual time from the first to the last. */
    | { readonly kind: 'order'; readonly steps: readonly Condition[]; readonly within: Micros | null }
}
