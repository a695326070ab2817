import {
  verifyAgentRoute, verifyObRoute, verifySetPassword, verifyTimestamp,
  formatAddress, type Agent, type Shown, type Verdict, type VerifyContext,
} from '../cluster/index.ts'
import { coded, wrapRetain, type Failure } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'
import type { Call } from './call.ts'
import { explainVerdict } from './explain.ts'

/** What authentication comes to (wire.md §3.6–3.7). */
export type Authentication =
  | { readonly outcome: 'pass' }
  | { readonly outcome: 'forward' }
  | { readonly outcome: 'panic'; readonly why: string }
  | { readonly outcome: 'refuse'; readonly failure: Failure; readonly why: string }

const pass: Authentication = { outcome: 'pass' }

/** The target that is judged by a table of its own (wire.md §3.7-P), exactly so. */
const passwordTarget = '/api/v1/agent/password'

/** The common checks in their order, then the table of the route. */
export function authenticate(world: Simulation, agent: Agent, call: Call, decryptAuth: () => string | null): Authentication {
  const { route, credential, header } = call
  if (route === null || route.auth === 'none' || route.auth === 'file' || !world.settings.encryption) return pass
  if (credential === null || header === null || (route.auth === 'obproxy' && header !== 'agent')) {
    return refuse(coded('Request.Header.NotFound'), `${call.method} ${route.path} asks for a credential and none was sent`)
  }
  if (credential.uri !== call.target) {
    return refuse(coded('Security.Authentication.Header.UriMismatch'), `Uri in the credential is ${credential.uri === '' ? 'empty' : credential.uri}, the request target is ${call.target}`)
  }
  const shown: Shown = {
    header, auth: credential.auth, ts: credential.ts, token: credential.token, forwardType: credential.forwardType,
    forwardAgent: formatAddress(credential.forwardAgent),
  }
  const context: VerifyContext = { nowSeconds: nowSeconds(world, call), isApi: route.path.startsWith('/api/'), decryptAuth }
  if (call.target === passwordTarget) return judged(agent, shown, verifySetPassword(agent, shown, context), context)
  switch (route.auth) {
    case 'sso-exchange': return exchange(shown, credential.ssoToken, context)
    case 'obproxy': return judged(agent, shown, verifyAgentRoute(agent, shown, context), context)
    case 'task': {
      const prefix = call.params['id']?.[0]
      const table = prefix === '4' || prefix === '5' ? verifyAgentRoute : verifyObRoute
      return judged(agent, shown, table(agent, shown, context), context)
    }
    default: return judged(agent, shown, verifyObRoute(agent, shown, context), context)
  }
}

function judged(agent: Agent, shown: Shown, verdict: Verdict, context: VerifyContext): Authentication {
  switch (verdict.verdict) {
    case 'pass': return pass
    case 'forward': return { outcome: 'forward' }
    case 'panic': return { outcome: 'panic', why: `no agent password is set and a ${agent.identity} has no table for this route; the handler runs all the same` }
    case 'refuse': {
      const inner = coded(`Security.Authentication.${verdict.code}` as Parameters<typeof coded>[0], ...verdict.args)
      return refuse(wrapRetain(coded('Common.Unauthorized'), inner), explainVerdict(agent, shown, verdict, context.nowSeconds))
    }
  }
}

/** `GET /sso/exchange`: the time, then the token; none was given out that an agent outside a cluster would take (wire.md §3.10). */
function exchange(shown: Shown, ssoToken: string, context: VerifyContext): Authentication {
  if (verifyTimestamp(shown.ts, context.nowSeconds) !== null) {
    return refuse(coded('Security.Authentication.Expired'), `Ts ${shown.ts} of the credential is past or no number`)
  }
  if (ssoToken === '') return refuse(coded('Security.SSO.Token.Missing'), 'ssotoken is missing in the credential')
  return refuse(coded('Security.SSO.Token.NotFound'), 'no such token was given out')
}

/** Expiry is set by the client's own clock, so it is judged by real time unless the scenario says otherwise (DESIGN §4). */
function nowSeconds(world: Simulation, call: Call): number {
  const { clock, skew } = world.settings.auth
  const skewSeconds = Math.floor(skew / 1_000_000)
  switch (clock) {
    case 'real': return call.wallSeconds + skewSeconds
    case 'virtual': return Math.floor(world.now() / 1_000_000) + skewSeconds
    case 'ignore': return Number.MIN_SAFE_INTEGER
  }
}

function refuse(failure: Failure, why: string): Authentication {
  return { outcome: 'refuse', failure, why }
}
