/** States by the numbers the agent stores (tasks.md §1.2); the wire carries the names. */
export const states = { PENDING: 1, READY: 2, RUNNING: 3, FAILED: 4, SUCCEED: 5 } as const
export type State = keyof typeof states

/** Operators by the numbers the agent stores (tasks.md §1.2). */
export const operators = { RUN: 1, RETRY: 2, ROLLBACK: 3, CANCEL: 4, PASS: 5 } as const
export type Operator = keyof typeof operators

/** Kinds of maintenance (tasks.md §1.2). `none` takes no lock. */
export const maintenance = { none: 1, global: 2, tenant: 3, obproxy: 4 } as const
export type Maintenance = keyof typeof maintenance

/** Whether work at this state is over. */
export function isFinished(state: State): boolean {
  return state === 'SUCCEED' || state === 'FAILED'
}
