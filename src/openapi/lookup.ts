import { routes } from './generated/routes.ts'
import type { Route } from './routes.ts'

const byOperation: ReadonlyMap<string, Route> = new Map(routes.map((route) => [route.operationId, route]))

/** The route of an operation. @throws for a name that no operation has: a bug */
export function routeOf(operationId: string): Route {
  const route = byOperation.get(operationId)
  if (route === undefined) throw new Error(`openapi.yaml has no operation '${operationId}'`)
  return route
}

/** The parameters of a decoded path that a route has matched. */
export function paramsOf(route: Route, path: string): Readonly<Record<string, string>> {
  if (route.params.length === 0) return {}
  const values = path.split('/')
  const places = [...route.path.split('/').entries()].filter(([, part]) => part.startsWith(':'))
  return Object.fromEntries(places.map(([index, part]) => [part.slice(1), values[index] ?? '']))
}
