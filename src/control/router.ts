import { didYouMean } from '../scenario/index.ts'
import { badRequest, ControlProblem } from './problem.ts'
import type { Method, Route } from './route.ts'

/** What every path begins with. */
export const prefix = '/_sim'

export interface Found {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** A route, its path in pieces; null is a parameter. */
interface Ready {
  readonly route: Route
  readonly pieces: readonly (string | null)[]
  readonly names: readonly string[]
}

/** Finds the route of a request. */
export class Router {
  readonly #all: readonly Ready[]

  constructor(routes: readonly Route[]) {
    this.#all = routes.map((route) => {
      const parts = route.path.split('/')
      return {
        route, pieces: parts.map((part) => (part.startsWith('{') ? null : part)),
        names: parts.filter((part) => part.startsWith('{')).map((part) => part.slice(1, -1)),
      }
    })
  }

  /**
   * The routes of a raw path, by their methods.
   *
   * @param path without the query
   * @throws ControlProblem 404 where there are none, 400 for a path that says nothing
   */
  at(path: string): ReadonlyMap<Method, Found> {
    const pieces = path.slice(prefix.length).split('/')
    const found = new Map<Method, Found>()
    // What is written out comes before what is a parameter.
    const fitting = this.#all.filter((ready) => fits(ready, pieces))
    const fixed = fitting.filter(({ names }) => names.length === 0)
    for (const ready of fixed.length > 0 ? fixed : fitting) found.set(ready.route.method, { route: ready.route, params: paramsOf(ready, pieces) })
    if (found.size === 0) throw this.#missing(path)
    return found
  }

  /** Whether anyone may ask at a path. */
  isOpen(path: string): boolean {
    return this.#all.some(({ route }) => route.open === true && `${prefix}${route.path}` === path)
  }

  #missing(path: string): ControlProblem {
    const paths = [...new Set(this.#all.map(({ route }) => `${prefix}${route.path}`))]
    const near = path.length > pathMax ? undefined : didYouMean(path, paths)
    return new ControlProblem(404, 'Not found', `the control API has no ${cut(path)}; ${near ?? `GET ${prefix}/openapi.json describes what it has`}`)
  }
}

/** Whoever asks for more does not mean another path. */
const pathMax = 200

function fits({ pieces }: Ready, given: readonly string[]): boolean {
  return pieces.length === given.length && pieces.every((piece, index) => (piece === null ? given[index] !== '' : piece === given[index]))
}

function paramsOf({ pieces, names }: Ready, given: readonly string[]): Record<string, string> {
  const values = given.filter((_, index) => pieces[index] === null)
  return Object.fromEntries(names.map((name, index) => [name, decoded(values[index]!)]))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw badRequest(`'${cut(text)}' in the path is not encoded well: write % as %25`)
  }
}

function cut(text: string): string {
  return text.length > pathMax ? `${text.slice(0, pathMax)}…` : text
}
