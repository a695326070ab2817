import { formatAddress, isLoopback, tokenFor, type Agent, type AgentAddress } from '../cluster/index.ts'
import { routeOf, type Route } from '../openapi/index.ts'
import {
  closedError, coded, dialTarget, failureText, goTimeString, logLine, lookupError, marshal, parseIp, refusedError, timeoutError, unreachableError, type Credential, type Dialled, type Failure,
} from '../protocol/index.ts'
import type { Ports, Simulation } from '../simulation.ts'
import type { PeerRequest } from '../task/index.ts'
import { emptyCredential, unwired, type Answer, type Call, type Transport } from './call.ts'
import { refusalAnswer, traceIdOf } from './answer.ts'
import { dispatch, type Doors } from './dispatch.ts'

/** What an agent's question to a peer came to. The failures are worded as the asker words them. */
export type PeerAnswer =
  | { readonly kind: 'answer'; readonly data: unknown }
  | { readonly kind: 'refused' | 'failed'; readonly failure: Failure }

/** What the world is given so that its agents can ask each other. */
export function createPorts(doors: Doors & { publicKey(agent: Agent): string; keyText(reference: string): string }): Ports {
  return {
    publicKey: (agent) => doors.publicKey(agent),
    keyText: (reference) => doors.keyText(reference),
    call: (world, from, request) => askPeer(world, from, request, doors),
    message: (failure) => failureText(failure as Failure),
    errorLine: (failure) => logLine(failure as Failure),
  }
}

/** Operations whose caller reads no data of the answer. */
const withoutData: ReadonlySet<string> = new Set(['rpcAgentToken', 'operateDag'])

/** Operations whose caller prints the whole response when it is refused, others only its message. */
const quotesWhole: ReadonlySet<string> = new Set([
  'rpcAgentRemove', 'getAgentMaintainDag', 'operateDag', 'getDag', 'rpcObDeploy', 'rpcObDestroy', 'rpcObStart', 'rpcObStop',
])

/** One agent asks another for an operation, through the same door as a client. */
export function askPeer(world: Simulation, from: Agent, request: PeerRequest, doors: Doors): PeerAnswer {
  const route = routeOf(request.operation)
  const { method } = route
  const { params = {} } = request
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '')
  const address = formatAddress(request.to)
  const lost = (error: string): PeerAnswer => ({ kind: 'failed', failure: coded('Agent.RPC.RequestFailed', method, address, path, error) })
  const target = reach(world, from, method, request.to, path, route)
  if (target.kind === 'lost') return lost(target.error)
  if (target.kind === 'ruled') return read(world, target.answer, request.operation, { method, path, address })
  const { answers } = dispatch(world, target.agent, {
    route, params, method, target: path,
    credential: ownCredential(from, request.to, path, { forwardType: 0, authPassword: request.agentPassword ?? null }),
    header: request.agentPassword === undefined ? 'oceanbase' : 'agent',
    body: request.body === undefined ? '' : marshal(request.body),
    ...unwired, via: 'peer', transport: transportOf(world), visited: [from.name],
  }, doors)
  return target.answerIsLost === null ? read(world, answers[0]!, request.operation, { method, path, address }) : lost(target.answerIsLost)
}

/** The question of a client put to another agent as the asker's own. */
export function askSame(world: Simulation, from: Agent, call: Call, to: AgentAddress, doors: Doors): unknown {
  const target = reach(world, from, call.method, to, call.target, call.route)
  if (target.kind === 'ruled') return target.answer.error === null ? target.answer.data : null
  if (target.kind === 'lost' || call.visited.includes(target.agent.name)) return null
  const { answers } = dispatch(world, target.agent, {
    ...call, credential: ownCredential(from, to, call.target, { forwardType: 0, authPassword: null }), header: 'oceanbase',
    body: '', padsBody: true, via: 'peer', transport: transportOf(world), visited: [...call.visited, from.name], traceId: null,
  }, doors)
  const answer = answers[0]!
  return answer.error === null && target.answerIsLost === null ? answer.data : null
}

/** A peer that a request comes to; `answerIsLost`: it acts, and what Go's client says instead of its answer. Or a rule speaks for it. Or nobody. */
export type Reached =
  | { readonly kind: 'reached'; readonly agent: Agent; readonly answerIsLost: string | null }
  | { readonly kind: 'ruled'; readonly answer: Answer }
  | { readonly kind: 'lost'; readonly error: string }

/** Where every request of an agent to another goes through: reachability, and the rules of the scenario. */
export function reach(world: Simulation, from: Agent, method: string, to: AgentAddress, path: string, route: Route | null): Reached {
  const target = dial(world, method, to, path)
  if (!target.ok) return { kind: 'lost', error: target.error }
  const { agent } = target
  const effect = world.effectOn({ operation: route?.operationId ?? null, agent: agent.name, client: from.ip, identity: `${method} ${path}` })
  const isLost = (how: 'hang' | 'eof'): string => lostText(world, method, to, path, how)
  switch (effect?.kind) {
    case undefined:
    case 'delay': return { kind: 'reached', agent, answerIsLost: null }
    case 'reply': {
      const traceId = traceIdOf(world, agent, { target: path, traceId: null })
      return { kind: 'ruled', answer: refusalAnswer(world, agent, traceId, effect.failure as Failure, null) }
    }
    case 'answer': return { kind: 'lost', error: isLost('eof') }
    case 'drop':
      if (effect.how === 'truncate') return { kind: 'reached', agent, answerIsLost: isLost('eof') }
      return { kind: 'lost', error: isLost(effect.how === 'hang' ? 'hang' : 'eof') }
  }
}

/** The credential an agent makes for another: its root password, or an agent password given by hand, and a token (wire.md §3.8). */
export function ownCredential(
  from: Agent, to: AgentAddress, uri: string, options: { readonly forwardType: 0 | 2; readonly authPassword: string | null },
): Credential {
  const isForward = options.forwardType === 2
  // Forwarding, all but a master show their own token; else an agent shows the one it has stored for the other.
  const token = tokenFor(from, isForward && from.identity !== 'MASTER' ? from : to)
  return {
    ...emptyCredential, auth: options.authPassword ?? from.rootPassword ?? '', token, uri, forwardType: options.forwardType,
    ...(isForward && { forwardAgent: { ip: from.ip, port: from.port } }),
  }
}

/** How agents come to each other: never by a socket, which is for those on the same machine. */
export function transportOf(world: Simulation): Transport {
  return world.settings.tls ? 'tls' : 'tcp'
}

/** The agent at an address if it answers, or what Go's client says of it. */
function dial(
  world: Simulation, method: string, to: AgentAddress, path: string,
): { readonly ok: true; readonly agent: Agent } | { readonly ok: false; readonly error: string } {
  const target = dialTarget(method, urlOf(world, to, path))
  if (!target.ok) return target
  const connected = connect(world, method, target)
  // An address that brings a path of its own leads to another route of the peer, or to none.
  return connected.ok && target.path !== path ? { ok: false, error: refusedError(method, target) } : connected
}

/** Who takes a connection to a target, or what Go's client says of it. */
export function connect(
  world: Simulation, method: string, target: Dialled,
): { readonly ok: true; readonly agent: Agent } | { readonly ok: false; readonly error: string } {
  const agent = world.reach({ ip: target.host, port: target.port })
  if (agent?.process != null) return { ok: true, agent }
  const isHost = isLoopback(target.host) || world.agents.some(({ ip }) => ip === target.host)
  if (agent !== undefined || isHost) return { ok: false, error: refusedError(method, target, target.host === 'localhost' ? '127.0.0.1' : target.host) }
  // The network of a world has no hosts but those of its agents.
  return { ok: false, error: parseIp(target.host).ok ? unreachableError(method, target) : lookupError(method, target) }
}

/** What Go's client says of an answer that does not come: the connection ends, or its time limit is over. */
function lostText(world: Simulation, method: string, to: AgentAddress, path: string, how: 'hang' | 'eof'): string {
  const target = dialTarget(method, urlOf(world, to, path))
  if (!target.ok) return target.error
  return how === 'hang' ? timeoutError(method, target) : closedError(method, target)
}

function urlOf(world: Simulation, to: AgentAddress, path: string): string {
  return `${world.settings.tls ? 'https' : 'http'}://${formatAddress(to)}${path}`
}

/** What an answer means to the agent that asked. */
function read(world: Simulation, answer: Answer, operation: string, { method, path, address }: { method: string; path: string; address: string }): PeerAnswer {
  if (answer.error !== null) {
    const text = quotesWhole.has(operation) ? goResponse(world, answer) : answer.error.message
    return { kind: 'refused', failure: coded('Agent.RPC.RequestError', method, path, address, text) }
  }
  const isEmpty = answer.data === undefined || answer.data === null || Object.keys(answer.data as object).length === 0
  if (!withoutData.has(operation) && !answer.bodiless && isEmpty) return { kind: 'failed', failure: coded('Agent.Response.DataEmpty') }
  return { kind: 'answer', data: answer.data }
}

/** A refusal as Go prints the struct it was read into. */
function goResponse(world: Simulation, { at, status, traceId, error }: Answer): string {
  const { zone } = world.settings
  const time = goTimeString(at, at === 0 ? 0 : world.nanos(at), zone.offsetMinutes(at), zone.abbreviation(at))
  return `&{false ${time} 0 ${status} ${traceId} <nil> ${error!.message}}`
}
