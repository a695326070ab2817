import { isFinished, type Operator, type State } from './states.ts'
import type { Dag, Node, SubTask, TaskStore } from './store.ts'

export type Level = 'dag' | 'node' | 'sub-task'

/** What happens to a DAG, node or sub-task. */
export type Transition =
  | 'start' | 'succeed' | 'fail' | 'retry' | 'rollback' | 'cancel' | 'pass' | 'resume' | 'ready' | 'ready-rollback'

type Row = Partial<Record<State, State>>

/** Every change of state there is (tasks.md §1.2, §2.2–2.6). What is not in the table is a bug. */
const table: Readonly<Record<Level, Partial<Record<Transition, Row>>>> = {
  dag: {
    start: { READY: 'RUNNING' },
    succeed: { RUNNING: 'SUCCEED' },
    fail: { RUNNING: 'FAILED' },
    retry: { FAILED: 'READY' },
    rollback: { FAILED: 'READY' },
    cancel: { READY: 'READY', RUNNING: 'READY' },
    pass: { FAILED: 'SUCCEED' },
    /** A node of it was passed: it runs on. */
    resume: { FAILED: 'READY' },
  },
  node: {
    start: { PENDING: 'RUNNING' },
    succeed: { RUNNING: 'SUCCEED' },
    fail: { RUNNING: 'FAILED' },
    retry: { FAILED: 'PENDING' },
    rollback: { FAILED: 'PENDING', SUCCEED: 'PENDING' },
    /** CANCEL takes the first unfinished node, or the last one when all are finished. */
    cancel: { PENDING: 'PENDING', RUNNING: 'PENDING', SUCCEED: 'PENDING', FAILED: 'PENDING' },
    pass: { FAILED: 'SUCCEED', PENDING: 'SUCCEED', SUCCEED: 'SUCCEED' },
  },
  'sub-task': {
    ready: { PENDING: 'READY', SUCCEED: 'READY' },
    /** A READY one is there when a DAG whose node never came to run is rolled back. */
    'ready-rollback': { FAILED: 'READY', SUCCEED: 'READY', READY: 'READY' },
    start: { READY: 'RUNNING' },
    succeed: { RUNNING: 'SUCCEED' },
    fail: { RUNNING: 'FAILED' },
    cancel: { READY: 'FAILED', RUNNING: 'FAILED' },
    pass: { PENDING: 'SUCCEED', READY: 'SUCCEED', RUNNING: 'SUCCEED', FAILED: 'SUCCEED' },
  },
}

/** The operator a transition leaves behind; those missing leave it alone. A retried DAG says RUN, its node RETRY. */
const operatorAfter: Readonly<Record<Level, Partial<Record<Transition, Operator>>>> = {
  dag: { retry: 'RUN', rollback: 'ROLLBACK', cancel: 'CANCEL', pass: 'PASS', resume: 'RUN' },
  node: { retry: 'RETRY', rollback: 'ROLLBACK', cancel: 'CANCEL', pass: 'PASS' },
  'sub-task': { ready: 'RUN', 'ready-rollback': 'ROLLBACK', pass: 'PASS' },
}

/** The table, for those who check it. */
export function transitionsOf(level: Level): Partial<Record<Transition, Row>> {
  return table[level]
}

/** Moves a DAG; keeps the lists by which the scheduler finds its work. Nothing else writes a DAG's state. */
export function moveDag(store: TaskStore, dag: Dag, transition: Transition): void {
  const wasActive = !isFinished(dag.state)
  move(store, 'dag', dag, transition)
  const isActive = !isFinished(dag.state)
  if (wasActive !== isActive) store.active += isActive ? 1 : -1
  // A failed maintenance DAG stays unfinished: it shows in the unfinish lists and holds its lock (tasks.md §2.4).
  setFinished(store, dag, dag.state === 'SUCCEED' || (dag.state === 'FAILED' && dag.maintenance === 'none'))
}

/** Moves a node. Nothing else writes a node's state. */
export function moveNode(store: TaskStore, node: Node, transition: Transition): void {
  move(store, 'node', node, transition)
}

/** Moves a sub-task. Nothing else writes a sub-task's state. */
export function moveSubTask(store: TaskStore, subTask: SubTask, transition: Transition): void {
  move(store, 'sub-task', subTask, transition)
}

function move(store: TaskStore, level: Level, what: Dag | Node | SubTask, transition: Transition): void {
  const next = table[level][transition]?.[what.state]
  if (next === undefined) {
    throw new Error(`no transition '${transition}' from ${what.state} for ${level} ${what.id} '${what.name}' (src/task/transitions.ts)`)
  }
  store.changes.push({ level, id: what.id, name: what.name, from: what.state, to: next, dag: dagIdOf(store, what) })
  what.state = next
  what.operator = operatorAfter[level][transition] ?? what.operator
}

function dagIdOf(store: TaskStore, what: Dag | Node | SubTask): number {
  if ('dagId' in what) return what.dagId
  return 'nodeId' in what ? store.nodes[what.nodeId - 1]!.dagId : what.id
}

function setFinished(store: TaskStore, dag: Dag, finished: boolean): void {
  if (dag.finished === finished) return
  dag.finished = finished
  if (finished) store.unfinished.splice(store.unfinished.indexOf(dag.id), 1)
  else {
    const at = store.unfinished.findIndex((id) => id > dag.id)
    store.unfinished.splice(at < 0 ? store.unfinished.length : at, 0, dag.id)
  }
}
