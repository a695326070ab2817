/**
 * What has happened in a world: a bounded record of every request with its explanation and of what it caused, plain data; and questions to it.
 *
 * @module
 */
export { defaultLimits, Journal, type JournalLimits, type JournalState } from './journal.ts'
export type { ActedRule, NearRule, RequestEntry, SeenCredential, TransitionEvent, WorldEvent, WorldTransition } from './entry.ts'
export { hostOf, isRefused, scenarioClient, type Condition, type EventQuery, type RequestQuery, type StatusClass } from './query.ts'
export { readExpectations } from './read/expectations.ts'
export { actionKinds, readQuery } from './read/query.ts'
export type { QueryProblem, Read, Words } from './read/reader.ts'
export { find } from './find.ts'
export { show, showEvent, type ShowOptions, type ShownEvent, type ShownQuestion, type ShownRequest } from './show.ts'
export { describe, lineOfEvent, lineOfRequest } from './words.ts'
export type { WriteTime } from './match.ts'
export type { Expectation } from './expectation.ts'
export { formatVerification, verify, type UnmetExpectation, type Verification } from './verify.ts'
export type { Near } from './search.ts'
export { lint, type ClientReport, type LintOptions, type LintReport, type PollReport } from './lint/lint.ts'
export type { Finding, FindingKind } from './lint/finding.ts'
