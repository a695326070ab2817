import type { Micros } from '../clock/index.ts'
import { formatAddress, tokenFor, type Agent, type AgentAddress } from '../cluster/index.ts'
import { routeOf } from '../openapi/index.ts'
import { coded, failureText, goTimeString, logLine, marshal, type Credential, type Failure } from '../protocol/index.ts'
import type { Ports, Simulation } from '../simulation.ts'
import type { PeerRequest } from '../task/index.ts'
import { emptyCredential, unwired, type Answer, type Call, type Transport } from './call.ts'
import { deliver } from './deliver.ts'
import type { Doors } from './dispatch.ts'

/** What an agent's question to a peer came to. The failures are worded as the asker words them. */
export type PeerAnswer =
  | { readonly kind: 'answer'; readonly data: unknown }
  | { readonly kind: 'refused' | 'failed'; readonly failure: Failure }

/** The same, and how much later than asked it comes. */
export type DelayedPeerAnswer = PeerAnswer & { readonly delay: Micros }

/** What the world is given so that its agents can ask each other. */
export function createPorts(doors: Doors & { publicKey(agent: Agent): string; keyText(reference: string): string }): Omit<Ports, 'act'> {
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
export function askPeer(world: Simulation, from: Agent, request: PeerRequest, doors: Doors): DelayedPeerAnswer {
  const route = routeOf(request.operation)
  const { method } = route
  const { params = {} } = request
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '')
  const address = formatAddress(request.to)
  const delivered = deliver(world, from, request.to, {
    route, params, method, target: path,
    credential: ownCredential(from, request.to, path, { forwardType: 0, authPassword: request.agentPassword ?? null }),
    header: request.agentPassword === undefined ? 'oceanbase' : 'agent',
    body: request.body === undefined ? '' : marshal(request.body),
    ...unwired, via: 'peer', transport: transportOf(world), visited: [from.name],
  }, doors)
  const { delay } = delivered
  if (delivered.kind === 'lost') return { kind: 'failed', failure: coded('Agent.RPC.RequestFailed', method, address, path, delivered.error), delay }
  return { ...read(world, delivered.answers[0]!, request.operation, { method, path, address }), delay }
}

/** The question of a client put to another agent as the asker's own. */
export function askSame(world: Simulation, from: Agent, call: Call, to: AgentAddress, doors: Doors): unknown {
  const delivered = deliver(world, from, to, {
    ...call, credential: ownCredential(from, to, call.target, { forwardType: 0, authPassword: null }), header: 'oceanbase',
    body: '', padsBody: true, via: 'peer', transport: transportOf(world), visited: [...call.visited, from.name], traceId: null,
  }, doors, { unvisited: true })
  world.waited += delivered.delay
  if (delivered.kind === 'lost') return null
  const answer = delivered.answers[0]!
  return answer.error === null ? answer.data : null
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

/** What an answer means to the agent that asked. */
function read(world: Simulation, answer: Answer, operation: string, { method, path, address }: { method: string; path: string; address: string }): PeerAnswer {
  if (answer.error !== null) {
    const text = quotesWhole.has(operation) ? goResponse(world, answer) : answer.error.message
    return { kind: 'refused', failure: coded('Agent.RPC.RequestError', method, path, address, text) }
  }
  const isEmpty = answer.data === undefined || answer.data === null || Object.keys(answer.data as object).length === 0
  if (!withoutData.has(operation) && !answer.bodiless && isEmpty) return { kind: 'failed', failure: coded('Agent.Response.DataEmpty') }
  // A reply that is on its way is state of the world, and that is plain data.
  return { kind: 'answer', data: answer.data ?? null }
}

/** A refusal as Go prints the struct it was read into. */
function goResponse(world: Simulation, { at, status, traceId, error }: Answer): string {
  const { zone } = world.settings
  const time = goTimeString(at, at === 0 ? 0 : world.nanos(at), zone.offsetMinutes(at), zone.abbreviation(at))
  return `&{false ${time} 0 ${status} ${traceId} <nil> ${error!.message}}`
}
