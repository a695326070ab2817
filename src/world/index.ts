/**
 * The parts of a world: its state as plain data, who is where in it, the rules in force, what happens by itself, and how work is found. `simulation.ts` ties them
 * together.
 *
 * @module
 */
export { Directory } from './directory.ts'
export { heldNote, heldNoteFor } from './held.ts'
export { WorldRules } from './rules.ts'
export type { QueuedWork, WorldSettings, WorldState } from './state.ts'
export { Timeline } from './timeline.ts'
export { bringsWork, holds, howItStands, workOf } from './work.ts'
