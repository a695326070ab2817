import type { Directive } from './directive.ts'
import { addLog, finish, suspend, type ExecutorTools } from './running.ts'
import type { Progress, SubTask } from './store.ts'
import { subTaskTimeout } from './sub-tasks.ts'

/** Does what a rule says before anything else. @returns whether the sub-task goes on now */
export function passesGate<W>(tools: ExecutorTools<W>, subTask: SubTask, progress: Progress): boolean {
  const { directive } = progress
  if (directive === null) return true
  if (progress.gate === 'open') {
    progress.gate = 'takes'
    if (directive.takes !== undefined) {
      suspend(tools, subTask, progress, directive.takes)
      return false
    }
  }
  if (progress.gate === 'takes') {
    progress.gate = 'parked'
    for (const line of directive.logs ?? []) addLog(tools, subTask, line)
    if (directive.data !== undefined) subTask.additionalData = { ...subTask.additionalData, ...directive.data }
    if (directive.restarts !== undefined) tools.restart(directive.restarts)
    if (isParked(progress)) {
      suspend(tools, subTask, progress, subTaskTimeout)
      return false
    }
  }
  progress.directive = null
  if (directive.fails === undefined) return true
  finish(tools, subTask, directive.fails)
  return false
}

/** What was decided of a run that goes on after a restart: all of it but that its agent restarts. */
export function decidedAgain(decided: Directive | null): Directive | null {
  if (decided?.restarts === undefined) return decided
  const { restarts, ...stays } = decided
  return stays
}

/** Lets a held sub-task go on, at this very instant. @returns whether it was held */
export function release<W>(tools: ExecutorTools<W>, subTask: SubTask): boolean {
  if (!isHeld(subTask)) return false
  const progress = subTask.progress!
  progress.directive = withoutHold(progress.directive)
  progress.decided = withoutHold(progress.decided)
  goOnNow(tools, subTask, progress)
  return true
}

/** Holds a RUNNING sub-task where it stands; one that takes its time is held after it. @returns whether it was not held before */
export function hold<W>(tools: ExecutorTools<W>, subTask: SubTask): boolean {
  const { progress } = subTask
  if (progress === null || isHeld(subTask)) return false
  progress.directive = { ...progress.directive, holds: true }
  progress.decided = { ...progress.decided, holds: true }
  if (progress.gate === 'takes') return true
  progress.gate = 'parked'
  if (progress.event !== null) tools.unschedule(progress.event)
  suspend(tools, subTask, progress, subTaskTimeout)
  return true
}

/** Whether a sub-task stands still until it is released. */
export function isHeld({ progress }: SubTask): boolean {
  return progress !== null && progress.gate === 'parked' && progress.directive?.holds === true
}

/** Whether a rule keeps a sub-task where it is for as long as it runs. */
export function isParked({ gate, directive }: Progress): boolean {
  return gate === 'parked' && directive !== null && (directive.holds === true || directive.never === true || directive.restarts !== undefined)
}

function goOnNow<W>(tools: ExecutorTools<W>, subTask: SubTask, progress: Progress): void {
  if (progress.event !== null) tools.unschedule(progress.event)
  progress.event = tools.resumeAt(subTask, tools.now())
}

function withoutHold(directive: Directive | null): Directive | null {
  if (directive === null) return null
  const { holds, ...stays } = directive
  return stays
}
