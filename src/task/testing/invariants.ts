import type { Instant, VirtualClock } from '../../clock/index.ts'
import type { TaskEvent } from '../engine.ts'
import { locksOf } from '../lock.ts'
import { isFinished, type State } from '../states.ts'
import { dagOf, nodeAt, nodeOf, nodesOf, subTaskOf, subTasksOf, type Change, type Dag, type Node, type SubTask, type TaskStore } from '../store.ts'
import { transitionsOf } from '../transitions.ts'

/**
 * What holds of a store after every step, whatever was done. It takes note of all changes of state, and keeps beside the store what
 * these must have led to.
 */
export class Invariants {
  readonly #states = new Map<string, State>()
  /** How often each sub-task became READY. */
  readonly #attempts = new Map<number, number>()
  readonly #logs = new Map<number, number>()
  readonly #locks = { global: false, obproxy: false }
  /** DAGs that were rolled back once: their nodes may lie undone below the stage. */
  readonly #rolledBack = new Set<number>()
  #now: Instant = 0

  /** A DAG was made, or has gone on after its failure had freed the lock: it holds it now. */
  locked(dag: Dag): void {
    const kind = locksOf(dag.maintenance)
    if (kind === null) return
    must(!this.#locks[kind], `DAG ${dag.id} took the ${kind} lock from another`)
    this.#locks[kind] = true
  }

  rolledBack(dag: Dag): void {
    this.#rolledBack.add(dag.id)
  }

  /** @param running whether the agent's process is */
  check(store: TaskStore, clock: VirtualClock<TaskEvent>, running: boolean): void {
    must(clock.now() >= this.#now, `time went back from ${this.#now} to ${clock.now()}`)
    this.#now = clock.now()
    for (const change of store.changes) this.#follow(store, change)
    store.changes.length = 0
    for (const dag of store.dags) this.#checkDag(store, dag)
    for (const subTask of store.subTasks) this.#checkSubTask(store, subTask)
    this.#checkLists(store)
    checkWork(store, clock, running)
  }

  #follow(store: TaskStore, { level, id, from, to }: Change): void {
    const key = `${level} ${id}`
    const before = this.#states.get(key) ?? (level === 'dag' ? null : 'PENDING')
    must(before === from, `${key} went from ${from} to ${to}, but was ${before}`)
    this.#states.set(key, to)
    if (from !== null) must(Object.values(transitionsOf(level)).some((row) => row[from] === to), `${key} went from ${from} to ${to}`)
    else must(to === 'READY', `${key} began as ${to}`)
    if (level === 'dag') this.#followLock(store, dagOf(store, id)!, to)
    if (level === 'node' && from === 'PENDING' && to === 'RUNNING') this.#followStart(store, nodeOf(store, id)!)
    if (level === 'sub-task' && to === 'READY') {
      must(this.#states.get(`node ${subTaskOf(store, id)!.nodeId}`) === 'RUNNING', `${key} became READY while its node does not run`)
      this.#attempts.set(id, (this.#attempts.get(id) ?? 0) + 1)
    }
  }

  /** The lock is freed by success, PASS included whoever holds it, and by the failure of a node that says so. */
  #followLock(store: TaskStore, dag: Dag, to: State): void {
    const kind = locksOf(dag.maintenance)
    const frees = to === 'SUCCEED' || (to === 'FAILED' && nodeAt(store, dag, dag.stage).failureExitMaintenance)
    if (kind !== null && frees) this.#locks[kind] = false
  }

  /** No node runs before the one above it: that has succeeded, or was done once and marked to be undone. */
  #followStart(store: TaskStore, node: Node): void {
    const dag = dagOf(store, node.dagId)!
    if (node.operator === 'ROLLBACK' || node.stage === 1) return
    const above = nodeAt(store, dag, node.stage - 1)
    const state = this.#states.get(`node ${above.id}`)
    const marked = this.#rolledBack.has(dag.id) && state === 'PENDING' && (above.operator === 'ROLLBACK' || above.operator === 'CANCEL')
    must(state === 'SUCCEED' || marked, `node ${node.id} runs while the one above it is ${state ?? 'PENDING'}`)
  }

  #checkDag(store: TaskStore, dag: Dag): void {
    const name = `DAG ${dag.id}`
    const nodes = nodesOf(store, dag)
    must(dag.stage >= 1 && dag.stage <= nodes.length, `${name} is at stage ${dag.stage} of ${nodes.length}`)
    must(dag.finished === (dag.state === 'SUCCEED' || (dag.state === 'FAILED' && dag.maintenance === 'none')), `${name} finished ${dag.finished}`)
    this.#checkRow(name, `dag ${dag.id}`, dag)
    for (const node of nodes) {
      this.#checkRow(`node ${node.id}`, `node ${node.id}`, node)
      if (node.state === 'RUNNING' || (node.state === 'FAILED' && dag.state !== 'SUCCEED')) {
        must(node.stage === dag.stage, `node ${node.id} at stage ${node.stage} is ${node.state}, ${name} at ${dag.stage}`)
      }
      if (isFinished(node.state)) {
        must(subTasksOf(store, node).every(({ state }) => state !== 'READY' && state !== 'RUNNING'), `node ${node.id} is ${node.state} before its sub-tasks`)
      }
    }
    if (dag.state === 'FAILED') must(nodeAt(store, dag, dag.stage).state === 'FAILED', `${name} has failed at no node`)
    if (isFinished(dag.state)) must(nodes.every(({ state }) => state !== 'RUNNING'), `${name} is ${dag.state} while a node runs`)
    if (dag.state === 'SUCCEED' && !this.#rolledBack.has(dag.id)) must(nodes.every(({ state }) => state === 'SUCCEED'), `${name} left a node out`)
  }

  #checkSubTask(store: TaskStore, subTask: SubTask): void {
    const name = `sub-task ${subTask.id}`
    const { state, executeTimes, logs } = subTask
    this.#checkRow(name, name, subTask)
    must(executeTimes === (this.#attempts.get(subTask.id) ?? 0), `${name} counts ${executeTimes} attempts`)
    must((state === 'RUNNING') === (subTask.progress !== null), `${name} is ${state} with progress ${JSON.stringify(subTask.progress)}`)
    if (state === 'READY' || state === 'RUNNING') {
      must(!isFinished(dagOf(store, nodeOf(store, subTask.nodeId)!.dagId)!.state), `${name} is ${state} in a DAG at its end`)
    }
    if (state === 'FAILED') must(/^(?:ERROR: |sub task )/.test(logs.at(-1)?.text ?? ''), `${name} has failed with the last line ${logs.at(-1)?.text}`)
    must(logs.length >= (this.#logs.get(subTask.id) ?? 0), `${name} has lost lines`)
    this.#logs.set(subTask.id, logs.length)
    logs.forEach((log, place) => {
      const before = logs[place - 1]
      must(before === undefined || (before.id < log.id && before.at <= log.at && before.executeTimes <= log.executeTimes), `${name} has lines out of order`)
      must(log.id < store.nextLogId && log.at <= this.#now && log.executeTimes <= executeTimes && log.subTaskId === subTask.id, `${name} has a strange line`)
    })
  }

  #checkRow(name: string, key: string, row: Dag | Node | SubTask): void {
    must((this.#states.get(key) ?? 'PENDING') === row.state, `${name} is ${row.state} without a change`)
    must(row.startTime <= this.#now && row.endTime <= this.#now, `${name} has times ahead`)
    if (isFinished(row.state)) must(row.startTime <= row.endTime, `${name} ended at ${row.endTime} before it began at ${row.startTime}`)
  }

  #checkLists(store: TaskStore): void {
    same('locks', store.locks, this.#locks)
    same('unfinished', store.unfinished, store.dags.filter(({ finished }) => !finished).map(({ id }) => id))
    same('active', store.active, store.dags.filter(({ state }) => !isFinished(state)).length)
    same('last maintenance', store.lastMaintenance, store.dags.findLast(({ maintenance }) => maintenance !== 'none')?.id ?? null)
    const logIds = store.subTasks.flatMap(({ logs }) => logs.map(({ id }) => id))
    must(new Set(logIds).size === logIds.length && store.nextLogId === logIds.length + 1, 'ids of log lines are used twice or left out')
    // Only a failure that frees the lock lets it come apart from the DAGs (tasks.md §2.4).
    if (store.nodes.some(({ failureExitMaintenance }) => failureExitMaintenance)) return
    for (const kind of ['global', 'obproxy'] as const) {
      same(`${kind} lock`, store.locks[kind], store.dags.some((dag) => locksOf(dag.maintenance) === kind && !dag.finished))
    }
  }
}

/** Workers, queue and events are those of the sub-tasks that are at work, and nothing waits while the process is down. */
function checkWork(store: TaskStore, clock: VirtualClock<TaskEvent>, running: boolean): void {
  const events = clock.list()
  const ticks = events.filter(({ event }) => event.kind === 'tick')
  if (!running) return same('events while the process is down', events, [])
  const atWork = store.subTasks.filter(({ state }) => state === 'RUNNING')
  same('busy', store.busy, atWork.length)
  must(store.busy <= 8, `${store.busy} workers are busy`)
  same('queue', [...store.queue].sort((a, b) => a - b), store.subTasks.filter(({ state }) => state === 'READY').map(({ id }) => id))
  must(store.busy === 8 || store.queue.length === 0, 'a worker is idle while a sub-task waits for it')
  same('ticks', ticks.map(({ seq }) => seq), store.active > 0 ? [store.tickEvent] : [])
  must((store.active > 0) === (store.tickEvent !== null), `tick ${store.tickEvent} with ${store.active} active DAGs`)
  const resumes = events.flatMap(({ seq, event }) => (event.kind === 'resume' ? [[event.subTask, seq]] : []))
  same('resumes', resumes.sort((a, b) => a[0]! - b[0]!), atWork.map(({ id, progress }) => [id, progress!.event]))
}

function must(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(sentence)
}

function same(what: string, actual: unknown, expected: unknown): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)]
  must(is === should, `${what}: ${is}, not ${should}`)
}
