import { micros, type Instant } from '../clock/index.ts'
import type { Agent } from './agent.ts'

/**
 * Who is logged in, and the single-sign-on tokens that are about (wire.md §3.10). An agent keeps both in memory, so they end with its
 * process. Before there is a cluster sessions are given out and nobody asks for one.
 */
export interface Sessions {
  /** When each session ends, if it is not used. */
  readonly opened: Record<string, Instant>
  readonly tokens: Record<string, SsoToken>
  /** Until when the sweeps have been made up for. */
  swept: Instant
}

/** A token is good for one use, and for a minute. */
export interface SsoToken {
  readonly made: Instant
  used: Instant | null
}

/** Why a token does not open a session; the names are the ends of the catalogue's codes. */
export type TokenRefusal = 'NotFound' | 'AlreadyUsed' | 'Expired'

const sessionTime = 1800 * micros.s
const tokenTime = 60 * micros.s
/** How often the agent throws away what is over, counted from its start. */
const sessionSweep = 30 * micros.s
const tokenSweep = 1800 * micros.s
/** So many are kept, the newest: where the clock stands still nothing is ever over. */
const keptMax = 1_000

export function noSessions(): Sessions {
  return { opened: {}, tokens: {}, swept: 0 }
}

export function openSession(agent: Agent, id: string, now: Instant): void {
  sweep(agent, now)
  bound(agent.sessions.opened)
  agent.sessions.opened[id] = now + sessionTime
}

/** Closes a session; an id that nobody has is passed over in silence. */
export function closeSession(agent: Agent, id: string): void {
  delete agent.sessions.opened[id]
}

/** A new password closes all sessions. Tokens stay. */
export function closeSessions(agent: Agent): void {
  for (const id of Object.keys(agent.sessions.opened)) delete agent.sessions.opened[id]
}

export function addToken(agent: Agent, token: string, now: Instant): void {
  sweep(agent, now)
  bound(agent.sessions.tokens)
  agent.sessions.tokens[token] = { made: now, used: null }
}

/** Whether a token would open a session: null, or why not. */
export function judgeToken(agent: Agent, token: string, now: Instant): TokenRefusal | null {
  sweep(agent, now)
  const entry = Object.hasOwn(agent.sessions.tokens, token) ? agent.sessions.tokens[token] : undefined
  if (entry === undefined) return 'NotFound'
  if (entry.used !== null) return 'AlreadyUsed'
  return now - entry.made > tokenTime ? 'Expired' : null
}

export function useToken(agent: Agent, token: string, now: Instant): void {
  agent.sessions.tokens[token]!.used = now
}

/** Does what the agent's sweeps have done by now. */
function sweep(agent: Agent, now: Instant): void {
  const { opened, tokens } = agent.sessions
  const sessionsSwept = lastSweep(agent, sessionSweep, now)
  if (sessionsSwept === agent.sessions.swept) return
  agent.sessions.swept = sessionsSwept
  for (const [id, ends] of Object.entries(opened)) {
    if (ends < sessionsSwept) delete opened[id]
  }
  const tokensSwept = lastSweep(agent, tokenSweep, now)
  for (const [token, { made, used }] of Object.entries(tokens)) {
    if (made + tokenTime < tokensSwept || (used !== null && used <= tokensSwept)) delete tokens[token]
  }
}

function lastSweep(agent: Agent, every: number, now: Instant): Instant {
  const started = agent.process?.startedAt ?? now
  return started + Math.floor((now - started) / every) * every
}

function bound(kept: Record<string, unknown>): void {
  const names = Object.keys(kept)
  if (names.length >= keptMax) delete kept[names[0]!]
}
