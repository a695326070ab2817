import { Random } from '../clock/index.ts'
import type { Agent } from '../cluster/index.ts'
import { bodies, type BodyName } from '../openapi/index.ts'
import { operations, unmet, type OperationContext, type Result } from '../operations/index.ts'
import { bindJson, coded, parseQuery, plain, type Failure } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'
import { bodilessAnswer, dataAnswer, recoveryAnswer, refusalAnswer, traceIdOf } from './answer.ts'
import { authenticate } from './authenticate.ts'
import type { Answer, Call, Dispatched } from './call.ts'
import { forwardByHand, forwardToMaster } from './forward.ts'
import { fetchUrl } from './fetch.ts'
import { askPeer, askSame } from './peers.ts'
import { explainRefusal } from './reasons/index.ts'

/** What the door needs beside the world: the agents' private keys. */
export interface Doors {
  /** Decrypts base64 text with an agent's key. */
  unseal(agent: Agent, text: string): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string }
}

/**
 * One request to one agent: authenticate by identity, bind as Go does, operate (DESIGN §5). Clients and peers come through here alike.
 */
export function dispatch(world: Simulation, agent: Agent, call: Call, doors: Doors): Dispatched {
  const traceId = traceIdOf(world, agent, call)
  const { route } = call
  if (route === null) return once(refusalAnswer(world, agent, traceId, coded('Common.NotFound', '404 not found'), call.language, `no route ${call.method} ${call.target}`))

  const authentication = authenticate(world, agent, call, (text) => doors.unseal(agent, text))
  switch (authentication.outcome) {
    case 'refuse': return once(refusalAnswer(world, agent, traceId, authentication.failure, call.language, authentication.why))
    case 'forward': return forwardToMaster(world, agent, call, traceId, doors)
    case 'panic': {
      // The rest of the chain runs on; what it would answer is not written (wire.md §1.10).
      operate(world, agent, call, traceId, doors)
      return once(recoveryAnswer(agent, authentication.why))
    }
    case 'pass': return operate(world, agent, call, traceId, doors)
  }
}

function operate(world: Simulation, agent: Agent, call: Call, traceId: string, doors: Doors): Dispatched {
  const route = call.route!
  const bound = route.late || route.body === null ? null : bindBody(call)
  if (bound !== null && !bound.ok) return once(refusalAnswer(world, agent, traceId, bound.failure, call.language, reasonOf(world, agent, call, bound.failure, null)))
  const context = contextOf(world, agent, call, doors)
  const refusal = route.requires === null ? null : unmet(route.requires, context)
  if (refusal !== null) return once(answerOf(world, agent, call, traceId, refusal))
  const operation = operations[route.operationId]
  if (operation === undefined) return once(refusalAnswer(world, agent, traceId, coded('Simulator.NotImplemented', route.operationId), call.language))

  const question = route.question && call.via !== 'peer'
  const input = (bound?.value ?? {}) as never
  let answer = answerOf(world, agent, call, traceId, operation(context, input), input)
  // A refusal moves nothing; a question that is taken is answered once the work has settled, where the clock's mode says so.
  if (question && answer.error === null && world.settleForQuestion()) answer = answerOf(world, agent, call, traceId, operation(context, input), input)
  return { answers: [answer], question: question && answer.error === null }
}

function answerOf(world: Simulation, agent: Agent, call: Call, traceId: string, result: Result, input: unknown = null): Answer {
  switch (result.kind) {
    case 'data': return dataAnswer(world, agent, traceId, result.data)
    case 'empty': return dataAnswer(world, agent, traceId, undefined)
    case 'no-content': return bodilessAnswer(world, agent, traceId)
    case 'refused': return refusalAnswer(world, agent, traceId, result.failure, call.language, reasonOf(world, agent, call, result.failure, input), result.data)
    case 'panic': return recoveryAnswer(agent, result.why)
    case 'nothing':
      return refusalAnswer(world, agent, traceId, coded('Common.Unexpected', 'ocsagent cannot build response body'), call.language, 'the real handler returns without a response here')
    case 'relayed': return result.answer as Answer
  }
}

/** Why an operation refuses, where more can be said than its message does. */
function reasonOf(world: Simulation, agent: Agent, { route, params, body: sent }: Call, failure: Failure, body: unknown): string | null {
  return explainRefusal(world, agent, { operation: route!.operationId, params, body, bodyBytes: sent.length, failure })
}

type Bound = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly failure: Failure }

/** Binds the body to the route's type, with Go's reasons (wire.md §1.9). */
function bindBody(call: Call, as?: BodyName): Bound {
  const route = call.route!
  const type = bodies[as ?? route.body!]
  const refuse = (reason: string): Bound => ({ ok: false, failure: route.bind === 'should-bind' ? plain(reason) : coded('Common.BindJsonFailed', reason) })
  // gin's Bind reads anything but JSON as a form, the query with it: no field of it is in the body, so what is required fails.
  const isForm = route.bind !== 'json' && !call.bindsJson
  const { error } = isForm ? parseQuery(queryOf(call)) : { error: null }
  if (error !== null) return refuse(error)
  // Where the agent does not read a body to log it first, its own reasons for bad JSON come through.
  const logged = !(route.bodyUnread && call.target === route.path)
  const bound = bindJson(isForm || (call.body.length === 0 && call.padsBody) ? '{}' : call.body, type, { logged })
  return bound.ok ? { ok: true, value: bound.value } : refuse(bound.reason)
}

function contextOf(world: Simulation, agent: Agent, call: Call, doors: Doors): OperationContext {
  return {
    operation: call.route!.operationId,
    world,
    agent,
    params: call.params,
    query: parseQuery(queryOf(call)).values,
    keys: call.credential === null ? null : call.credential.keys ?? new Uint8Array(0),
    ssoToken: call.credential?.ssoToken ?? '',
    file: call.file,
    transport: call.transport,
    // Verifying a credential is what finds this out, so that on a socket nobody does.
    autoForwardedBy: call.transport !== 'socket' && (call.via === 'forward' || call.credential?.forwardType === 1) ? call.credential?.forwardAgent ?? null : null,
    bind(as) {
      const bound = bindBody(call, as)
      return bound.ok ? bound : { ok: false, result: { kind: 'refused', failure: bound.failure } }
    },
    unseal: (text) => (call.via === 'peer' ? { ok: true, text } : doors.unseal(agent, text)),
    forward: (to, body) => forwardByHand(world, agent, call, to, body, doors),
    ask: (request) => {
      const { delay, ...reply } = askPeer(world, agent, request, doors)
      world.waited += delay
      return reply
    },
    fetch: (url) => fetchUrl(world, agent, url),
    askSame: (to) => askSame(world, agent, call, to, doors),
    secret(hexDigits) {
      const stream = world.random.stream('secret', agent.name)
      let text = ''
      while (text.length < hexDigits) text += Random.hex16(stream)
      return text.slice(0, hexDigits)
    },
  }
}

function queryOf({ target }: Call): string {
  const mark = target.indexOf('?')
  return mark < 0 ? '' : target.slice(mark + 1)
}

function once(answer: Answer): Dispatched {
  return { answers: [answer], question: false }
}
