import { micros } from '../clock/index.ts'
import type { Agent } from '../cluster/index.ts'
import { dispatch, explainBody, explainHeader, recoveryAnswer, refusalAnswer, seenCredential, type Call } from '../dispatch/index.ts'
import { paramsOf, type Route } from '../openapi/index.ts'
import { failureText, headerIn, languageOf, traceIdIn, type Failure } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'
import { parseGenericId } from '../task/index.ts'
import { decrypted, decryptHeader } from './decrypt.ts'
import type { AppHost, Exchange } from './exchange.ts'
import { ginJson, json, settle } from './settle.ts'
import { fileOf } from './upload.ts'

/** The phases of a request that an API route, or none under the API's prefix, takes: decrypt, dispatch, envelope. */
export function answerByAgent(host: AppHost, exchange: Exchange, route: Route | null, params: Readonly<Record<string, string>> | null): void {
  const { world, agent, request, entry } = exchange
  // Texts cut from a head keep all of it alive for as long as the journal does; a route's own last anyway.
  if (route !== null && route.method === request.method) entry.method = route.method
  if (route !== null && route.path === request.target) entry.target = route.path
  const language = languageOf(headerIn(request.headers, 'accept-language'))
  const refuseEarly = (failure: Failure, why: string): void => {
    settle(host, exchange, [refusalAnswer(world, agent, '', failure, language, why)], ginJson, false)
  }

  const opened = decryptHeader(host, exchange)
  if (opened.outcome === 'refused') return refuseEarly(opened.failure, explainHeader(world, agent, host.keys, opened.text, opened.reason))
  const plain = opened.credential === null ? null : decrypted(request, opened.credential)
  if (plain?.kind === 'refused') return refuseEarly(plain.failure, request.bodyError === null ? explainBody(opened.credential!.keys, request.body) : failureText(plain.failure))
  const panicked = plain?.kind === 'panic'

  const body = panicked ? '' : plain?.bytes ?? request.body
  entry.body = route?.upload === true ? '' : body
  entry.credential = seenCredential(opened)
  const call: Call = {
    route, params: params ?? (route === null ? {} : paramsOf(route, exchange.target.path)),
    method: request.method, target: request.target, credential: opened.credential, header: opened.header,
    body,
    bodyLost: panicked,
    padsBody: request.bodyLength === 'none' || request.bodyLength === 'zero',
    bindsJson: /^application\/json\s*(?:;|$)/i.test(headerIn(request.headers, 'content-type') ?? ''),
    file: route?.upload === true ? fileOf(exchange, route, body) : null,
    fileDigest: headerIn(request.headers, 'x-ocs-file-sha256') ?? '',
    language, via: 'client', transport: exchange.transport, visited: [], traceId: traceIdIn(request.headers), wallSeconds: Math.floor(entry.wall / micros.s),
  }
  const { answers, question } = dispatch(world, agent, call, host.keys)
  if (panicked) {
    // The rest of the chain has run; of its answers only those that a forward writes by itself are seen (wire.md §1.10).
    const relayed = answers.filter((answer) => answer.relayed)
    return settle(host, exchange, [recoveryAnswer(agent, explainBody(opened.credential!.keys, request.body)), ...relayed], ginJson, false)
  }
  const held = question ? world.heldNoteFor(ownerOf(world, agent, call.params['id'])) : null
  if (held !== null) entry.note = entry.note === null ? held : `${entry.note}; ${held}`
  settle(host, exchange, answers, json, question)
}

/** Whose work is asked about: the agent that a task's id names, or the one that is asked. */
function ownerOf(world: Simulation, asked: Agent, id: string | undefined): Agent {
  const parsed = id === undefined ? null : parseGenericId(id)
  const address = parsed === null || 'refused' in parsed ? null : parsed.address
  return address === null ? asked : world.reach(address) ?? asked
}
