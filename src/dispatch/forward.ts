import { masterOf, type Agent, type AgentAddress } from '../cluster/index.ts'
import type { Result } from '../operations/index.ts'
import { coded, marshal, plain, wrapRetain } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'
import { refusalAnswer, relay } from './answer.ts'
import type { Call, Dispatched } from './call.ts'
import { deliver } from './deliver.ts'
import type { Doors } from './dispatch.ts'
import { ownCredential, transportOf } from './peers.ts'

/**
 * A FOLLOWER hands a request to its master on its own: same credential, made out anew, same body (wire.md §3.8). The master's answer is
 * the answer, its trace id included; the client's is not passed on.
 */
export function forwardToMaster(world: Simulation, follower: Agent, call: Call, traceId: string, doors: Doors): Dispatched {
  const refuse = (failure: Parameters<typeof refusalAnswer>[3], why: string): Dispatched =>
    ({ answers: [refusalAnswer(world, follower, traceId, failure, call.language, why)], question: false })
  const master = masterOf(follower)
  if (master === undefined) return refuse(coded('Request.Forward.MasterAgent.NotFound'), 'a FOLLOWER forwards to its master, and this one knows none')
  if (call.header !== 'oceanbase') {
    return refuse(coded('Request.Forward.Header.NotExist'), 'a FOLLOWER forwards X-OCS-Header, and the credential came in X-OCS-Agent-Header')
  }
  // A follower keeps no key of its master: it asks for it each time, and an unreachable master shows as this.
  const delivered = deliver(world, follower, master, {
    ...call,
    credential: { ...call.credential!, forwardType: 1, forwardAgent: { ip: follower.ip, port: follower.port } },
    // The follower sends no content type of the client's.
    bindsJson: false,
    // The original encrypted body goes along; one that was lost arrives as none, which counts as `{}`.
    padsBody: call.padsBody || call.bodyLost,
    bodyLost: false,
    via: 'forward',
    transport: transportOf(world),
    visited: [...call.visited, follower.name],
    traceId: null,
  }, doors)
  world.waited += delivered.delay
  if (delivered.kind === 'answered') return { answers: delivered.answers.map(relay), question: delivered.question }
  // A follower keeps no key of its master: it asks for it each time, and an unreachable master shows as this.
  if (delivered.at === 'dial') return refuse(coded('Security.Authentication.Unauthorized'), `the master of this FOLLOWER cannot be reached: ${delivered.error}`)
  return refuse(plain(delivered.error), 'the answer of the master is lost on its way')
}

/** A handler hands the request to another agent, with its own token, and relays the answer (wire.md §3.8). */
export function forwardByHand(world: Simulation, agent: Agent, call: Call, to: AgentAddress, body: unknown, doors: Doors): Result {
  const delivered = deliver(world, agent, to, {
    ...call,
    credential: ownCredential(agent, to, call.target, { forwardType: 2, authPassword: null }),
    header: 'oceanbase',
    body: body === undefined ? '' : marshal(body),
    bindsJson: true,
    padsBody: true,
    via: 'manual',
    transport: transportOf(world),
    visited: [...call.visited, agent.name],
    traceId: null,
  }, doors, { unvisited: call.via === 'peer' || call.via === 'manual' })
  world.waited += delivered.delay
  if (delivered.kind === 'answered') return { kind: 'relayed', answer: relay(delivered.answers[0]!) }
  // An agent that was asked by another about a DAG sends the question back to it, or by another name to itself: real agents go round and
  // round until their sockets run out; then comes this (tasks.md §3.1).
  if (delivered.at === 'round') return { kind: 'refused', failure: wrapRetain(coded('Task.NotFound'), plain('record not found')) }
  return { kind: 'refused', failure: plain(delivered.error) }
}
