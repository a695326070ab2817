/**
 * One file for each group of endpoints; each function is the real handler's checks in order, then an answer, a DAG, nothing (204)
 * or a catalogue error.
 *
 * @module
 */
export type { Fetched, Operation, OperationContext, Operations, Result } from './context.ts'
export { daemonStatusOf, type Daemon } from './daemon.ts'
export { unmet } from './requirement.ts'
export { coverageOf, operations } from './table.ts'
export type { Coverage } from './table.ts'
export { timeText } from './time-text.ts'
