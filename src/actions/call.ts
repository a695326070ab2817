import type { Agent } from '../cluster/index.ts'
import { dispatch, emptyCredential, recordAnswer, recordRequest, seenCredential, unwired, type Answer, type Call, type Doors } from '../dispatch/index.ts'
import { scenarioClient } from '../journal/index.ts'
import { routeOf } from '../openapi/index.ts'
import { marshal } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'

/** A request that nobody sends over a wire. */
export interface ClientCall {
  /** An operation, by its operationId. */
  readonly call: string
  /** What fills its path. */
  readonly params: Readonly<Record<string, string>>
  /** Null: none. */
  readonly body: unknown
}

/**
 * Asks an agent as a client would that knows the passwords and whose clock is right. With an agent password it shows that one first, and the root
 * password where that is refused.
 */
export function callAsClient(world: Simulation, agent: Agent, { call: operation, params, body }: ClientCall, doors: Doors): Answer {
  const route = routeOf(operation)
  const target = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const ask = (header: 'agent' | 'oceanbase'): Answer => {
    const auth = (header === 'agent' ? agent.agentPassword : agent.rootPassword) ?? ''
    const call: Call = {
      route, params, method: route.method, target, ...unwired, credential: { ...emptyCredential, auth, uri: target }, header,
      body: body === null ? '' : marshal(body), via: 'client', transport: 'tcp', visited: [],
    }
    const entry = recordRequest(world, {
      agent, client: scenarioClient, via: 'client', transport: 'tcp', method: route.method, target, operation, body: call.body, wall: 0,
    })
    entry.credential = seenCredential(call)
    const before = world.cause
    world.cause = entry.seq
    try {
      const answer = dispatch(world, agent, call, doors).answers[0]!
      recordAnswer(world, entry, answer, 0)
      return answer
    } finally {
      world.cause = before
      world.noteTransitions()
    }
  }
  if (agent.agentPassword === null) return ask('oceanbase')
  const answer = ask('agent')
  return answer.status === 401 || answer.error?.errCode === 'Request.Forward.Header.NotExist' ? ask('oceanbase') : answer
}
