import type { Instant } from '../clock/index.ts'
import type { AgentProcess } from '../cluster/index.ts'
import type { AgentSetup } from '../scenario/index.ts'
import type { Simulation } from '../simulation.ts'
import { present, type Entrance, type Signal } from './entrance.ts'

export interface EntrancesOptions {
  /** Whether an address can be closed for true: not where the control API answers there, too. */
  readonly closes: boolean
  /** The process of an agent has ended at that instant; its connections are about to be reset. */
  ended(agent: string, at: Instant): void
}

/** How entrances come and go with another scenario. */
export interface Replacing {
  create(setup: AgentSetup): Entrance
  /** One that has left and is to be back, at the places where it was. */
  again(setup: AgentSetup, places: readonly string[]): Entrance
  /** One has left; on its connections the control API may still be answering. */
  left(entrance: Entrance): void
  /** It could not be had back. */
  failed(error: unknown): void
}

/** The ways to all agents of a world. The world is the truth, sockets follow: processes end and begin in it at any moment. */
export class Entrances {
  readonly #options: EntrancesOptions
  #all: readonly Entrance[]
  /** The processes whose connections are open. */
  readonly #seen = new Map<string, AgentProcess | null>()
  /** How far the world had come when it was last looked at: its count of processes that came and went, and its journal. */
  #changes = 0
  #journal = 0
  /** Whether any agent may have refused connections then. */
  #mayRefuse = false
  #isOpen = false

  constructor(all: readonly Entrance[], options: EntrancesOptions) {
    this.#all = all
    this.#options = options
  }

  get all(): readonly Entrance[] {
    return this.#all
  }

  get(name: string): Entrance | undefined {
    return this.#all.find((entrance) => entrance.name === name)
  }

  /** Opens all, even of agents that do not run: so each has its port. @throws ListenError for the first that cannot be had, when all is said and done */
  async open(): Promise<void> {
    this.#isOpen = true
    await allOf(this.#all.map((entrance) => entrance.show(present)))
  }

  /**
   * Closes the entrances of agents that are gone and opens those of new ones; whoever {@link Entrance.suits} keeps its own.
   *
   * @throws ListenError, and then those that have left are back, as far as they can be
   */
  async replace(agents: readonly AgentSetup[], tls: boolean, { create, again, left, failed }: Replacing): Promise<void> {
    const before = this.#all
    const all = agents.map((setup) => before.find((entrance) => entrance.suits(setup, tls)) ?? create(setup))
    const coming = all.filter((entrance) => !before.includes(entrance))
    const leaving = before.filter((entrance) => !all.includes(entrance))
    // An address may change hands.
    await Promise.all(leaving.map((entrance) => entrance.leave()))
    for (const entrance of leaving) left(entrance)
    try {
      if (this.#isOpen) await allOf(coming.map((entrance) => entrance.show(present)))
      this.#all = all
    } catch (error) {
      await Promise.all(coming.map((entrance) => entrance.close()))
      const back = new Map(leaving.map((entrance) => [entrance, again(entrance.setup, entrance.addresses)]))
      this.#all = before.map((entrance) => back.get(entrance) ?? entrance)
      await allOf([...back].map(([entrance, anew]) => anew.show(entrance.presence)))?.catch(failed)
      throw error
    }
  }

  /** When it may turn next whether an agent refuses connections; Infinity: never by time alone. */
  nextTurn(world: Simulation): Instant {
    return this.#isOpen && this.#options.closes && world.mayRefuse ? nextTurnOf(world) : Infinity
  }

  /** What is being done to show the agents; null when all is so. */
  underWay(): Promise<void> | null {
    return allOf(this.#all.map((entrance) => entrance.underWay))
  }

  /** Another world has taken the place of the one before: connections go on, to agents that are new. @returns as {@link follow} */
  adopt(world: Simulation): Promise<void> | null {
    if (!this.#isOpen) return null
    this.#changes = world.processChanges
    this.#journal = world.journal.seq
    this.#mayRefuse = this.#options.closes && world.mayRefuse
    this.#seen.clear()
    const shown = this.#all.map((entrance) => {
      const agent = world.agent(entrance.name)!
      agent.listening = entrance.addresses
      this.#seen.set(entrance.name, agent.process)
      if (agent.process === null) entrance.reset()
      return entrance.show({ runs: agent.process !== null, refuses: this.#refuses(world, entrance.name), signal: 'SIGKILL' })
    })
    return allOf(shown)
  }

  /**
   * Brings sockets to where the world is: connections to processes that have ended are reset, at once; addresses, sockets and files come and go with
   * the processes.
   *
   * @returns null where nothing is to be done, else a promise of when all is so, which rejects with a ListenError for what cannot be had again
   */
  follow(world: Simulation): Promise<void> | null {
    if (!this.#isOpen) return null
    const since = this.#journal
    this.#journal = world.journal.seq
    const mayRefuse = this.#options.closes && world.mayRefuse
    // Rules may have been taken away while one of them was in force.
    if (world.processChanges === this.#changes && !mayRefuse && !this.#mayRefuse) return null
    this.#changes = world.processChanges
    this.#mayRefuse = mayRefuse
    const shown: (Promise<void> | null)[] = []
    for (const entrance of this.#all) {
      const { name } = entrance
      const agent = world.agent(name)
      // A scenario with other agents is about to take over.
      if (agent === undefined) continue
      const { process } = agent
      const before = this.#seen.get(name)
      let signal: Signal = 'SIGKILL'
      if (process !== before) {
        this.#seen.set(name, process)
        if (before != null) {
          const end = endOf(world, name, since)
          this.#options.ended(name, end.at)
          entrance.reset()
          signal = end.signal
        }
      }
      shown.push(entrance.show({ runs: process !== null, refuses: this.#refuses(world, name), signal }))
    }
    return allOf(shown)
  }

  #refuses(world: Simulation, name: string): boolean {
    return this.#options.closes && world.isRefusing(name)
  }
}

/** When a window of a rule that lets connections be refused opens or closes next by time alone. */
function nextTurnOf(world: Simulation): Instant {
  const { start, requestRules, faultMemory } = world.state
  let next = Infinity
  for (const { id, when: { window }, effect } of requestRules) {
    if (window === undefined || effect.kind !== 'drop' || effect.drop.how !== 'refuse') continue
    const openedAt = faultMemory.requests[id]?.openedAt ?? null
    const turns = window.kind === 'time' ? [start + window.from, start + (window.to ?? Infinity)] : openedAt === null ? [] : [openedAt + (window.for ?? Infinity)]
    for (const turn of turns) if (turn > world.now()) next = Math.min(next, turn)
  }
  return next
}

/** When the process of an agent ended first since then, and by which signal it did last. */
function endOf(world: Simulation, agent: string, since: number): { readonly at: Instant; readonly signal: Signal } {
  let at: Instant | null = null
  let signal: Signal = 'SIGKILL'
  for (const event of world.journal.events(since)) {
    if (event.kind === 'process' && event.agent === agent && event.process === 'stopped') at ??= event.at
    if (event.kind === 'action' && (event.action.do === 'stop' || event.action.do === 'restart') && event.action.agent === agent) ({ signal } = event.action)
  }
  return { at: at ?? world.now(), signal }
}

/** Waits for all, so that none opens behind the back of a close, then throws for the first that failed. */
function allOf(shown: readonly (Promise<void> | null)[]): Promise<void> | null {
  const underWay = shown.filter((each) => each !== null)
  if (underWay.length === 0) return null
  return Promise.allSettled(underWay).then((outcomes) => {
    const failed = outcomes.find((outcome) => outcome.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  })
}
