import type { Instant } from '../clock/index.ts'
import { describeAction, describeEffect, describeTaskEffect, type Action, type RequestRule } from '../faults/index.ts'
import type { RequestEntry, WorldEvent } from '../journal/index.ts'
import type { Row, RowBase, WorkChange } from './explanation.ts'

/** What has happened in a world, and what is to be told between it. */
export interface Story {
  /** Requests and events, in their order. */
  readonly entries: readonly (RequestEntry | WorldEvent)[]
  /** What is told before what is beyond a place in the journal, and does not stand there. */
  readonly notes: readonly StoryNote[]
  readonly requestRules: readonly RequestRule[]
  /** The instant at which the world was ready. */
  readonly start: Instant
}

export type StoryNote =
  & { readonly after: number; readonly at: Instant }
  & (
    /** What the transcript says of its next step. */
    | { readonly kind: 'note'; readonly text: string }
    /** A request that no agent has seen. */
    | { readonly kind: 'missed'; readonly agent: string; readonly client: string; readonly what: string; readonly why: string }
  )

export interface RowOptions {
  /** Sub-tasks, too, and what agents ask each other only to exchange keys. */
  readonly verbose: boolean
}

/** A story, a row for each thing that is worth telling. */
export function rowsOf({ entries, notes, requestRules, start }: Story, { verbose }: RowOptions): Row[] {
  const rules = new Map(requestRules.map((rule) => [rule.id, rule]))
  const depths = new Map<number, number>()
  const rows: Row[] = []
  let note = 0
  const tellNotes = (before: number): void => {
    for (; note < notes.length && notes[note]!.after < before; note++) {
      rows.push(noteRow(notes[note]!, start))
    }
  }
  for (const entry of entries) {
    tellNotes(entry.seq)
    const depth = entry.cause === null ? 0 : (depths.get(entry.cause) ?? 0) + 1
    depths.set(entry.seq, depth)
    const base: RowBase = { seq: entry.seq, agent: 'agent' in entry ? entry.agent : null, cause: entry.cause, depth, ...once(entry.at - start) }
    if (entry.kind === 'request') {
      if (verbose || !isKeyExchange(entry)) rows.push(requestRow(entry, base, rules))
    } else {
      tellEvent(rows, entry, base, verbose)
    }
  }
  tellNotes(Infinity)
  return rows
}

function noteRow(note: StoryNote, start: Instant): Row {
  const base = { seq: null, cause: null, depth: 0, ...once(note.at - start) }
  if (note.kind === 'note') return { ...base, agent: null, kind: 'note', text: note.text }
  const { agent, client, what, why } = note
  return { ...base, agent, kind: 'request', from: clientName(client), via: 'client', what, status: 0, errCode: null, why, rule: null }
}

function once(at: number): { readonly at: number; readonly times: number; readonly until: number } {
  return { at, times: 1, until: at }
}

/** Agents ask for each other's key before each call: where that goes well there is nothing to it. */
function isKeyExchange({ via, operation, status }: RequestEntry): boolean {
  return via !== 'client' && operation === 'getSecret' && status === 200
}

function requestRow(entry: RequestEntry, base: RowBase, rules: ReadonlyMap<string, RequestRule>): Row {
  const { via, client, operation, method, target, status, errCode, why, rule } = entry
  const acted = rule === null ? undefined : rules.get(rule.id)
  return {
    ...base, kind: 'request', from: via === 'client' ? clientName(client) : client, via, what: operation ?? `${method} ${target}`, status, errCode,
    why: why === null ? null : why.replace(/\s*\n\s*/g, '; '),
    rule: rule === null ? null : { id: rule.id, effect: acted === undefined ? rule.effect : describeEffect(acted.effect) },
  }
}

/** The client on this machine is `client`; another is called by its host. */
function clientName(client: string): string {
  const host = client.replace(/:\d+$/, '')
  return host === '127.0.0.1' || host === '' ? 'client' : host
}

function tellEvent(rows: Row[], event: WorldEvent, base: RowBase, verbose: boolean): void {
  switch (event.kind) {
    case 'transition': return tellTransition(rows, event, base, verbose)
    case 'process': return void rows.push({ ...base, kind: 'process', process: event.process, pid: event.pid, why: event.why })
    case 'rule': return void rows.push({
      ...base, kind: 'rule', id: event.id, dag: event.dag, dagName: event.dagName, node: event.node, attempt: event.attempt, effect: describeTaskEffect(event.directive),
    })
    case 'action': {
      const { action, by, id, refused } = event
      // A call stands there as the request that it is.
      if (action.do === 'call') return
      const agent = 'agent' in action ? action.agent : null
      rows.push({ ...base, agent, kind: 'action', action: masked(action), text: describeAction(action), by, id, refused })
    }
  }
}

/** Explanations are shown around: passwords stay in the scenario. */
function masked(action: Action): Action {
  return 'password' in action && action.password !== null ? { ...action, password: '***' } : action
}

/** Changes of one DAG at one instant, with nothing between them, are one row. */
function tellTransition(rows: Row[], event: Extract<WorldEvent, { kind: 'transition' }>, base: RowBase, verbose: boolean): void {
  const { level, id, name, dag, dagName, from, to } = event
  if (!verbose && (level === 'sub-task' || (from === null && level === 'node'))) return
  const change: WorkChange = { level, id, name, from, states: [to] }
  const last = rows.at(-1)
  if (last?.kind !== 'work' || last.at !== base.at || last.agent !== base.agent || last.dag !== dag || last.cause !== base.cause) {
    rows.push({ ...base, kind: 'work', dag, dagName, changes: [change] })
    return
  }
  rows[rows.length - 1] = { ...last, changes: withChange(last.changes, change) }
}

function withChange(changes: readonly WorkChange[], change: WorkChange): WorkChange[] {
  const index = changes.findIndex(({ level, id }) => level === change.level && id === change.id)
  if (index >= 0) return changes.map((each, place) => (place === index ? { ...each, states: [...each.states, ...change.states] } : each))
  // The DAG comes first, whatever its nodes did before.
  return change.level === 'dag' ? [change, ...changes] : [...changes, change]
}
