/**
 * The `/_sim` API: driving the world is its own small API, under a prefix that the agent does not use.
 *
 * @module
 */
export { createControl, type Control } from './first-use.ts'
export type { ControlHost } from './host.ts'
