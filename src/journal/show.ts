import { endOfTime, formatDuration, type Instant } from '../clock/index.ts'
import type { Action } from '../faults/index.ts'
import { Bodies } from './body.ts'
import type { RequestEntry, SeenCredential, WorldEvent } from './entry.ts'
import type { Journal } from './journal.ts'
import { hidden, hiddenText } from './mask.ts'
import type { WriteTime } from './match.ts'

/** How a journal is shown. */
export interface ShowOptions {
  /** How virtual instants are written: RFC 3339 in the zone of the world. */
  readonly time: WriteTime
  /**
   * What of what a request caused is shown: `all`; `dags`: of work only its DAGs' changes of state (the default, for lists); `none`.
   */
  readonly caused?: 'all' | 'dags' | 'none'
}

/** A request as people and programs are shown it: JSON, instants as text, secrets masked. */
export interface ShownRequest {
  readonly kind: 'request'
  readonly seq: number
  readonly at: string
  /** Null among agents, who have no clock on the wall. */
  readonly wall: string | null
  readonly cause: number | null
  readonly agent: string
  readonly client: string
  readonly via: RequestEntry['via']
  readonly transport: RequestEntry['transport']
  readonly method: string
  readonly target: string
  readonly operation: string | null
  readonly credential: (SeenCredential & { readonly expires: string | null }) | null
  /** JSON where it is JSON, else text; null where there is none. Bytes that are no text are not shown. */
  readonly body: unknown
  readonly bodyLength: number
  readonly status: number
  readonly errCode: string | null
  readonly size: number
  readonly duration: string
  readonly why: string | null
  readonly note: string | null
  readonly rule: RequestEntry['rule']
  readonly nearly: RequestEntry['nearly']
  /** What it caused, oldest first. */
  readonly caused?: readonly (ShownEvent | ShownQuestion)[]
}

/** An event, its instant as text. */
export type ShownEvent =
  & { readonly kind: WorldEvent['kind']; readonly seq: number; readonly at: string; readonly cause: number | null }
  & Readonly<Record<string, unknown>>

/** A request among agents, in short. */
export type ShownQuestion =
  & Pick<RequestEntry, 'kind' | 'seq' | 'agent' | 'client' | 'via' | 'method' | 'target' | 'operation' | 'status' | 'errCode'>
  & { readonly at: string }

/** Requests as they are shown, with what each has caused: the journal is gone through once. */
export function show(journal: Journal, entries: readonly RequestEntry[], options: ShowOptions): readonly ShownRequest[] {
  const { caused = 'dags' } = options
  const causes = caused === 'none' ? null : causedBy(journal, entries, caused === 'all')
  const bodies = new Bodies()
  return entries.map((entry) => {
    const shown = shownRequest(entry, bodies, options.time)
    if (causes === null) return shown
    const list = causes.get(entry.seq)!
    return { ...shown, caused: list.map((item) => (item.kind === 'request' ? shownQuestion(item, options.time) : showEvent(item, options.time))) }
  })
}

/** An event as it is shown. */
export function showEvent(event: WorldEvent, time: WriteTime): ShownEvent {
  const { kind, seq, at, cause, ...rest } = event
  const shown = { kind, seq, at: time(at), cause, ...rest }
  return 'action' in shown ? { ...shown, action: shownAction(shown.action) } : shown
}

function causedBy(journal: Journal, entries: readonly RequestEntry[], all: boolean): ReadonlyMap<number, (RequestEntry | WorldEvent)[]> {
  const causes = new Map<number, (RequestEntry | WorldEvent)[]>(entries.map(({ seq }) => [seq, []]))
  if (entries.length === 0) return causes
  // What was caused came later.
  const first = entries.reduce((least, { seq }) => Math.min(least, seq), Infinity)
  const note = (item: RequestEntry | WorldEvent): void => {
    if (item.cause !== null) causes.get(item.cause)?.push(item)
  }
  for (const entry of journal.requestsAfter(first)) note(entry)
  for (const event of journal.events(first)) if (all || event.kind !== 'transition' || event.level === 'dag') note(event)
  for (const list of causes.values()) list.sort((a, b) => a.seq - b.seq)
  return causes
}

function shownRequest(entry: RequestEntry, bodies: Bodies, time: WriteTime): ShownRequest {
  const {
    kind, seq, at, wall, cause, agent, client, via, transport, method, target, operation, credential, bodyLength, status, errCode, size, duration, why, note,
    rule, nearly,
  } = entry
  return {
    kind, seq, at: time(at), wall: wall === 0 ? null : time(wall), cause, agent, client, via, transport, method, target: hiddenText(target), operation,
    credential: credential === null ? null : { ...credential, uri: hiddenText(credential.uri), expires: expiryOf(credential.ts, time) },
    body: shownBody(entry, bodies), bodyLength, status, errCode, size, duration: formatDuration(duration), why, note, rule, nearly,
  }
}

function shownQuestion({ kind, seq, at, agent, client, via, method, target, operation, status, errCode }: RequestEntry, time: WriteTime): ShownQuestion {
  return { kind, seq, at: time(at), agent, client, via, method, target: hiddenText(target), operation, status, errCode }
}

function shownBody(entry: RequestEntry, bodies: Bodies): unknown {
  const body = bodies.of(entry)
  switch (body.kind) {
    case 'none': return null
    case 'json': return hidden(body.value)
    case 'text': return `${hiddenText(body.text)}${body.cut ? ` … (${entry.bodyLength} bytes)` : ''}`
    case 'bytes': return `(${entry.bodyLength} bytes that are no text)`
  }
}

/** When a credential expires, where its `Ts` can be read and lies in times that can be written. */
function expiryOf(ts: string, time: WriteTime): string | null {
  if (!/^\+?\d{1,10}$/.test(ts)) return null
  const instant: Instant = Number(ts) * 1_000_000
  return instant > endOfTime ? null : time(instant)
}

/** Durations as people write them, passwords masked. */
function shownAction(action: Action): unknown {
  const { ...shown } = action as Record<string, unknown>
  for (const key of ['downFor', 'skew']) if (typeof shown[key] === 'number') shown[key] = formatDuration(shown[key])
  return hidden(shown)
}
