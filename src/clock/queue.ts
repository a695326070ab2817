import type { Instant } from './instant.ts'

/** An event waiting for its time. `seq` is its identity, and its place among events of one instant. */
export interface QueuedEvent<E> {
  readonly due: Instant
  readonly seq: number
  readonly event: E
}

/** The queue as plain data: a binary heap, and the next sequence number. */
export interface QueueState<E> {
  heap: QueuedEvent<E>[]
  nextSeq: number
}

/**
 * Events in one documented total order: due time, then sequence number. Events are values, never closures,
 * so that a world can be copied and written down.
 *
 * A cancelled event is looked for in the whole heap: few are, and each second of virtual time pushes and pops.
 */
export class EventQueue<E> {
  readonly state: QueueState<E>

  constructor(state: QueueState<E> = { heap: [], nextSeq: 1 }) {
    this.state = state
  }

  get size(): number {
    return this.state.heap.length
  }

  /** @returns the sequence number, which cancels it */
  push(due: Instant, event: E): number {
    const { heap } = this.state
    const seq = this.state.nextSeq++
    heap.push({ due, seq, event })
    this.#up(heap.length - 1)
    return seq
  }

  /** @returns whether the event was still waiting */
  cancel(seq: number): boolean {
    const index = this.state.heap.findIndex((entry) => entry.seq === seq)
    if (index < 0) return false
    this.#remove(index)
    return true
  }

  peek(): QueuedEvent<E> | undefined {
    return this.state.heap[0]
  }

  pop(): QueuedEvent<E> | undefined {
    return this.state.heap.length === 0 ? undefined : this.#remove(0)
  }

  /** All waiting events in their order: for looking, not for running. */
  list(): QueuedEvent<E>[] {
    return [...this.state.heap].sort(byOrder)
  }

  /** The last entry takes the place of one that goes, and finds its own from there. */
  #remove(index: number): QueuedEvent<E> {
    const { heap } = this.state
    const removed = heap[index]!
    const last = heap.pop()!
    if (index < heap.length) {
      heap[index] = last
      this.#up(index)
      this.#down(index)
    }
    return removed
  }

  #up(start: number): void {
    const { heap } = this.state
    let index = start
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (byOrder(heap[parent]!, heap[index]!) <= 0) return
      this.#swap(index, parent)
      index = parent
    }
  }

  #down(start: number): void {
    const { heap } = this.state
    let index = start
    for (;;) {
      const left = 2 * index + 1
      let least = index
      if (left < heap.length && byOrder(heap[left]!, heap[least]!) < 0) least = left
      if (left + 1 < heap.length && byOrder(heap[left + 1]!, heap[least]!) < 0) least = left + 1
      if (least === index) return
      this.#swap(index, least)
      index = least
    }
  }

  #swap(a: number, b: number): void {
    const { heap } = this.state
    const held = heap[a]!
    heap[a] = heap[b]!
    heap[b] = held
  }
}

function byOrder(a: QueuedEvent<unknown>, b: QueuedEvent<unknown>): number {
  return a.due - b.due || a.seq - b.seq
}
