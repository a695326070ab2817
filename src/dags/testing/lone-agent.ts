import { VirtualClock, micros, type Instant } from '../../clock/index.ts'
import { becomeMaster, noOceanBase, noSessions, defaultObserver, defaultVersion, type Agent } from '../../cluster/index.ts'
import {
  createTaskStore, nodesOf, subTasksOf, TaskEngine,
  type Dag, type PeerReply, type PeerRequest, type TaskEvent, type TaskFailure, type TaskStore, type Template,
} from '../../task/index.ts'
import { bodies } from '../bodies.ts'
import type { DagWorld } from '../context.ts'

const home = '/home/admin/oceanbase'
const start: Instant = 1_700_000_000_000_000

/** One agent that runs its DAGs, and whose peers answer what a test says. */
export class LoneAgent {
  readonly agent: Agent
  readonly store: TaskStore = createTaskStore()
  readonly clock = new VirtualClock<TaskEvent>(start)
  readonly engine: TaskEngine<DagWorld>
  /** What bodies have asked, oldest first, and how peers answer it; the last answer is given again. */
  readonly asked: PeerRequest[] = []
  replies: PeerReply[] = [{ kind: 'answer', data: {} }]
  /** DAGs of other agents that hang, by address and row. */
  readonly hanging = new Set<string>()

  constructor(given: Partial<Agent> = {}) {
    this.agent = {
      name: 'a', ip: '10.10.10.1', port: 2886, aliases: [], listening: [], home, version: defaultVersion, observer: defaultObserver,
      process: { pid: 1, startedAt: start }, identity: 'SINGLE', zone: '', firstToken: 'token', keyGeneration: 1, agentPassword: null,
      rootPassword: null, table: [], tokens: {}, ob: noOceanBase(home), sessions: noSessions(), ...given,
    }
    this.engine = new TaskEngine<DagWorld>({
      agent: 'a', address: this.agent, store: this.store, clock: this.clock, bodies,
      world: {
        agent: this.agent, now: () => this.clock.now(), publicKey: () => 'a#1', keyText: (reference) => `key of ${reference}`, newPid: () => 4711,
        hangs: ({ ip, port }, dag) => this.hanging.has(`${ip}:${port}/${dag}`), message: failureText,
      },
      ask: (request) => {
        this.asked.push(request)
        return this.replies.length > 1 ? this.replies.shift()! : this.replies[0]!
      },
      errorLine: (failure) => `ERROR: ${failureText(failure)}`,
    })
  }

  /** A MASTER of zone1. */
  static master(given: Partial<Agent> = {}): LoneAgent {
    const lone = new LoneAgent(given)
    becomeMaster(lone.agent, 'zone1', 'a#1')
    return lone
  }

  /** Makes a DAG and lets so many seconds pass. */
  run(template: Template, seconds: number): Dag {
    const dag = this.engine.create(template)
    if ('refused' in dag) throw new Error(`refused: ${dag.refused}`)
    this.advance(seconds)
    return dag
  }

  advance(seconds: number): void {
    this.clock.advanceTo(this.clock.now() + seconds * micros.s, (event) => this.engine.handle(event))
  }

  /** The lines of the first sub-task at a stage, or of another one. */
  logs(dag: Dag, stage = 1, place = 1): string[] {
    return subTasksOf(this.store, nodesOf(this.store, dag)[stage - 1]!)[place - 1]!.logs.map(({ text }) => text)
  }
}

/** A failure as its names and arguments: the texts are the catalogue's. */
export function failureText(failure: TaskFailure): string {
  switch (failure.kind) {
    case 'coded': return [failure.errCode, ...failure.args].join(' ')
    case 'wrapped': return `${failure.context}: ${failureText(failure.inner)}`
    case 'retained': return `${failureText(failure.outer)}: ${failureText(failure.inner)}`
    default: return failure.text
  }
}
