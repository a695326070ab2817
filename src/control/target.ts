import { unknownName } from '../steering/index.ts'
import { badRequest } from './problem.ts'
import type { Route } from './route.ts'

/** A request, as far as its target goes. */
interface Asked {
  readonly url?: string | undefined
}

/** Whoever asks for more does not mean another path. */
export const pathMax = 200

/** The raw path. A target may name its host, too. */
export function pathOf({ url = '' }: Asked): string {
  const at = url.indexOf('?')
  return (at < 0 ? url : url.slice(0, at)).replace(/^https?:\/\/[^/]*/i, '')
}

export function queryOf({ url = '' }: Asked): URLSearchParams {
  const at = url.indexOf('?')
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1))
}

/** Hono leaves as it is what cannot be decoded. @throws ControlProblem */
export function requireEncodedWell(path: string): void {
  for (const part of path.split('/')) {
    try {
      decodeURIComponent(part)
    } catch {
      throw badRequest(`'${cut(part)}' in the path is not encoded well: write % as %25`)
    }
  }
}

/** @throws ControlProblem for a parameter that a call does not take, or takes once */
export function requireKnown(query: URLSearchParams, { query: known = [] }: Route): void {
  if (known === null) return
  for (const name of query.keys()) {
    if (known.includes(name)) continue
    throw badRequest(unknownName('parameter', name, known, 'this call takes none'))
  }
  const twice = known.find((name) => query.getAll(name).length > 1)
  if (twice !== undefined) throw badRequest(`the parameter '${twice}' is given more than once`)
}

export function cut(text: string): string {
  return text.length > pathMax ? `${text.slice(0, pathMax)}…` : text
}
