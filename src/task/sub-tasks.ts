import { micros, type Instant } from '../clock/index.ts'
import { moveSubTask } from './transitions.ts'
import type { Node, SubTask, TaskStore } from './store.ts'

/** How long a sub-task may run; no template sets another (tasks.md §2.1). */
export const subTaskTimeout = 3600 * micros.s

const timeoutLine = 'sub task timeout'
const cancelledLine = 'sub task cancelled'

/** What one look at a node's sub-tasks comes to. */
export interface Look {
  /** Sub-tasks to be handed to the executor, in order. */
  readonly ready: SubTask[]
  readonly finished: boolean
  readonly succeeded: boolean
}

/** What a look may do to a sub-task beside moving it. */
export interface LookTools {
  readonly store: TaskStore
  readonly now: Instant
  /** Ends a READY or RUNNING sub-task as FAILED with these lines as its last. */
  end(subTask: SubTask, ...lines: string[]): void
}

/**
 * Looks at the sub-tasks of a RUNNING node, by the node's operator (tasks.md §2.3–2.6): those that shall run become READY.
 */
export function lookAt(node: Node, subTasks: readonly SubTask[], tools: LookTools): Look {
  switch (node.operator) {
    case 'RUN': return collect(subTasks, (subTask) => run(node, subTask, tools))
    case 'RETRY': return collect(subTasks, (subTask) => retry(node, subTask, tools))
    case 'ROLLBACK': return collect(subTasks, (subTask) => rollback(node, subTask, tools))
    case 'CANCEL': return cancel(subTasks, tools)
    case 'PASS': throw new Error(`node ${node.id} '${node.name}' is RUNNING with operator PASS`)
  }
}

type Verdict = 'ready' | 'busy' | 'succeeded' | 'failed'

function collect(subTasks: readonly SubTask[], judge: (subTask: SubTask) => Verdict): Look {
  const ready: SubTask[] = []
  let finished = true
  let succeeded = true
  for (const subTask of subTasks) {
    const verdict = judge(subTask)
    if (verdict === 'ready') ready.push(subTask)
    if (verdict === 'ready' || verdict === 'busy') finished = false
    if (verdict === 'failed') succeeded = false
  }
  return { ready, finished, succeeded }
}

function run(node: Node, subTask: SubTask, tools: LookTools): Verdict {
  switch (subTask.state) {
    case 'PENDING': return makeReady(node, subTask, tools)
    case 'READY': return 'ready'
    case 'RUNNING': return timedOut(subTask, tools) ? 'failed' : 'busy'
    case 'SUCCEED': return 'succeeded'
    case 'FAILED': return 'failed'
  }
}

/**
 * RETRY first rolls back what failed, whatever its flags say, then runs it. What began before the node was started again
 * belongs to the attempt before.
 */
function retry(node: Node, subTask: SubTask, tools: LookTools): Verdict {
  const ofThisAttempt = subTask.startTime >= node.startTime
  switch (subTask.state) {
    case 'SUCCEED': return ofThisAttempt && subTask.operator === 'ROLLBACK' ? makeReady(node, subTask, tools) : 'succeeded'
    case 'FAILED': return ofThisAttempt ? 'failed' : makeRollbackReady(subTask, tools)
    default: return run(node, subTask, tools)
  }
}

function rollback(node: Node, subTask: SubTask, tools: LookTools): Verdict {
  // What never ran needs no rollback; it stays PENDING/RUN.
  if (subTask.operator === 'RUN' && subTask.state === 'PENDING') return 'succeeded'
  if (subTask.operator !== 'ROLLBACK' || (subTask.state !== 'READY' && subTask.startTime < node.startTime)) return makeRollbackReady(subTask, tools)
  return run(node, subTask, tools)
}

/**
 * CANCEL ends what is READY or RUNNING; PENDING ones stay, finished ones stay; the node fails in any case. What has timed out
 * as well gets both lines (tasks.md §2.4).
 */
function cancel(subTasks: readonly SubTask[], tools: LookTools): Look {
  for (const subTask of subTasks) {
    if (subTask.state === 'READY') tools.end(subTask, cancelledLine)
    if (subTask.state === 'RUNNING') tools.end(subTask, ...(isLate(subTask, tools) ? [timeoutLine] : []), cancelledLine)
  }
  return { ready: [], finished: true, succeeded: false }
}

function makeReady(node: Node, subTask: SubTask, tools: LookTools): Verdict {
  moveSubTask(tools.store, subTask, 'ready')
  subTask.data = { ...node.data }
  subTask.executeTimes++
  return 'ready'
}

function makeRollbackReady(subTask: SubTask, tools: LookTools): Verdict {
  moveSubTask(tools.store, subTask, 'ready-rollback')
  subTask.executeTimes++
  return 'ready'
}

function timedOut(subTask: SubTask, tools: LookTools): boolean {
  if (!isLate(subTask, tools)) return false
  tools.end(subTask, timeoutLine)
  return true
}

/** Strictly more than the timeout; the executor's own timer is first, but after a restart (tasks.md §2.4). */
function isLate(subTask: SubTask, tools: LookTools): boolean {
  return tools.now - subTask.startTime > subTaskTimeout
}
