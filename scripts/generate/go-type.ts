const numbers = [
  'int', 'int8', 'int16', 'int32', 'int64', 'uint', 'uint8', 'uint16', 'uint32', 'uint64', 'float32', 'float64',
] as const

/** A Go type as declared in `x-obshell-go`, before the names in it are looked up. */
export type Declared =
  | { readonly kind: 'string' | 'bool' | 'bytes' | 'time' | 'any' | (typeof numbers)[number] }
  | { readonly kind: 'pointer', readonly to: Declared }
  | { readonly kind: 'slice', readonly go: string, readonly item: Declared }
  | { readonly kind: 'map', readonly go: string, readonly value: Declared }
  | { readonly kind: 'named', readonly go: string }

const plain: ReadonlyMap<string, Declared> = new Map<string, Declared>([
  ...(['string', 'bool', ...numbers] as const).map((kind): [string, Declared] => [kind, { kind }]),
  ['[]uint8', { kind: 'bytes' }],
  ['time.Time', { kind: 'time' }],
  ['interface {}', { kind: 'any' }],
])

/** Parses a type as Go's reflect prints it; undefined if it is none that occurs in JSON. */
export function parseGoType(text: string): Declared | undefined {
  const simple = plain.get(text)
  if (simple !== undefined) return simple
  if (text.startsWith('*')) {
    const to = parseGoType(text.slice(1))
    return to && { kind: 'pointer', to }
  }
  if (text.startsWith('[]')) {
    const item = parseGoType(text.slice('[]'.length))
    return item && { kind: 'slice', go: text, item }
  }
  if (text.startsWith('map[string]')) {
    const value = parseGoType(text.slice('map[string]'.length))
    return value && { kind: 'map', go: text, value }
  }
  return /^[a-z]\w*\.[A-Z]\w*$/.test(text) ? { kind: 'named', go: text } : undefined
}

/** A field as declared: `Port int`. */
export function parseGoField(text: string): { readonly name: string, readonly type: Declared } | undefined {
  const [, name = '', rest = ''] = /^([A-Z]\w*) (.+)$/.exec(text) ?? []
  const type = parseGoType(rest)
  return type && { name, type }
}

/**
 * The schema that a Go type has in this document. What OpenAPI says of a property is compared with it, so the two cannot drift apart.
 * @param refOf the `$ref` of the schema of a named type
 */
export function schemaOf(type: Declared, refOf: (go: string) => string | undefined): object {
  switch (type.kind) {
    case 'string': return { type: 'string' }
    case 'bool': return { type: 'boolean' }
    case 'bytes': return { type: ['string', 'null'], format: 'byte' }
    case 'time': return { type: 'string', format: 'date-time' }
    case 'any': return {}
    case 'float32': return { type: 'number', format: 'float' }
    case 'float64': return { type: 'number', format: 'double' }
    case 'int': return { type: 'integer', format: 'int64' }
    case 'uint': return { type: 'integer', format: 'uint64' }
    case 'slice': return { type: ['array', 'null'], items: schemaOf(type.item, refOf) }
    case 'map': return { type: ['object', 'null'], additionalProperties: type.value.kind === 'any' ? true : schemaOf(type.value, refOf) }
    case 'named': return { $ref: refOf(type.go) }
    case 'pointer': return nullable(schemaOf(type.to, refOf))
    default: return { type: 'integer', format: type.kind }
  }
}

function nullable(schema: object): object {
  if ('$ref' in schema) return { anyOf: [schema, { type: 'null' }] }
  if (!('type' in schema)) return schema
  return Array.isArray(schema.type) ? schema : { ...schema, type: [schema.type, 'null'] }
}
