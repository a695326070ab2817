import type { Instant } from '../clock/index.ts'
import { isLocked, lock, unlock } from './lock.ts'
import { isFinished } from './states.ts'
import { dagOf, nodeAt, nodeMay, nodesOf, subTasksOf, type Dag, type Node, type TaskStore } from './store.ts'
import { moveDag, moveNode, moveSubTask } from './transitions.ts'

/** Why an operator was refused; the names are the ends of the catalogue's codes (tasks.md §2.6). */
export type OperatorRefusal =
  | { readonly refused: 'RetryNotFailedDag' | 'RollbackNotFailedDag' | 'CancelFinishedDag' | 'PassNotFailedDag' }
  | { readonly refused: 'RetryNotAllowed' | 'RollbackNotAllowed' | 'CancelNotAllowed' | 'PassNotAllowed' | 'PassNotFailedNode'; readonly node: string }
  | { readonly refused: 'no-node-failed' | 'locked' }

/** The epoch: both times of what an operator sent back to the beginning (tasks.md §1.4). */
const epoch: Instant = 0

/** RETRY: the failed node runs again. */
export function retryDag(store: TaskStore, dag: Dag): OperatorRefusal | null {
  if (dag.state !== 'FAILED') return { refused: 'RetryNotFailedDag' }
  const node = nodeAt(store, dag, dag.stage)
  if (!nodeMay(store, node, 'retry')) return { refused: 'RetryNotAllowed', node: node.name }
  if (!relock(store, dag, node)) return { refused: 'locked' }
  restartDag(store, dag, 'retry')
  restartNode(store, node, 'retry')
  return null
}

/** ROLLBACK: all nodes up to the failed one are undone, the last first. */
export function rollbackDag(store: TaskStore, dag: Dag): OperatorRefusal | null {
  if (dag.state !== 'FAILED') return { refused: 'RollbackNotFailedDag' }
  const nodes: Node[] = []
  for (const node of nodesOf(store, dag)) {
    if (node.state === 'PENDING' && node.operator !== 'ROLLBACK') break
    if (!nodeMay(store, node, 'rollback')) return { refused: 'RollbackNotAllowed', node: node.name }
    nodes.push(node)
    if (node.state === 'FAILED') break
  }
  const last = nodes.at(-1)
  if (last === undefined) return { refused: 'no-node-failed' }
  if (!relock(store, dag, last)) return { refused: 'locked' }
  restartDag(store, dag, 'rollback')
  for (const node of nodes) if (isFinished(node.state)) restartNode(store, node, 'rollback')
  return null
}

/** CANCEL: the first unfinished node ends as FAILED. During a rollback that is counted from stage 1 all the same. */
export function cancelDag(store: TaskStore, dag: Dag): OperatorRefusal | null {
  if (isFinished(dag.state)) return { refused: 'CancelFinishedDag' }
  let current: Node | undefined
  for (const node of nodesOf(store, dag)) {
    current = node
    if (!nodeMay(store, node, 'cancel')) return { refused: 'CancelNotAllowed', node: node.name }
    if (!isFinished(node.state)) break
  }
  restartDag(store, dag, 'cancel')
  restartNode(store, current!, 'cancel')
  return null
}

/** PASS: the failed node and all after it count as done. No code runs. */
export function passDag(store: TaskStore, dag: Dag, now: Instant): OperatorRefusal | null {
  if (dag.state !== 'FAILED') return { refused: 'PassNotFailedDag' }
  const nodes = nodesOf(store, dag)
  const barred = nodes.find((node) => node.state !== 'SUCCEED' && !nodeMay(store, node, 'pass'))
  if (barred !== undefined) return { refused: 'PassNotAllowed', node: barred.name }
  const failed = nodes.findLastIndex((node) => node.state === 'FAILED')
  moveDag(store, dag, 'pass')
  dag.endTime = now
  for (const node of nodes.slice(failed)) passNodeRows(store, node, now)
  // Without asking whether this DAG still holds it (tasks.md §2.6).
  unlock(store, dag.maintenance)
  return null
}

/** PASS of a node: it counts as done and the DAG runs on from there. */
export function passNode(store: TaskStore, node: Node, now: Instant): OperatorRefusal | null {
  const dag = dagOf(store, node.dagId)!
  if (dag.state !== 'FAILED') return { refused: 'PassNotFailedDag' }
  if (node.state !== 'FAILED') return { refused: 'PassNotFailedNode', node: node.name }
  if (!nodeMay(store, node, 'pass')) return { refused: 'PassNotAllowed', node: node.name }
  if (!relock(store, dag, node)) return { refused: 'locked' }
  passNodeRows(store, node, now)
  restartDag(store, dag, 'resume')
  return null
}

function passNodeRows(store: TaskStore, node: Node, now: Instant): void {
  moveNode(store, node, 'pass')
  node.endTime = now
  for (const subTask of subTasksOf(store, node)) {
    if (subTask.state === 'SUCCEED') continue
    moveSubTask(store, subTask, 'pass')
    subTask.endTime = now
  }
}

function restartDag(store: TaskStore, dag: Dag, transition: 'retry' | 'rollback' | 'cancel' | 'resume'): void {
  moveDag(store, dag, transition)
  dag.startTime = epoch
  dag.endTime = epoch
}

function restartNode(store: TaskStore, node: Node, transition: 'retry' | 'rollback' | 'cancel'): void {
  moveNode(store, node, transition)
  node.startTime = epoch
  node.endTime = epoch
}

/** A node whose failure freed the lock must get it back first (tasks.md §2.6). */
function relock(store: TaskStore, dag: Dag, node: Node): boolean {
  if (dag.maintenance === 'none' || !node.failureExitMaintenance) return true
  if (isLocked(store, dag.maintenance)) return false
  lock(store, dag.maintenance)
  return true
}
