/**
 * Rules that delay, refuse, break or hold, wrapped around a request or a task, and what a scenario lets happen by itself: plain data and pure matching. No
 * `if (faulty)` elsewhere.
 *
 * @module
 */
export { describeAction, describeEffect, describeEvent, describeFailure, describeRequestRule, describeTaskEffect, describeTaskRule, describeTrigger, describeWithoutWindow, describeWork, spoken } from './describe.ts'
export { noFaultMemory, type FaultMemory } from './memory.ts'
export { isSuch, type Occurrence } from './occurrence.ts'
export { createPattern, fits } from './pattern.ts'
export { RequestRules, type RuleTime, type Ruling, type SeenRequest } from './request-rules.ts'
export type { Drop, EventCondition, RequestCondition, RequestEffect, RequestRule, TaskCondition, TaskEffect, TaskRule, Window } from './rules.ts'
export { directiveFor } from './task-rules.ts'
export type { Action, ObserverStart, TimelineEntry, Trigger, WorkReference } from './timeline.ts'
