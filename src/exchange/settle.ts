import { hostOf } from '../cluster/index.ts'
import type { Answer } from '../dispatch/index.ts'
import { startsAsApi } from '../openapi/index.ts'
import { timeText } from '../operations/index.ts'
import { renderEnvelope } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'
import { tell, type AppHost, type AppResponse, type Exchange } from './exchange.ts'

export const json = 'application/json'
/** Answers given before the agent has set its Content-Type are gin's own (wire.md §1.6). */
export const ginJson = 'application/json; charset=utf-8'
/** From so many bytes on Go sends a body in chunks, without a length: its buffer holds 2048 (wire.md §1.1). */
const chunkedFrom = 2049

/** Ends an exchange: the documents are written, then the request costs what the clock's mode says. */
export function settle(host: AppHost, exchange: Exchange, answers: readonly Answer[], contentType: string, question: boolean): void {
  exchange.response = written(host, exchange, answers, contentType)
  exchange.world.noteTransitions()
  exchange.world.afterRequest(question)
}

/** Several documents stand one after the other, under the status of the first (wire.md §1.10). */
export function written(host: AppHost, exchange: Exchange, answers: readonly Answer[], contentType: string): AppResponse {
  const { world, request, entry: { seq } } = exchange
  // Without the prefix in the raw target the agent writes no envelope; what it relays or recovers is written by others.
  const seen = startsAsApi(request.target) ? answers : answers.filter((answer) => answer.recovered || answer.relayed)
  const first = answers[0]!
  tell(host, exchange, seen.length === 0 ? 200 : first.status, first.why, first.error?.errCode ?? null)
  if (world.hasRequestRules) world.answered(hostOf(request.remote), seen.length === 0 ? 200 : first.status, first.error?.code)
  if (seen.length === 0) return { status: 200, headers: [], body: '', at: world.now() + world.waited, seq }
  const body = seen.map((answer) => documentOf(world, answer)).join('')
  return { status: seen[0]!.status, headers: headersOf(seen[0]!, contentType, body), body, at: world.now() + world.waited, seq }
}

/** A relayed answer brings its headers along: its length stands among those that the handler has set (wire.md §3.8). */
function headersOf(first: Answer, contentType: string, body: string): AppResponse['headers'] {
  const type = ['Content-Type', contentType] as const
  const length = Buffer.byteLength(body)
  if (!first.relayed || first.bodiless || length >= chunkedFrom) return [type]
  return [['Content-Length', String(length)], type]
}

function documentOf(world: Simulation, answer: Answer): string {
  if (answer.bodiless) return ''
  const { status, at, traceId, data, error } = answer
  return renderEnvelope({ status, timestamp: timeText(world, at), traceId, data, error })
}
