import type { Instant } from '../clock/index.ts'
import type { Simulation } from '../simulation.ts'
import type { Entrance } from './entrance.ts'
import { Entrances } from './entrances.ts'
import { Listeners } from './listeners.ts'
import { Pace } from './pace.ts'
import { Parked, type Outcome } from './parked.ts'
import type { WallClock } from './wall.ts'

export interface StageOptions {
  readonly world: Simulation
  readonly entrances: readonly Entrance[]
  /** Whether addresses can be closed for true. */
  readonly closes: boolean
  readonly wall: WallClock
  readonly bug: (error: unknown) => void
}

/** The world as it stands, and what goes along with it: real time, sockets, answers that wait for an instant, those who listen for changes. */
export class Stage {
  readonly entrances: Entrances
  readonly pace: Pace
  readonly #parked = new Parked()
  readonly #listeners = new Listeners()
  readonly #bug: (error: unknown) => void
  #world: Simulation
  #closed = false

  constructor({ world, entrances, closes, wall, bug }: StageOptions) {
    this.#world = world
    this.#bug = bug
    this.entrances = new Entrances(entrances, { closes, ended: (agent, at) => this.#parked.flushOf(agent, at) })
    this.pace = new Pace(() => this.#world, { wall, alsoDue: () => this.#alsoDue(), moved: () => this.after(), failed: bug })
  }

  /** The world, wherever it has come. */
  get world(): Simulation {
    return this.#world
  }

  /** Whether the process of an agent runs. */
  runs(agent: string): boolean {
    return this.#world.agent(agent)?.process != null
  }

  /** Puts another world in the place of the one before, or begins with that which is there. @returns as {@link Entrances.adopt} */
  begin(world: Simulation = this.#world): Promise<void> | null {
    this.#world = world
    this.#parked.drop()
    this.pace.begin()
    const adopted = this.entrances.adopt(world)
    this.#listeners.tell()
    return adopted
  }

  /** Something may have changed in the world: sockets follow, answers fall due, who listens hears of it. */
  after(): void {
    if (this.#closed) return
    this.entrances.follow(this.#world)?.catch(this.#bug)
    const { earliest } = this.#parked
    if (earliest !== undefined && earliest <= this.#world.now()) this.#parked.flush(this.#world.now())
    this.#listeners.tell()
  }

  /** The world was changed by hand. When the promise resolves sockets are where it is. @throws ListenError, in the promise */
  async follow(): Promise<void> {
    const following = this.entrances.follow(this.#world)
    this.after()
    this.pace.arm()
    await (following ?? this.entrances.underWay())
  }

  /** Clients who meet an agent that does not run ask again and again: time goes on by that, or it would never be back. */
  missed(): void {
    try {
      this.pace.catchUp()
      this.#world.afterRequest(true)
    } catch (error) {
      this.#bug(error)
    }
    this.after()
    this.pace.arm()
  }

  /** Brings the world to an instant, in modes in which nobody else would. @returns whether it is there */
  reach(until: Instant): boolean {
    const { mode } = this.#world.state.mode
    if (until > this.#world.now() && (mode === 'auto' || mode === 'per-poll')) {
      this.#world.advanceTo(until)
      this.after()
    }
    return until <= this.#world.now()
  }

  /** Lets an answer of an agent wait for an instant. @returns what takes it back */
  park(agent: string, until: Instant, then: (outcome: Outcome) => void): () => void {
    const leave = this.#parked.park(agent, until, then)
    this.pace.arm()
    return leave
  }

  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener)
  }

  /** Nothing happens any more, and no answer comes. */
  close(): void {
    this.#closed = true
    this.pace.stop()
    this.#parked.drop()
  }

  /** When something is to happen beside the events of the world. */
  #alsoDue(): Instant {
    return Math.min(this.#parked.earliest ?? Infinity, this.entrances.nextTurn(this.#world))
  }
}
