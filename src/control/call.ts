import type { Simulation } from '../simulation.ts'
import { didYouMean, unknownName } from '../steering/index.ts'
import { parseBody, parseJson } from './body.ts'
import type { ControlHost } from './host.ts'
import { badRequest } from './problem.ts'

/** A call as its handler sees it. */
export class Call {
  readonly host: ControlHost
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: NodeJS.Dict<string | string[]>
  /** The body as it came. */
  readonly text: string

  constructor(host: ControlHost, params: Call['params'], query: URLSearchParams, headers: Call['headers'], text: string) {
    this.host = host
    this.params = params
    this.query = query
    this.headers = headers
    this.text = text
  }

  /** The world as it is now. Another may take its place while something is waited for. */
  get world(): Simulation {
    this.host.catchUp()
    return this.host.world()
  }

  /** A parameter of the path. */
  param(name: string): string {
    return this.params[name]!
  }

  /** The body as a JSON object with no keys but these; no body is an empty one. @throws ControlProblem */
  object(...keys: readonly string[]): Readonly<Record<string, unknown>> {
    if (this.text.trim() === '') return {}
    const body = parseJson(this.text)
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badRequest('the body must be a JSON object')
    const unknown = Object.keys(body).find((key) => !keys.includes(key))
    if (unknown !== undefined) throw badRequest(unknownName('key', unknown, keys, 'this call takes none'))
    return body as Record<string, unknown>
  }

  /** The body as a value in the form of a scenario file: JSON or YAML. @throws ControlProblem */
  async value(): Promise<unknown> {
    if (this.text.trim() === '') throw badRequest('the body is empty: write it as it would stand in a scenario file, as JSON or YAML')
    return parseBody(this.text)
  }

  /** Wants an empty body. @throws ControlProblem */
  nothing(): void {
    this.object()
  }

  /** A parameter of the query that is a whole number; undefined where it is not there. @throws ControlProblem */
  whole(name: string, least: number): number | undefined {
    const given = this.query.get(name)
    if (given === null) return undefined
    const number = /^\d{1,15}$/.test(given) ? Number(given) : -1
    if (number < least) throw badRequest(`${name} must be a whole number from ${least} on, not '${given}'`)
    return number
  }

  /** A parameter of the query that is one of some words; null where it is not there. @throws ControlProblem */
  choice<T extends string>(name: string, choices: readonly T[]): T | null {
    const given = this.query.get(name)
    if (given === null) return null
    const found = choices.find((choice) => choice === given)
    if (found === undefined) {
      const hint = didYouMean(given, choices)
      throw badRequest(`${name} must be one of ${choices.join(', ')}, not '${given}'${hint === undefined ? '' : `; ${hint}`}`)
    }
    return found
  }
}
