import { Random } from '../clock/index.ts'
import type { Agent } from '../cluster/index.ts'
import { coded, failureText, renderFailure, type Failure, type Language } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'
import type { Answer, Call } from './call.ts'

/** The target whose requests have no trace id, exactly so, without a query (wire.md §1.5). */
const statusTarget = '/api/v1/status'

/** The trace id of a call: the client's, none for `/status`, else drawn. */
export function traceIdOf(world: Simulation, agent: Agent, call: Pick<Call, 'target' | 'traceId'>): string {
  if (call.target === statusTarget) return ''
  return call.traceId ?? Random.hex16(world.random.stream('trace', agent.name))
}

export function dataAnswer(world: Simulation, agent: Agent, traceId: string, data: unknown): Answer {
  return { agent: agent.name, status: 200, at: world.now() + world.waited, traceId, data, error: null, bodiless: false, recovered: false, relayed: false, why: null }
}

/** 204: no body at all (wire.md §1.7). */
export function bodilessAnswer(world: Simulation, agent: Agent, traceId: string): Answer {
  return { agent: agent.name, status: 204, at: world.now() + world.waited, traceId, data: undefined, error: null, bodiless: true, recovered: false, relayed: false, why: null }
}

export function refusalAnswer(
  world: Simulation, agent: Agent, traceId: string, failure: Failure, language: Language | null, why: string | null = null, data?: unknown,
): Answer {
  const error = renderFailure(failure, language)
  return { agent: agent.name, status: error.status, at: world.now() + world.waited, traceId, data, error, bodiless: false, recovered: false, relayed: false, why: why ?? failureText(failure) }
}

/** The recovery's answer: one object, built when the process started, never localised (wire.md §1.10). */
export function recoveryAnswer(agent: Agent, why: string): Answer {
  const error = renderFailure(coded('Common.Unexpected', 'Internal Server Error'), null)
  return {
    agent: agent.name, status: error.status, at: agent.process?.startedAt ?? 0, traceId: '', data: undefined, error, bodiless: false, recovered: true, relayed: false,
    why: `the real agent panics here: ${why}`,
  }
}

/** Another agent's answer, as the agent in between hands it on. */
export function relay(answer: Answer): Answer {
  return answer.relayed ? answer : { ...answer, relayed: true }
}
