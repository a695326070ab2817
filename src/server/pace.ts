import { followWall, formatMode, policyOf, type ClockMode, type Instant } from '../clock/index.ts'
import type { Simulation } from '../simulation.ts'
import { createWallClock, type WallClock } from './wall.ts'

/** setTimeout takes no more. */
const timerMaxMs = 2 ** 31 - 1

export interface PaceOptions {
  /** The instant beside those of the world's own events at which something is to happen. */
  alsoDue?(): Instant | undefined
  /** The wall clock has moved the world. */
  moved?(): void
  /** It could not while nobody looked: the world spins. */
  failed?(error: unknown): void
  readonly wall?: WallClock
}

/**
 * Drives a world whose clock follows the wall (modes `real`, `offset`, `scaled`): before each look at the world it catches up, and a timer
 * runs what falls due while nobody looks. In the other modes it does nothing.
 */
export class Pace {
  readonly #world: () => Simulation
  readonly #options: PaceOptions
  readonly #wall: WallClock
  #virtualBase: Instant = 0
  #wallBase: Instant = 0
  /** Where the wall clock has brought the world; what lies beyond was moved by hand. */
  #caughtUp: Instant = 0
  #mode = ''
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(world: () => Simulation, options: PaceOptions = {}) {
    this.#world = world
    this.#options = options
    this.#wall = options.wall ?? createWallClock()
    this.begin()
  }

  /** A world begins: in mode `offset` at the distance from the wall clock that the mode names. */
  begin(): void {
    const world = this.#world()
    const wall = this.#wallNow()
    const { mode } = world.state
    if (mode.mode === 'offset') world.advanceTo(Math.max(world.now(), wall + mode.offset))
    this.#caughtUp = world.now()
    this.#mode = formatMode(mode)
    this.rebase(wall)
  }

  /** From here on the virtual clock goes on from where it stands: after a change of mode, an advance. */
  rebase(wall: Instant = this.#wallNow()): void {
    const world = this.#world()
    const { mode } = world.state
    this.#virtualBase = world.now()
    this.#wallBase = wall
    // The mode shows how far the world is from the wall clock; an advance enlarges that by just what it has moved.
    if (mode.mode === 'offset') {
      const isNew = formatMode(mode) !== this.#mode
      const offset = isNew ? this.#virtualBase - wall : mode.offset + this.#virtualBase - this.#caughtUp
      this.#virtualBase = wall + offset
      world.setMode({ mode: 'offset', offset })
    }
    this.#caughtUp = world.now()
    this.#mode = formatMode(world.state.mode)
    this.arm()
  }

  /** Moves time by hand. @throws RangeError in modes that follow the wall clock and nothing else */
  move(move: (world: Simulation) => void): void {
    const world = this.#world()
    this.catchUp()
    if (!mayAdvance(world.state.mode)) {
      throw new RangeError(`in mode ${world.state.mode.mode} time follows the wall clock and is not moved by hand; use auto, manual, per-poll or offset`)
    }
    try {
      move(world)
    } finally {
      this.rebase()
    }
  }

  /** Moves the world to where the wall clock says it should be. */
  catchUp(): void {
    const world = this.#world()
    const policy = policyOf(world.state.mode)
    if (policy.wallFactor === 0) return
    if (formatMode(world.state.mode) !== this.#mode) return this.rebase()
    const before = world.now()
    world.advanceTo(Math.max(before, followWall(policy, this.#virtualBase, this.#wallBase, this.#wall())))
    this.#caughtUp = world.now()
    if (this.#caughtUp !== before) this.#options.moved?.()
  }

  /** Sets the timer for what falls due next. */
  arm(): void {
    clearTimeout(this.#timer)
    const world = this.#world()
    const { wallFactor } = policyOf(world.state.mode)
    if (wallFactor === 0 || this.#stopped) return
    const due = Math.min(world.clock.peek()?.due ?? Infinity, this.#options.alsoDue?.() ?? Infinity)
    if (due === Infinity) return
    const delayMs = Math.min(Math.max(Math.ceil((due - world.now()) / wallFactor / 1000), 0), timerMaxMs)
    this.#timer = setTimeout(() => {
      try {
        this.catchUp()
        this.arm()
      } catch (error) {
        // Whoever looks next is told, too.
        this.#options.failed?.(error)
      }
    }, delayMs)
    this.#timer.unref()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  /** Modes that do not follow the wall have no use for it. */
  #wallNow(): Instant {
    return policyOf(this.#world().state.mode).wallFactor === 0 ? 0 : this.#wall()
  }
}

/** When the world of a scenario is ready: at its start, or in mode `offset` at the distance from the wall clock that it names. */
export function startOf({ mode, start }: { readonly mode: ClockMode; readonly start: Instant }, wall: WallClock = createWallClock()): Instant {
  return mode.mode === 'offset' ? wall() + mode.offset : start
}

/** Whether a mode can be told to advance. */
export function mayAdvance(mode: ClockMode): boolean {
  return mode.mode !== 'real' && mode.mode !== 'scaled'
}
