import { decidedAgain, isParked, passesGate } from './gate.ts'
import { plain, type TaskFailure } from './failure.ts'
import { addLog, drop, finish, forgetUnstored, suspend, type ExecutorTools } from './running.ts'
import type { Outcome, Step, StepContext } from './steps.ts'
import { subTaskTimeout } from './sub-tasks.ts'
import { dagOf, nodeOf, nodesOf, subTaskOf, subTasksOf, type Progress, type SubTask } from './store.ts'
import { moveSubTask } from './transitions.ts'

/** Workers of one agent; what more is READY waits in a queue (tasks.md §2.1). */
const workersMax = 8

/** Hands READY sub-tasks to the workers. */
export function enqueue<W>(tools: ExecutorTools<W>, subTasks: readonly SubTask[]): void {
  const { queue } = tools.store
  for (const subTask of subTasks) if (!queue.includes(subTask.id)) queue.push(subTask.id)
  drain(tools)
}

/** Lets a RUNNING sub-task fail at this instant. */
export function failNow<W>(tools: ExecutorTools<W>, subTask: SubTask, failure: TaskFailure): void {
  finish(tools, subTask, failure)
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
  const decided = continued ? decidedAgain(before?.decided ?? null) : tools.directive(subTask, null)
  return {
    step: '', memory: {}, stored: { ...subTask.data }, continued, decided, directive: decided, gate: 'open',
    ruledSteps: continued ? before?.ruledSteps ?? [] : [], reply: null, deadline: tools.now() + subTaskTimeout, event: null,
  }
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
