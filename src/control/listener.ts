import type { HttpBindings } from '@hono/node-server'
import { createControlApi } from './api.ts'
import type { LoadedControl } from './first-use.ts'
import type { ControlHost } from './host.ts'
import { createRoutes } from './routes.ts'
import { Streams } from './streams.ts'

/** The `/_sim` API for servers of node:http. */
export async function createControlListener(host: ControlHost): Promise<LoadedControl> {
  // At the top of this file they would be loaded with the package's entry, and with them all that `fetch` is made of.
  const [{ getRequestListener, RequestError }, { RESPONSE_ALREADY_SENT: sent }] = await Promise.all([
    import('@hono/node-server'), import('@hono/node-server/utils/response'),
  ])
  const streams = new Streams(host)
  const api = createControlApi(host, createRoutes(streams))
  return {
    listener(incoming, outgoing) {
      const env = { incoming: incoming as HttpBindings['incoming'], outgoing, sent }
      getRequestListener((request) => api.fetch(request, env), {
        overrideGlobalObjects: false,
        // node:http reads by itself what is left of a body; this would be by timers, which tests may hold.
        autoCleanupIncoming: false,
        hostname: 'localhost',
        errorHandler(error) {
          // A host or target that makes no URL is for the API to judge: it sees them as they came, and wants nothing of the request but its method.
          if (error instanceof RequestError) return api.fetch({ method: incoming.method ?? '', url: 'http://localhost/' } as Request, env)
          host.bug(error)
          return new Response(null, { status: 500 })
        },
      })(incoming, outgoing).catch((error: unknown) => host.bug(error))
    },
    close: () => streams.close(),
  }
}
