import type { Instant, Micros } from '../clock/index.ts'
import type { Directive } from './directive.ts'
import type { TaskFailure } from './failure.ts'
import type { Bodies, DelayedReply, PeerRequest } from './steps.ts'
import type { Progress, SubTask, TaskStore } from './store.ts'
import { moveSubTask } from './transitions.ts'

/** What the executor is given by the engine. */
export interface ExecutorTools<W> {
  readonly store: TaskStore
  readonly bodies: Bodies<W>
  readonly world: W
  now(): Instant
  /** Schedules that a waiting body goes on. @returns null where it does not: the agent's process is down, and its start takes the body up anew */
  resumeAt(subTask: SubTask, due: Instant): number | null
  unschedule(event: number): void
  ask(subTask: SubTask, request: PeerRequest): DelayedReply
  errorLine(failure: TaskFailure): string
  /** What a rule decides of a run before it begins, or before a step of it; null lets it go as it would. */
  directive(subTask: SubTask, step: string | null): Directive | null
  /** The agent's process ends now, and is back after so long. */
  restart(downFor: Micros): void
}

/** Lets nothing happen with a sub-task for so long, or until its worker gives it up. */
export function suspend<W>(tools: ExecutorTools<W>, subTask: SubTask, progress: Progress, length: Micros): void {
  progress.event = tools.resumeAt(subTask, Math.min(tools.now() + length, progress.deadline))
}

/** The end of a body: one ERROR line if it failed, then its state (tasks.md §1.6). */
export function finish<W>(tools: ExecutorTools<W>, subTask: SubTask, failure: TaskFailure | null): void {
  if (failure !== null) addLog(tools, subTask, tools.errorLine(failure))
  moveSubTask(tools.store, subTask, failure === null ? 'succeed' : 'fail')
  subTask.endTime = tools.now()
  drop(tools, subTask, true)
}

/** Writes a line to a sub-task's log. */
export function addLog<W>(tools: ExecutorTools<W>, subTask: SubTask, text: string): void {
  subTask.logs.push({ id: tools.store.nextLogId++, subTaskId: subTask.id, executeTimes: subTask.executeTimes, text, at: tools.now() })
}

/** What a body has left so far is lost with it: the agent stores that when the body ends. */
export function forgetUnstored(subTask: SubTask): void {
  if (subTask.progress !== null) subTask.data = { ...subTask.progress.stored }
}

/** Forgets what a sub-task was doing: its worker is free, nothing goes on with it. */
export function drop<W>(tools: ExecutorTools<W>, subTask: SubTask, wasRunning: boolean): void {
  const { store } = tools
  if (subTask.progress?.event != null) tools.unschedule(subTask.progress.event)
  subTask.progress = null
  if (wasRunning) store.busy--
  const queued = store.queue.indexOf(subTask.id)
  if (queued >= 0) store.queue.splice(queued, 1)
}
