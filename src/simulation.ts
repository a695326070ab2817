/**
 * One world: clock, chance, agents, their tasks. It knows no HTTP, no files, no promises, and all of its state is plain
 * data reachable from {@link Simulation.state}.
 *
 * @module
 */
import {
  endOfTime, formatDuration, micros, nanosOf, policyOf, Random, VirtualClock,
  type ClockMode, type ClockState, type Instant, type Micros, type RandomState, type Zone,
} from './clock/index.ts'
import { agentAt, formatAddress, noSessions, recallStored, type Agent, type AgentAddress } from './cluster/index.ts'
import { bodies, type DagWorld } from './dags/index.ts'
import { directiveFor, effectOn, noFaultMemory, type FaultMemory, type RequestEffect, type RequestRule, type SeenRequest, type TaskRule } from './faults/index.ts'
import {
  createTaskStore, dagOf, isFinished, TaskEngine,
  type Change, type PeerReply, type PeerRequest, type TaskEvent, type TaskFailure, type TaskStore,
} from './task/index.ts'

/** All of a world. */
export interface WorldState {
  readonly seed: number
  clock: ClockState<TaskEvent>
  random: RandomState
  mode: ClockMode
  readonly agents: Agent[]
  /** Each agent's tasks, by its name. */
  readonly tasks: Record<string, TaskStore>
  readonly learntHosts: Record<string, true>
  /** How work and requests go; what no rule matches goes as it would. */
  taskRules: readonly TaskRule[]
  requestRules: readonly RequestRule[]
  faultMemory: FaultMemory
}

/** What the world is given when it is built: how peers answer each other, and the texts of failures. */
export interface Ports {
  /** An agent's public key, base64 of its PKCS#1 DER; made on first use. */
  publicKey(agent: Agent): string
  /** The key that a reference (`a#1`: agent, number of its key) stands for; made on first use. */
  keyText(reference: string): string
  call(world: Simulation, from: Agent, request: PeerRequest): PeerReply
  message(failure: TaskFailure): string
  errorLine(failure: TaskFailure): string
}

/** What a scenario decides of a world beside its agents. */
export interface WorldSettings {
  readonly seed: number
  readonly start: Instant
  readonly mode: ClockMode
  /** The zone in which the agents print their times. */
  readonly zone: Zone
  /** `aliases`: a name under which an agent can be reached means that agent; `strict`: texts are compared (DESIGN §3). */
  readonly addressing: 'aliases' | 'strict'
  /** Off: agents built without encryption, which ask for no credential (wire.md §2). */
  readonly encryption: boolean
  /** Agents with a certificate: they speak TLS, among each other, too. */
  readonly tls: boolean
  /** By which clock credentials expire, and how far that clock is off. */
  readonly auth: { readonly clock: 'real' | 'virtual' | 'ignore'; readonly skew: Micros }
}

/** A change of state of a task, with when and where. */
export interface WorldTransition extends Change {
  readonly at: Instant
  readonly agent: string
}

/** Work that does not end, found while settling. */
export class SettleError extends Error {}

/** How far one settle may go: a day of virtual time, a million events. */
const settleBudget: Micros = 24 * micros.h
const settleEventsMax = 1_000_000
/** How many transitions are kept for those who ask. */
const transitionsMax = 10_000
const learntHostsMax = 1_000

export class Simulation {
  readonly settings: WorldSettings
  readonly state: WorldState
  readonly clock: VirtualClock<TaskEvent>
  readonly random: Random
  readonly #ports: Ports
  /** Agents are found by name and by address with every request: names and addresses do not change, so these are no state. */
  readonly #byName: ReadonlyMap<string, Agent>
  readonly #byAddress: ReadonlyMap<string, Agent>
  /** Engines are made on first use; they hold nothing but references. */
  readonly #engines = new Map<string, TaskEngine<DagWorld>>()
  /**
   * Agents whose tasks may have changed since note was last taken. A list and no Set: V8 makes a new table in old memory each time that an old
   * Set is cleared, and this one would be with every request.
   */
  readonly #touched: string[] = []
  #transitions: WorldTransition[] = []

  constructor(settings: WorldSettings, agents: readonly Agent[], ports: Ports) {
    this.settings = settings
    this.#ports = ports
    this.#byName = new Map(agents.map((agent) => [agent.name, agent]))
    this.#byAddress = new Map(agents.map((agent) => [formatAddress(agent), agent]))
    this.clock = new VirtualClock<TaskEvent>(settings.start)
    this.random = new Random(settings.seed)
    this.state = {
      seed: settings.seed, clock: this.clock.state, random: this.random.state, mode: settings.mode, agents: [...agents],
      tasks: Object.fromEntries(agents.map((agent) => [agent.name, createTaskStore()])), learntHosts: {},
      taskRules: [], requestRules: [], faultMemory: noFaultMemory(),
    }
  }

  now(): Instant {
    return this.clock.now()
  }

  get agents(): readonly Agent[] {
    return this.state.agents
  }

  /** An agent by its short name. */
  agent(name: string): Agent | undefined {
    return this.#byName.get(name)
  }

  /** The agent that answers at an address, whether its process runs or not. */
  reach(address: AgentAddress): Agent | undefined {
    return this.#byAddress.get(formatAddress(address)) ?? agentAt(this.state, address)
  }

  /**
   * What an address that a client wrote means: with addressing `aliases` the address that the agent there believes to be its own.
   */
  canonical(address: AgentAddress): AgentAddress {
    if (this.settings.addressing === 'strict') return address
    const agent = this.reach(address)
    return agent === undefined ? address : { ip: agent.ip, port: agent.port }
  }

  /** Remembers a host name under which a client has found an agent. */
  learnHost(host: string): void {
    const { learntHosts } = this.state
    // Names are clients' own words: `constructor` is one that an object has already.
    if (!Object.hasOwn(learntHosts, host) && Object.keys(learntHosts).length < learntHostsMax) learntHosts[host] = true
  }

  tasks(agent: Agent): TaskStore {
    return this.state.tasks[agent.name]!
  }

  engine(agent: Agent): TaskEngine<DagWorld> {
    if (!this.#touched.includes(agent.name)) this.#touched.push(agent.name)
    let engine = this.#engines.get(agent.name)
    if (engine === undefined) {
      engine = new TaskEngine<DagWorld>({
        agent: agent.name, address: agent, store: this.tasks(agent), clock: this.clock, bodies,
        world: {
          agent, now: () => this.now(), publicKey: () => keyReference(agent), keyText: (reference) => this.#keyText(reference),
          newPid: () => this.#pid(agent), hangs: (address, dag) => this.#hangs(address, dag), message: (failure) => this.#ports.message(failure),
        },
        ask: (request) => this.ask(agent, request),
        errorLine: (failure) => this.#ports.errorLine(failure),
        directive: (run) => directiveFor(this.state.taskRules, agent.name, run),
      })
      this.#engines.set(agent.name, engine)
    }
    return engine
  }

  /** One agent asks another: where reachability and, later, partitions and faults sit. */
  ask(from: Agent, request: PeerRequest): PeerReply {
    return this.#ports.call(this, from, request)
  }

  /** What a rule does to a request that reaches an agent; null lets it pass. */
  effectOn(request: SeenRequest): RequestEffect | null {
    const { requestRules, faultMemory } = this.state
    return requestRules.length === 0 ? null : effectOn(requestRules, faultMemory, request)
  }

  publicKey(agent: Agent): string {
    return this.#ports.publicKey(agent)
  }

  /** Clients write keys into tables, too: what is no reference of ours stands for itself. */
  #keyText(reference: string): string {
    const [name = '', number] = reference.split(/#(?=\d+$)/)
    return Number(number) <= (this.agent(name)?.keyGeneration ?? 0) ? this.#ports.keyText(reference) : reference
  }

  /** The last three digits of a printed local time (DESIGN §4). */
  nanos(instant: Instant): number {
    return nanosOf(this.state.seed, instant)
  }

  // ---- time ----------------------------------------------------------------------------------------------------------

  /** Changes how time passes; the instant stays. */
  setMode(mode: ClockMode): void {
    this.state.mode = mode
  }

  /** Runs what is due by `to`, then stands there; no later than at the end of time. */
  advanceTo(to: Instant): void {
    const spun = this.clock.advanceTo(Math.min(to, endOfTime), (event) => this.#run(event), settleEventsMax)
    if (spun !== undefined) throw new SettleError(`more than ${settleEventsMax} events within one advance; the next is ${describe(spun.event)}`)
  }

  advanceBy(by: Micros): void {
    this.advanceTo(this.clock.now() + by)
  }

  /** Runs events until no agent has work. @throws SettleError when the work does not end; it names the event that would be next */
  settle(): void {
    const end = this.clock.now() + settleBudget
    for (let count = 0; this.#hasWork(); count++) {
      const next = this.clock.peek()!
      if (count >= settleEventsMax || next.due > end) {
        throw new SettleError(`work does not end: ${count} events and ${formatDuration(next.due - (end - settleBudget))} of virtual time later the next event is ${describe(next.event)}`)
      }
      this.clock.runNext((event) => this.#run(event))
    }
  }

  /** Runs the next event, whatever it is. @returns whether there was one */
  next(): boolean {
    return this.clock.runNext((event) => this.#run(event)) !== undefined
  }

  /**
   * Runs events until a condition holds; it may hold already.
   *
   * @param budget how much virtual time that may take; afterwards the clock stands where the last event was
   * @returns whether it came to hold
   */
  advanceUntil(holds: () => boolean, budget: Micros): boolean {
    const end = this.clock.now() + budget
    for (let count = 0; !holds(); count++) {
      const next = this.clock.peek()
      if (next === undefined || next.due > end || count >= settleEventsMax) return false
      this.next()
    }
    return true
  }

  /** A question about work has been taken (DESIGN §4). @returns whether time has moved, so that it is to be asked anew */
  settleForQuestion(): boolean {
    if (!policyOf(this.state.mode).settlesQuestions || !this.#hasWork()) return false
    this.settle()
    return true
  }

  /** A request was answered; `question`: an accepted question about work. */
  afterRequest(question: boolean): void {
    const policy = policyOf(this.state.mode)
    const cost = policy.perRequest + (question ? policy.perQuestion : 0)
    if (cost > 0) this.advanceBy(cost)
  }

  /** Whether an agent that runs has a READY or RUNNING DAG, one that hangs aside. Whoever has one has an event that waits. */
  #hasWork(): boolean {
    return this.clock.some(({ agent }) => this.engine(this.agent(agent)!).hasWork())
  }

  /** Whether a DAG of the agent at an address hangs. */
  #hangs(address: AgentAddress, id: number): boolean {
    const agent = this.reach(address)
    const dag = agent === undefined ? undefined : dagOf(this.tasks(agent), id)
    return dag !== undefined && !isFinished(dag.state) && !this.engine(agent!).goesOn(dag)
  }

  #run(event: TaskEvent): void {
    const agent = this.agent(event.agent)!
    this.engine(agent).handle(event)
    this.noteTransitions()
  }

  // ---- processes -----------------------------------------------------------------------------------------------------

  /** Ends an agent's process: it answers nobody, and its tasks stand still. */
  stop(agent: Agent): void {
    if (agent.process === null) return
    this.engine(agent).stop()
    agent.process = null
  }

  /** Starts an agent's process: a new pid, an instant of start, a pass of the scheduler at once. */
  start(agent: Agent): void {
    if (agent.process !== null) return
    agent.process = { pid: this.#pid(agent), startedAt: this.clock.now() }
    agent.sessions = noSessions()
    recallStored(agent)
    this.engine(agent).start()
    this.advanceTo(this.clock.now())
  }

  #pid(agent: Agent): number {
    return 1_000 + Random.below(this.random.stream('pid', agent.name), 30_000)
  }

  // ---- looking -------------------------------------------------------------------------------------------------------

  /** Takes note of what has changed in the tasks; events and requests end with it. */
  noteTransitions(): void {
    for (const name of this.#touched) {
      const { changes } = this.state.tasks[name]!
      if (changes.length === 0) continue
      const at = this.clock.now()
      for (const { level, id, name: task, from, to } of changes) this.#transitions.push({ at, agent: name, level, id, name: task, from, to })
      changes.length = 0
    }
    this.#touched.length = 0
    if (this.#transitions.length > 2 * transitionsMax) this.#transitions = this.#transitions.slice(-transitionsMax)
  }

  /** The transitions since they were last taken, oldest first; of very many only the newest. */
  takeTransitions(): WorldTransition[] {
    this.noteTransitions()
    const taken = this.#transitions.slice(-transitionsMax)
    this.#transitions = []
    return taken
  }
}

/** Agents write each other's keys into their tables; only a log line of `Initialize cluster` shows them, so the key itself is made then. */
function keyReference(agent: Agent): string {
  return `${agent.name}#${agent.keyGeneration}`
}

function describe(event: TaskEvent): string {
  return event.kind === 'tick' ? `the scheduler's tick of agent ${event.agent}` : `sub-task ${event.subTask} of agent ${event.agent} going on`
}
