import { suggest } from '../steering/index.ts'
import { ControlProblem } from './problem.ts'
import { prefix, type Answer, type Route } from './route.ts'
import { cut, pathMax } from './target.ts'

/** A path that there is not. */
export function missing(path: string, routes: readonly Route[]): ControlProblem {
  const paths = [...new Set(routes.map((route) => route.path))]
  // What all paths begin with makes none of them like another.
  const near = path.length > pathMax || !path.startsWith(`${prefix}/`) ? null : suggest(path.slice(prefix.length), paths)
  return new ControlProblem(404, 'Not found', `the control API has no ${cut(path)}; ${near === null ? `GET ${prefix}/openapi.json describes what it has` : `did you mean '${prefix}${near}'?`}`)
}

/** A method that a path does not have; OPTIONS asks which it has. @param here the routes of the path */
export function otherMethod(method: string, path: string, here: readonly Route[]): ControlProblem | Answer {
  const methods = here.map((route) => route.method)
  const allow = [...methods.flatMap((each) => (each === 'GET' ? [each, 'HEAD'] : [each])), 'OPTIONS'].join(', ')
  if (method === 'OPTIONS') return { status: 204, type: '', text: '', headers: { Allow: allow } }
  return new ControlProblem(405, 'Method not allowed', `${path} takes ${methods.join(' and ')}, not ${method}`, {}, { Allow: allow })
}
