import { Buffer } from 'node:buffer'
import type { RequestEntry, WorldEvent } from './entry.ts'

/** How much a journal keeps. Of more the oldest goes. */
export interface JournalLimits {
  readonly entries: number
  /** Of the bodies and targets of requests; the newest stays, whatever it weighs. */
  readonly bytes: number
  /** Of what is no request. */
  readonly events: number
}

export const defaultLimits: JournalLimits = { entries: 10_000, bytes: 16 * 1024 * 1024, events: 50_000 }

/** A journal as plain data. */
export interface JournalState {
  /** The `seq` of the newest. */
  seq: number
  readonly limits: JournalLimits
  readonly requests: Kept<RequestEntry>
  readonly events: Kept<WorldEvent>
  /** Bytes of the requests that are kept. */
  bytes: number
  /** The `seq` up to which all was forgotten when the world was ready, and up to which it was forgotten last. */
  ready: number | null
  cleared: number
  /** Requests that are kept and not answered yet, by their places: only their targets count so far. */
  open: number[]
}

/** A queue in the order of places, from `first` up to `end`. What is before has gone, and what is behind is room: it is never given back, only to be asked for again. */
export interface Kept<T> {
  readonly items: (T | undefined)[]
  first: number
  end: number
  /** How many have gone. */
  dropped: number
}

/** Of a body no more is kept. */
export const bodyMax = 64 * 1024

/** What has happened in a world: its requests and its events, in one order, the newest of them. */
export class Journal {
  readonly state: JournalState
  /** A request that has gone, and which nobody else can know: the next is written into it. Else all of them would grow old, and the memory with them. */
  #spare: RequestEntry | null = null
  /** Up to here requests have been handed out. */
  #shownTo = 0

  constructor(state: JournalState | JournalLimits = defaultLimits) {
    this.state = 'requests' in state ? state : { seq: 0, limits: state, requests: noneKept(), events: noneKept(), bytes: 0, ready: null, cleared: 0, open: [] }
  }

  /** The place of the newest. */
  get seq(): number {
    return this.state.seq
  }

  /** The place of what happens next. */
  next(): number {
    return ++this.state.seq
  }

  /** A request that has gone, to be written anew; null where there is none. */
  takeSpare(): RequestEntry | null {
    const spare = this.#spare
    this.#spare = null
    return spare
  }

  /** Keeps a request that has come. It is the caller's to complete, and to hand to {@link complete} then. */
  open(entry: RequestEntry): void {
    const { state } = this
    insert(state.requests, entry)
    insertNumber(state.open, entry.seq)
    state.bytes += entry.target.length
    this.#trim()
  }

  /** A request is answered: its body counts from now on. Of one that has gone meanwhile nothing is kept. */
  complete(entry: RequestEntry): void {
    const { state } = this
    const place = state.open.lastIndexOf(entry.seq)
    if (place < 0) return
    state.open.splice(place, 1)
    entry.body = kept(entry.body)
    state.bytes += entry.body.length
    this.#trim()
  }

  /** Keeps an event. One whose place is from before what it led to (an action) comes to stand there. */
  note(event: WorldEvent): void {
    const { events, limits } = this.state
    insert(events, event)
    while (events.end - events.first > limits.events) shift(events)
  }

  /** The requests that are kept, oldest first. */
  requests(): readonly RequestEntry[] {
    return this.requestsAfter(0)
  }

  /** The request of that place, if it is kept. */
  request(seq: number): RequestEntry | undefined {
    this.#shownTo = Math.max(this.#shownTo, seq)
    return itemAt(this.state.requests, seq)
  }

  /** The event of that place, if it is kept. */
  event(seq: number): WorldEvent | undefined {
    return itemAt(this.state.events, seq)
  }

  /** The events that are kept, oldest first. @param after only those beyond that place */
  events(after = 0): readonly WorldEvent[] {
    const { events } = this.state
    return listed(events, after)
  }

  /** Requests beyond a place, oldest first. */
  requestsAfter(after: number): readonly RequestEntry[] {
    const { requests, seq } = this.state
    this.#shownTo = seq
    return listed(requests, after)
  }

  get dropped(): { readonly requests: number; readonly events: number } {
    return { requests: this.state.requests.dropped, events: this.state.events.dropped }
  }

  /** Forgets all; places go on from where they are. A world is built with this as its first: what its set-up did is not kept. */
  clear(): void {
    const { state } = this
    state.ready ??= state.seq
    state.cleared = state.seq
    Object.assign(state.requests, noneKept())
    Object.assign(state.events, noneKept())
    state.bytes = 0
    state.open = []
  }

  /** Why there is nothing at a place that was there. */
  whyGone(seq: number): 'set-up' | 'cleared' | 'dropped' {
    const { ready, cleared } = this.state
    if (seq <= (ready ?? 0)) return 'set-up'
    return seq <= cleared ? 'cleared' : 'dropped'
  }

  #trim(): void {
    const { state } = this
    const { requests, limits, open } = state
    for (let count = requests.end - requests.first; count > limits.entries || (state.bytes > limits.bytes && count > 1); count--) {
      const entry = shift(requests)
      const { seq, target, body } = entry
      // Places in `open` ascend, so that the oldest request can only be the first of them.
      const isOpen = open[0] === seq
      if (isOpen) open.shift()
      state.bytes -= target.length + (isOpen ? 0 : body.length)
      if (!isOpen && seq > this.#shownTo) this.#spare = entry
    }
  }
}

/**
 * A body as it is kept: cut, and as text where it is text. Bytes are mostly a window on a buffer that is many times their size, and a slice of a
 * `Buffer` is another window: a journal of windows would hold on to all of them.
 */
function kept(body: Uint8Array | string): Uint8Array | string {
  if (body.length === 0) return ''
  if (typeof body === 'string') return body.length > bodyMax ? Buffer.from(body.slice(0, bodyMax)).toString('utf8') : body
  const bytes = body instanceof Buffer ? body : Buffer.from(body.buffer, body.byteOffset, body.length)
  const decoded = bytes.toString('utf8', 0, bodyMax)
  // A cut may go through the middle of a character.
  const text = body.length > bodyMax && decoded.endsWith('\ufffd') ? decoded.slice(0, -1) : decoded
  // What is no text, a package say, stays bytes.
  return text.includes('\ufffd') ? new Uint8Array(body.subarray(0, bodyMax)) : text
}

function noneKept<T>(): Kept<T> {
  return { items: [], first: 0, end: 0, dropped: 0 }
}

/** Puts an item where its place is: nearly always at the end. */
function insert<T extends { readonly seq: number }>(kept: Kept<T>, item: T): void {
  const { items } = kept
  items[kept.end++] = item
  for (let at = kept.end - 1; at > kept.first && items[at - 1]!.seq > item.seq; at--) {
    items[at] = items[at - 1]
    items[at - 1] = item
  }
}

function insertNumber(numbers: number[], number: number): void {
  numbers.push(number)
  for (let at = numbers.length - 1; at > 0 && numbers[at - 1]! > number; at--) {
    numbers[at] = numbers[at - 1]!
    numbers[at - 1] = number
  }
}

/** Takes the oldest away. Now and then all that are left move to the front, so that it costs the same each time. */
function shift<T>(kept: Kept<T>): T {
  const { items } = kept
  const item = items[kept.first]!
  items[kept.first] = undefined
  kept.first++
  kept.dropped++
  if (kept.first >= 1024 && kept.first * 2 >= kept.end) {
    const count = kept.end - kept.first
    for (let at = 0; at < count; at++) items[at] = items[kept.first + at]
    items.fill(undefined, count, kept.end)
    kept.first = 0
    kept.end = count
  }
  return item
}

function listed<T extends { readonly seq: number }>(kept: Kept<T>, after: number): T[] {
  return kept.items.slice(placeAfter(kept, after), kept.end) as T[]
}

function itemAt<T extends { readonly seq: number }>(kept: Kept<T>, seq: number): T | undefined {
  const place = placeAfter(kept, seq - 1)
  const item = place < kept.end ? kept.items[place] : undefined
  return item?.seq === seq ? item : undefined
}

/** The index of the first item beyond a place; items are in the order of their places. */
function placeAfter({ items, first, end }: Kept<{ readonly seq: number }>, seq: number): number {
  let low = first
  let high = end
  while (low < high) {
    const middle = (low + high) >> 1
    if (items[middle]!.seq > seq) high = middle
    else low = middle + 1
  }
  return low
}
