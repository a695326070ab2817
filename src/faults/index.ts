/**
 * Rules that delay, refuse, break or hold, wrapped around a request or a task: plain data and pure matching. No `if (faulty)` elsewhere.
 *
 * @module
 */
export { directiveFor, effectOn, noFaultMemory, type FaultMemory, type SeenRequest } from './match.ts'
export type { Drop, RequestCondition, RequestEffect, RequestRule, TaskCondition, TaskRule } from './rules.ts'
