import { formatDuration, micros, type Micros } from '../../clock/index.ts'
import type { RequestEntry } from '../entry.ts'
import { hiddenText } from '../mask.ts'
import { isRefused } from '../query.ts'
import { finding, type Finding } from './finding.ts'

/** Two sends within so much time, of the world and on the wall, belong together. */
const soon: Micros = 5 * micros.s
/** Shorter times than this are no waiting at all. */
const atOnce: Micros = 50 * micros.ms
/** So much longer than the first is a pause that grows. */
const growth = 1.2
/** From so many questions on it is a loop and no second try. */
const loopFrom = 3

/** What clients ask to find out how to send something: between a send and its repetition it counts for nothing (sdk-behaviour.md §2, §9). */
const preparations: ReadonlySet<string> = new Set(['/api/v1/info', '/api/v1/secret', '/api/v1/status'])

/** POSTs that are sent once more at once, with nothing between but what prepares that. */
export function resentPosts(requests: readonly RequestEntry[]): Omit<Finding, 'client'>[] {
  const findings: Omit<Finding, 'client'>[] = []
  for (const run of runsOf(requests)) {
    const [first] = run
    if (first!.method !== 'POST') continue
    for (const sends of burstsOf(run)) {
      if (sends.length < 2) continue
      findings.push(finding('resent-post', `POST ${hiddenText(first!.target)} was sent ${sends.length} times: ${advice(sends)}`, sends))
    }
  }
  return findings
}

/** Refusals to which a client does not answer with patience. */
export function missingBackOff(requests: readonly RequestEntry[]): Omit<Finding, 'client'>[] {
  const findings: Omit<Finding, 'client'>[] = []
  for (const run of runsOf(requests)) {
    for (const refused of refusedRuns(run)) {
      const questions = refused.filter((entry, index) => index === 0 || entry.wall - refused[index - 1]!.wall > atOnce)
      const pauses = questions.slice(1).map((entry, index) => entry.wall - questions[index]!.wall)
      const isLoop = questions.length >= loopFrom && pauses.at(-1)! <= pauses[0]! * growth
      // Without any pause five sends are more than any SDK makes of one call.
      if (!isLoop && (questions.length > 1 || refused.length <= 4)) continue
      const { method, target, status, errCode } = refused.at(-1)!
      const pause = pauses.length === 0 ? 'without a pause' : `every ${formatDuration(Math.round(pauses.at(-1)!))}`
      const what = status === 0 ? 'no answer' : `${status}${errCode === null ? '' : ` ${errCode}`}`
      findings.push(finding('no-back-off', `${method} ${hiddenText(target)} was sent ${refused.length} times ${pause}, each time with the result ${what}. Wait longer after each refusal, and give up in the end; most of status 4xx never goes away by itself.`, refused))
    }
  }
  return findings
}

/** The same request again and again, with nothing between but what prepares it. A preparation is itself repeated where nothing at all lies between. */
function runsOf(requests: readonly RequestEntry[]): RequestEntry[][] {
  const runs: RequestEntry[][] = []
  let run: RequestEntry[] | null = null
  let preparing: RequestEntry[] | null = null
  for (const entry of requests) {
    const isPreparation = preparations.has(entry.target.split('?', 1)[0]!)
    const current: RequestEntry[] | null = isPreparation ? preparing : run
    if (!isPreparation) preparing = null
    if (current !== null && isSame(current[0]!, entry)) {
      current.push(entry)
      continue
    }
    const begun = [entry]
    runs.push(begun)
    if (isPreparation) preparing = begun
    else run = begun
  }
  return runs
}

function isSame(a: RequestEntry, b: RequestEntry): boolean {
  return a.agent === b.agent && a.method === b.method && a.target === b.target && a.body === b.body
}

/** A run, cut where a while passes: what comes then is a new attempt, and no repetition of the old one. */
function burstsOf(run: readonly RequestEntry[]): RequestEntry[][] {
  const bursts: RequestEntry[][] = []
  for (const [index, entry] of run.entries()) {
    if (index > 0 && isSoon(run[index - 1]!, entry)) bursts.at(-1)!.push(entry)
    else bursts.push([entry])
  }
  return bursts
}

function refusedRuns(run: readonly RequestEntry[]): RequestEntry[][] {
  const refused: RequestEntry[][] = []
  let open = false
  for (const entry of run) {
    if (!isRefused(entry)) open = false
    else if (open) refused.at(-1)!.push(entry)
    else {
      refused.push([entry])
      open = true
    }
  }
  return refused
}

function isSoon(before: RequestEntry, entry: RequestEntry): boolean {
  return entry.wall - before.wall <= soon && entry.at - before.at <= soon
}

function advice(sends: readonly RequestEntry[]): string {
  const before = sends.slice(0, -1)
  const taken = before.find((entry) => !isRefused(entry))
  if (taken !== undefined) return `#${taken.seq} had been taken already (${taken.status}), ${came(sends.at(-1)!)}. Look what the first one did (GET /api/v1/task/dag/…) before sending another.`
  const lost = before.find(({ status }) => status === 0)
  if (lost !== undefined) return `the answer to #${lost.seq} was lost, and whether it had acted was not asked. Look before sending again: a POST is not idempotent.`
  return `#${before[0]!.seq} was refused (${refusalOf(before[0]!)}) and nothing was changed before the next. The Python SDK does so with all that is refused; else read the refusal first.`
}

/** What became of the last of several sends, the first of which had been taken. */
function came(last: RequestEntry): string {
  if (!isRefused(last)) return 'so that it acts once more'
  return last.status === 0 ? `and whether #${last.seq} acted once more is not known, for it was not answered` : `and #${last.seq} was refused (${refusalOf(last)})`
}

function refusalOf({ status, errCode }: RequestEntry): string {
  return `${status}${errCode === null ? '' : ` ${errCode}`}`
}
