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
import {
  directiveFor, fits, isSuch, noFaultMemory, RequestRules,
  type Action, type EventCondition, type FaultMemory, type Occurrence, type RequestRule, type RuleTime, type Ruling, type SeenRequest, type TaskRule, type TimelineEntry, type WorkReference,
} from './faults/index.ts'
import { defaultLimits, Journal, type JournalLimits, type JournalState, type WorldEvent, type WorldTransition } from './journal/index.ts'
import {
  createTaskStore, dagOf, formatGenericId, isFinished, nodesOf, TaskEngine,
  type Change, type Dag, type DelayedReply, type Directive, type PeerRequest, type Run, type TaskEvent, type TaskFailure, type TaskStore,
} from './task/index.ts'

export type { WorldTransition }

/** What waits in the queue of a world: work of its agents, or something that the scenario or a person lets happen. */
export type QueuedWork =
  | TaskEvent
  | { readonly kind: 'timeline'; readonly id: string }
  | { readonly kind: 'act'; readonly action: Action; readonly by: 'timeline' | 'control' }

/** All of a world. */
export interface WorldState {
  readonly seed: number
  clock: ClockState<QueuedWork>
  random: RandomState
  mode: ClockMode
  readonly agents: Agent[]
  /** Each agent's tasks, by its name. */
  readonly tasks: Record<string, TaskStore>
  readonly learntHosts: Record<string, true>
  /** By which clock credentials expire, and how far that clock is off. */
  auth: WorldSettings['auth']
  /** When the world was ready. */
  start: Instant
  /** How work and requests go; what no rule matches goes as it would. */
  taskRules: readonly TaskRule[]
  requestRules: readonly RequestRule[]
  faultMemory: FaultMemory
  /** What happens by itself, and how often each entry has. */
  timeline: readonly TimelineEntry[]
  readonly timelineRuns: Record<string, number>
  /** How often what an entry waits for has happened. */
  readonly timelineStarts: Record<string, number>
  /** Pairs of agents that do not reach each other: `a|b`, in alphabetical order. */
  readonly cuts: Record<string, true>
  /** Addresses that agents have believed in and left: its sockets may still be there, and no other agent finds it by them. */
  readonly left: Record<string, true>
  /** What agents will be when they start the next time. */
  readonly nextStart: Record<string, { readonly address?: AgentAddress; readonly version?: Agent['version'] }>
  readonly journal: JournalState
}

/** What the world is given when it is built: how peers answer each other, and the texts of failures. */
export interface Ports {
  /** An agent's public key, base64 of its PKCS#1 DER; made on first use. */
  publicKey(agent: Agent): string
  /** The key that a reference (`a#1`: agent, number of its key) stands for; made on first use. */
  keyText(reference: string): string
  call(world: Simulation, from: Agent, request: PeerRequest): DelayedReply
  /** Lets an action happen. @returns why nothing came of it, or null */
  act(world: Simulation, action: Action): string | null
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

/** Work that does not end, found while settling. */
export class SettleError extends Error {}

/** How far one settle may go: a day of virtual time, a million events. */
const settleBudget: Micros = 24 * micros.h
const settleEventsMax = 1_000_000
const learntHostsMax = 1_000

export class Simulation {
  readonly settings: WorldSettings
  readonly state: WorldState
  readonly clock: VirtualClock<QueuedWork>
  readonly random: Random
  readonly journal: Journal
  /** The request that is being answered, by its place in the journal; null between requests. It never outlives a call, so it is no state. */
  cause: number | null = null
  /** How much longer than no time the request that is being answered takes: agents that it leads to are slow. */
  waited: Micros = 0
  /** How often a process has started or ended: who holds its sockets looks after them then. */
  processChanges = 0
  readonly #ports: Ports
  /** Agents are found by name and by address with every request; these follow from the state. */
  readonly #byName: ReadonlyMap<string, Agent>
  #byAddress: ReadonlyMap<string, Agent>
  /** Engines are made on first use; they hold nothing but references. */
  readonly #engines = new Map<string, TaskEngine<DagWorld>>()
  /**
   * Agents whose tasks may have changed since note was last taken. A list and no Set: V8 makes a new table in old memory each time that an old
   * Set is cleared, and this one would be with every request.
   */
  readonly #touched: string[] = []
  /** The rules for requests, made ready; what they remember is in the state. */
  #requestRules: RequestRules | null = null
  /** Entries of the timeline that wait for something to happen. */
  #awaiting: readonly TimelineEntry[] = []
  #rulesSteps = false
  /** Whether any rule has held anything: then somebody may be waiting in vain. */
  #hasHeld = false

  constructor(settings: WorldSettings, agents: readonly Agent[], ports: Ports, journal: JournalLimits = defaultLimits) {
    this.settings = settings
    this.#ports = ports
    this.#byName = new Map(agents.map((agent) => [agent.name, agent]))
    this.#byAddress = byAddress(agents)
    this.clock = new VirtualClock<QueuedWork>(settings.start)
    this.random = new Random(settings.seed)
    this.journal = new Journal(journal)
    this.state = {
      seed: settings.seed, clock: this.clock.state, random: this.random.state, mode: settings.mode, agents: [...agents],
      tasks: Object.fromEntries(agents.map((agent) => [agent.name, createTaskStore()])), learntHosts: {},
      auth: settings.auth, start: settings.start, taskRules: [], requestRules: [], faultMemory: noFaultMemory(),
      timeline: [], timelineRuns: {}, timelineStarts: {}, cuts: {}, left: {}, nextStart: {}, journal: this.journal.state,
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
    const text = formatAddress(address)
    const agent = this.#byAddress.get(text)
    return agent === undefined && !Object.hasOwn(this.state.left, text) ? agentAt(this.state, address) : agent
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
        ask: (request, cause) => this.#causedBy(cause, () => this.ask(agent, request)),
        cause: () => this.cause,
        restart: (downFor) => void this.clock.schedule(this.now(), { kind: 'act', action: { do: 'restart', agent: agent.name, signal: 'SIGKILL', downFor }, by: 'timeline' }),
        errorLine: (failure) => this.#ports.errorLine(failure),
        isRunning: () => agent.process !== null,
        directive: (run) => this.#directive(agent, run),
        rulesSteps: () => this.#rulesSteps,
      })
      this.#engines.set(agent.name, engine)
    }
    return engine
  }

  /** One agent asks another: where reachability, partitions and faults sit. */
  ask(from: Agent, request: PeerRequest): DelayedReply {
    return this.#ports.call(this, from, request)
  }

  /** What is done for a task serves the request that led to the task. */
  #causedBy<T>(cause: number | null, work: () => T): T {
    const before = this.cause
    this.cause = cause
    try {
      return work()
    } finally {
      this.cause = before
    }
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

  // ---- rules and what happens by itself --------------------------------------------------------------------------------

  /** Puts rules for requests in the place of those that are; what those of the same id remember stays. */
  setRequestRules(rules: readonly RequestRule[]): void {
    this.state.requestRules = rules
    this.#requestRules = rules.length === 0 ? null : new RequestRules(rules, this.state.faultMemory)
  }

  /** Puts rules for work in the place of those that are. */
  setTaskRules(rules: readonly TaskRule[]): void {
    this.state.taskRules = rules
    this.#rulesSteps = rules.some(({ when }) => when.step !== undefined)
    this.#hasHeld ||= rules.some(({ effect }) => effect.holds === true)
  }

  /** What the rules come to for a request that reaches an agent; null: nothing. */
  ruleOn(request: SeenRequest): Ruling | null {
    return this.#requestRules === null ? null : this.#requestRules.judge(request, this.#ruleTime())
  }

  /** A client's request was answered. @param code the legacy number of its refusal; 1 and 10008 make SDKs renew their credential */
  answered(client: string, code: number | undefined): void {
    this.#requestRules?.answered(client, code === 1 || code === 10008)
  }

  /** Whether an agent refuses connections, whatever is asked, and whether any may. */
  isRefusing(agent: string): boolean {
    return this.#requestRules?.refuses(agent, this.#ruleTime()) === true
  }

  get mayRefuse(): boolean {
    return this.#requestRules?.mayRefuse === true
  }

  #ruleTime(): RuleTime {
    return { now: this.now(), start: this.state.start, draw: (rule, bound) => Random.below(this.random.stream('rule', rule), bound) }
  }

  #directive(agent: Agent, run: Run): Directive | null {
    const { taskRules, faultMemory } = this.state
    if (taskRules.length === 0) return null
    const draw = (least: Micros, most: Micros): Micros => least + Random.below(this.random.stream('takes', agent.name), most - least + 1)
    const found = directiveFor(taskRules, faultMemory, agent.name, run, draw)
    if (found === null) return null
    this.note({ kind: 'rule', id: found.rule.id, agent: agent.name, dag: run.dagId, dagName: run.dag, node: run.node, attempt: run.attempt, directive: found.directive })
    return found.directive
  }

  /** The world is ready: from here on its timeline counts. What happens at 0 s has happened before anybody asks. */
  begin(timeline: readonly TimelineEntry[]): void {
    this.state.start = this.now()
    this.addToTimeline(timeline)
    this.advanceBy(0)
  }

  /** More that happens by itself, counted from when the world was ready; what would have been earlier happens at once. */
  addToTimeline(entries: readonly TimelineEntry[]): void {
    const { state } = this
    state.timeline = [...state.timeline, ...entries]
    this.#awaiting = state.timeline.filter(({ when }) => when.kind === 'after')
    for (const { id, when } of entries) {
      if (when.kind !== 'after') this.clock.schedule(state.start + (when.kind === 'at' ? when.at : when.from), { kind: 'timeline', id })
    }
  }

  /** Nothing of that id happens by itself any more. */
  removeFromTimeline(id: string): void {
    this.state.timeline = this.state.timeline.filter((entry) => entry.id !== id)
    this.#awaiting = this.#awaiting.filter((entry) => entry.id !== id)
  }

  #runTimeline(id: string): void {
    const entry = this.state.timeline.find((each) => each.id === id)
    // It was taken out meanwhile.
    if (entry === undefined) return
    const { timelineRuns } = this.state
    const runs = timelineRuns[id] = (timelineRuns[id] ?? 0) + 1
    const { when } = entry
    if (when.kind === 'every' && (when.times === null || runs < when.times)) this.clock.schedule(this.now() + when.every, { kind: 'timeline', id })
    this.act(entry.action, 'timeline', id)
  }

  /** Lets something happen. @returns why nothing came of it, or null */
  act(action: Action, by: 'timeline' | 'control', id: string | null = null): string | null {
    this.noteTransitions()
    // What it does is written down after it.
    const event: Extract<WorldEvent, { kind: 'action' }> = { seq: this.journal.next(), at: this.now(), cause: this.cause, kind: 'action', action, by, id, refused: null }
    this.journal.note(event)
    event.refused = this.#ports.act(this, action)
    this.noteTransitions()
    return event.refused
  }

  /** Something will happen at that instant. */
  schedule(at: Instant, action: Action, by: 'timeline' | 'control'): void {
    this.clock.schedule(at, { kind: 'act', action, by })
  }

  #notice(occurrence: Occurrence): void {
    if (this.#requestRules?.waits === true) this.#requestRules.notice(occurrence, this.now())
    for (const { id, when } of this.#awaiting) {
      if (when.kind !== 'after' || !isSuch(when.event, occurrence)) continue
      const { timelineStarts } = this.state
      const started = timelineStarts[id] = (timelineStarts[id] ?? 0) + 1
      if (when.times === null || started <= when.times) this.clock.schedule(this.now() + when.delay, { kind: 'timeline', id })
    }
  }

  /** Whether it is so at this instant: the newest DAG of that name, or that node of it, is in that state; or a process runs, or does not. */
  holds(condition: EventCondition): boolean {
    if (condition.kind === 'process') return (this.agent(condition.agent)?.process == null) === (condition.process === 'stopped')
    const { dag = '*', node, agent: owner, state } = condition
    return this.agents.some((agent) => {
      if (owner !== undefined && owner !== agent.name) return false
      const store = this.tasks(agent)
      const newest = store.dags.findLast((each) => fits(dag, each.name))
      if (newest === undefined) return false
      return node === undefined ? newest.state === state : nodesOf(store, newest).some((row) => fits(node, row.name) && row.state === state)
    })
  }

  /** What is the case instead of a condition, as a sentence. */
  howItStands(condition: EventCondition): string {
    if (condition.kind === 'process') return this.agent(condition.agent)?.process == null ? `${condition.agent} does not run` : `${condition.agent} runs`
    const found = this.workOf({ dag: condition.dag ?? '*', ...(condition.agent !== undefined && { agent: condition.agent }) })
    if (found === null) return `${condition.agent === undefined ? 'no agent' : condition.agent} has ${condition.agent === undefined ? 'such a DAG' : 'no such DAG'}`
    const { agent, dag } = found
    const node = nodesOf(this.tasks(agent), dag)[dag.stage - 1]!
    return `'${dag.name}' at ${agent.name} is ${dag.state}, and its node ${dag.stage} of ${dag.nodeIds.length}, '${node.name}', ${node.state}`
  }

  /** What is held, as a sentence for who asks about work; null: nothing is. */
  heldNote(): string | null {
    if (!this.#hasHeld) return null
    for (const agent of this.agents) {
      const store = this.tasks(agent)
      if (store.active === 0) continue
      for (const id of store.unfinished) {
        const dag = dagOf(store, id)!
        const held = this.engine(agent).heldOf(dag)[0]
        if (held !== undefined) return `'${held.name}' of '${dag.name}' at ${agent.name} is held until somebody releases it: POST /_sim/dags/${formatGenericId(agent, dag.id, dag.type)}/release`
      }
    }
    return null
  }

  /** Whether two agents are cut off from each other. */
  isCut(a: string, b: string): boolean {
    return Object.hasOwn(this.state.cuts, cutOf(a, b))
  }

  /** Cuts two agents off from each other, or mends that. */
  setCut(a: string, b: string, isCut: boolean): void {
    if (isCut) this.state.cuts[cutOf(a, b)] = true
    else delete this.state.cuts[cutOf(a, b)]
  }

  /** The newest DAG of that name, on that agent or on any. */
  workOf({ dag, agent: name }: WorkReference): { readonly agent: Agent; readonly dag: Dag } | null {
    let found: { agent: Agent; dag: Dag } | null = null
    for (const agent of this.agents) {
      if (name !== undefined && agent.name !== name) continue
      const newest = this.tasks(agent).dags.findLast((each) => fits(dag, each.name))
      // Of several agents the one whose DAG is the younger.
      if (newest !== undefined && (found === null || newest.startTime > found.dag.startTime)) found = { agent, dag: newest }
    }
    return found
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

  /** Whether any DAG goes on by itself, or something that is to happen makes it go on. Whoever goes on has an event that waits. */
  #hasWork(): boolean {
    return this.clock.some((event) => ('agent' in event ? this.engine(this.agent(event.agent)!).hasWork() : this.#bringsWork(event)))
  }

  /** Whether what is to happen lets work go on that stands still until then. What happens again and again is not waited for. */
  #bringsWork(event: Exclude<QueuedWork, TaskEvent>): boolean {
    const entry = event.kind === 'act' ? null : this.state.timeline.find(({ id }) => id === event.id)
    if (entry === undefined || entry?.when.kind === 'every') return false
    const action = event.kind === 'act' ? event.action : entry!.action
    switch (action.do) {
      case 'start':
      case 'restart': {
        const agent = this.agent(action.agent)
        return agent !== undefined && this.tasks(agent).active > 0
      }
      case 'release':
      case 'fail': {
        const work = this.workOf(action.work)
        return work !== null && !isFinished(work.dag.state)
      }
      default: return false
    }
  }

  /** Whether a DAG of the agent at an address hangs. */
  #hangs(address: AgentAddress, id: number): boolean {
    const agent = this.reach(address)
    const dag = agent === undefined ? undefined : dagOf(this.tasks(agent), id)
    return dag !== undefined && !isFinished(dag.state) && !this.engine(agent!).goesOn(dag)
  }

  #run(event: QueuedWork): void {
    // Whoever has only looked at work since has touched it, too: the order in which things are told must not follow from that.
    this.noteTransitions()
    switch (event.kind) {
      case 'timeline': return this.#runTimeline(event.id)
      case 'act': return void this.act(event.action, event.by)
      default: {
        this.engine(this.agent(event.agent)!).handle(event)
        this.noteTransitions()
      }
    }
  }

  // ---- processes -----------------------------------------------------------------------------------------------------

  /** Ends an agent's process: it answers nobody, and its tasks stand still. @returns whether it ran */
  stop(agent: Agent): boolean {
    const { process } = agent
    if (process === null) return false
    this.engine(agent).stop()
    agent.process = null
    this.#processChanged(agent, 'stopped', process.pid)
    return true
  }

  /** Starts an agent's process: a new pid, an instant of start, a pass of the scheduler at once. @returns why it did not start, or null */
  start(agent: Agent): string | null {
    if (agent.process !== null) return `${agent.name} runs already`
    const refused = this.#becomeNext(agent)
    if (refused !== null) {
      this.note({ kind: 'process', agent: agent.name, process: 'refused', pid: null, why: refused })
      return refused
    }
    agent.process = { pid: this.#pid(agent), startedAt: this.clock.now() }
    agent.sessions = noSessions()
    recallStored(agent)
    this.engine(agent).start()
    this.#processChanged(agent, 'started', agent.process.pid)
    this.advanceTo(this.clock.now())
    return null
  }

  #processChanged(agent: Agent, process: 'started' | 'stopped', pid: number): void {
    this.processChanges++
    this.note({ kind: 'process', agent: agent.name, process, pid, why: null })
    this.#notice({ kind: 'process', agent: agent.name, process })
  }

  /** What an agent shall be from this start on. Only one that is SINGLE starts with another address (`updateAgent` of the agent's start). */
  #becomeNext(agent: Agent): string | null {
    const { address, version } = this.state.nextStart[agent.name] ?? {}
    if (address !== undefined && formatAddress(address) !== formatAddress(agent) && agent.identity !== 'SINGLE') {
      return `agent info (${formatAddress(address)}) is not equal to the one that it has stored (${formatAddress(agent)}), and it is ${agent.identity}: it does not start`
    }
    delete this.state.nextStart[agent.name]
    if (address !== undefined && formatAddress(address) !== formatAddress(agent)) {
      this.state.left[formatAddress(agent)] = true
      delete this.state.left[formatAddress(address)]
    }
    Object.assign(agent, address === undefined ? {} : { ip: address.ip, port: address.port }, version === undefined ? {} : { version })
    this.#byAddress = byAddress(this.state.agents)
    return null
  }

  #pid(agent: Agent): number {
    return 1_000 + Random.below(this.random.stream('pid', agent.name), 30_000)
  }

  // ---- looking -------------------------------------------------------------------------------------------------------

  /** Writes down what has happened just now. */
  note(event: WithoutPlace<WorldEvent>, cause: number | null = this.cause): void {
    this.journal.note({ seq: this.journal.next(), at: this.clock.now(), cause, ...event } as WorldEvent)
  }

  /** Takes note of what has changed in the tasks; events and requests end with it. */
  noteTransitions(): void {
    for (const name of this.#touched) {
      const { changes } = this.state.tasks[name]!
      if (changes.length > 0) this.#noteChanges(name, changes.splice(0))
    }
    this.#touched.length = 0
  }

  #noteChanges(agent: string, changes: readonly Change[]): void {
    for (const { level, id, name, from, to, dag: dagId } of changes) {
      const dag = dagOf(this.state.tasks[agent]!, dagId)!
      this.note({ kind: 'transition', agent, level, id, name, dag: dagId, dagName: dag.name, from, to }, dag.cause)
      if (level !== 'sub-task') this.#notice({ kind: 'task', agent, dag: dag.name, node: level === 'node' ? name : null, state: to })
    }
  }

  /** The transitions since a place in the journal, oldest first; of very many only the newest. */
  transitionsAfter(seq: number): WorldTransition[] {
    this.noteTransitions()
    return this.journal.events(seq).filter((event) => event.kind === 'transition')
  }
}

/** An event without what it is given when it is written down. */
type WithoutPlace<E> = E extends unknown ? Omit<E, 'seq' | 'at' | 'cause'> : never

function byAddress(agents: readonly Agent[]): ReadonlyMap<string, Agent> {
  return new Map(agents.map((agent) => [formatAddress(agent), agent]))
}

function cutOf(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`
}

/** Agents write each other's keys into their tables; only a log line of `Initialize cluster` shows them, so the key itself is made then. */
function keyReference(agent: Agent): string {
  return `${agent.name}#${agent.keyGeneration}`
}

function describe(event: QueuedWork): string {
  switch (event.kind) {
    case 'tick': return `the scheduler's tick of agent ${event.agent}`
    case 'resume': return `sub-task ${event.subTask} of agent ${event.agent} going on`
    case 'timeline': return `'${event.id}' of the timeline`
    case 'act': return `the action '${event.action.do}'`
  }
}
