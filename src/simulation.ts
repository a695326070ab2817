/**
 * One world: clock, chance, agents, their tasks. It knows no HTTP, no files, no promises, and all of its state is plain
 * data reachable from {@link Simulation.state}.
 *
 * @module
 */
import { endOfTime, formatDuration, micros, nanosOf, policyOf, Random, VirtualClock, type ClockMode, type Instant, type Micros } from './clock/index.ts'
import { formatAddress, noSessions, recallStored, type Agent, type AgentAddress } from './cluster/index.ts'
import { bodies, type DagWorld } from './dags/index.ts'
import {
  noFaultMemory,
  type Action, type EventCondition, type Occurrence, type RequestRule, type Ruling, type SeenRequest, type TaskRule, type TimelineEntry, type WorkReference,
} from './faults/index.ts'
import { defaultLimits, Journal, type JournalLimits, type WorldEvent, type WorldTransition } from './journal/index.ts'
import {
  createTaskStore, dagOf, isFinished, TaskEngine,
  type Change, type Dag, type DelayedReply, type Directive, type PeerRequest, type Run, type TaskEvent, type TaskFailure, type TaskStore,
} from './task/index.ts'
import { bringsWork, Directory, heldNote, heldNoteFor, holds, howItStands, Timeline, workOf, WorldRules, type QueuedWork, type WorldSettings, type WorldState } from './world/index.ts'

export type { QueuedWork, WorldSettings, WorldState, WorldTransition }

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

/** Work that does not end, found while settling. */
export class SettleError extends Error {}

/** How far one settle may go: a day of virtual time, a million events. */
const settleBudget: Micros = 24 * micros.h
const settleEventsMax = 1_000_000

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
  readonly #directory: Directory
  readonly #rules: WorldRules
  readonly #timeline: Timeline
  /** Engines are made on first use; they hold nothing but references. */
  readonly #engines = new Map<string, TaskEngine<DagWorld>>()
  /**
   * Agents whose tasks may have changed since note was last taken. A list and no Set: V8 makes a new table in old memory each time that an old
   * Set is cleared, and this one would be with every request.
   */
  readonly #touched: string[] = []
  /** Whether an event is being run. It never outlives a call, so it is no state. */
  #isRunning = false
  constructor(settings: WorldSettings, agents: readonly Agent[], ports: Ports, journal: JournalLimits = defaultLimits) {
    this.settings = settings
    this.#ports = ports
    this.clock = new VirtualClock<QueuedWork>(settings.start)
    this.random = new Random(settings.seed)
    this.journal = new Journal(journal)
    this.state = {
      seed: settings.seed, clock: this.clock.state, random: this.random.state, mode: settings.mode, agents: [...agents],
      tasks: Object.fromEntries(agents.map((agent) => [agent.name, createTaskStore()])), learntHosts: {},
      auth: settings.auth, start: settings.start, taskRules: [], requestRules: [], faultMemory: noFaultMemory(),
      timeline: [], timelineRuns: Object.create(null) as Record<string, number>, timelineStarts: Object.create(null) as Record<string, number>, cuts: {}, left: {}, nextStart: {}, journal: this.journal.state,
    }
    this.#directory = new Directory(this.state)
    this.#rules = new WorldRules(this.state, this.random)
    this.#timeline = new Timeline(this.state, this.clock)
  }

  now(): Instant {
    return this.clock.now()
  }

  get agents(): readonly Agent[] {
    return this.state.agents
  }

  /** An agent by its short name. */
  agent(name: string): Agent | undefined {
    return this.#directory.named(name)
  }

  /** The agent that answers at an address, whether its process runs or not. */
  reach(address: AgentAddress): Agent | undefined {
    return this.#directory.at(address)
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
    this.#directory.learnHost(host)
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
        rulesSteps: () => this.#rules.actAtSteps,
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
    this.#rules.setForRequests(rules)
  }

  /** Puts rules for work in the place of those that are. */
  setTaskRules(rules: readonly TaskRule[]): void {
    this.#rules.setForTasks(rules)
  }

  /** Whether any rule is in force for requests. */
  get hasRequestRules(): boolean {
    return this.state.requestRules.length > 0
  }

  /** What the rules come to for a request that reaches an agent; null: nothing. */
  ruleOn(request: SeenRequest): Ruling | null {
    return this.#rules.judge(request, this.now())
  }

  /** A client's request was answered. @param code the legacy number of a refusal */
  answered(client: string, status: number, code: number | undefined): void {
    this.#rules.answered(client, status, code)
  }

  /** Whether an agent refuses connections, whatever is asked, and whether any may. */
  isRefusing(agent: string): boolean {
    return this.#rules.refuses(agent, this.now())
  }

  get mayRefuse(): boolean {
    return this.#rules.mayRefuse
  }

  #directive(agent: Agent, run: Run): Directive | null {
    const found = this.#rules.decide(agent.name, run)
    if (found === null) return null
    this.note({ kind: 'rule', id: found.rule.id, agent: agent.name, dag: run.dagId, dagName: run.dag, node: run.node, attempt: run.attempt, directive: found.directive }, dagOf(this.tasks(agent), run.dagId)!.cause)
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
    this.#timeline.add(entries)
  }

  /** Nothing of that id happens by itself any more. @returns whether there was one */
  removeFromTimeline(id: string): boolean {
    return this.#timeline.remove(id)
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
    this.#rules.notice(occurrence, this.now())
    this.#timeline.notice(occurrence)
  }

  /** Whether it is so at this instant: the newest DAG of that name, or that node of it, is in that state; or a process runs, or does not. */
  holds(condition: EventCondition): boolean {
    return holds(this, condition)
  }

  /** What is the case instead of a condition, as a sentence. */
  howItStands(condition: EventCondition): string {
    return howItStands(this, condition)
  }

  /** What is held, as a sentence; null: nothing is. */
  heldNote(): string | null {
    return this.#rules.mayHold ? heldNote(this) : null
  }

  /** What is held that work of an agent waits for: its own, or whatever is where its work stands still for others. */
  heldNoteFor(agent: Agent): string | null {
    return this.#rules.mayHold ? heldNoteFor(this, agent) : null
  }

  /** Whether two agents are cut off from each other. */
  isCut(a: string, b: string): boolean {
    return this.#directory.isCut(a, b)
  }

  /** Cuts two agents off from each other, or mends that. */
  setCut(a: string, b: string, isCut: boolean): void {
    this.#directory.setCut(a, b, isCut)
  }

  /** The newest DAG of that name, on that agent or on any. */
  workOf(work: WorkReference): { readonly agent: Agent; readonly dag: Dag } | null {
    return workOf(this, work)
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
    for (let count = 0; this.hasWork; count++) {
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
    if (!policyOf(this.state.mode).settlesQuestions || !this.hasWork) return false
    this.settle()
    return true
  }

  /** A request was answered; `question`: an accepted question about work. */
  afterRequest(question: boolean): void {
    const policy = policyOf(this.state.mode)
    const cost = policy.perRequest + (question ? policy.perQuestion : 0)
    if (cost > 0) this.advanceBy(cost)
  }

  /**
   * Whether {@link settle} has something to wait for: a DAG that goes on by itself, or something to happen that makes one go on. Whoever goes on has an event
   * that waits.
   */
  get hasWork(): boolean {
    return this.clock.some((event) => ('agent' in event ? this.engine(this.agent(event.agent)!).hasWork() : this.#bringsWork(event)))
  }

  /** Whether what is to happen lets work go on that stands still until then. What happens again and again is not waited for. */
  #bringsWork(event: Exclude<QueuedWork, TaskEvent>): boolean {
    if (event.kind === 'act') return bringsWork(this, event.action)
    const entry = this.#timeline.entry(event.id)
    return entry !== undefined && entry.when.kind !== 'every' && bringsWork(this, entry.action)
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
    const before = this.#isRunning
    // Who moves time is not who caused what happens then.
    const { cause } = this
    this.#isRunning = true
    this.cause = null
    try {
      switch (event.kind) {
        case 'timeline': {
          const entry = this.#timeline.take(event.id)
          if (entry !== undefined) this.act(entry.action, 'timeline', entry.id)
          return
        }
        case 'act': return void this.act(event.action, event.by)
        default: {
          this.engine(this.agent(event.agent)!).handle(event)
          this.noteTransitions()
        }
      }
    } finally {
      this.#isRunning = before
      this.cause = cause
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
    // What its work asks of others it asks after that.
    this.#processChanged(agent, 'started', agent.process.pid)
    this.engine(agent).start()
    // Where it comes back by itself, what is due now has its turn after that: an agent that falls and rises without a pause would else never return.
    if (!this.#isRunning) this.advanceTo(this.clock.now())
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
    const other = address === undefined ? undefined : this.agents.find((each) => each !== agent && formatAddress(each) === formatAddress(address))
    if (other !== undefined) return `${other.name} is at ${formatAddress(other)} already: two agents cannot be at one address`
    delete this.state.nextStart[agent.name]
    if (address !== undefined) this.#directory.move(agent, address)
    if (version !== undefined) agent.version = version
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
