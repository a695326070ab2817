import { micros, type Clock, type Instant, type Micros } from '../clock/index.ts'
import { createDag, type CreateRefusal } from './create.ts'
import type { Directive } from './directive.ts'
import { endSubTask, enqueue, failNow, isInVain, recover, resume } from './executor.ts'
import type { TaskFailure } from './failure.ts'
import { cancelDag, passDag, passNode, retryDag, rollbackDag, type OperatorRefusal } from './operate.ts'
import { hold, isHeld, release } from './gate.ts'
import type { ExecutorTools } from './running.ts'
import { pass } from './scheduler.ts'
import type { Bodies, DelayedReply, PeerRequest } from './steps.ts'
import { isFinished } from './states.ts'
import { dagOf, nodeAt, nodeOf, subTaskOf, subTasksOf, type Address, type Dag, type Node, type SubTask, type TaskStore } from './store.ts'
import type { Template } from './template.ts'

/** The engine's events in the clock's queue: a pass of an agent's scheduler, or a body that goes on. */
export type TaskEvent =
  | { readonly kind: 'tick'; readonly agent: string }
  | { readonly kind: 'resume'; readonly agent: string; readonly subTask: number }

/** What the engine of one agent is given by the world. */
export interface TaskHost<W> {
  /** The agent's name, by which its events find back to it. */
  readonly agent: string
  readonly address: Address
  readonly store: TaskStore
  readonly clock: Clock<TaskEvent>
  readonly bodies: Bodies<W>
  /** What bodies see. */
  readonly world: W
  /** @param cause the request that led to the task which asks */
  ask(request: PeerRequest, cause: number | null): DelayedReply
  /** The request that is being answered, by its place in the journal; null where none is. */
  cause?(): number | null
  /** The agent's process ends now, and is back after so long. */
  restart?(downFor: Micros): void
  /** Whether the agent's process runs; without it always. */
  isRunning?(): boolean
  /** The log line of a failure: `ERROR: [<errCode>]: <message>`. */
  errorLine(failure: TaskFailure): string
  /** What a rule decides of a run that begins; without it all go as they would. */
  directive?(run: Run): Directive | null
  /** Whether any rule may act at a step. Without it none does. */
  rulesSteps?(): boolean
}

/** A run of a sub-task, as rules see it. */
export interface Run {
  readonly dag: string
  readonly dagId: number
  readonly node: string
  /** From 1; rollbacks do not count. */
  readonly attempt: number
  /** What its node was sent for. */
  readonly operator: 'RUN' | 'RETRY' | 'ROLLBACK'
  /** The step that comes next, or null before the first. */
  readonly step: string | null
}

/** A scheduler sleeps a second after each pass (tasks.md §2.1); virtual passes take no time, so ticks are exactly 1 s apart. */
const tickInterval = micros.s

/**
 * The task engine of one agent, over its store. It holds no state of its own: all is in the store and in the clock's queue.
 */
export class TaskEngine<W> {
  readonly #host: TaskHost<W>

  constructor(host: TaskHost<W>) {
    this.#host = host
  }

  /** Makes a DAG; an idle scheduler's first tick comes a second later. */
  create(template: Template): Dag | CreateRefusal {
    const { store, bodies, address, clock } = this.#host
    const dag = createDag(store, template, bodies, address, clock.now())
    if ('refused' in dag) return dag
    dag.cause = this.#host.cause?.() ?? null
    this.#scheduleTick(tickInterval)
    return dag
  }

  retry(dag: Dag): OperatorRefusal | null {
    return this.#operated(dag, retryDag(this.#host.store, dag))
  }

  rollback(dag: Dag): OperatorRefusal | null {
    return this.#operated(dag, rollbackDag(this.#host.store, dag))
  }

  cancel(dag: Dag): OperatorRefusal | null {
    return this.#operated(dag, cancelDag(this.#host.store, dag))
  }

  pass(dag: Dag): OperatorRefusal | null {
    return this.#operated(dag, passDag(this.#host.store, dag, this.#host.clock.now()))
  }

  passNode(node: Node): OperatorRefusal | null {
    return this.#operated(dagOf(this.#host.store, node.dagId)!, passNode(this.#host.store, node, this.#host.clock.now()))
  }

  /** Runs one of the engine's events. */
  handle(event: TaskEvent): void {
    if (event.kind === 'tick') return this.#tick()
    resume(this.#tools(), subTaskOf(this.#host.store, event.subTask)!)
  }

  /** The sub-tasks of a DAG that stand still until they are released. */
  heldOf(dag: Dag): SubTask[] {
    const { store } = this.#host
    return isFinished(dag.state) ? [] : subTasksOf(store, nodeAt(store, dag, dag.stage)).filter(isHeld)
  }

  /** Lets what is held of a DAG go on. @returns how many sub-tasks that were */
  release(dag: Dag): number {
    return this.heldOf(dag).filter((subTask) => release(this.#tools(), subTask)).length
  }

  /** Holds what is RUNNING at a node, where it stands. @returns how many sub-tasks that were */
  hold(node: Node): number {
    return this.#runningAt(node).filter((subTask) => hold(this.#tools(), subTask)).length
  }

  /** Lets what is RUNNING at a node fail at this instant, if the process runs. @returns how many sub-tasks that were */
  fail(node: Node, failure: TaskFailure): number {
    const running = this.#isRunning() ? this.#runningAt(node) : []
    for (const subTask of running) failNow(this.#tools(), subTask, failure)
    return running.length
  }

  #isRunning(): boolean {
    return this.#host.isRunning?.() !== false
  }

  #runningAt(node: Node): SubTask[] {
    return subTasksOf(this.#host.store, node).filter(({ state }) => state === 'RUNNING')
  }

  /** Whether a DAG goes on when time passes. One that is over does not, nor one that hangs: only its time limit ends that. */
  goesOn(dag: Dag): boolean {
    const { store } = this.#host
    if (isFinished(dag.state)) return false
    const node = nodeAt(store, dag, dag.stage)
    if (node.state !== 'RUNNING' || node.operator === 'CANCEL') return true
    const open = subTasksOf(store, node).filter((subTask) => !isFinished(subTask.state))
    return open.length === 0 || !open.every((subTask) => isInVain(this.#tools(), subTask))
  }

  /** Whether any DAG goes on when time passes. */
  hasWork(): boolean {
    const { store } = this.#host
    return store.active > 0 && store.unfinished.some((id) => this.goesOn(dagOf(store, id)!))
  }

  /** The process ended: nothing of it goes on. What is stored stays. */
  stop(): void {
    const { store, clock } = this.#host
    if (store.tickEvent !== null) clock.cancel(store.tickEvent)
    store.tickEvent = null
    for (const id of store.unfinished) {
      for (const nodeId of store.dags[id - 1]!.nodeIds) {
        for (const subTaskId of store.nodes[nodeId - 1]!.subTaskIds) {
          const { progress } = store.subTasks[subTaskId - 1]!
          if (progress?.event != null) clock.cancel(progress.event)
        }
      }
    }
  }

  /** The process starts: interrupted sub-tasks are taken up, and the scheduler makes a pass at this very instant. */
  start(): void {
    recover(this.#tools())
    if (this.#host.store.active > 0) this.#scheduleTick(0)
  }

  #operated(dag: Dag, refusal: OperatorRefusal | null): OperatorRefusal | null {
    if (refusal !== null) return refusal
    dag.cause = this.#host.cause?.() ?? null
    if (this.#host.store.active > 0) this.#scheduleTick(tickInterval)
    return null
  }

  #tick(): void {
    const { store } = this.#host
    store.tickEvent = null
    const tools = this.#tools()
    const ready = pass(store, { store, now: tools.now(), end: (subTask, ...lines) => endSubTask(tools, subTask, lines) })
    enqueue(tools, ready)
    if (store.active > 0) this.#scheduleTick(tickInterval)
  }

  /** Ticks are computed, not queued: one waits while there is work, none when there is not. */
  #scheduleTick(after: number): void {
    const { store, clock, agent } = this.#host
    store.tickEvent ??= clock.schedule(clock.now() + after, { kind: 'tick', agent })
  }

  #directive({ nodeId, runs, operator }: SubTask, step: string | null): Directive | null {
    const { store, directive } = this.#host
    if (directive === undefined) return null
    const node = nodeOf(store, nodeId)!
    const sentFor = operator === 'ROLLBACK' ? operator : node.operator === 'RETRY' ? 'RETRY' : 'RUN'
    return directive({ dag: dagOf(store, node.dagId)!.name, dagId: node.dagId, node: node.name, attempt: runs, operator: sentFor, step })
  }

  #tools(): ExecutorTools<W> {
    const { store, bodies, world, clock, agent } = this.#host
    return {
      store, bodies, world,
      now: (): Instant => clock.now(),
      resumeAt: (subTask, due) => (this.#isRunning() ? clock.schedule(due, { kind: 'resume', agent, subTask: subTask.id }) : null),
      unschedule: (event) => void clock.cancel(event),
      ask: (subTask, request) => this.#host.ask(request, dagOf(store, nodeOf(store, subTask.nodeId)!.dagId)!.cause),
      errorLine: (failure) => this.#host.errorLine(failure),
      directive: (subTask, step) => (step !== null && this.#host.rulesSteps?.() !== true ? null : this.#directive(subTask, step)),
      restart: (downFor) => this.#host.restart?.(downFor),
    }
  }
}
