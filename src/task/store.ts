import type { Instant } from '../clock/index.ts'
import type { Directive } from './directive.ts'
import type { Operator, State } from './states.ts'
import type { PeerReply } from './steps.ts'

/** Where an agent is, as it and its peers write it. */
export interface Address {
  readonly ip: string
  readonly port: number | bigint
}

/** What a body is given, and what one node hands to the next: plain data. */
export type Params = Readonly<Record<string, unknown>>

/** What may be done with a sub-task; all false unless its body says so (tasks.md §2.7). */
export interface Flags {
  readonly cancel: boolean
  readonly continue: boolean
  readonly pass: boolean
  readonly retry: boolean
  readonly rollback: boolean
}

/** A line of a sub-task's log, a row of its own in the agent's store. */
export interface TaskLog {
  readonly id: number
  readonly subTaskId: number
  readonly executeTimes: number
  readonly text: string
  readonly at: Instant
}

export interface SubTask {
  readonly id: number
  readonly nodeId: number
  readonly name: string
  /** The body that runs, by its name in {@link Bodies}. */
  readonly body: string
  readonly flags: Flags
  readonly params: Params
  /** What earlier nodes left for this one, and what this one leaves for later ones. */
  data: Record<string, unknown>
  /** What clients see as `additional_data`; null when it has none. */
  additionalData: Record<string, unknown> | null
  executeAgent: Address
  state: State
  operator: Operator
  startTime: Instant
  endTime: Instant
  executeTimes: number
  /** How often it began to run, rollbacks aside: what rules call an attempt. */
  runs: number
  readonly logs: TaskLog[]
  /** The step at which a running body stands, with its small memory; null when it does not run. */
  progress: Progress | null
}

export interface Progress {
  step: string
  memory: Record<string, unknown>
  /** The sub-task's data as it began: what the body leaves is stored at its end only, so who ends it from outside undoes that. */
  readonly stored: Readonly<Record<string, unknown>>
  /** Whether the process was restarted under the body (tasks.md §2.5). */
  continued: boolean
  /** What a rule has decided of this run: it holds after a restart, too. */
  decided: Directive | null
  /** What is to be done of that, or of what a rule says of the step that comes; null: nothing any more. */
  directive: Directive | null
  /** How far that has come: not begun, taking its time, or standing still. */
  gate: 'open' | 'takes' | 'parked'
  /** Steps at which a rule has acted in this run. */
  ruledSteps: readonly string[]
  /** The reply of another agent that is on its way. */
  reply: PeerReply | null
  /** When its worker gives it up: 3600 s after it took it, which is anew after a restart. The scheduler counts from its start. */
  deadline: Instant
  /** The event that goes on with it, when it waits. */
  event: number | null
}

export interface Node {
  readonly id: number
  readonly dagId: number
  readonly stage: number
  readonly name: string
  readonly failureExitMaintenance: boolean
  readonly subTaskIds: readonly number[]
  data: Record<string, unknown>
  state: State
  operator: Operator
  startTime: Instant
  endTime: Instant
}

export interface Dag {
  readonly id: number
  readonly name: string
  /** `obproxy`, or empty (tasks.md §1.2). */
  readonly type: string
  readonly maintenance: 'none' | 'global' | 'tenant' | 'obproxy'
  readonly maintenanceKey: string
  readonly nodeIds: readonly number[]
  stage: number
  state: State
  operator: Operator
  startTime: Instant
  endTime: Instant
  finished: boolean
  /** The request that made it or sent it the last operator, by its place in the journal; null where none did. */
  cause: number | null
}

/** A change of state, as it happened. `from` is null where the row was made. */
export interface Change {
  readonly level: 'dag' | 'node' | 'sub-task'
  readonly id: number
  readonly name: string
  readonly from: State | null
  readonly to: State
  /** The DAG that it is, or belongs to. */
  readonly dag: number
}

/**
 * All tasks of one agent: three independent sequences from 1 (tasks.md §1.1), so a row is found by its index.
 * Plain data.
 */
export interface TaskStore {
  readonly dags: Dag[]
  readonly nodes: Node[]
  readonly subTasks: SubTask[]
  nextLogId: number
  /** DAGs that a pass looks at: READY, RUNNING, and FAILED ones under maintenance (tasks.md §2.4). Ascending. */
  unfinished: number[]
  /** How many DAGs are READY or RUNNING: whether the scheduler has work. */
  active: number
  lastMaintenance: number | null
  /** Held maintenance locks (tasks.md §4). */
  locks: { global: boolean; obproxy: boolean }
  /** Sub-tasks that wait for one of the eight workers, and how many workers are busy. */
  queue: number[]
  busy: number
  /** The scheduled tick, or null when idle. */
  tickEvent: number | null
  /** What has changed since the world last took note. */
  changes: Change[]
}

export function createTaskStore(): TaskStore {
  return {
    dags: [], nodes: [], subTasks: [], nextLogId: 1, unfinished: [], active: 0, lastMaintenance: null,
    locks: { global: false, obproxy: false }, queue: [], busy: 0, tickEvent: null, changes: [],
  }
}

export function dagOf(store: TaskStore, id: number): Dag | undefined {
  return store.dags[id - 1]
}

export function nodeOf(store: TaskStore, id: number): Node | undefined {
  return store.nodes[id - 1]
}

export function subTaskOf(store: TaskStore, id: number): SubTask | undefined {
  return store.subTasks[id - 1]
}

/** The nodes of a DAG by stage. */
export function nodesOf(store: TaskStore, dag: Dag): Node[] {
  return dag.nodeIds.map((id) => store.nodes[id - 1]!)
}

/** The node at a stage. */
export function nodeAt(store: TaskStore, dag: Dag, stage: number): Node {
  return store.nodes[dag.nodeIds[stage - 1]! - 1]!
}

export function subTasksOf(store: TaskStore, node: Node): SubTask[] {
  return node.subTaskIds.map((id) => store.subTasks[id - 1]!)
}

/** A node may do what all of its sub-tasks may do (tasks.md §2.7). */
export function nodeMay(store: TaskStore, node: Node, what: keyof Flags): boolean {
  return subTasksOf(store, node).every((subTask) => subTask.flags[what])
}
