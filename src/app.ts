/**
 * The Hono app: one handler a route. What becomes of a request are the phases of `exchange/`, plain functions over one record. They are no stack of middlewares: a
 * panic that continues appends a second document, which an onion cannot say.
 *
 * @module
 */
import { HonoBase } from 'hono/hono-base'
import { hostOfHeader } from './cluster/index.ts'
import { recordRequest, refusalAnswer, type Transport } from './dispatch/index.ts'
import {
  answerByAgent, answerPlainly, byRules, isUpload, json, missRequest, uploadReader, written, type AppHost, type AppRequest, type AppResponse, type Exchange, type LogEntry,
} from './exchange/index.ts'
import { createUnrouted, GinRouter, isTcpOnly, routes, socketRoutes, type Route } from './openapi/index.ts'
import { daemonStatusOf, timeText, type Daemon } from './operations/index.ts'
import { coded, headerIn, parseTarget } from './protocol/index.ts'
import type { Simulation } from './simulation.ts'

export { daemonStatusOf, isUpload, missRequest, timeText, uploadReader, type AppHost, type AppRequest, type AppResponse, type Daemon, type LogEntry, type Transport }

/** Answers the requests to one agent of a world. */
export type AgentApp = (agentName: string, request: AppRequest, transport?: Transport) => AppResponse

interface Env {
  Bindings: Exchange
}

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
    else byRules(host, exchange, null, () => answerPlainly(host, exchange, found))
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
    const wall = request.cameAt ?? host.wallMicros()
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
    const { response } = exchange
    // Mostly it is all there; what a rule has made of it may lack its place.
    if (world.waited === 0 && response.seq !== undefined) return response
    return { ...response, seq: entry.seq, ...(world.waited > 0 && { until: entry.at + world.waited }) }
  }
}

/** A route, or null for what none takes under the API's prefix. */
function take(host: AppHost, exchange: Exchange, route: Route | null, params: Readonly<Record<string, string>> | null): void {
  byRules(host, exchange, route?.operationId ?? null, () => answerByAgent(host, exchange, route, params))
}
