import { isPlain, schemaName } from './source.ts'
import type { Plain } from './source.ts'

/**
 * The TypeScript type of a property, nil as null; undefined if its schema is of no shape that Go types have here.
 * @param plainStrings whose names are printed as `string`, since what a client sent may be none of their values
 */
export function tsType(schema: Plain, plainStrings: { readonly has: (name: string) => boolean }): string | undefined {
  if (Array.isArray(schema['anyOf'])) {
    const [some, none]: readonly unknown[] = schema['anyOf']
    const type = isPlain(some) && isPlain(none) && none['type'] === 'null' ? tsType(some, plainStrings) : undefined
    return type && `${type} | null`
  }
  const name = schemaName(schema['$ref'])
  if (name !== undefined) return plainStrings.has(name) ? 'string' : name
  if (schema['type'] === undefined) return 'unknown'
  const [type, ...others]: readonly unknown[] = Array.isArray(schema['type']) ? schema['type'] : [schema['type']]
  const written = ofType(type, schema, plainStrings)
  return written && (others.includes('null') ? `${written} | null` : written)
}

function ofType(type: unknown, schema: Plain, plainStrings: { readonly has: (name: string) => boolean }): string | undefined {
  switch (type) {
    case 'string': return schema['format'] === 'date-time' ? 'GoTime' : schema['format'] === 'byte' ? 'Uint8Array' : 'string'
    case 'boolean': return 'boolean'
    case 'integer': return 'GoInt'
    case 'number': return 'number'
    case 'array': {
      const item = isPlain(schema['items']) ? tsType(schema['items'], plainStrings) : undefined
      return item && `readonly ${item.includes(' ') ? `(${item})` : item}[]`
    }
    case 'object': {
      const values = schema['additionalProperties']
      const value = values === true ? 'unknown' : isPlain(values) ? tsType(values, plainStrings) : undefined
      return value && `Readonly<Record<string, ${value}>>`
    }
    default: return undefined
  }
}
