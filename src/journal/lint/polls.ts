import { formatDuration, micros } from '../../clock/index.ts'
import { isFinished } from '../../task/index.ts'
import type { RequestEntry } from '../entry.ts'
import { isRefused } from '../query.ts'
import { finding, type Finding } from './finding.ts'
import { changeBefore, stateOf, type Work, type Works } from './works.ts'

/** The same question for work, asked of one agent again and again. */
export interface Polls {
  readonly request: string
  readonly agent: string
  /** The kind of work and its id, as the path has them. */
  readonly level: string
  readonly id: string
  readonly entries: readonly RequestEntry[]
}

/** Python's longest wait is for 200 polls, other clients have less patience (sdk-behaviour.md §11): who asks so often for what does not end asks for ever. */
const unboundedFrom = 30
const parkedFrom = 3

/** Notes of questions that were asked while work stood still until somebody acts (`heldNote` of the simulation). */
const parked = /\bis held\b|\bnever ends\b/

/** What a client has polled. A refused poll and its repetition are one. */
export function pollsOf(requests: readonly RequestEntry[]): readonly Polls[] {
  const found = new Map<string, { request: string; agent: string; level: string; id: string; entries: RequestEntry[] }>()
  for (const entry of requests) {
    if (entry.method !== 'GET') continue
    const [path = ''] = entry.target.split('?', 1)
    const match = /^\/api\/v1\/task\/(dag|node|sub_task)\/(\d{3,80})$/.exec(path)
    if (match === null) continue
    const key = `${entry.agent} ${path}`
    const polls = found.get(key) ?? { request: `GET ${path}`, agent: entry.agent, level: match[1]!, id: match[2]!, entries: [] }
    if (polls.entries.length === 0) found.set(key, polls)
    const last = polls.entries.at(-1)
    if (last === undefined || !repeats(last, entry)) polls.entries.push(entry)
  }
  return [...found.values()]
}

/** Whether a poll is the repetition of a refused one: nobody waits between them. */
function repeats(last: RequestEntry, entry: RequestEntry): boolean {
  return isRefused(last) && isRefused(entry) && entry.wall - last.wall <= micros.s && entry.at - last.at <= micros.s
}

/** How a client waits for work. */
export function waits(polls: readonly Polls[], works: Works): Omit<Finding, 'client'>[] {
  const findings: Omit<Finding, 'client'>[] = []
  for (const { request, level, id, entries } of polls) {
    const work = level === 'dag' ? works.ofId(id) : undefined
    // Another DAG may be held while this one is over.
    const waited = entries.filter(({ note, seq }) => note !== null && parked.test(note) && !(work !== undefined && isOver(work, seq)))
    if (waited.length >= parkedFrom) {
      const { note } = waited.at(-1)!
      findings.push(finding('waits-for-parked', `${request} was sent ${waited.length} times while nothing can come of it: ${note}. Release the work, or give the wait a time limit.`, waited))
    }
    if (work === undefined) continue
    const state = stateOf(work)
    if (waited.length < parkedFrom && entries.length >= unboundedFrom && state !== null && !isFinished(state)) {
      const [first, last] = [entries[0]!, entries.at(-1)!]
      findings.push(finding('unbounded-wait', `${request} was sent ${entries.length} times in ${formatDuration(last.at - first.at)}, and '${work.name}' is still ${state}. Give the wait a time limit, and say what was waited for when it is over.`, entries))
    }
    const late = afterEnd(entries, work)
    if (late.length > 0) {
      const { to } = changeBefore(work, late[0]!.seq)!
      findings.push(finding('polls-after-end', `${request} was sent ${late.length === 1 ? 'once' : `${late.length} times`} more after an answer had said that '${work.name}' is ${to}. Stop at SUCCEED and FAILED: nothing changes any more by itself.`, late))
    }
  }
  return findings
}

/** Whether work had ended before a place. */
function isOver(work: Work, seq: number): boolean {
  const change = changeBefore(work, seq)
  return change !== undefined && isFinished(change.to)
}

/** Polls of work that an earlier one has certainly shown to have ended: that had ended when that one came. An operator begins it anew. */
function afterEnd(entries: readonly RequestEntry[], work: Work): RequestEntry[] {
  let shown: number | null = null
  return entries.filter((entry) => {
    const change = changeBefore(work, entry.seq)
    if (change === undefined || !isFinished(change.to) || isRefused(entry)) return false
    if (shown === change.seq) return true
    shown = change.seq
    return false
  })
}
