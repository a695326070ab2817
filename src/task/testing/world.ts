import { micros, parseDuration, VirtualClock, type Instant } from '../../clock/index.ts'
import type { CreateRefusal } from '../create.ts'
import { TaskEngine, type TaskEvent } from '../engine.ts'
import { plain, type TaskFailure } from '../failure.ts'
import { effect, log, type Bodies, type Body, type PeerReply, type PeerRequest, type Step, type StepContext } from '../steps.ts'
import { createTaskStore, nodesOf, subTasksOf, type Address, type Dag, type Flags, type Node, type SubTask, type TaskStore } from '../store.ts'
import type { NodeTemplate, Template } from '../template.ts'

/**
 * What goes wrong and how long it takes, by the name of a node when it runs, by `undo <name>` when it is rolled back; for one
 * sub-task of a parallel node by `<name>@<place>`.
 */
export interface Script {
  readonly fails: Record<string, string>
  readonly takes: Record<string, string>
}

const flagNames = ['cancel', 'continue', 'pass', 'retry', 'rollback'] as const satisfies readonly (keyof Flags)[]

/** Where the tests' clocks stand at first: not the epoch, which operators write. */
const start: Instant = 1_700_000_000_000_000

/** One agent with its engine, and a way to write a test as a story. */
export class TestWorld {
  readonly store: TaskStore = createTaskStore()
  readonly clock = new VirtualClock<TaskEvent>(start)
  readonly script: Script
  readonly engine: TaskEngine<Script>
  /** What bodies have asked, and how they are answered. */
  readonly asked: PeerRequest[] = []
  reply: PeerReply = { kind: 'answer', data: null }

  constructor(options: { fails?: Record<string, string>; takes?: Record<string, string>; bodies?: Bodies<Script>; address?: Address } = {}) {
    const { fails = {}, takes = {}, bodies = {}, address = { ip: '10.10.10.1', port: 2886 } } = options
    this.script = { fails: { ...fails }, takes: { ...takes } }
    this.engine = new TaskEngine<Script>({
      agent: 'a', address, store: this.store, clock: this.clock, bodies: { ...workBodies, ...bodies }, world: this.script,
      ask: (request) => (this.asked.push(request), this.reply),
      errorLine: (failure) => `ERROR: ${failureText(failure)}`,
    })
  }

  /** Makes a DAG of these nodes: named work, without maintenance unless said otherwise. */
  create(nodes: readonly NodeTemplate[], template: Partial<Template> = {}): Dag {
    const dag = this.engine.create({ name: 'work', maintenance: 'none', ...template, nodes })
    if ('refused' in dag) throw new Error(`refused: ${dag.refused}`)
    return dag
  }

  /** The refusal of a DAG. */
  refusal(nodes: readonly NodeTemplate[], template: Partial<Template> = {}): CreateRefusal {
    const refusal = this.engine.create({ name: 'work', maintenance: 'none', ...template, nodes })
    if ('refused' in refusal) return refusal
    throw new Error(`DAG ${refusal.id} was made`)
  }

  advance(by: string): void {
    this.clock.advanceTo(this.clock.now() + parseDuration(by)!, (event) => this.engine.handle(event))
  }

  /** The process ends, and starts again after a while: its first pass is made at once. */
  restart(down = '0s'): void {
    this.engine.stop()
    this.advance(down)
    this.engine.start()
    this.advance('0s')
  }

  node(dag: Dag, stage: number): Node {
    return nodesOf(this.store, dag)[stage - 1]!
  }

  /** The first sub-task at a stage, or another one. */
  subTask(dag: Dag, stage: number, place = 1): SubTask {
    return subTasksOf(this.store, this.node(dag, stage))[place - 1]!
  }

  logs(dag: Dag, stage: number, place = 1): string[] {
    return this.subTask(dag, stage, place).logs.map(({ text }) => text)
  }

  /** `RUNNING/RUN 1/2 | A RUNNING/RUN: READY/RUN x1 | B PENDING/RUN: PENDING/RUN x0` */
  look(dag: Dag): string {
    const nodes = nodesOf(this.store, dag).map((node) => {
      const subTasks = subTasksOf(this.store, node).map((subTask) => `${subTask.state}/${subTask.operator} x${subTask.executeTimes}`)
      return `${node.name} ${node.state}/${node.operator}: ${subTasks.join(', ')}`
    })
    return [`${dag.state}/${dag.operator} ${dag.stage}/${dag.nodeIds.length}`, ...nodes].join(' | ')
  }

  /** A look now and after each of so many seconds. */
  story(dag: Dag, seconds: number): string[] {
    const looks = [this.look(dag)]
    for (let second = 0; second < seconds; second++) {
      this.advance('1s')
      looks.push(this.look(dag))
    }
    return looks
  }

  /** An instant as seconds since the world began, or `epoch`. */
  at(instant: Instant): string {
    return instant === 0 ? 'epoch' : `+${(instant - start) / micros.s}s`
  }

  /** Start and end of a row. */
  times(row: Dag | Node | SubTask): string {
    return `${this.at(row.startTime)} ${this.at(row.endTime)}`
  }
}

/** A node that does what the script says under its own name. It may do everything but what is barred. */
export function node(name: string, options: { barred?: readonly (keyof Flags)[]; agents?: number; exit?: true } = {}): NodeTemplate {
  const { barred = [], agents, exit } = options
  return {
    name, body: workBody(barred),
    ...(agents === undefined ? {} : { executeAgents: Array.from({ length: agents }, (_, place) => ({ ip: `10.10.10.${place + 1}`, port: 2886 })) }),
    ...(exit === undefined ? {} : { failureExitMaintenance: exit }),
  }
}

function workBody(barred: readonly string[]): string {
  return ['work', ...flagNames.filter((name) => barred.includes(name)).map((name) => `no ${name}`)].join(', ')
}

/** A body for every set of flags. */
const workBodies: Bodies<Script> = Object.fromEntries(Array.from({ length: 2 ** flagNames.length }, (_, bits) => {
  const barred = flagNames.filter((_name, place) => (bits & (1 << place)) !== 0)
  const flags = Object.fromEntries(flagNames.map((name) => [name, !barred.includes(name)]))
  return [workBody(barred), { flags, run: work('run', ''), rollback: work('undo', 'undo ') } satisfies Body<Script>]
}))

/** Says that it begins, takes its time, fails or says that it ends. */
function work(verb: string, prefix: string): Step<Script>[] {
  const find = (texts: Record<string, string>, { subTask: { name, executeAgent } }: StepContext<Script>): string | undefined =>
    texts[`${prefix}${name}@${executeAgent.ip.split('.').at(-1)}`] ?? texts[prefix + name]
  return [
    log('begin', ({ subTask, continued }) => `${verb} ${subTask.name}${continued ? ' again' : ''}`),
    effect('take', (context) => {
      const takes = find(context.world.takes, context)
      if (takes !== undefined) return { again: parseDuration(takes)!, from: 'end' }
    }),
    effect('end', (context) => {
      const why = find(context.world.fails, context)
      if (why !== undefined) return { fail: plain(why) }
    }),
    log('done', ({ subTask }) => `${verb} ${subTask.name} done`),
  ]
}

function failureText(failure: TaskFailure): string {
  switch (failure.kind) {
    case 'coded': return `[${failure.errCode}]: ${failure.args.join(', ')}`
    case 'wrapped': return `${failureText(failure.inner)} in ${failure.context}`
    case 'retained': return `${failureText(failure.inner)} under ${failureText(failure.outer)}`
    default: return failure.text
  }
}
