import type { Target } from '../protocol/index.ts'
import { createGinTree, type Found } from './gin-tree.ts'
import type { Route } from './routes.ts'
import { slashLocation } from './slash-location.ts'

/** What becomes of a request that no route takes (wire.md §1.8). */
export type Unrouted =
  | { readonly kind: 'route'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'redirect'; readonly status: 301 | 307; readonly location: string; readonly body: string }
  /** An envelope, 404. */
  | { readonly kind: 'not-found' }
  /** `404 page not found`, plain text. */
  | { readonly kind: 'text' }
  /** The web interface: `index.html` itself sends to `./`, everything else is the page. */
  | { readonly kind: 'index' }
  | { readonly kind: 'page' }

/** Whether a raw target begins as the agent's middlewares expect: else no envelope is written (wire.md §1.8). */
export function startsAsApi(target: string): boolean {
  return target.startsWith('/api/v1') || target.startsWith('/rpc/v1')
}

/** @returns a function that judges; gin's tree is built when it is first asked. */
export function createUnrouted(routes: readonly Route[]): (method: string, raw: string, target: Target) => Unrouted {
  let find: ((method: string, path: string) => Found<Route>) | undefined
  return (method, raw, target) => {
    const { path, query, origin } = target
    if (path.includes('/api/v1') || path.includes('/rpc/v1')) {
      find ??= createGinTree(routes)
      const found = find(method, path)
      // Where gin takes what Hono does not: an empty parameter in the middle of a path.
      if (found.kind === 'route') return found
      if (found.kind === 'redirect' && method !== 'CONNECT') return redirect(method, slashLocation(found.to, query, origin))
      return { kind: startsAsApi(raw) ? 'not-found' : 'text' }
    }
    return { kind: path === '/index.html' ? 'index' : 'page' }
  }
}

/** Go's `http.Redirect`: a line of HTML for GET, nothing for the others. */
function redirect(method: string, location: string): Unrouted {
  if (method !== 'GET') return { kind: 'redirect', status: 307, location, body: '' }
  const href = location.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&#34;').replace(/'/g, '&#39;')
  return { kind: 'redirect', status: 301, location, body: `<a href="${href}">Moved Permanently</a>.\n\n` }
}
