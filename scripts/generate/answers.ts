import type { OperationObject } from 'openapi3-ts/oas31'
import { isPlain, schemaName } from './source.ts'
import type { Path, Plain, Source } from './source.ts'

/** What `data` of a 200 is: nothing, a string, or values of schemas. A list is a Go slice, which the envelope puts into `contents`. */
export type Answer =
  | { readonly kind: 'none' | 'text' }
  | { readonly kind: 'one' | 'list' | 'map', readonly schemas: readonly string[] }

/** Reads the schema of `data` out of the response 200: an envelope, or `allOf` an envelope and `data`. */
export function readAnswer(source: Source, { responses = {} }: OperationObject, at: Path): Answer {
  const here = [...at, 'responses']
  for (const failing of ['4XX', '5XX']) {
    if (responses[failing] === undefined) source.report(here, `there is no response ${failing}`)
  }
  const response = source.follow(responses['200'], [...here, '200'])
  if (!isPlain(response.value)) {
    source.report(here, 'there is no response 200')
    return { kind: 'none' }
  }
  const schema = dig(response.value, 'content', 'application/json', 'schema')
  if (schemaName(dig(schema, '$ref')) === 'Envelope') return { kind: 'none' }
  const data = dig(schema, 'allOf', '1', 'properties', 'data')
  const answer = isPlain(data) ? readData(data) : undefined
  if (answer === undefined) source.report([...response.at, 'content'], 'data is none of: a $ref, anyOf of them, contents, a map, a string')
  return answer ?? { kind: 'none' }
}

function readData(data: Plain): Answer | undefined {
  if (data['type'] === 'string') return { kind: 'text' }
  const item = dig(data, 'properties', 'contents', 'items')
  if (item !== undefined) return some('list', [item])
  if (data['additionalProperties'] !== undefined) return some('map', [data['additionalProperties']])
  // An embedded pointer that is nil leaves an empty object behind; the type does not tell it apart.
  return some('one', Array.isArray(data['anyOf']) ? data['anyOf'].filter((choice: unknown) => dig(choice, 'maxProperties') !== 0) : [data])
}

function some(kind: 'one' | 'list' | 'map', nodes: readonly unknown[]): Answer | undefined {
  const schemas = nodes.map((node) => schemaName(dig(node, '$ref')))
  return schemas.every((name) => name !== undefined) ? { kind, schemas } : undefined
}

/** The value some keys (or indices) deep, as far as there is one. */
function dig(node: unknown, ...keys: readonly string[]): unknown {
  let value = node
  for (const key of keys) {
    value = Array.isArray(value) ? value[Number(key)] : isPlain(value) ? value[key] : undefined
  }
  return value
}
