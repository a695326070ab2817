/**
 * What a scenario's timeline, a person or a test lets happen in a world: processes, partitions, passwords, locks, work.
 *
 * @module
 */
export { act } from './act.ts'
export { callAsClient, type ClientCall } from './call.ts'
