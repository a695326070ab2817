import { micros, type Micros } from '../clock/index.ts'
import { formatAddress, isLoopback, type Agent, type AgentAddress } from '../cluster/index.ts'
import { describeEffect, type RequestEffect } from '../faults/index.ts'
import type { RequestEntry } from '../journal/index.ts'
import {
  closedError, dialTarget, dialTimeoutError, editJson, failureText, lookupError, marshal, parseIp, refusedError, timeoutError, unreachableError, type Dialled, type Failure,
} from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'
import { refusalAnswer, traceIdOf } from './answer.ts'
import type { Answer, Call } from './call.ts'
import { conform } from './conform.ts'
import { dispatch, type Doors } from './dispatch.ts'
import { recordAnswer, recordLoss, recordRequest, seenCredential } from './record.ts'

/** What became of a request of one agent to another, and how much later than asked. */
export type Delivered =
  | { readonly kind: 'answered'; readonly agent: Agent; readonly answers: readonly Answer[]; readonly question: boolean; readonly delay: Micros }
  /**
   * Nothing came back, in the words of Go's client. `dial`: nobody took the call; `exchange`: its answer got lost; `round`: whoever would get the request
   * has had it already.
   */
  | { readonly kind: 'lost'; readonly at: 'dial' | 'exchange' | 'round'; readonly error: string; readonly delay: Micros }

/** How long an agent waits for another's answer, and for its taking the call (wire.md §3.8). */
const answerTimeout: Micros = 180 * micros.s
const dialTimeout: Micros = 30 * micros.s

/**
 * Where every request of an agent to another goes through: reachability, partitions, the rules of the scenario, the journal.
 *
 * @param unvisited whether agents that have had this request before are not asked again
 */
export function deliver(
  world: Simulation, from: Agent, to: AgentAddress, call: Call, doors: Doors, { unvisited = false }: { readonly unvisited?: boolean } = {},
): Delivered {
  const { method, target: path } = call
  const dialled = dial(world, from, method, to, path)
  const lost = (at: Extract<Delivered, { kind: 'lost' }>['at'], error: string, delay: Micros = 0): Delivered => ({ kind: 'lost', at, error, delay })
  const { agent } = dialled
  if (agent === undefined) return lost('dial', (dialled as Extract<Dialling, { ok: false }>).error)
  if (unvisited && call.visited.includes(agent.name)) return lost('round', 'it has had this request already')

  const entry = recordRequest(world, {
    agent, client: from.name, via: call.via, transport: call.transport, method, target: path, operation: call.route?.operationId ?? null, body: call.body, wall: 0,
  })
  entry.credential = seenCredential(call)
  if (!dialled.ok) {
    recordLoss(world, entry, dialled.error)
    return lost('dial', dialled.error, dialled.delay)
  }
  const effect = ruled(world, from, agent, call, entry)
  const loses = (text: 'closed' | 'refused' | 'timeout', at: 'dial' | 'exchange' = 'exchange'): Delivered => {
    const error = { closed: closedError, refused: refusedError, timeout: timeoutError }[text](method, dialled.target)
    recordLoss(world, entry, error)
    return lost(at, error, text === 'timeout' ? answerTimeout : 0)
  }
  if (effect?.kind === 'answer') return loses('closed')
  if (effect?.kind === 'drop') {
    const { how } = effect.drop
    if (how === 'hang') return loses('timeout')
    if (how === 'refuse') return loses('refused', 'dial')
    if (how === 'reset' || how === 'garbage') return loses('closed')
  }

  const { answers, question, waited } = effect?.kind === 'reply' ? refusedByRule(world, agent, call, effect.failure as Failure, entry.rule!.id) : acted(world, agent, call, doors)
  const delay = waited + (effect?.kind === 'delay' ? effect.delay : 0)
  if (delay >= answerTimeout) return loses('timeout')
  if (effect?.kind === 'drop' && effect.drop.how !== 'slow') return loses('closed')
  const edited = effect?.kind === 'edit' ? answers.map((answer) => editedAnswer(answer, effect)) : answers
  recordAnswer(world, entry, edited[0]!, 0)
  if (effect?.kind !== 'edit' || call.via !== 'peer' || edited[0]!.error !== null) return { kind: 'answered', agent, answers: edited, question, delay }
  const conformed = conform(call.route?.operationId ?? '', edited[0]!.data)
  return conformed.ok ? { kind: 'answered', agent, answers: [{ ...edited[0]!, data: conformed.data }], question, delay } : lost('exchange', conformed.error, delay)
}

interface Acted {
  readonly answers: readonly Answer[]
  readonly question: boolean
  readonly waited: Micros
}

/** The other agent acts; what it waits for itself makes its answer late. */
function acted(world: Simulation, agent: Agent, call: Call, doors: Doors): Acted {
  const before = world.waited
  world.waited = 0
  const { answers, question } = dispatch(world, agent, call, doors)
  const { waited } = world
  world.waited = before
  return { answers, question, waited }
}

function refusedByRule(world: Simulation, agent: Agent, { target }: Call, failure: Failure, rule: string): Acted {
  const traceId = traceIdOf(world, agent, { target, traceId: null })
  const why = `the rule '${rule}' says so: ${failureText(failure)}`
  return { answers: [refusalAnswer(world, agent, traceId, failure, null, why)], question: false, waited: 0 }
}

/** What a rule does to a request among agents; the entry tells of it. */
function ruled(world: Simulation, from: Agent, agent: Agent, { method, target, route, via }: Call, entry: RequestEntry): RequestEffect | null {
  const ruling = world.ruleOn({ operation: route?.operationId ?? null, method, target, agent: agent.name, via: via === 'peer' ? 'peer' : 'forward', client: from.name })
  if (ruling === null) return null
  entry.nearly = ruling.nearly
  if (ruling.rule === null) return null
  entry.rule = { id: ruling.rule.id, effect: describeEffect(ruling.rule.effect) }
  return ruling.rule.effect
}

/** An answer's data with fields set or removed; agents look at nothing else. */
function editedAnswer(answer: Answer, { set, remove }: Extract<RequestEffect, { kind: 'edit' }>): Answer {
  if (answer.error !== null || answer.bodiless) return answer
  const { data } = JSON.parse(editJson(marshal({ data: answer.data ?? null }), set, remove)) as { data?: unknown }
  return { ...answer, data }
}

type Dialling =
  | { readonly ok: true; readonly agent: Agent; readonly target: Dialled }
  /** `agent`: whose address it is all the same. */
  | { readonly ok: false; readonly agent: Agent | undefined; readonly error: string; readonly delay: Micros }

/** The agent at an address if it takes the call, or what Go's client says of it. */
function dial(world: Simulation, from: Agent, method: string, to: AgentAddress, path: string): Dialling {
  const target = dialTarget(method, `${world.settings.tls ? 'https' : 'http'}://${formatAddress(to)}${path}`)
  if (!target.ok) return { ok: false, agent: undefined, error: target.error, delay: 0 }
  const connected = connect(world, from, method, target)
  // An address that brings a path of its own leads to another route of the peer, or to none.
  return connected.ok && target.path !== path ? { ok: false, agent: connected.agent, error: refusedError(method, target), delay: 0 } : connected
}

/** Who takes a connection of an agent to a target, or what Go's client says of it. */
export function connect(world: Simulation, from: Agent, method: string, target: Dialled): Dialling {
  const agent = world.reach({ ip: target.host, port: target.port })
  const address = target.host === 'localhost' ? '127.0.0.1' : target.host
  if (agent !== undefined && world.isCut(from.name, agent.name)) return { ok: false, agent, error: dialTimeoutError(method, target, address), delay: dialTimeout }
  if (agent?.process != null) return { ok: true, agent, target }
  const isHost = isLoopback(target.host) || world.agents.some(({ ip }) => ip === target.host)
  if (agent !== undefined || isHost) return { ok: false, agent, error: refusedError(method, target, address), delay: 0 }
  // The network of a world has no hosts but those of its agents.
  return { ok: false, agent, error: parseIp(target.host).ok ? unreachableError(method, target) : lookupError(method, target), delay: 0 }
}
