import { formatDuration, micros, type Micros } from '../../clock/index.ts'
import type { RequestEntry } from '../entry.ts'
import { finding, type Finding } from './finding.ts'

/** How long the SDKs' credentials live, those of uploads longer (sdk-behaviour.md §4). */
const usual: Micros = 60 * micros.s
const usualOfUploads: Micros = 600 * micros.s
const uploads: ReadonlySet<string> = new Set(['/api/v1/upgrade/package', '/api/v1/obproxy/package', '/api/v1/package'])

/** What is left of less is soon too little: a slow network, or a clock that is a little behind. */
const leastLeft: Micros = 5 * micros.s

/** By which clock credentials expire, and how far that is ahead of the one it follows. */
export interface JudgingClock {
  readonly clock: 'real' | 'virtual' | 'ignore'
  readonly skew: Micros
}

/** Credentials that nearly expire while they are on their way, and those that live for much longer than they need. */
export function expiring(requests: readonly RequestEntry[], { clock, skew }: JudgingClock): Omit<Finding, 'client'>[] {
  if (clock === 'ignore') return []
  const short: RequestEntry[] = []
  const long: RequestEntry[] = []
  for (const entry of requests) {
    const { credential } = entry
    // Without a password nobody looks at the time (wire.md §3.6).
    if (credential === null || !credential.auth || !/^[+-]?\d{1,15}$/.test(credential.ts)) continue
    const left = leftOf(entry, clock, skew)
    if (left >= 0 && left < leastLeft) short.push(entry)
    if (left > 2 * usualOf(entry)) long.push(entry)
  }
  const findings: Omit<Finding, 'client'>[] = []
  if (short.length > 0) {
    const least = short.reduce((min, entry) => Math.min(min, leftOf(entry, clock, skew)), leastLeft)
    findings.push(finding('short-lived-credential', `${sends(short)} with a Ts that was only ${spoken(least)} ahead: a slow network, or a clock that is as much behind, makes it expire on its way. The SDKs set it 60 s ahead, for uploads 600 s.`, short))
  }
  if (long.length > 0) {
    const most = long.reduce((max, entry) => Math.max(max, leftOf(entry, clock, skew)), 0)
    findings.push(finding('long-lived-credential', `${sends(long)} with a Ts that was ${spoken(most)} ahead: who has seen the header can use it as long, or this client's clock is ahead by about that much. The SDKs set it 60 s ahead, for uploads 600 s.`, long))
  }
  return findings
}

/** Headers that an agent cannot decrypt, sent again without asking for its key (`/api/v1/secret`) in between. */
export function staleKeys(requests: readonly RequestEntry[]): Omit<Finding, 'client'>[] {
  // By agent: the last refused one since its key was asked for, and whether it is told of.
  const refused = new Map<string, { readonly entry: RequestEntry; told: boolean }>()
  const again: RequestEntry[] = []
  for (const entry of requests) {
    const [path] = entry.target.split('?', 1)
    if (path === '/api/v1/secret' && entry.status === 200) refused.delete(entry.agent)
    if (entry.errCode !== 'Security.Authentication.Header.DecryptFailed') continue
    const before = refused.get(entry.agent)
    if (before !== undefined) again.push(...(before.told ? [entry] : [before.entry, entry]))
    refused.set(entry.agent, { entry, told: before !== undefined })
  }
  if (again.length === 0) return []
  return [finding('stale-key', `a header that ${again[0]!.agent} could not decrypt was followed by another made with the same key. After code 1 ask GET /api/v1/secret for its key before sending again.`, again)]
}

function leftOf({ credential, at, wall }: RequestEntry, clock: 'real' | 'virtual', skew: Micros): Micros {
  const now = Math.floor((clock === 'real' ? wall : at) / micros.s) + Math.floor(skew / micros.s)
  return (Number(credential!.ts) - now) * micros.s
}

function usualOf({ target }: RequestEntry): Micros {
  return uploads.has(target.split('?', 1)[0]!) ? usualOfUploads : usual
}

function sends(entries: readonly RequestEntry[]): string {
  return entries.length === 1 ? 'a request was sent' : `${entries.length} requests were sent`
}

/** Rounded to what can be said: a Ts of nanoseconds lies millennia ahead. */
function spoken(left: Micros): string {
  const days = Math.floor(left / (24 * micros.h))
  return days > 2 ? `${days} days` : formatDuration(left)
}
