import fc from 'fast-check'
import { micros, VirtualClock, type ClockState, type Micros } from '../../clock/index.ts'
import type { Directive } from '../directive.ts'
import { TaskEngine, type Run, type TaskEvent } from '../engine.ts'
import { plain } from '../failure.ts'
import { locksOf } from '../lock.ts'
import { effect, hang, log, wait, type Bodies, type Body, type Step, type StepContext } from '../steps.ts'
import { createTaskStore, dagOf, nodeAt, nodesOf, type Dag, type TaskStore } from '../store.ts'
import type { NodeTemplate, Template } from '../template.ts'
import { Invariants } from './invariants.ts'

/** What an attempt of a sub-task comes to. */
type Behaviour = 'ok' | 'fail' | 'slow' | 'tries' | 'waits' | 'jumps' | 'slow fail' | 'never' | 'hangs'

/** Something that happens to the agent. Rows are named by numbers that are taken modulo how many there are. */
export type ChaosStep =
  | { readonly does: 'create'; readonly template: Template }
  | { readonly does: 'retry' | 'rollback' | 'cancel' | 'pass' | 'release'; readonly dag: number }
  | { readonly does: 'passNode'; readonly dag: number; readonly stage: number }
  | { readonly does: 'advance' | 'restart'; readonly by: Micros }

const behaviour = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Behaviour>('ok') },
  { weight: 8, arbitrary: fc.constant<Behaviour>('fail') },
  { weight: 8, arbitrary: fc.constantFrom<Behaviour>('slow', 'tries', 'waits', 'jumps', 'slow fail') },
)
/** By attempt; the last one counts for all further ones. A body that never ends is rare: it takes an hour of ticks. */
const attempts = fc.oneof(
  { weight: 60, arbitrary: fc.array(behaviour, { minLength: 1, maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom<Behaviour[]>(['never', 'ok'], ['hangs', 'fail', 'ok']) },
)
/** What a rule says of the runs of a node, by its name; what is held takes an hour of ticks, if nobody releases it. */
const rules = fc.oneof(
  { weight: 50, arbitrary: fc.constant('') },
  { weight: 6, arbitrary: fc.constantFrom(' takes', ' fails', ' takes fails') },
  { weight: 1, arbitrary: fc.constantFrom(' holds', ' takes holds fails', ' never') },
)

function directiveFor({ node, attempt }: Run): Directive | null {
  if (attempt > 1 || !/[a-z]$/.test(node)) return null
  return {
    ...(node.includes('takes') && { takes: 1_700 * micros.ms }),
    ...(node.includes('holds') && { holds: true as const }),
    ...(node.includes('never') && { never: true as const }),
    ...(node.includes('fails') && { fails: plain('ruled out') }),
  }
}

/** Mostly everything may be done, or little would happen. */
const flags = fc.oneof({ weight: 3, arbitrary: fc.constant(31) }, { weight: 2, arbitrary: fc.integer({ min: 0, max: 31 }) })

function nodeOf(mayExit: boolean): fc.Arbitrary<NodeTemplate> {
  return fc.record({
    bits: flags, agents: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.integer({ min: 1, max: 3 }) }, { weight: 1, arbitrary: fc.constant(10) }),
    exit: mayExit ? fc.boolean() : fc.constant(false), run: attempts, undo: attempts, rule: rules,
  }).map(({ bits, agents, exit, run, undo, rule }) => ({
    name: `node ${bits}${rule}`, body: String(bits), params: { run, undo },
    ...(agents === 0 ? {} : { executeAgents: Array.from({ length: agents }, (_, place) => ({ ip: `10.10.10.${place + 1}`, port: 2886 })) }),
    ...(exit ? { failureExitMaintenance: true as const } : {}),
  }))
}

function templateOf(mayExit: boolean): fc.Arbitrary<Template> {
  return fc.record({ maintenance: fc.constantFrom('none' as const, 'global' as const, 'obproxy' as const), nodes: fc.array(nodeOf(mayExit), { minLength: 1, maxLength: 5 }) })
    .map(({ maintenance, nodes }) => ({ name: 'chaos', maintenance, nodes }))
}

const lengths = fc.constantFrom(0, micros.ms, 300 * micros.ms, micros.s, micros.s, 1_700 * micros.ms, 5 * micros.s)
const row = fc.nat({ max: 99 })

function stepOf(mayExit: boolean): fc.Arbitrary<ChaosStep> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ does: fc.constant('create' as const), template: templateOf(mayExit) }) },
    { weight: 8, arbitrary: fc.record({ does: fc.constantFrom('retry' as const, 'rollback' as const, 'cancel' as const, 'pass' as const, 'release' as const), dag: row }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('passNode' as const), dag: row, stage: row }) },
    { weight: 12, arbitrary: fc.record({ does: fc.constant('advance' as const), by: lengths }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('restart' as const), by: lengths }) },
  )
}

/** Histories; in half of them no failure frees a lock, so that locks and DAGs can be held against each other. */
export const histories: fc.Arbitrary<ChaosStep[]> = fc.boolean().chain((mayExit) =>
  fc.tuple(fc.record({ does: fc.constant('create' as const), template: templateOf(mayExit) }), fc.array(stepOf(mayExit), { minLength: 20, maxLength: 60, size: 'max' }))
    .map(([first, steps]) => [first, ...steps]))

/** An agent to which a history happens, with the invariants checked after every event and every step. */
export class ChaosRun {
  #store = createTaskStore()
  #clock = new VirtualClock<TaskEvent>(1_700_000_000_000_000)
  #engine = this.#engineOf()
  #running = true
  readonly #invariants = new Invariants()

  get store(): TaskStore {
    return this.#store
  }

  /** The whole of the state. */
  text(): string {
    return JSON.stringify([this.#store, this.#clock.state])
  }

  /** Goes on with a copy of the state, as text. */
  copy(): void {
    const [store, clock] = JSON.parse(this.text()) as [TaskStore, ClockState<TaskEvent>]
    this.#store = store
    this.#clock = new VirtualClock(clock)
    this.#engine = this.#engineOf()
  }

  apply(step: ChaosStep): void {
    switch (step.does) {
      case 'create': this.#create(step.template); break
      case 'advance': this.#advance(step.by); break
      case 'restart':
        this.#engine.stop()
        this.#running = false
        this.#check()
        this.#advance(step.by)
        this.#engine.start()
        this.#running = true
        this.#check()
        this.#advance(0)
        break
      default: this.#operate(step)
    }
    this.#check()
  }

  /** Lets all work come to its end. @returns whether it did */
  settle(eventsMax: number): boolean {
    for (let count = 0; count < eventsMax; count++) {
      if (this.#clock.runNext((event) => this.#handle(event)) === undefined) return this.#store.active === 0
    }
    return false
  }

  #create(template: Template): void {
    const kind = locksOf(template.maintenance)
    const wasLocked = kind !== null && this.#store.locks[kind]
    const before = this.text()
    const dag = this.#engine.create(template)
    if ('refused' in dag !== wasLocked) throw new Error(`a DAG was ${wasLocked ? 'made' : 'refused'} while the lock is ${wasLocked ? 'held' : 'free'}`)
    if (!('refused' in dag)) this.#invariants.locked(dag)
    else if (this.text() !== before) throw new Error('a refused DAG left something behind')
  }

  #operate(step: Extract<ChaosStep, { dag: number }>): void {
    const dag = dagOf(this.#store, step.dag % this.#store.dags.length + 1)!
    const before = this.text()
    if (step.does === 'release') {
      if (this.#engine.release(dag) === 0 && this.text() !== before) throw new Error('a release of nothing left something behind')
      return
    }
    // What failed, failed at the stage: that node decides about the lock.
    const asksForLock = step.does !== 'cancel' && step.does !== 'pass' && nodeAt(this.#store, dag, dag.stage).failureExitMaintenance
    const nodes = nodesOf(this.#store, dag)
    const refusal = step.does === 'passNode' ? this.#engine.passNode(nodes[step.stage % nodes.length]!) : this.#engine[step.does](dag)
    if (refusal !== null) {
      if (this.text() !== before) throw new Error(`${step.does} was refused with ${refusal.refused} and left something behind`)
      return
    }
    if (asksForLock) this.#invariants.locked(dag)
    if (step.does === 'rollback') this.#invariants.rolledBack(dag)
    checkAccepted(dag, step.does)
  }

  #advance(by: Micros): void {
    this.#clock.advanceTo(this.#clock.now() + by, (event) => this.#handle(event))
  }

  #handle(event: TaskEvent): void {
    this.#engine.handle(event)
    this.#check()
  }

  #check(): void {
    this.#invariants.check(this.#store, this.#clock, this.#running)
  }

  #engineOf(): TaskEngine<null> {
    return new TaskEngine<null>({
      agent: 'a', address: { ip: '10.10.10.1', port: 2886 }, store: this.#store, clock: this.#clock, bodies, world: null,
      ask: ({ operation }) => { throw new Error(`nobody answers ${operation}`) },
      errorLine: (failure) => `ERROR: ${failure.kind === 'plain' ? failure.text : failure.kind}`,
      directive: directiveFor,
    })
  }
}

/** An accepted operator leaves the DAG READY at the epoch, but PASS, which ends it. */
function checkAccepted(dag: Dag, does: string): void {
  const fits = does === 'pass' ? dag.state === 'SUCCEED' : dag.state === 'READY' && dag.startTime === 0 && dag.endTime === 0
  if (!fits) throw new Error(`${does} left DAG ${dag.id} ${dag.state} with times ${dag.startTime}, ${dag.endTime}`)
}

const steps = (key: 'run' | 'undo'): Step<null>[] => [
  log('begin', ({ continued }) => `${key}${continued ? ' again' : ''}`),
  effect('act', (context) => act(context, key)),
  wait('pause', 1_300 * micros.ms),
  log('end', 'done'),
  effect('over', () => 'done'),
  hang('hang'),
]

function act(context: StepContext<null>, key: 'run' | 'undo') {
  const { subTask, memory } = context
  const plan = subTask.params[key] as readonly Behaviour[]
  const tries = memory['tries'] = Number(memory['tries'] ?? 0) + 1
  subTask.data[key] = subTask.executeTimes
  switch (plan[Math.min(subTask.executeTimes, plan.length) - 1]!) {
    case 'ok': return 'done'
    case 'fail': return { fail: plain('chaos') }
    case 'slow': return { again: 2_500 * micros.ms, from: 'end' }
    case 'slow fail': return tries < 2 ? { again: 400 * micros.ms } : { fail: plain('late chaos') }
    case 'tries': return tries < 4 ? { again: micros.s } : 'done'
    case 'waits': return undefined
    case 'jumps': return tries < 3 ? { goto: 'begin' } : { goto: 'end' }
    case 'hangs': return { goto: 'hang' }
    case 'never': return { again: 11 * micros.m }
  }
}

/** A body for every set of flags, by its number. */
const bodies: Bodies<null> = Object.fromEntries(Array.from({ length: 32 }, (_, bits) => {
  const may = (bit: number): boolean => (bits & (1 << bit)) !== 0
  const body: Body<null> = { flags: { cancel: may(0), continue: may(1), pass: may(2), retry: may(3), rollback: may(4) }, run: steps('run'), rollback: steps('undo') }
  return [String(bits), body]
}))
