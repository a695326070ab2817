/**
 * A simulator in this process, for tests and programs: started by one call, steered without HTTP, its failures in words. Importing and starting it changes no
 * global.
 *
 * @module
 */
export { startSimulator } from './start.ts'
export type { AskOptions, Asked, AskedError } from './ask.ts'
export type { StartOptions } from './options.ts'
export type { Happened, LoadedScenario, RunningSimulator, SimulatedAgent } from './running.ts'
export type { JournalReader } from './journal.ts'
export type { RuleList } from './rules.ts'
export type { EventsQuery } from '../steering/index.ts'
export { ExpectationError } from './expectation-error.ts'
export type {
  ActionInput, ConditionInput, EventInput, ExpectationInput, FailureInput, FaultInput, OrderInput, QueryInput, ReplyInput, RequestConditionInput,
  TaskRuleInput, TimelineInput, WorkConditionInput, WorkInput,
} from './inputs.ts'
