import { micros, type Micros } from '../clock/index.ts'
import { hostOf } from '../cluster/index.ts'
import { refusalAnswer, traceIdOf } from '../dispatch/index.ts'
import { describeEffect, type RequestEffect, type RequestRule } from '../faults/index.ts'
import { editJson, failureText, headerIn, languageOf, traceIdIn, type Failure } from '../protocol/index.ts'
import { tell, type AppHost, type AppResponse, type Exchange } from './exchange.ts'
import { json, settle } from './settle.ts'

/** How long an answer hangs in virtual time: as long as agents wait for each other. */
const hangTime: Micros = 180 * micros.s

/** A request as the rules of the scenario let it come: mostly untouched. @param goOn lets the agent answer it */
export function byRules(host: AppHost, exchange: Exchange, operation: string | null, goOn: () => void): void {
  const { world, agent, request, entry } = exchange
  entry.operation = operation
  if (!world.hasRequestRules) return goOn()
  const ruling = world.ruleOn({ operation, method: request.method, target: request.target, agent: agent.name, via: 'client', client: hostOf(request.remote) })
  if (ruling === null) return goOn()
  entry.nearly = ruling.nearly
  if (ruling.rule === null) return goOn()
  const { id, effect } = ruling.rule
  entry.rule = { id, effect: describeEffect(effect) }
  applied(host, exchange, { id, effect }, goOn)
}

/** What a rule does to a request. */
function applied(host: AppHost, exchange: Exchange, { id, effect }: Pick<RequestRule, 'id' | 'effect'>, goOn: () => void): void {
  const { world, agent, request, entry } = exchange
  const acted = (change: (response: AppResponse) => AppResponse): void => {
    entry.note = `the rule '${id}' acts on the answer: it ${describeEffect(effect)}`
    goOn()
    exchange.response = change(exchange.response!)
  }
  switch (effect.kind) {
    case 'reply': {
      const traceId = traceIdOf(world, agent, { target: request.target, traceId: traceIdIn(request.headers) })
      const language = languageOf(headerIn(request.headers, 'accept-language'))
      const failure = effect.failure as Failure
      return settle(host, exchange, [refusalAnswer(world, agent, traceId, failure, language, `the rule '${id}' says so: ${failureText(failure)}`)], json, false)
    }
    case 'answer': return ruled(host, exchange, { status: effect.status, headers: effect.headers, body: effect.body }, `the rule '${id}' answers ${effect.status}`)
    case 'edit': return acted((response) => edited(response, effect))
    case 'delay':
      if (!effect.virtual) return acted((response) => ({ ...response, delay: effect.delay }))
      // The agent answers at once: what it writes is of that instant.
      acted((response) => response)
      world.waited += effect.delay
      return
    case 'drop': {
      const { drop } = effect
      if (drop.how === 'truncate' || drop.how === 'reset-after' || drop.how === 'slow') return acted((response) => ({ ...response, fate: drop }))
      if (drop.how === 'hang' && drop.virtual) world.waited += hangTime
      return ruled(host, exchange, { status: 0, headers: [], body: '', fate: drop }, `the rule '${id}' drops this: ${drop.how}`)
    }
  }
}

/** An answer with fields set or removed; its length is written anew. */
function edited(response: AppResponse, { set, remove }: Extract<RequestEffect, { kind: 'edit' }>): AppResponse {
  return { ...response, headers: response.headers.filter(([name]) => name !== 'Content-Length'), body: editJson(response.body, set, remove) }
}

/** An answer that no agent has given. */
function ruled(host: AppHost, exchange: Exchange, response: AppResponse, why: string): void {
  exchange.response = response
  tell(host, exchange, response.status, why)
  const { world, request } = exchange
  if (response.status > 0) world.answered(hostOf(request.remote), response.status, undefined)
  world.afterRequest(false)
}
