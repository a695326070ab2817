/**
 * The DAG engine: DAG, node, sub-task, their states and operators, the transition table, the scheduler's tick, bodies as
 * lists of steps, generic ids and maintenance locks. It knows nothing of HTTP or of what obshell does with it.
 *
 * @module
 */
export { createDag, type CreateRefusal } from './create.ts'
export { TaskEngine, type Run, type TaskHost, type TaskEvent } from './engine.ts'
export type { Directive } from './directive.ts'
export { coded, plain, wrap, type TaskFailure } from './failure.ts'
export { formatGenericId, parseGenericId, type GenericId, type GenericIdRefusal } from './generic-id.ts'
export { isLocked, lock, locksOf, unlock, type LockKind } from './lock.ts'
export { isFinished, maintenance, operators, states, type Maintenance, type Operator, type State } from './states.ts'
export type { OperatorRefusal } from './operate.ts'
export { createTaskStore, dagOf, nodeAt, nodeOf, nodesOf, subTaskOf, subTasksOf } from './store.ts'
export type { Address, Change, Dag, Flags, Node, Params, SubTask, TaskLog, TaskStore } from './store.ts'
export { ask, effect, hang, log, wait, type Body, type Bodies, type DelayedReply, type Outcome, type PeerReply, type PeerRequest, type Step, type StepContext } from './steps.ts'
export type { NodeTemplate, Template } from './template.ts'
export { transitionsOf, type Level, type Transition } from './transitions.ts'
