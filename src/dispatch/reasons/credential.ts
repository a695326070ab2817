import { configValue, type Agent, type Shown, type Verdict } from '../../cluster/index.ts'
import type { Simulation } from '../../simulation.ts'
import { named } from './naming.ts'

/** What the sentence on an expired credential needs to know. */
export interface Expiry {
  /** Unix seconds by the clock that judges. */
  readonly nowSeconds: number
  /** Whether the file of an upload came with it: the SDKs give such credentials ten times as long (sdk-behaviour.md §4). */
  readonly upload: boolean
}

/** Why a credential was refused, as a sentence that a developer can act on. */
export function explainVerdict(world: Simulation, agent: Agent, shown: Shown, { code, args }: Extract<Verdict, { verdict: 'refuse' }>, expiry: Expiry): string {
  const who = `${named(agent)}, ${agent.identity},`
  switch (code) {
    case 'Expired': return explainExpired(world, shown.ts, expiry)
    case 'Timestamp.Invalid': return explainUnreadable(shown.ts)
    case 'IncorrectAgentPassword':
      return shown.auth === '' ? `${who} has an agent password and the credential shows none` : `the agent password in the credential is not that of ${named(agent)}${whoseAgentPassword(world, agent, shown.auth)}`
    case 'IncorrectOceanbasePassword':
      if (agent.rootPassword === null) return `${who} has no root password yet: only an empty Auth passes, and the credential shows one`
      if (shown.auth === '') return `${who} has a root password and the credential shows none`
      return `the root password in the credential is not that of ${named(agent)}${agent.rootPassword === '' ? ', which is empty' : ''}${whoseRootPassword(world, agent, shown.auth)}`
    case 'IncorrectToken': return `${who} wants the token of an agent here, and the credential's Token is ${shown.token === '' ? 'empty' : 'another'}`
    case 'WithAgentPassword': return `${who} wants its agent password in X-OCS-Agent-Header, and the credential came in X-OCS-Header: ${args[0]}`
    case 'WithOceanBasePassword': return `${who} wants the root password in X-OCS-Header, and the credential came in X-OCS-Agent-Header: ${args[0]}`
    case 'AgentPasswordNotInitialized': return `this route wants an agent password, and ${named(agent)} has none set: POST /api/v1/agent/password sets one`
  }
}

/** Why the target that a credential was made for is not the one that came with it. They are compared byte for byte (wire.md §3.6). */
export function explainUri(uri: string, target: string): string {
  if (uri === '') return `Uri in the credential is empty; it is to be the request target, ${target}`
  const said = `Uri in the credential is ${uri}, the request target is ${target}`
  const [path] = target.split('?', 1)
  if (uri === path) return `${said}: the query belongs to it, too`
  if (uri.split('?', 1)[0] === path) return `${said}: the queries differ`
  if (/^https?:\/\//.test(uri)) return `${said}: without scheme and host`
  if (decoded(uri) === decoded(target)) return `${said}: both are to be escaped in the same way`
  return uri === `${target}/` || target === `${uri}/` ? `${said}: the slash at the end counts` : said
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri.replaceAll('+', '%20'))
  } catch {
    return uri
  }
}

/** Before this a Ts is no instant of any clock that runs, but a length of time. */
const firstInstant = 1_000_000_000

function explainExpired(world: Simulation, ts: string, { nowSeconds, upload }: Expiry): string {
  const seconds = Number(ts)
  const clock = world.state.auth.clock === 'virtual' ? ', by the clock of the world (auth.clock: virtual)' : ''
  if (Math.abs(seconds) < firstInstant) return `Ts ${ts} is no instant of today: it is to be the Unix second at which the credential expires, now + 60 say, and now is ${nowSeconds}${clock}`
  const ago = nowSeconds - seconds
  const lifetime = upload ? 600 : 60
  const late = `Ts expired ${ago} s ago${clock}`
  const skew = Math.floor(world.state.auth.skew / 1_000_000)
  if (skew > 0) return `${late}; the scenario sets that clock ${skew} s ahead (auth.skew), and without that Ts ${skew >= ago ? 'would be in time' : `would have expired ${ago - skew} s ago`}`
  const slow = upload ? 'the upload took too long, or ' : ''
  return `${late}; ${slow}this client's clock is ${ago + lifetime} s behind, if it gives its credentials the usual ${lifetime} s${upload ? ' of uploads' : ''}`
}

function explainUnreadable(ts: string): string {
  const said = `Ts of the credential is ${ts === '' ? 'empty' : `'${ts}'`}, not decimal Unix seconds`
  if (/^[+-]?\d+\.\d*$/.test(ts)) return `${said}: it may have no fraction`
  return /^[+-]?\d+$/.test(ts) ? `${said}: it is too large` : said
}

/** Whose password was shown in place of the agent's, if the world knows. */
function whoseAgentPassword(world: Simulation, agent: Agent, auth: string): string {
  if (auth === agent.rootPassword) return ': it is the root password, which belongs in X-OCS-Header'
  const other = world.agents.find((each) => each !== agent && each.agentPassword === auth)
  return other === undefined ? '' : `: it is that of ${named(other)}`
}

/** What was shown in place of the root password, if the world knows. */
function whoseRootPassword(world: Simulation, agent: Agent, auth: string): string {
  if (auth === agent.agentPassword) return ': it is its agent password, which belongs in X-OCS-Agent-Header'
  // What was configured stays in the configuration when the password is changed elsewhere.
  if (auth === configValue(agent.ob.configs.cluster, 'rootPwd')) return ': it is the one that the cluster was configured with, which has been changed since'
  const other = world.agents.find((each) => each !== agent && each.rootPassword === auth)
  return other === undefined ? '' : `: it is the one that ${named(other)} knows`
}
