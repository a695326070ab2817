import { EventQueue, type Instant } from '../clock/index.ts'

/** `due`: its instant has come; `dropped`: it will not, the world is gone. */
export type Outcome = 'due' | 'dropped'

interface Waiting {
  /** The agent whose answer it is, by name. */
  readonly agent: string
  readonly then: (outcome: Outcome) => void
}

/** Answers that wait for an instant of the world, in the order of their instants, those of one instant in the order in which they came. */
export class Parked {
  readonly #queue = new EventQueue<Waiting>()

  /** @param then called once, after this has returned @returns what takes it back: nobody waits any more */
  park(agent: string, until: Instant, then: Waiting['then']): () => void {
    const seq = this.#queue.push(until, { agent, then })
    return () => void this.#queue.cancel(seq)
  }

  get size(): number {
    return this.#queue.size
  }

  /** When the next falls due. */
  get earliest(): Instant | undefined {
    return this.#queue.peek()?.due
  }

  /** The world has come so far. */
  flush(now: Instant): void {
    // One at a time: with an answer, the next request of its connection may come, and more may fall due.
    for (let next = this.#queue.peek(); next !== undefined && next.due <= now; next = this.#queue.peek()) {
      this.#queue.pop()
      next.event.then('due')
    }
  }

  /** An agent has come so far, and no further. */
  flushOf(agent: string, now: Instant): void {
    for (const { due, seq, event } of this.#queue.list()) {
      if (event.agent === agent && due <= now && this.#queue.cancel(seq)) event.then('due')
    }
  }

  /** The world is gone. */
  drop(): void {
    for (let next = this.#queue.pop(); next !== undefined; next = this.#queue.pop()) next.event.then('dropped')
  }
}
