import type { Server } from 'node:http'
import { daemonStatusOf, timeText, type Daemon } from '../app.ts'
import type { Agent } from '../cluster/index.ts'
import { createUnrouted, routeOf, startsAsApi } from '../openapi/index.ts'
import { coded, headerIn, httpDate, languageOf, parseTarget, renderEnvelope, renderFailure } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'
import { createHttpFront, type WireRequest, type WireResponse } from './http/index.ts'

export interface DaemonOptions extends Daemon {
  world(): Simulation
  /** The name of its agent. */
  readonly agent: string
  readonly onBug: (error: unknown) => void
}

/** Nothing sets another type before gin writes its JSON (wire.md §1.6). */
const ginJson = ['Content-Type', 'application/json; charset=utf-8'] as const
const nothingHere: WireResponse = { status: 404, headers: [['Content-Type', 'text/plain']], body: '404 page not found' }
const maxBody = 1 << 20

/**
 * The HTTP server of the daemon that watches over an agent (wire.md §2.1). It has one route, `GET /api/v1/status`, and no more of the agent's
 * middlewares than the envelope: no trace id, no encryption. Asking it costs no virtual time.
 */
export function createDaemonFront(options: DaemonOptions): Server {
  const judge = createUnrouted([routeOf('getStatus')])
  const { world } = options
  const failed = (request: WireRequest | null, message: string): WireResponse => {
    const error = renderFailure(coded('Common.Unexpected', message), languageOf(headerIn(request?.headers ?? [], 'accept-language')))
    return { status: error.status, headers: [ginJson], body: envelope(world(), error.status, undefined, error) }
  }
  return createHttpFront({
    handler(request) {
      const found = judge(request.method, request.target, parseTarget(request.target))
      switch (found.kind) {
        case 'route': return answer(options, request.target)
        case 'redirect': return { status: found.status, headers: [...(found.body === '' ? [] : [['Content-Type', 'text/html; charset=utf-8'] as const]), ['Location', found.location]], body: found.body }
        case 'not-found': return failed(request, 'ocsagent cannot build response body')
        default: return nothingHere
      }
    },
    date: () => httpDate(world().now()),
    maxBody: () => maxBody,
    tooLarge: () => failed(null, 'the body is too large for a daemon'),
    onBug(error, request) {
      options.onBug(error)
      return failed(request, error instanceof Error ? error.message : String(error))
    },
  })
}

function answer(options: DaemonOptions, target: string): WireResponse {
  if (!startsAsApi(target)) return { status: 200, headers: [], body: '' }
  const world = options.world()
  const agent = world.agent(options.agent) as Agent
  return { status: 200, headers: [ginJson], body: envelope(world, 200, daemonStatusOf(world, agent, options), null) }
}

function envelope(world: Simulation, status: number, data: unknown, error: ReturnType<typeof renderFailure> | null): string {
  return renderEnvelope({ status, timestamp: timeText(world, world.now()), traceId: '', data, error })
}
