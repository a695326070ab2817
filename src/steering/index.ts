/**
 * What a person or a program does to a world while it runs, in the form of a scenario file: moves of time, rules, actions, and what is told of them in words.
 * The control API and the API in process are two ways to the same.
 *
 * @module
 */
export { agentCalled } from './agents.ts'
export { readCondition, type Awaited } from './condition.ts'
export { eventKinds, eventsOf, whyNoKinds, type EventsQuery } from './events.ts'
export { didYouMean, missingName, suggest, unknownName } from './missing.ts'
export { advanceUntil, defaultBudget, movedBy, NotMet, whyNotTo, type Moved } from './move.ts'
export { PartError } from './part-error.ts'
export { readAction, readRule, type ReadPart, type RuleKind } from './parts.ts'
export { judgedExpectations, journalQuery, QueryError } from './questions.ts'
export { requestRules, RuleConflict, taskRules, timelineRules, type Rules, type ShownRule } from './rules.ts'
export { actionForm, entryForm, eventForm, requestRuleForm, taskRuleForm } from './form.ts'
export { instantText, journalWords, lastLines, lineOf } from './told.ts'
export { heldWork, upcoming, whatHappens, type HeldWork, type Upcoming } from './waiting.ts'
