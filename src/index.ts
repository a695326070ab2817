/**
 * What `import … from 'obshell-sim'` gives: a simulator in this process. Importing and starting it changes no global.
 *
 * @module
 */
export * from './in-process/index.ts'
export { ScenarioError, ScenarioNotFound, SetupError, type Problem } from './scenario/index.ts'
export { SettleError, type WorldTransition } from './simulation.ts'
export { QueryError, RuleConflict, type ShownRule } from './steering/index.ts'
export type { ClientReport, Finding, FindingKind, LintReport, PollReport, ShownEvent, ShownQuestion, ShownRequest } from './journal/index.ts'
