import { routes } from './generated/routes.ts'
import type { Route } from './routes.ts'

/**
 * The routes of an agent's unix socket: all but those of single sign-on, which are registered for TCP only (wire.md §2.1; `/sso/token` as seen
 * on a running agent).
 */
export const socketRoutes: readonly Route[] = routes.filter((route) => !isTcpOnly(route))

/** Whether a route is not there on the socket. */
export function isTcpOnly(route: Route): boolean {
  return route.path.startsWith('/api/v1/sso/')
}
