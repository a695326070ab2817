import {
  judgeToken, verifyAgentRoute, verifyObRoute, verifySetPassword, verifyTimestamp,
  formatAddress, type Agent, type Shown, type TokenRefusal, type Verdict, type VerifyContext,
} from '../cluster/index.ts'
import { coded, plain, wrap, wrapRetain, type Failure } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'
import type { Call } from './call.ts'
import { explainUri, explainVerdict } from './reasons/index.ts'

/** What authentication comes to (wire.md §3.6–3.7). */
export type Authentication =
  | { readonly outcome: 'pass' }
  | { readonly outcome: 'forward' }
  | { readonly outcome: 'panic'; readonly why: string }
  | { readonly outcome: 'refuse'; readonly failure: Failure; readonly why: string }

const pass: Authentication = { outcome: 'pass' }

/** The target that is judged by a table of its own (wire.md §3.7-P), exactly so. */
const passwordTarget = '/api/v1/agent/password'

/** Decrypts base64 text with the key of the agent that is asked. */
export type Unseal = (text: string) => { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string }

/** The common checks in their order, then the table of the route. */
export function authenticate(world: Simulation, agent: Agent, call: Call, unseal: Unseal): Authentication {
  const { route, credential, header } = call
  if (route === null || route.auth === 'none' || !world.settings.encryption) return pass
  if (route.auth === 'file') return vouchedFor(call, unseal)
  // Who can open the socket may do all that clients can; what agents ask of each other wants a credential there, too (wire.md §2.1).
  if (call.transport === 'socket' && !route.path.startsWith('/rpc/')) return pass
  if (credential === null || header === null || (route.auth === 'obproxy' && header !== 'agent')) {
    return refuse(coded('Request.Header.NotFound'), `${call.method} ${route.path} asks for a credential${header === null ? ' and none was sent' : ' in X-OCS-Agent-Header, and it came in X-OCS-Header'}`)
  }
  if (credential.uri !== call.target) {
    return refuse(coded('Security.Authentication.Header.UriMismatch'), explainUri(credential.uri, call.target))
  }
  const shown: Shown = {
    header, auth: credential.auth, ts: credential.ts, token: credential.token, forwardType: credential.forwardType,
    forwardAgent: formatAddress(credential.forwardAgent),
  }
  const decryptAuth = (): string | null => {
    const opened = unseal(credential.auth)
    return opened.ok ? opened.text : null
  }
  const context: VerifyContext = { nowSeconds: nowSeconds(world, call), isApi: route.path.startsWith('/api/'), decryptAuth }
  if (call.target === passwordTarget) return judged(world, call, agent, shown, verifySetPassword(agent, shown, context), context)
  switch (route.auth) {
    case 'sso-exchange': return exchange(world, agent, shown, credential.ssoToken, context)
    case 'obproxy': return judged(world, call, agent, shown, verifyAgentRoute(agent, shown, context), context)
    case 'task': {
      const prefix = call.params['id']?.[0]
      const table = prefix === '4' || prefix === '5' ? verifyAgentRoute : verifyObRoute
      return judged(world, call, agent, shown, table(agent, shown, context), context)
    }
    default: return judged(world, call, agent, shown, verifyObRoute(agent, shown, context), context)
  }
}

function judged(world: Simulation, call: Call, agent: Agent, shown: Shown, verdict: Verdict, context: VerifyContext): Authentication {
  switch (verdict.verdict) {
    case 'pass': return pass
    case 'forward': return { outcome: 'forward' }
    case 'panic': return { outcome: 'panic', why: `no agent password is set and a ${agent.identity} has no table for this route; the handler runs all the same` }
    case 'refuse': {
      const inner = coded(`Security.Authentication.${verdict.code}` as Parameters<typeof coded>[0], ...verdict.args)
      return refuse(wrapRetain(coded('Common.Unauthorized'), inner), explainVerdict(world, agent, shown, verdict, { nowSeconds: context.nowSeconds, upload: call.file !== null }))
    }
  }
}

/** An upload needs no credential but the digest of its file, encrypted for the agent (wire.md §3.9). */
function vouchedFor({ file, fileDigest }: Call, unseal: Unseal): Authentication {
  const reason = file === null ? 'http: no such file' : file.ok ? null : file.reason
  if (reason !== null) return refuse(coded('Request.File.Missing', 'file', reason), `the form has no file in the field 'file': ${reason}`)
  const digest = unseal(fileDigest)
  if (!digest.ok) {
    const failure = wrapRetain(coded('Common.Unauthorized'), wrap(plain(digest.reason), 'decrypt file sha256 failed'))
    return refuse(failure, fileDigest === '' ? 'X-OCS-File-SHA256 is missing: it vouches for the file' : 'X-OCS-File-SHA256 is not encrypted with the key of this agent (GET /api/v1/secret)')
  }
  const actual = file?.ok === true ? file.sha256 : ''
  if (digest.text !== actual) {
    return refuse(coded('Security.Authentication.File.Sha256Mismatch'), `the file has the SHA-256 ${actual}, and X-OCS-File-SHA256 says ${digest.text === '' ? 'nothing' : digest.text}`)
  }
  return pass
}

/** `GET /sso/exchange`: the time, then the token, whatever identity the agent has (wire.md §3.10). */
function exchange(world: Simulation, agent: Agent, shown: Shown, ssoToken: string, context: VerifyContext): Authentication {
  if (verifyTimestamp(shown.ts, context.nowSeconds) !== null) {
    return refuse(coded('Security.Authentication.Expired'), `Ts ${shown.ts} of the credential is past or no number`)
  }
  if (ssoToken === '') return refuse(coded('Security.SSO.Token.Missing'), 'ssotoken is missing in the credential')
  const refusal = judgeToken(agent, ssoToken, world.now())
  return refusal === null ? pass : refuse(coded(`Security.SSO.Token.${refusal}`), tokenSentences[refusal])
}

const tokenSentences: Readonly<Record<TokenRefusal, string>> = {
  NotFound: 'no such token was given out, or not since the agent started',
  AlreadyUsed: 'the token has opened a session already',
  Expired: 'the token was given out more than 60 s ago',
}

/** Expiry is set by the client's own clock, so it is judged by real time unless the scenario says otherwise (DESIGN §4). */
function nowSeconds(world: Simulation, call: Call): number {
  const { clock, skew } = world.state.auth
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
