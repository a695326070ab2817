import { routes } from './generated/routes.ts'
import type { Route } from './routes.ts'

const byOperation: ReadonlyMap<string, Route> = new Map(routes.map((route) => [route.operationId, route]))

/** The route of an operation. @throws for a name that no operation has: a bug */
export function routeOf(operationId: string): Route {
  const route = byOperation.get(operationId)
  if (route === undefined) throw new Error(`openapi.yaml has no operation '${operationId}'`)
  return route
}

/** The parameters of a decoded path that a route has matched: what is no parameter is the same in both. */
export function paramsOf(route: Route, path: string): Readonly<Record<string, string>> {
  const params: Record<string, string> = {}
  let from = 0
  // How much longer the path is than the route up to here.
  let shift = 0
  for (const name of route.params) {
    const start = route.path.indexOf(':', from) + shift
    const slash = path.indexOf('/', start)
    const end = slash < 0 ? path.length : slash
    params[name] = path.slice(start, end)
    from = start - shift + 1 + name.length
    shift = end - from
  }
  return params
}
