import type { VirtualClock } from '../clock/index.ts'
import { isSuch, type Occurrence, type TimelineEntry } from '../faults/index.ts'
import type { QueuedWork, WorldState } from './state.ts'

/** What happens by itself in a world: its entries wait in the queue of the clock, or for something to happen. */
export class Timeline {
  readonly #state: WorldState
  readonly #clock: VirtualClock<QueuedWork>
  /** Entries that wait for something to happen. */
  #awaiting: readonly TimelineEntry[] = []

  constructor(state: WorldState, clock: VirtualClock<QueuedWork>) {
    this.#state = state
    this.#clock = clock
  }

  /** More that happens by itself, counted from when the world was ready; what would have been earlier happens at once. */
  add(entries: readonly TimelineEntry[]): void {
    const { start } = this.#state
    this.#set([...this.#state.timeline, ...entries])
    for (const { id, when } of entries) {
      if (when.kind !== 'after') this.#clock.schedule(start + (when.kind === 'at' ? when.at : when.from), { kind: 'timeline', id })
    }
  }

  /** Nothing of that id happens by itself any more; another of that id begins anew. @returns whether there was one */
  remove(id: string): boolean {
    if (this.entry(id) === undefined) return false
    this.#set(this.#state.timeline.filter((entry) => entry.id !== id))
    for (const { seq, event } of this.#clock.list()) if (event.kind === 'timeline' && event.id === id) this.#clock.cancel(seq)
    delete this.#state.timelineRuns[id]
    delete this.#state.timelineStarts[id]
    return true
  }

  entry(id: string): TimelineEntry | undefined {
    return this.#state.timeline.find((each) => each.id === id)
  }

  /** The time of an entry has come: the next time is arranged for. @returns the entry, or undefined where it was taken out meanwhile */
  take(id: string): TimelineEntry | undefined {
    const entry = this.entry(id)
    if (entry === undefined) return undefined
    const { timelineRuns } = this.#state
    const runs = timelineRuns[id] = (timelineRuns[id] ?? 0) + 1
    const { when } = entry
    if (when.kind === 'every' && (when.times === null || runs < when.times)) this.#clock.schedule(this.#clock.now() + when.every, { kind: 'timeline', id })
    return entry
  }

  /** Something has happened: what waited for it is arranged for. */
  notice(occurrence: Occurrence): void {
    for (const { id, when } of this.#awaiting) {
      if (when.kind !== 'after' || !isSuch(when.event, occurrence)) continue
      const { timelineStarts } = this.#state
      const starts = timelineStarts[id] = (timelineStarts[id] ?? 0) + 1
      if (when.times === null || starts <= when.times) this.#clock.schedule(this.#clock.now() + when.delay, { kind: 'timeline', id })
    }
  }

  #set(entries: readonly TimelineEntry[]): void {
    this.#state.timeline = entries
    this.#awaiting = entries.filter(({ when }) => when.kind === 'after')
  }
}
