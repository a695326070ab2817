import type { Operation } from './operations.ts'
import { header } from './header.ts'

/** The route table, one line each, in the order in which they are to be tried. */
export function emitRoutes(operations: readonly Operation[], source: string): string {
  return `${header(source)}
import { route } from '../routes.ts'
import type { Route } from '../routes.ts'

/** Every route of the agent. What is fixed in a path comes before what is a parameter, so the first match is the right one. */
export const routes: readonly Route[] = [
${operations.map(line).join('\n')}
]
`
}

function line({ method, path, operationId, auth, bind, bodies, late, bodyUnread, question }: Operation): string {
  const [body = null] = bodies.length === 1 ? bodies : []
  const flags = Object.entries({ late, bodyUnread, question }).filter(([, set]) => set).map(([flag]) => flag)
  const rest = bind === 'none' && flags.length === 0 ? [] : [bind, body, ...flags]
  return `  route(${[method, path, operationId, auth, ...rest].map((part) => (part === null ? 'null' : `'${part}'`)).join(', ')}),`
}
