import type { Instant } from './instant.ts'

/** An event waiting for its time. `seq` is its identity, and its place among events of one instant. */
export interface QueuedEvent<E> {
  readonly due: Instant
  readonly seq: number
  readonly event: E
}

/** The queue as plain data: a binary heap, the next sequence number, and the events that were cancelled but not yet met. */
export interface QueueState<E> {
  heap: QueuedEvent<E>[]
  nextSeq: number
  /** Sequence numbers waiting in the heap; what is not in it was cancelled or has run. */
  waiting: Record<number, true>
}

/**
 * Events in one documented total order: due time, then sequence number. Events are values, never closures,
 * so that a world can be copied and written down.
 *
 * A cancelled event stays in the heap until it comes up; the map beside it says whether it still counts.
 */
export class EventQueue<E> {
  readonly state: QueueState<E>
  #size: number

  constructor(state: QueueState<E> = { heap: [], nextSeq: 1, waiting: {} }) {
    this.state = state
    this.#size = Object.keys(state.waiting).length
  }

  get size(): number {
    return this.#size
  }

  /** @returns the sequence number, which cancels it */
  push(due: Instant, event: E): number {
    const { heap, waiting } = this.state
    const seq = this.state.nextSeq++
    waiting[seq] = true
    this.#size++
    heap.push({ due, seq, event })
    this.#up(heap.length - 1)
    return seq
  }

  /** @returns whether the event was still waiting */
  cancel(seq: number): boolean {
    if (this.state.waiting[seq] === undefined) return false
    delete this.state.waiting[seq]
    this.#size--
    return true
  }

  peek(): QueuedEvent<E> | undefined {
    const { heap, waiting } = this.state
    while (heap.length > 0 && waiting[heap[0]!.seq] === undefined) this.#removeTop()
    return heap[0]
  }

  pop(): QueuedEvent<E> | undefined {
    const top = this.peek()
    if (top === undefined) return undefined
    delete this.state.waiting[top.seq]
    this.#size--
    this.#removeTop()
    return top
  }

  /** All waiting events in their order: for looking, not for running. */
  list(): QueuedEvent<E>[] {
    return this.state.heap.filter((entry) => this.state.waiting[entry.seq] !== undefined).sort(byOrder)
  }

  #removeTop(): void {
    const { heap } = this.state
    const last = heap.pop()!
    if (heap.length === 0) return
    heap[0] = last
    this.#down(0)
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
