import { Bodies } from './body.ts'
import type { RequestEntry, WorldEvent } from './entry.ts'
import type { Journal } from './journal.ts'
import { fitsAll, isOfKind, nearnessOf, partsOfEvent, partsOfRequest, type Part, type WriteTime } from './match.ts'
import type { Condition } from './query.ts'
import { questionsOf } from './questions.ts'
import { lineOfEvent, lineOfRequest } from './words.ts'

export type Item = RequestEntry | WorldEvent

/** Something that came near to what was looked for. */
export interface Near {
  readonly seq: number
  /** The request or event in a line. */
  readonly what: string
  /** What it lacked, in words; of what was found although it should not be, nothing. */
  readonly lacks: readonly string[]
}

/** A condition, looked for in a journal. */
export interface Search {
  readonly condition: Condition
  /** What fits, oldest first. */
  readonly found: readonly Item[]
  /** The nearest that do not count; `misplaced` says why of those that fit, null of those that do count. */
  nearest(misplaced: (item: Item) => string | null): readonly Near[]
  show(item: Item): Near
}

const nearestMax = 3

/** Looks for conditions in one journal, the bodies of its requests read once. */
export class Searcher {
  readonly #journal: Journal
  readonly #time: WriteTime
  readonly #bodies = new Bodies()
  readonly #requests: readonly RequestEntry[]
  readonly #events: readonly WorldEvent[]
  #questions: ReadonlyMap<number, number> | null = null

  constructor(journal: Journal, time: WriteTime) {
    this.#journal = journal
    this.#time = time
    this.#requests = journal.requests()
    this.#events = journal.events()
  }

  /** To which question each request belongs. */
  questions(): ReadonlyMap<number, number> {
    return this.#questions ??= questionsOf(this.#requests)
  }

  search(condition: Condition): Search {
    if ('request' in condition) {
      return searched(condition, this.#requests, partsOfRequest(condition.request, this.#bodies, this.#time), (entry) => lineOfRequest(entry, this.#time))
    }
    const events = this.#events.filter((event) => isOfKind(condition.event, event))
    return searched(condition, events, partsOfEvent(condition.event), (event) => lineOfEvent(event, this.#time))
  }

  /** What has gone from the journal that might have fitted, in words; null: nothing. */
  dropped(condition: Condition): string | null {
    const { limits } = this.#journal.state
    if ('event' in condition) {
      const { events } = this.#journal.dropped
      return events === 0 || (condition.event.after ?? 0) >= (this.#events[0]?.seq ?? Infinity) - 1 ? null
        : `${events} events have gone from the journal, which keeps ${limits.events}`
    }
    const { after = 0, since = -Infinity } = condition.request
    const { requests } = this.#journal.dropped
    const oldest = this.#requests[0]
    if (requests === 0 || (oldest !== undefined && (after >= oldest.seq - 1 || since > oldest.at))) return null
    return `${requests} requests have gone from the journal, which keeps ${limits.entries} of them and ${limits.bytes} bytes`
  }
}

function searched<T extends Item>(condition: Condition, all: readonly T[], parts: readonly Part<T>[], line: (item: T) => string): Search {
  const found = all.filter((item) => fitsAll(parts, item))
  const isFound = new Set<Item>(found)
  const needed = parts.some(({ weight }) => weight > 0)
  return {
    condition,
    found,
    nearest(misplaced) {
      const best: { weight: number; lacks: readonly string[]; item: T }[] = []
      for (const item of all) {
        const candidate = isFound.has(item) ? lacking(item, misplaced(item)) : { item, ...nearnessOf(parts, item) }
        // What has nothing of what was meant is not near.
        if (candidate === null || (needed && candidate.weight <= 0)) continue
        const at = best.findIndex((each) => isNearer(candidate, each))
        best.splice(at < 0 ? best.length : at, 0, candidate)
        best.length = Math.min(best.length, nearestMax)
      }
      // Beside something near, what is far from it tells nothing.
      const near = best.filter(({ weight }) => weight * 2 >= best[0]!.weight)
      return near.map(({ item, lacks }) => ({ seq: item.seq, what: line(item), lacks }))
    },
    show: (item) => ({ seq: item.seq, what: line(item as T), lacks: [] }),
  }

  function lacking(item: T, lack: string | null): { weight: number; lacks: readonly string[]; item: T } | null {
    return lack === null ? null : { item, weight: nearnessOf(parts, item).weight, lacks: [lack] }
  }
}

/** Of two that are equally near the later one comes first. */
function isNearer(a: { weight: number; lacks: readonly string[] }, b: { weight: number; lacks: readonly string[] }): boolean {
  return a.weight !== b.weight ? a.weight > b.weight : a.lacks.length <= b.lacks.length
}
