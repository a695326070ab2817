/** A schema of JSON, or a map of them. */
export interface Schema {
  readonly [key: string]: unknown
}

/** What says nothing of which values fit. */
const annotations = new Set(['description', 'title', 'default', 'examples', 'example', 'format', 'propertyNames'])

/**
 * What is wrong with a value, by a schema of a document: nothing, or a sentence for each thing. It knows the words that our documents use, and no others, so that
 * one which it does not know is no silent yes.
 */
export function faultsOf(document: Schema, schema: Schema, value: unknown, at = ''): string[] {
  const wrong = (message: string): string[] => [`${at === '' ? 'it' : at} ${message}, and is ${shown(value)}`]
  const inner = (each: unknown, item: unknown, place: string): string[] => faultsOf(document, each as Schema, item, place)
  return Object.entries(schema).flatMap(([word, said]) => {
    switch (word) {
      case '$ref': return inner(resolve(document, said as string), value, at)
      case 'type': return [said].flat().some((type) => isOf(type as string, value)) ? [] : wrong(`must be ${[said].flat().join(' or ')}`)
      case 'const': return isSame(said, value) ? [] : wrong(`must be ${shown(said)}`)
      case 'enum': return (said as unknown[]).some((each) => isSame(each, value)) ? [] : wrong(`must be one of ${shown(said)}`)
      case 'pattern': return typeof value !== 'string' || new RegExp(said as string, 'u').test(value) ? [] : wrong(`must match ${said as string}`)
      case 'minLength': return typeof value !== 'string' || value.length >= (said as number) ? [] : wrong(`has at least ${said as number} signs`)
      case 'minimum': return typeof value !== 'number' || value >= (said as number) ? [] : wrong(`must be ${said as number} at least`)
      case 'maximum': return typeof value !== 'number' || value <= (said as number) ? [] : wrong(`must be ${said as number} at most`)
      case 'minItems': return !Array.isArray(value) || value.length >= (said as number) ? [] : wrong(`has at least ${said as number} items`)
      case 'maxItems': return !Array.isArray(value) || value.length <= (said as number) ? [] : wrong(`has at most ${said as number} items`)
      case 'minProperties': return !isMap(value) || Object.keys(value).length >= (said as number) ? [] : wrong(`has at least ${said as number} keys`)
      case 'maxProperties': return !isMap(value) || Object.keys(value).length <= (said as number) ? [] : wrong(`has at most ${said as number} keys`)
      case 'items': return Array.isArray(value) ? value.flatMap((item, index) => inner(said, item, `${at}[${index}]`)) : []
      case 'properties': return isMap(value) ? Object.entries(said as Schema).flatMap(([key, each]) => (Object.hasOwn(value, key) ? inner(each, value[key], `${at}.${key}`) : [])) : []
      case 'required': return isMap(value) ? (said as string[]).filter((key) => !Object.hasOwn(value, key)).flatMap((key) => wrong(`must have '${key}'`)) : []
      case 'additionalProperties': {
        const others = isMap(value) ? Object.keys(value).filter((key) => !Object.hasOwn((schema['properties'] ?? {}) as Schema, key)) : []
        if (typeof said === 'boolean') return said ? [] : others.map((key) => `${at}.${key} is not described`)
        return others.flatMap((key) => inner(said, (value as Schema)[key], `${at}.${key}`))
      }
      case 'anyOf': case 'oneOf': {
        const tried = (said as Schema[]).map((each) => inner(each, value, at))
        const fitting = tried.filter((faults) => faults.length === 0).length
        if (fitting === 1 || (fitting > 1 && word === 'anyOf')) return []
        return fitting > 1 ? wrong('fits more than one') : wrong(`fits none: ${tried.map((faults) => faults.join(' + ')).join(' | ')}`)
      }
      default:
        if (!annotations.has(word)) throw new Error(`the checker of schemas does not know '${word}'`)
        return []
    }
  })
}

function resolve(document: Schema, reference: string): unknown {
  return reference.replace(/^#\//, '').split('/').reduce<unknown>((value, key) => (value as Schema)[key.replaceAll('~1', '/').replaceAll('~0', '~')], document)
}

/** What a node is, or what its `$ref` points to. */
export function followed(document: Schema, node: Schema): Schema {
  return typeof node['$ref'] === 'string' ? resolve(document, node['$ref']) as Schema : node
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'null': return value === null
    case 'integer': return Number.isInteger(value)
    case 'array': return Array.isArray(value)
    case 'object': return isMap(value)
    default: return typeof value === type
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}
