import { HonoBase } from 'hono/hono-base'
import { TrieRouter } from 'hono/router/trie-router'
import { readBody } from './body.ts'
import { Call } from './call.ts'
import { guard } from './guard.ts'
import type { ControlHost } from './host.ts'
import { missing, otherMethod } from './missing.ts'
import { problemOf } from './refusals.ts'
import { respond, type ControlEnv } from './respond.ts'
import { prefix, type Route } from './route.ts'
import { pathOf, queryOf, requireEncodedWell, requireKnown } from './target.ts'

export type ControlApi = HonoBase<ControlEnv>

/** The `/_sim` API (DESIGN §8): plain JSON, problem documents for errors. It sees the world and a few verbs, nothing of sockets. */
export function createControlApi(host: ControlHost, routes: readonly Route[]): ControlApi {
  const api: ControlApi = new HonoBase<ControlEnv>({
    // The faster one of Hono's does not take `/journal/lint` beside `/journal/{seq}`.
    router: new TrieRouter(),
    // As it came: an agent's name may have a slash in it, written as %2F.
    getPath: (_request, options) => pathOf(options!.env!.incoming),
  })
  mount(api, host, routes.filter(({ open }) => open === true))
  // Whoever may not ask is not told what there is: neither of what follows, nor of what is nowhere.
  api.use(async ({ env }, next) => {
    guard(host, env.incoming.headers)
    await next()
  })
  mount(api, host, routes.filter(({ open }) => open !== true))
  api.notFound((context) => respond(context, missing(pathOf(context.env.incoming), routes)))
  api.onError(async (error, context) => {
    const problem = await problemOf(error, context.get('text') ?? '')
    if (problem.status === 500) host.bug(error)
    return respond(context, problem)
  })
  return api
}

/** The first that fits a path answers: what is written out stands in the table before what is a parameter. */
function mount(api: ControlApi, host: ControlHost, routes: readonly Route[]): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    const here = routes.filter((route) => route.path === path)
    const at = `${prefix}${path.replace(/\{(\w+)\}/g, ':$1')}`
    api.use(at, async ({ env }, next) => {
      requireEncodedWell(pathOf(env.incoming))
      await next()
    })
    for (const route of here) {
      api.on(route.method, at, async (context) => {
        const { incoming } = context.env
        const query = queryOf(incoming)
        requireKnown(query, route)
        const text = await readBody(incoming)
        if (text === null) return respond(context, null)
        context.set('text', text)
        return respond(context, await route.handle(new Call(host, context.req.param(), query, incoming.headers, text)))
      })
    }
    api.all(at, (context) => respond(context, otherMethod(context.req.method, pathOf(context.env.incoming), here)))
  }
}
