import type { Instant } from './instant.ts'
import { EventQueue, type QueuedEvent, type QueueState } from './queue.ts'

/** What the world sees of time. */
export interface Clock<E> {
  now(): Instant
  /** @returns the identity of the event, which cancels it */
  schedule(due: Instant, event: E): number
  cancel(id: number): boolean
}

export interface ClockState<E> {
  now: Instant
  queue: QueueState<E>
}

/**
 * The one clock of a world, in all six modes: time stands still but where it is told to move, and moving it runs
 * the events that fall due, each at its own instant. What tells it (a request, a person, the wall clock) is the
 * business of {@link policyOf the mode}.
 *
 * Time never goes back: an event scheduled for the past runs at the present.
 */
export class VirtualClock<E> implements Clock<E> {
  readonly state: ClockState<E>
  readonly #queue: EventQueue<E>

  constructor(start: Instant | ClockState<E>) {
    this.state = typeof start === 'number' ? { now: start, queue: { heap: [], nextSeq: 1 } } : start
    this.#queue = new EventQueue(this.state.queue)
  }

  now(): Instant {
    return this.state.now
  }

  schedule(due: Instant, event: E): number {
    return this.#queue.push(Math.max(due, this.state.now), event)
  }

  cancel(id: number): boolean {
    return this.#queue.cancel(id)
  }

  /** How many events wait. */
  get waiting(): number {
    return this.#queue.size
  }

  /** The next event, without running it. */
  peek(): QueuedEvent<E> | undefined {
    return this.#queue.peek()
  }

  /** Whether any waiting event is such; they are looked at in no certain order. */
  some(is: (event: E) => boolean): boolean {
    return this.state.queue.heap.some(({ event }) => is(event))
  }

  /** All waiting events, in the order in which they would run. */
  list(): QueuedEvent<E>[] {
    return this.#queue.list()
  }

  /** Moves to the next event and runs it. @returns the event, or undefined when none waits */
  runNext(run: (event: E) => void): QueuedEvent<E> | undefined {
    const next = this.#queue.pop()
    if (next === undefined) return undefined
    this.state.now = Math.max(this.state.now, next.due)
    run(next.event)
    return next
  }

  /**
   * Runs everything due up to and at `to`, those included that are scheduled on the way, then stands at `to`.
   *
   * @param limit how many events may run: a world that spins is stopped there
   * @returns the event at which the limit was met, or undefined
   */
  advanceTo(to: Instant, run: (event: E) => void, limit = Infinity): QueuedEvent<E> | undefined {
    for (let count = 0; ; count++) {
      const next = this.#queue.peek()
      if (next === undefined || next.due > to) break
      if (count >= limit) return next
      this.runNext(run)
    }
    this.state.now = Math.max(this.state.now, to)
    return undefined
  }
}
