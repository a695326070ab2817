/**
 * The Hono app: one handler a route, and for each request the phases trace → decrypt → dispatch → envelope, plain functions over one
 * exchange record. They are no stack of middlewares: a panic that continues appends a second document, which an onion cannot say.
 *
 * @module
 */
import { HonoBase } from 'hono/hono-base'
import { micros, type Instant, type Micros } from './clock/index.ts'
import { hostOf, hostOfHeader, type Agent, type Header } from './cluster/index.ts'
import {
  dispatch, explainBody, explainHeader, recordRequest, recoveryAnswer, refusalAnswer, seenCredential, traceIdOf, type Answer, type Call, type KeyRing, type Transport,
} from './dispatch/index.ts'
import { describeEffect, type Drop, type RequestEffect } from './faults/index.ts'
import type { RequestEntry } from './journal/index.ts'
import { createUnrouted, GinRouter, isTcpOnly, paramsOf, routes, socketRoutes, startsAsApi, type Route } from './openapi/index.ts'
import { daemonStatusOf, timeText, type Daemon } from './operations/index.ts'
import {
  coded, decryptBody, editJson, failureText, headerIn, languageOf, parseCredential, parseTarget, FormFileReader, readFormFile, renderEnvelope, traceIdIn,
  type Credential, type Failure, type FormFile, type Target,
} from './protocol/index.ts'
import type { Simulation } from './simulation.ts'

export { daemonStatusOf, timeText, type Daemon, type Transport }

/** A request as it came over the wire; strings have one character a byte. */
export interface AppRequest {
  readonly method: string
  readonly target: string
  /** name, value, name, value … */
  readonly headers: readonly string[]
  readonly body: Uint8Array
  /** What {@link uploadReader} gave, if it has taken the body as it came; without it `body` is all of it. */
  readonly sink?: unknown
  readonly bodyLength: 'none' | 'zero' | 'length' | 'chunked'
  /** What Go's reader fails with in the middle of the body; null when all came. */
  readonly bodyError: string | null
  readonly remote: string
}

export interface AppResponse {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
  /** The instant at which it was given; what it costs comes after. */
  readonly at?: Instant
  /** How it fails to arrive; absent when it does. */
  readonly fate?: Drop
  /** How much real time it takes to come. */
  readonly delay?: Micros
  /** The virtual instant at which it comes. */
  readonly until?: Instant
}

/** A line of what happened, for the log. */
export interface LogEntry {
  readonly at: Instant
  readonly agent: string
  readonly method: string
  readonly target: string
  /** The operation, or null where no route took the request. */
  readonly operation: string | null
  readonly status: number
  /** Why it was refused, in words; null when it was not. */
  readonly why: string | null
  /** Something else that is worth knowing: that the work asked about is held, say; null mostly. */
  readonly note: string | null
}

export interface AppHost {
  /** The world as it stands: a reset puts another in its place. */
  world(): Simulation
  readonly keys: KeyRing
  /** Real time, microseconds since the Unix epoch. */
  wallMicros(): number
  log?(entry: LogEntry): void
  /** A bug of ours: told loudly. */
  bug(error: unknown): void
}

/** Answers the requests to one agent of a world. */
export type AgentApp = (agentName: string, request: AppRequest, transport?: Transport) => AppResponse

/** The one record that the phases of a request share. */
interface Exchange {
  readonly world: Simulation
  readonly agent: Agent
  readonly request: AppRequest
  readonly target: Target
  readonly transport: Transport
  /** What the journal keeps of it. */
  readonly entry: RequestEntry
  response: AppResponse | null
}

interface Env {
  Bindings: Exchange
}

const json = 'application/json'
/** Answers given before the agent has set its Content-Type are gin's own (wire.md §1.6). */
const ginJson = 'application/json; charset=utf-8'
/** From so many bytes on Go sends a body in chunks, without a length: its buffer holds 2048 (wire.md §1.1). */
const chunkedFrom = 2049
const page = '<!DOCTYPE html><html><head><title>obshell-sim</title></head><body></body></html>\n'
/**
 * Handlers write into the exchange; Hono wants something that counts as a Response and does not look at it. Were it one, Node would load all
 * of undici at start, which takes 15 ms and 9 MB.
 */
const done = {} as Response

/** Builds the app from the route table. @throws when a route is there twice: a bug of the table */
export function createApp(host: AppHost): AgentApp {
  const app = new HonoBase<Env>({
    router: new GinRouter(),
    // Hono sees the decoded path, as gin does; the raw target is in the exchange.
    getPath: (_request, options) => (options?.env as Exchange).target.path,
  })
  for (const route of routes) {
    app.on(route.method, route.path, (context) => {
      take(host, context.env, context.env.transport === 'socket' && isTcpOnly(route) ? null : route, null)
      return done
    })
  }
  const unrouted = { onSocket: createUnrouted(socketRoutes), elsewhere: createUnrouted(routes) }
  app.notFound((context) => {
    const exchange = context.env
    const judge = exchange.transport === 'socket' ? unrouted.onSocket : unrouted.elsewhere
    const found = judge(exchange.request.method, exchange.request.target, exchange.target)
    if (found.kind === 'route') take(host, exchange, found.route, found.params)
    else if (found.kind === 'not-found') take(host, exchange, null, {})
    else exchange.response = plainAnswer(host, exchange, found)
    return done
  })
  app.onError((error) => {
    throw error
  })

  // The name under which the last request came: a name is learnt once, and clients keep theirs.
  let learnt: { readonly world: Simulation; readonly host: string } | null = null

  return (agentName, request, transport = 'tcp') => {
    const world = host.world()
    const named = headerIn(request.headers, 'host')
    if (named !== undefined && (learnt?.host !== named || learnt.world !== world)) {
      learnt = { world, host: named }
      world.learnHost(hostOfHeader(named))
    }
    const agent = world.agent(agentName)
    if (agent === undefined) throw new Error(`no agent '${agentName}' in this world`)
    const wall = host.wallMicros()
    const entry = recordRequest(world, {
      agent, client: request.remote, via: 'client', transport, method: request.method, target: request.target, operation: null, body: request.body, wall,
    })
    const exchange: Exchange = { world, agent, request, target: parseTarget(request.target), transport, entry, response: null }
    world.cause = entry.seq
    world.waited = 0
    try {
      // Hono answers HEAD by GET; the agent has no route for it.
      const seen = { method: request.method === 'HEAD' ? 'head' : request.method, url: request.target } as Request
      void app.fetch(seen, exchange)
      if (exchange.response === null) throw new Error(`${request.method} ${request.target} was not answered at once`)
    } catch (error) {
      host.bug(error)
      const failure = coded('Simulator.Bug', error instanceof Error ? error.message : String(error))
      exchange.response = written(host, exchange, [refusalAnswer(world, agent, '', failure, null)], json)
    }
    world.cause = null
    entry.size = Buffer.byteLength(exchange.response.body)
    entry.duration = host.wallMicros() - wall
    world.journal.complete(entry)
    const { waited } = world
    return waited === 0 ? exchange.response : { ...exchange.response, until: entry.at + waited }
  }
}

/** A request as the rules of the scenario let it come: mostly untouched. */
function take(host: AppHost, exchange: Exchange, route: Route | null, params: Readonly<Record<string, string>> | null): void {
  const { world, agent, request, entry } = exchange
  const operation = entry.operation = route?.operationId ?? null
  const ruling = world.ruleOn({ operation, method: request.method, target: request.target, agent: agent.name, via: 'client', client: hostOf(request.remote) })
  if (ruling === null) return run(host, exchange, route, params)
  entry.nearly = ruling.nearly
  if (ruling.rule === null) return run(host, exchange, route, params)
  const { id, effect } = ruling.rule
  entry.rule = { id, effect: describeEffect(effect) }
  applied(host, exchange, { id, effect }, () => run(host, exchange, route, params))
}

/** What a rule does to a request. @param goOn lets the agent answer it */
function applied(host: AppHost, exchange: Exchange, { id, effect }: { readonly id: string; readonly effect: RequestEffect }, goOn: () => void): void {
  const { world, agent, request } = exchange
  const acted = (change: (response: AppResponse) => AppResponse): void => {
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
      if (effect.virtual) world.waited += effect.delay
      return effect.virtual ? goOn() : acted((response) => ({ ...response, delay: effect.delay }))
    case 'drop': {
      const { drop } = effect
      if (drop.how === 'truncate' || drop.how === 'reset-after' || drop.how === 'slow') return acted((response) => ({ ...response, fate: drop }))
      if (drop.how === 'hang' && drop.virtual) world.waited += hangTime
      return ruled(host, exchange, { status: 0, headers: [], body: '', fate: drop }, `the rule '${id}' drops this: ${drop.how}`)
    }
  }
}

/** How long an answer hangs in virtual time: as long as agents wait for each other. */
const hangTime: Micros = 180 * micros.s

/** An answer with fields set or removed; its length is written anew. */
function edited(response: AppResponse, { set, remove }: Extract<RequestEffect, { kind: 'edit' }>): AppResponse {
  return { ...response, headers: response.headers.filter(([name]) => name !== 'Content-Length'), body: editJson(response.body, set, remove) }
}

/** An answer that no agent has given. */
function ruled(host: AppHost, exchange: Exchange, response: AppResponse, why: string): void {
  exchange.response = response
  tell(host, exchange, response.status, why)
  exchange.world.afterRequest(false)
}

/** Writes down what became of a request, in the journal and in the log. */
function tell(host: AppHost, { world, agent, request, entry }: Exchange, status: number, why: string | null, errCode: string | null = null): void {
  entry.status = status
  entry.why = why
  entry.errCode = errCode
  host.log?.({ at: world.now(), agent: agent.name, method: request.method, target: request.target, operation: entry.operation, status, why, note: entry.note })
}

/** The phases of a request that an API route, or none under the API's prefix, takes. */
function run(host: AppHost, exchange: Exchange, route: Route | null, params: Readonly<Record<string, string>> | null): void {
  const { world, agent, request, entry } = exchange
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
  if (question) entry.note = world.heldNote()
  settle(host, exchange, answers, json, question)
}

type HeaderOpened =
  | { readonly outcome: 'none' | 'opened'; readonly credential: Credential | null; readonly header: Header | null }
  /** `text`: what the client sent, `reason`: what Go says of it. */
  | { readonly outcome: 'refused'; readonly failure: Failure; readonly text: string; readonly reason: string }

/** Of both headers only the agent's is looked at; an empty one counts as absent (wire.md §3.3). */
function decryptHeader(host: AppHost, { world, agent, request }: Exchange): HeaderOpened {
  const none: HeaderOpened = { outcome: 'none', credential: null, header: null }
  if (!world.settings.encryption) return none
  const agentHeader = headerIn(request.headers, 'x-ocs-agent-header')
  const text = agentHeader || headerIn(request.headers, 'x-ocs-header')
  if (!text) return none
  const refuse = (reason: string): HeaderOpened => ({ outcome: 'refused', failure: coded('Security.Authentication.Header.DecryptFailed', reason), text, reason })
  const opened = host.keys.open(agent, text)
  if (!opened.ok) return refuse(opened.reason)
  const parsed = parseCredential(opened.bytes)
  return parsed.ok ? { outcome: 'opened', credential: parsed.credential, header: agentHeader ? 'agent' : 'oceanbase' } : refuse(parsed.reason)
}

/** The one target whose body is not encrypted as the others are (wire.md §3.4). */
const packageTarget = '/api/v1/package'

function decrypted(request: AppRequest, credential: Credential): ReturnType<typeof decryptBody> {
  if (request.bodyError !== null) return { kind: 'refused', failure: coded('Request.Body.ReadFailed', request.bodyError) }
  if (request.body.length === 0 || request.target === packageTarget) return { kind: 'plain', bytes: request.body }
  return decryptBody(request.body, credential.keys)
}

/** The field of a form that holds an uploaded package. */
const fileField = 'file'

const streamed = routes.find(({ auth }) => auth === 'file')
const uploadPaths = new Set(routes.filter(({ upload }) => upload).map(({ path }) => path))

/** Whether a raw target is that of an upload. */
export function isUpload(target: string): boolean {
  return uploadPaths.has(target.split('?', 1)[0]!)
}

/**
 * What is to take the body of a request as it comes. An upload that is vouched for by a digest comes as it is and may be of any size; all
 * other bodies are encrypted or small.
 */
export function uploadReader({ method, target, headers }: Pick<AppRequest, 'method' | 'target' | 'headers'>): FormFileReader | null {
  return method === streamed?.method && target === streamed.path ? new FormFileReader(headerIn(headers, 'content-type') ?? null, fileField) : null
}

/** The file of an upload. Where the raw target is more than the path the agent has read the body for its log, and nothing is left (wire.md §1.9). */
function fileOf({ request }: Exchange, route: Route, body: Uint8Array | string): FormFile {
  const isEmpty = request.bodyLength === 'none' || request.bodyLength === 'zero'
  if (!isEmpty && request.sink instanceof FormFileReader) return request.sink.end(request.bodyError)
  const form = isEmpty ? '{}' : request.target === route.path ? body : ''
  return readFormFile(headerIn(request.headers, 'content-type') ?? null, typeof form === 'string' ? Buffer.from(form) : form, fileField, request.bodyError)
}

/** Ends an exchange: the documents are written, then the request costs what the clock's mode says. */
function settle(host: AppHost, exchange: Exchange, answers: readonly Answer[], contentType: string, question: boolean): void {
  exchange.response = written(host, exchange, answers, contentType)
  exchange.world.noteTransitions()
  exchange.world.afterRequest(question)
}

/** Several documents stand one after the other, under the status of the first (wire.md §1.10). */
function written(host: AppHost, exchange: Exchange, answers: readonly Answer[], contentType: string): AppResponse {
  const { world, request } = exchange
  // Without the prefix in the raw target the agent writes no envelope; what it relays or recovers is written by others.
  const seen = startsAsApi(request.target) ? answers : answers.filter((answer) => answer.recovered || answer.relayed)
  const first = answers[0]!
  tell(host, exchange, seen.length === 0 ? 200 : first.status, first.why, first.error?.errCode ?? null)
  world.answered(hostOf(request.remote), first.error?.code)
  if (seen.length === 0) return { status: 200, headers: [], body: '', at: world.now() }
  const body = seen.map((answer) => documentOf(world, answer)).join('')
  return { status: seen[0]!.status, headers: headersOf(seen[0]!, contentType, body), body, at: world.now() }
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

/** What is not the API: redirects, the web page, plain 404s. A credential that cannot be decrypted turns the page into a 404. */
function plainAnswer(host: AppHost, exchange: Exchange, found: Exclude<ReturnType<ReturnType<typeof createUnrouted>>, { kind: 'route' | 'not-found' }>): AppResponse {
  const answer = (status: number, headers: AppResponse['headers'], body: string): AppResponse => {
    const { world } = exchange
    const at = world.now()
    tell(host, exchange, status, null)
    world.afterRequest(false)
    return { status, headers, body, at }
  }
  if (found.kind === 'redirect') {
    return answer(found.status, [...(found.body === '' ? [] : [['Content-Type', 'text/html; charset=utf-8'] as const]), ['Location', found.location]], found.body)
  }
  // The web interface is for browsers: the socket has none (wire.md §2.1).
  if (found.kind === 'text' || exchange.transport === 'socket' || decryptHeader(host, exchange).outcome === 'refused') return answer(404, [['Content-Type', 'text/plain']], '404 page not found')
  if (found.kind === 'index') return answer(301, [['Location', './']], '')
  return answer(200, [['Content-Type', 'text/html; charset=utf-8']], page)
}
