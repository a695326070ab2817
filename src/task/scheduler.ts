import type { Instant } from '../clock/index.ts'
import { unlock } from './lock.ts'
import { lookAt, type LookTools } from './sub-tasks.ts'
import { dagOf, nodeAt, subTasksOf, type Dag, type Node, type SubTask, type TaskStore } from './store.ts'
import { isFinished } from './states.ts'
import { moveDag, moveNode } from './transitions.ts'

/**
 * One pass of an agent's scheduler: every unfinished DAG, by ascending id, goes at most one step on (tasks.md §2.1).
 *
 * @returns the sub-tasks that became READY or still are, for the executor
 */
export function pass(store: TaskStore, tools: LookTools): SubTask[] {
  const ready: SubTask[] = []
  for (const id of [...store.unfinished]) {
    const dag = dagOf(store, id)!
    if (!isFinished(dag.state)) ready.push(...advanceDag(store, dag, tools))
  }
  return ready
}

/** One step of one DAG (tasks.md §2.2). */
function advanceDag(store: TaskStore, dag: Dag, tools: LookTools): SubTask[] {
  const { now } = tools
  // The updates at the end are guarded by the start time that the DAG was loaded with, and starting it changes that:
  // in the tick in which a DAG starts, its stage and its end wait for the next one.
  const starting = dag.state === 'READY'
  if (starting) {
    moveDag(store, dag, 'start')
    dag.startTime = now
  }
  const node = nodeAt(store, dag, dag.stage)
  const ready = advanceNode(store, dag, node, tools)
  if (!starting && isFinished(node.state)) {
    if (node.state === 'FAILED') finishDag(store, dag, node, 'fail', now)
    else moveOn(store, dag, node, now)
  }
  return ready
}

function advanceNode(store: TaskStore, dag: Dag, node: Node, tools: LookTools): SubTask[] {
  if (node.state === 'PENDING') {
    if (node.operator !== 'ROLLBACK') node.data = { ...node.data, ...dataBefore(store, dag, node) }
    moveNode(store, node, 'start')
    node.startTime = tools.now
    node.endTime = tools.now
  }
  if (isFinished(node.state)) return []
  const look = lookAt(node, subTasksOf(store, node), tools)
  if (look.finished) {
    moveNode(store, node, look.succeeded ? 'succeed' : 'fail')
    node.endTime = tools.now
  }
  return look.ready
}

/** What the sub-tasks of the stage before have left; a DAG that rolls back comes from the stage above. */
function dataBefore(store: TaskStore, dag: Dag, node: Node): Record<string, unknown> {
  const stage = dag.operator === 'ROLLBACK' ? node.stage + 1 : node.stage - 1
  if (stage < 1 || stage > dag.nodeIds.length) return {}
  return Object.assign({}, ...subTasksOf(store, nodeAt(store, dag, stage)).map((subTask) => subTask.data)) as Record<string, unknown>
}

function moveOn(store: TaskStore, dag: Dag, node: Node, now: Instant): void {
  const next = dag.operator === 'ROLLBACK' ? dag.stage - 1 : dag.stage + 1
  if (next < 1 || next > dag.nodeIds.length) finishDag(store, dag, node, 'succeed', now)
  else dag.stage = next
}

function finishDag(store: TaskStore, dag: Dag, node: Node, transition: 'succeed' | 'fail', now: Instant): void {
  moveDag(store, dag, transition)
  dag.endTime = now
  // A failed maintenance DAG keeps its lock, unless the node says that its failure ends the maintenance (tasks.md §2.4).
  if (transition === 'succeed' || node.failureExitMaintenance) unlock(store, dag.maintenance)
}
