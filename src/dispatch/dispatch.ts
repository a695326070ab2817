import { Random } from '../clock/index.ts'
import type { Agent } from '../cluster/index.ts'
import { bodies } from '../openapi/index.ts'
import { operations, type OperationContext, type Result } from '../operations/index.ts'
import { bindJson, coded, plain, type Failure } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'
import { bodilessAnswer, dataAnswer, recoveryAnswer, refusalAnswer, traceIdOf } from './answer.ts'
import { authenticate } from './authenticate.ts'
import type { Answer, Call, Dispatched } from './call.ts'
import { forwardByHand, forwardToMaster } from './forward.ts'
import { askPeer, askSame } from './peers.ts'

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

  const authentication = authenticate(world, agent, call, () => {
    const opened = doors.unseal(agent, call.credential?.auth ?? '')
    return opened.ok ? opened.text : null
  })
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
  if (bound !== null && !bound.ok) return once(refusalAnswer(world, agent, traceId, bound.failure, call.language))
  const operation = operations[route.operationId]
  if (operation === undefined) return once(refusalAnswer(world, agent, traceId, coded('Simulator.NotImplemented', route.operationId), call.language))

  const question = route.question && call.via !== 'peer'
  if (question) world.beforeQuestion()
  const result = operation(contextOf(world, agent, call, doors), (bound?.value ?? {}) as never)
  const answer = answerOf(world, agent, call, traceId, result)
  return { answers: [answer], question: question && answer.error === null }
}

function answerOf(world: Simulation, agent: Agent, call: Call, traceId: string, result: Result): Answer {
  switch (result.kind) {
    case 'data': return dataAnswer(world, agent, traceId, result.data)
    case 'empty': return dataAnswer(world, agent, traceId, undefined)
    case 'no-content': return bodilessAnswer(world, agent, traceId)
    case 'refused': return refusalAnswer(world, agent, traceId, result.failure, call.language, null, result.data)
    case 'panic': return recoveryAnswer(agent, result.why)
    case 'nothing':
      return refusalAnswer(world, agent, traceId, coded('Common.Unexpected', 'ocsagent cannot build response body'), call.language, 'the real handler returns without a response here')
    case 'relayed': return result.answer as Answer
  }
}

type Bound = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly failure: Failure }

/** Binds the body to the route's type, with Go's reasons (wire.md §1.9). */
function bindBody(call: Call): Bound {
  const route = call.route!
  const type = bodies[route.body!]
  // gin's Bind reads anything but JSON as a form: no field of it is in the body, so what is required fails.
  const isForm = route.bind !== 'json' && !call.bindsJson
  // Where the agent does not read a body to log it first, its own reasons for bad JSON come through.
  const logged = !(route.bodyUnread && call.target === route.path)
  const bound = bindJson(isForm || (call.body.length === 0 && call.padsBody) ? '{}' : call.body, type, { logged })
  if (bound.ok) return { ok: true, value: bound.value }
  return { ok: false, failure: route.bind === 'should-bind' ? plain(bound.reason) : coded('Common.BindJsonFailed', bound.reason) }
}

function contextOf(world: Simulation, agent: Agent, call: Call, doors: Doors): OperationContext {
  const mark = call.target.indexOf('?')
  return {
    world,
    agent,
    params: call.params,
    query: new URLSearchParams(mark < 0 ? '' : call.target.slice(mark + 1)),
    keys: call.credential?.keys ?? null,
    autoForwardedBy: call.via === 'forward' || call.credential?.forwardType === 1 ? call.credential?.forwardAgent ?? null : null,
    bind() {
      const bound = bindBody(call)
      return bound.ok ? bound : { ok: false, result: { kind: 'refused', failure: bound.failure } }
    },
    unseal: (text) => (call.via === 'peer' ? { ok: true, text } : doors.unseal(agent, text)),
    forward: (to, body) => forwardByHand(world, agent, call, to, body, doors),
    ask: (request) => askPeer(world, agent, request, doors),
    askSame: (to) => askSame(world, agent, call, to, doors),
    secret(hexDigits) {
      const stream = world.random.stream('secret', agent.name)
      let text = ''
      while (text.length < hexDigits) text += Random.hex16(stream)
      return text.slice(0, hexDigits)
    },
  }
}

function once(answer: Answer): Dispatched {
  return { answers: [answer], question: false }
}
