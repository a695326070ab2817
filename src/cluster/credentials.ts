import type { Agent } from './agent.ts'
import { tokenFor } from './tokens.ts'

/** Which header a credential came in: it decides which password it shows (wire.md §3.3). */
export type Header = 'agent' | 'oceanbase'

/** What a decision needs to know of a request's credential. */
export interface Shown {
  readonly header: Header
  readonly auth: string
  /** Decimal Unix seconds of expiry, as sent. */
  readonly ts: string
  readonly token: string
  /** 0 none, 1 auto, 2 manual. */
  readonly forwardType: number
  /** The address of the agent that forwarded, as text. */
  readonly forwardAgent: string
}

/** The outcome of a decision table; the names of refusals are the ends of the catalogue's codes. */
export type Verdict =
  | { readonly verdict: 'pass' }
  /** A FOLLOWER hands the request to its master. */
  | { readonly verdict: 'forward' }
  /** The agent dereferences nil here: the request is answered by a 500 and goes on (wire.md §1.10). */
  | { readonly verdict: 'panic' }
  | { readonly verdict: 'refuse'; readonly code: RefusalCode; readonly args: readonly string[] }

export type RefusalCode =
  | 'IncorrectToken' | 'IncorrectAgentPassword' | 'IncorrectOceanbasePassword' | 'WithAgentPassword' | 'WithOceanBasePassword'
  | 'AgentPasswordNotInitialized' | 'Expired' | 'Timestamp.Invalid'

const pass: Verdict = { verdict: 'pass' }

function refuse(code: RefusalCode, ...args: string[]): Verdict {
  return { verdict: 'refuse', code, args }
}

/** What the tables need beside agent and credential. */
export interface VerifyContext {
  /** Unix seconds by the clock that judges expiry (DESIGN §4), when the request came. */
  readonly nowSeconds: number
  /** `/api/v1` routes are forwarded by a FOLLOWER, `/rpc/v1` ones are not. */
  readonly isApi: boolean
  /** `Auth` decrypted with the agent's own key, or null: a SINGLE agent takes an encrypted one, too (wire.md §3.7). */
  decryptAuth(): string | null
}

/** The table of the ordinary routes (wire.md §3.7, O-table). */
export function verifyObRoute(agent: Agent, shown: Shown, context: VerifyContext): Verdict {
  const tokenFits = shown.token !== '' && shown.token === tokenFor(agent, agent)
  switch (agent.identity) {
    case 'SINGLE': return tokenFits ? pass : verifySingle(agent, shown, context)
    case 'FOLLOWER':
      if (tokenFits) return pass
      return context.isApi && shown.forwardType !== 2 ? { verdict: 'forward' } : refuse('IncorrectToken')
    case 'MASTER':
      if (shown.forwardType === 2) {
        return shown.token === (agent.tokens[shown.forwardAgent] ?? '') ? pass : refuse('IncorrectToken')
      }
      return verifyMember(agent, shown, context)
    default: return verifyMember(agent, shown, context)
  }
}

/** The table of the obproxy routes and of tasks of obproxy (wire.md §3.7, A-table). */
export function verifyAgentRoute(agent: Agent, shown: Shown, context: VerifyContext): Verdict {
  if (shown.header !== 'agent') return refuse('WithAgentPassword', 'this route only support agent password')
  if (agent.agentPassword === null) return refuse('AgentPasswordNotInitialized')
  return verifyAuth(agent, shown.auth, shown, 'agent', context)
}

/** The table of `POST /agent/password` (wire.md §3.7-P). */
export function verifySetPassword(agent: Agent, shown: Shown, context: VerifyContext): Verdict {
  if (agent.agentPassword !== null) {
    return shown.header === 'agent' ? verifyAuth(agent, shown.auth, shown, 'agent', context) : refuse('WithAgentPassword', 'agent password has been set')
  }
  switch (agent.identity) {
    case 'CLUSTER AGENT':
      return shown.header === 'oceanbase'
        ? verifyAuth(agent, shown.auth, shown, 'oceanbase', context)
        : refuse('WithOceanBasePassword', 'oceanbase password has been set')
    case 'SINGLE': return pass
    default: return { verdict: 'panic' }
  }
}

/** Whether a time of expiry can be read and lies ahead; null when so. Equal is in time (wire.md §3.6). */
export function verifyTimestamp(ts: string, nowSeconds: number): Verdict | null {
  if (!/^[+-]?\d+$/.test(ts)) return refuse('Timestamp.Invalid', ts, `strconv.ParseInt: parsing ${JSON.stringify(ts)}: invalid syntax`)
  const seconds = BigInt(ts)
  if (seconds > 9223372036854775807n || seconds < -9223372036854775808n) {
    return refuse('Timestamp.Invalid', ts, `strconv.ParseInt: parsing ${JSON.stringify(ts)}: value out of range`)
  }
  return BigInt(nowSeconds) > seconds ? refuse('Expired') : null
}

function verifySingle(agent: Agent, shown: Shown, context: VerifyContext): Verdict {
  // Without an agent password anything passes, whatever Auth and Ts say.
  if (agent.agentPassword === null) return pass
  if (shown.header === 'oceanbase') return refuse('WithAgentPassword', 'agent password has been set')
  const verdict = verifyAuth(agent, shown.auth, shown, 'agent', context)
  if (verdict.verdict === 'pass') return verdict
  const decrypted = context.decryptAuth()
  return decrypted === null ? verdict : verifyAuth(agent, decrypted, shown, 'agent', context)
}

function verifyMember(agent: Agent, shown: Shown, context: VerifyContext): Verdict {
  const hasAgentPassword = agent.agentPassword !== null
  const hasRootPassword = agent.rootPassword !== null
  if (shown.header === 'oceanbase') {
    if (!hasRootPassword && hasAgentPassword) return refuse('WithAgentPassword', 'oceanbase password is not initialized')
    return verifyAuth(agent, shown.auth, shown, 'oceanbase', context)
  }
  if (hasAgentPassword) return verifyAuth(agent, shown.auth, shown, 'agent', context)
  return hasRootPassword ? refuse('WithOceanBasePassword', 'agent password is not initialized') : pass
}

/** An empty `auth` skips the timestamp; then the password decides (wire.md §3.6, VerifyAuth). */
function verifyAuth(agent: Agent, auth: string, shown: Shown, kind: Header, context: VerifyContext): Verdict {
  if (auth !== '') {
    const late = verifyTimestamp(shown.ts, context.nowSeconds)
    if (late !== null) return late
  }
  if (kind === 'agent') return auth === (agent.agentPassword ?? '') ? pass : refuse('IncorrectAgentPassword')
  return auth === (agent.rootPassword ?? '') ? pass : refuse('IncorrectOceanbasePassword')
}
