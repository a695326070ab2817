import type { ServerResponse } from 'node:http'
import type { Instant } from '../clock/index.ts'
import { show, showEvent, type RequestEntry, type WorldEvent } from '../journal/index.ts'
import type { Simulation } from '../simulation.ts'
import { eventKinds, instantText } from '../steering/index.ts'
import type { ControlHost } from './host.ts'

/** What is told. */
export const streamKinds = ['request', ...eventKinds] as const
export type StreamKind = (typeof streamKinds)[number]

type Item = RequestEntry | WorldEvent

/**
 * What happens in a world as server-sent events, at the pace of who reads. The journal is all that is kept for a slow one: what has gone from it is told as
 * `dropped`.
 */
export class EventStream {
  readonly #host: ControlHost
  readonly #response: ServerResponse
  readonly #kinds: ReadonlySet<StreamKind>
  #world: Simulation
  /** What is told comes after this place. */
  #after: number
  /** Whether what was written has not been taken yet. */
  #isFull = false

  constructor(host: ControlHost, response: ServerResponse, after: number | null, kinds: ReadonlySet<StreamKind>) {
    this.#host = host
    this.#response = response
    this.#kinds = kinds
    this.#world = host.world()
    this.#after = after ?? this.#world.journal.seq
  }

  begin(): void {
    this.#response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' })
    this.#write('retry: 1000\n\n')
    // Whoever has heard of more than there is knows an earlier world.
    if (this.#after > this.#world.journal.seq) this.#beginAnew()
    this.goOn()
  }

  /** Tells what there is to tell. */
  goOn(): void {
    if (this.#response.destroyed || this.#response.writableEnded) return
    if (this.#host.world() !== this.#world && !this.#isFull) this.#beginAnew()
    this.#world.noteTransitions()
    for (let items = this.#next(); items.length > 0 && !this.#isFull; items = this.#next()) {
      for (const item of items) {
        if (this.#isFull) break
        this.#tell(item)
      }
    }
  }

  /** Says that the connection is alive. */
  beat(): void {
    if (!this.#isFull && !this.#response.writableEnded) this.#write(': alive\n\n')
  }

  end(): void {
    this.#response.end()
  }

  #beginAnew(): void {
    this.#world = this.#host.world()
    this.#after = 0
    this.#write(eventText(0, 'reset', { now: instantText(this.#world, this.#world.now()), scenario: this.#host.scenario().source?.name ?? null }))
  }

  /** What comes next, in order; some of it where there is much. */
  #next(): Item[] {
    const { journal } = this.#world
    const open = journal.state.open[0] ?? Infinity
    const requests = journal.requestsAfter(this.#after).slice(0, batchMax)
    const events = journal.events(this.#after).slice(0, batchMax)
    // Beyond the last of a full list there may be more of it.
    const end = Math.min(open - 1, requests.length === batchMax ? requests.at(-1)!.seq : Infinity, events.length === batchMax ? events.at(-1)!.seq : Infinity)
    return [...requests, ...events].filter(({ seq }) => seq <= end).sort((a, b) => a.seq - b.seq)
  }

  #tell(item: Item): void {
    const { seq, kind } = item
    // All that happens has a place, one after the other. Where a world begins the first places are those of its set-up.
    const gone = seq - this.#after - 1
    const { requests, events } = this.#world.journal.dropped
    if (gone > 0 && (this.#after > 0 || requests + events > 0)) {
      this.#write(eventText(seq - 1, 'dropped', { from: this.#after + 1, to: seq - 1, count: gone }))
    }
    this.#after = seq
    if (this.#kinds.has(kind)) this.#write(eventText(seq, kind, this.#shown(item)))
  }

  #shown(item: Item): unknown {
    const time = (instant: Instant): string => instantText(this.#world, instant)
    return item.kind === 'request' ? show(this.#world.journal, [item], { time, caused: 'none' })[0] : showEvent(item, time)
  }

  #write(text: string): void {
    if (this.#response.write(text) || this.#isFull) return
    this.#isFull = true
    this.#response.once('drain', () => {
      this.#isFull = false
      this.goOn()
    })
  }
}

const batchMax = 256

function eventText(id: number, event: string, data: unknown): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
