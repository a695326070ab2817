import type { Instant, Micros } from '../clock/index.ts'
import type { Directive } from './directive.ts'
import { plain, type TaskFailure } from './failure.ts'
import type { Bodies, DelayedReply, Outcome, PeerRequest, Step, StepContext } from './steps.ts'
import { subTaskTimeout } from './sub-tasks.ts'
import { dagOf, nodeOf, nodesOf, subTaskOf, subTasksOf, type Progress, type SubTask, type TaskStore } from './store.ts'
import { moveSubTask } from './transitions.ts'

/** Workers of one agent; what more is READY waits in a queue (tasks.md §2.1). */
const workersMax = 8

/** What the executor is given by the engine. */
export interface ExecutorTools<W> {
  readonly store: TaskStore
  readonly bodies: Bodies<W>
  readonly world: W
  now(): Instant
  /** Schedules that a waiting body goes on. */
  resumeAt(subTask: SubTask, due: Instant): number
  unschedule(event: number): void
  ask(subTask: SubTask, request: PeerRequest): DelayedReply
  errorLine(failure: TaskFailure): string
  /** What a rule decides of a run before it begins, or before a step of it; null lets it go as it would. */
  directive(subTask: SubTask, step: string | null): Directive | null
  /** The agent's process ends now, and is back after so long. */
  restart(downFor: Micros): void
}

/** Hands READY sub-tasks to the workers. */
export function enqueue<W>(tools: ExecutorTools<W>, subTasks: readonly SubTask[]): void {
  const { queue } = tools.store
  for (const subTask of subTasks) if (!queue.includes(subTask.id)) queue.push(subTask.id)
  drain(tools)
}

/** Goes on with a body that waited. */
export function resume<W>(tools: ExecutorTools<W>, subTask: SubTask): void {
  const { progress } = subTask
  if (subTask.state !== 'RUNNING' || progress === null) return
  progress.event = null
  if (tools.now() >= progress.deadline) {
    finish(tools, subTask, plain(`task ${subTask.id} timeout`))
  } else {
    execute(tools, subTask, progress)
  }
  drain(tools)
}

/** After a restart: READY sub-tasks start, RUNNING ones go on from the top if they may (tasks.md §2.5). */
export function recover<W>(tools: ExecutorTools<W>): void {
  const { store } = tools
  store.busy = 0
  store.queue = []
  const interrupted: SubTask[] = []
  for (const dagId of store.unfinished) {
    for (const nodeId of store.dags[dagId - 1]!.nodeIds) {
      for (const id of store.nodes[nodeId - 1]!.subTaskIds) {
        const subTask = store.subTasks[id - 1]!
        if (subTask.state === 'READY') store.queue.push(id)
        if (subTask.state === 'RUNNING') interrupted.push(subTask)
      }
    }
  }
  for (const subTask of interrupted) {
    store.busy++
    forgetUnstored(subTask)
    subTask.progress = newProgress(tools, subTask, true)
    if (subTask.flags.continue) execute(tools, subTask, subTask.progress)
    else finish(tools, subTask, plain('task unexpectedly interrupted and cannot continue'))
  }
  drain(tools)
}

/** Ends a READY or RUNNING sub-task from outside (CANCEL, the scheduler's timeout), with its last lines. */
export function endSubTask<W>(tools: ExecutorTools<W>, subTask: SubTask, lines: readonly string[]): void {
  const wasRunning = subTask.state === 'RUNNING'
  moveSubTask(tools.store, subTask, 'cancel')
  subTask.endTime = tools.now()
  for (const line of lines) addLog(tools, subTask, line)
  forgetUnstored(subTask)
  drop(tools, subTask, wasRunning)
}

/**
 * Whether a sub-task stays as it is however much time passes, deadlines aside: it hangs, it waits for what hangs, or it is READY and
 * every worker has one that does.
 */
export function isInVain<W>(tools: ExecutorTools<W>, subTask: SubTask): boolean {
  const { progress } = subTask
  if (progress === null) return subTask.state === 'READY' && areWorkersLost(tools)
  if (isParked(progress)) return true
  const step = stepsOf(tools, subTask).find((each) => each.step === progress.step)
  return step?.kind === 'hang' || (step?.kind === 'wait' && step.inVain?.(contextOf(tools, subTask, progress)) === true)
}

function areWorkersLost<W>(tools: ExecutorTools<W>): boolean {
  const { store } = tools
  if (store.busy < workersMax) return false
  const running = store.unfinished.flatMap((id) => nodesOf(store, dagOf(store, id)!))
    .flatMap((node) => subTasksOf(store, node)).filter(({ state }) => state === 'RUNNING')
  return running.every((subTask) => isInVain(tools, subTask))
}

/** What a body has left so far is lost with it: the agent stores that when the body ends. */
function forgetUnstored(subTask: SubTask): void {
  if (subTask.progress !== null) subTask.data = { ...subTask.progress.stored }
}

/** Forgets what a sub-task was doing: its worker is free, nothing goes on with it. */
function drop<W>(tools: ExecutorTools<W>, subTask: SubTask, wasRunning: boolean): void {
  const { store } = tools
  if (subTask.progress?.event != null) tools.unschedule(subTask.progress.event)
  subTask.progress = null
  if (wasRunning) store.busy--
  const queued = store.queue.indexOf(subTask.id)
  if (queued >= 0) store.queue.splice(queued, 1)
}

function drain<W>(tools: ExecutorTools<W>): void {
  const { store } = tools
  while (store.busy < workersMax) {
    const id = store.queue.shift()
    if (id === undefined) return
    const subTask = subTaskOf(store, id)!
    if (subTask.state !== 'READY') continue
    moveSubTask(store, subTask, 'start')
    subTask.startTime = tools.now()
    if (subTask.operator === 'RUN') subTask.runs++
    subTask.progress = newProgress(tools, subTask, false)
    store.busy++
    execute(tools, subTask, subTask.progress)
  }
}

function newProgress<W>(tools: ExecutorTools<W>, subTask: SubTask, continued: boolean): Progress {
  const { progress: before } = subTask
  return {
    step: '', memory: {}, stored: { ...subTask.data }, continued,
    // What was decided of a run holds after a restart, too; what it did once is done.
    directive: continued ? rest(before?.directive ?? null) : tools.directive(subTask, null),
    gate: 'open', ruledSteps: continued ? before?.ruledSteps ?? [] : [], reply: null, deadline: tools.now() + subTaskTimeout, event: null,
  }
}

function rest(directive: Directive | null): Directive | null {
  if (directive === null) return null
  const { takes: _, logs: __, data: ___, restarts: ____, ...stays } = directive
  return Object.keys(stays).length === 0 ? null : stays
}

/** Lets a held sub-task go on, at this very instant. @returns whether it was held */
export function release<W>(tools: ExecutorTools<W>, subTask: SubTask): boolean {
  if (!isHeld(subTask)) return false
  const progress = subTask.progress!
  const { fails } = progress.directive!
  progress.directive = fails === undefined ? null : { fails }
  goOnNow(tools, subTask, progress)
  return true
}

/** Holds a RUNNING sub-task where it stands; one that takes its time is held after it. @returns whether it was not held before */
export function hold<W>(tools: ExecutorTools<W>, subTask: SubTask): boolean {
  const { progress } = subTask
  if (progress === null || isHeld(subTask)) return false
  progress.directive = { ...progress.directive, holds: true }
  if (progress.gate === 'takes') return true
  progress.gate = 'parked'
  if (progress.event !== null) tools.unschedule(progress.event)
  suspend(tools, subTask, progress, subTaskTimeout)
  return true
}

/** Lets a RUNNING sub-task fail at this instant. */
export function failNow<W>(tools: ExecutorTools<W>, subTask: SubTask, failure: TaskFailure): void {
  finish(tools, subTask, failure)
  drain(tools)
}

/** Whether a sub-task stands still until it is released. */
export function isHeld({ progress }: SubTask): boolean {
  return progress !== null && progress.gate === 'parked' && progress.directive?.holds === true
}

/** Whether a rule keeps a sub-task where it is for as long as it runs. */
function isParked({ gate, directive }: Progress): boolean {
  return gate === 'parked' && directive !== null && (directive.holds === true || directive.never === true || directive.restarts !== undefined)
}

function goOnNow<W>(tools: ExecutorTools<W>, subTask: SubTask, progress: Progress): void {
  if (progress.event !== null) tools.unschedule(progress.event)
  progress.event = tools.resumeAt(subTask, tools.now())
}

/** Does what a rule says before anything else. @returns whether the sub-task goes on now */
function passesGate<W>(tools: ExecutorTools<W>, subTask: SubTask, progress: Progress): boolean {
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

/** Runs steps until the body ends or waits. */
function execute<W>(tools: ExecutorTools<W>, subTask: SubTask, progress: Progress): void {
  if (!passesGate(tools, subTask, progress)) return
  const steps = stepsOf(tools, subTask)
  const context = contextOf(tools, subTask, progress)
  let index = progress.step === '' ? 0 : indexOf(steps, progress.step, subTask)
  while (index < steps.length) {
    const step = steps[index]!
    progress.step = step.step
    if (!progress.ruledSteps.includes(step.step)) {
      const directive = tools.directive(subTask, step.step)
      if (directive !== null) {
        Object.assign(progress, { directive, gate: 'open', ruledSteps: [...progress.ruledSteps, step.step] } satisfies Partial<Progress>)
        if (!passesGate(tools, subTask, progress)) return
      }
    }
    const waited = progress.memory['waited'] === step.step
    if (step.kind === 'wait' && !waited) {
      progress.memory['waited'] = step.step
      return suspend(tools, subTask, progress, step.length)
    }
    if (step.kind === 'hang') return suspend(tools, subTask, progress, subTaskTimeout)
    if (step.kind === 'ask' && progress.reply === null) {
      const { delay = 0, ...reply } = tools.ask(subTask, step.request(context))
      progress.reply = reply
      if (delay > 0) return suspend(tools, subTask, progress, delay)
    }
    const outcome = act(context, step, progress)
    if (outcome === undefined) index++
    else if (outcome === 'done') break
    else if ('fail' in outcome) return finish(tools, subTask, outcome.fail)
    else if ('goto' in outcome) index = indexOf(steps, outcome.goto, subTask)
    else {
      progress.step = outcome.from ?? step.step
      return suspend(tools, subTask, progress, outcome.again)
    }
  }
  finish(tools, subTask, null)
}

function stepsOf<W>({ bodies }: ExecutorTools<W>, subTask: SubTask): readonly Step<W>[] {
  const body = bodies[subTask.body]
  if (body === undefined) throw new Error(`sub-task ${subTask.id} '${subTask.name}' has no body '${subTask.body}'`)
  return subTask.operator === 'ROLLBACK' ? body.rollback ?? [] : body.run
}

function act<W>(context: StepContext<W>, step: Step<W>, progress: Progress): Outcome {
  switch (step.kind) {
    case 'log': return context.log(step.text(context))
    case 'effect': return step.act(context)
    case 'ask': {
      const reply = progress.reply!
      progress.reply = null
      return step.answered(context, reply)
    }
    case 'wait': {
      delete context.memory['waited']
      return undefined
    }
    case 'hang': return undefined
  }
}

function suspend<W>(tools: ExecutorTools<W>, subTask: SubTask, progress: Progress, length: Micros): void {
  progress.event = tools.resumeAt(subTask, Math.min(tools.now() + length, progress.deadline))
}

/** The end of a body: one ERROR line if it failed, then its state (tasks.md §1.6). */
function finish<W>(tools: ExecutorTools<W>, subTask: SubTask, failure: TaskFailure | null): void {
  if (failure !== null) addLog(tools, subTask, tools.errorLine(failure))
  moveSubTask(tools.store, subTask, failure === null ? 'succeed' : 'fail')
  subTask.endTime = tools.now()
  drop(tools, subTask, true)
}

function addLog<W>(tools: ExecutorTools<W>, subTask: SubTask, text: string): void {
  subTask.logs.push({ id: tools.store.nextLogId++, subTaskId: subTask.id, executeTimes: subTask.executeTimes, text, at: tools.now() })
}

function contextOf<W>(tools: ExecutorTools<W>, subTask: SubTask, progress: Progress): StepContext<W> {
  return {
    world: tools.world,
    subTask,
    memory: progress.memory,
    continued: progress.continued,
    nodeOperator: nodeOf(tools.store, subTask.nodeId)!.operator,
    log: (text) => addLog(tools, subTask, text),
    warn: (text) => addLog(tools, subTask, `WARN: ${text}`),
  }
}

function indexOf<W>(steps: readonly Step<W>[], name: string, subTask: SubTask): number {
  const index = steps.findIndex((step) => step.step === name)
  if (index < 0) throw new Error(`body '${subTask.body}' has no step '${name}'`)
  return index
}
