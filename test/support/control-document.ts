import { readFileSync } from 'node:fs'
import { faultsOf, followed, type Schema } from './json-schema.ts'

/** The document of the control API, as it is served. */
export const controlDocument = JSON.parse(readFileSync(new URL('../../openapi-control.json', import.meta.url), 'utf8')) as Schema

/** An operation of the document. */
export interface Operation {
  readonly method: string
  /** As the document writes it. */
  readonly path: string
  readonly operationId: string
  readonly node: Schema
  /** Parameters of the path and its own. */
  readonly parameters: readonly Schema[]
}

export const operations: readonly Operation[] = Object.entries(controlDocument['paths'] as Record<string, Schema>).flatMap(([path, item]) =>
  Object.entries(item).filter(([method]) => method !== 'parameters').map(([method, node]) => {
    const own = node as Schema
    const parameters = [...(item['parameters'] ?? []) as Schema[], ...(own['parameters'] ?? []) as Schema[]].map((each) => followed(controlDocument, each))
    return { method: method.toUpperCase(), path, operationId: own['operationId'] as string, node: own, parameters }
  }))

/** The operation that a request is for; what is written out comes before what is a parameter. */
export function operationOf(method: string, path: string): Operation | undefined {
  const bare = path.split('?')[0]!.replace(/^\/_sim/, '')
  const fitting = operations.filter((operation) => operation.method === method && new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(bare))
  return fitting.find((operation) => operation.path === bare) ?? fitting[0]
}

/** An answer as it is described; undefined where none of that status is. */
export function responseOf({ node }: Operation, status: number): Schema | undefined {
  const responses = node['responses'] as Record<string, Schema>
  const found = responses[String(status)] ?? responses[`${String(status)[0]}XX`]
  return found === undefined ? undefined : followed(controlDocument, found)
}

/** What of an answer is not as the document describes it. */
export function notAsDescribed(method: string, path: string, status: number, type: string | null, body: unknown): string[] {
  const operation = operationOf(method === 'HEAD' ? 'GET' : method, path)
  // Of what is nowhere described it is said so, and in the one form.
  if (operation === undefined) return status === 204 ? [] : faultsOf(controlDocument, problemSchema, body)
  const response = responseOf(operation, status)
  if (response === undefined) return [`${operation.operationId} is not said to answer ${status}`]
  const bare = type?.split(';')[0] ?? ''
  const media = (response['content'] as Record<string, Schema>)[bare]
  if (media === undefined) return [`${operation.operationId} is not said to answer ${status} with ${bare}`]
  if (!/json$/.test(bare)) return []
  return faultsOf(controlDocument, media['schema'] as Schema, body).map((fault) => `${operation.operationId} ${status}: ${fault}`)
}

const problemSchema: Schema = { $ref: '#/components/schemas/Problem' }
