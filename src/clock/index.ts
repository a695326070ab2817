/**
 * Virtual instants, the event queue with its total order, the modes in which time may pass, and seeded chance.
 * Imports nothing of ours.
 *
 * @module
 */
export { endOfTime, formatDuration, micros, nanosOf, parseDuration, type Instant, type Micros } from './instant.ts'
export { EventQueue, type QueuedEvent, type QueueState } from './queue.ts'
export { VirtualClock, type Clock, type ClockState } from './clock.ts'
export { defaultQuantum, formatMode, modeNames, parseMode, policyOf, followWall, type ClockMode, type ModeName, type TimePolicy } from './mode.ts'
export { Random, type RandomState, type Substream } from './random.ts'
export { createZone, type Zone } from './zone.ts'
