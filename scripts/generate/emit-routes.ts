import type { Operation } from './operations.ts'
import { header } from './header.ts'

/** The route table, one line each, in the order in which they are to be tried. */
export function emitRoutes(operations: readonly Operation[], source: string): string {
  return `${header(source)}
import { requires, route } from '../routes.ts'
import type { Route } from '../routes.ts'

/** Every route of the agent. What is fixed in a path comes before what is a parameter, so the first match is the right one. */
export const routes: readonly Route[] = [
${operations.map(line).join('\n')}
]
`
}

function line({ method, path, operationId, auth, bind, bodies, late, bodyUnread, question, upload, requires, refusedData }: Operation): string {
  const [body = null] = bodies.length === 1 ? bodies : []
  const flags = Object.entries({ late, bodyUnread, question, upload }).filter(([, set]) => set).map(([flag]) => `'${flag}'`)
  const requirement = requires === undefined ? [] : [`requires(${[requires, ...(refusedData === undefined ? [] : [refusedData])].map(quoted).join(', ')})`]
  const marks = [...flags, ...requirement]
  const binding = bind === 'none' && marks.length === 0 ? [] : [quoted(bind), ...(body === null && marks.length === 0 ? [] : [quoted(body)])]
  return `  route(${[...[method, path, operationId, auth].map(quoted), ...binding, ...marks].join(', ')}),`
}

function quoted(text: string | null): string {
  return text === null ? 'null' : `'${text}'`
}
