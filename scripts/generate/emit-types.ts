import { header } from './header.ts'
import type { Property, Schemas, Struct } from './schemas.ts'
import { tsType } from './ts-type.ts'

/** TypeScript interfaces of bodies and answers. They vanish when the program is built. */
export function emitTypes(schemas: Schemas, source: string): string {
  const structs = [...schemas.structs.values()].sort((one, other) => (one.name < other.name ? -1 : 1))
  const unions = [...schemas.strings.values()].filter(({ name }) => structs.some((struct) => !struct.bound && mentions(struct, name)))
  return `${header(source)}

/** An int or int64 of Go: a number as long as that is exact. */
export type GoInt = number | bigint

/** An instant as Go prints it: RFC 3339 with up to nine digits of a second. */
export type GoTime = string

${unions.map(({ name, values }) => `export type ${name} = ${values.map((value) => `'${value}'`).join(' | ')}`).join('\n')}

${structs.map((struct) => interfaceOf(struct, schemas)).join('\n\n')}
`
}

/** Embedded structs are written out: JSON knows nothing of them. */
function interfaceOf(struct: Struct, schemas: Schemas): string {
  const plainStrings = struct.bound ? schemas.strings : new Map<string, never>()
  const lines = promoted(struct, schemas).map(({ property, optional }) => {
    const type = tsType(property.schema, plainStrings) ?? 'unknown'
    const key = /^[A-Za-z_]\w*$/.test(property.json) ? property.json : `'${property.json}'`
    return optional ? `  readonly ${key}?: ${type} | undefined` : `  readonly ${key}: ${type}`
  })
  return [`/** ${struct.go} */`, `export interface ${struct.name} {`, ...lines, '}'].join('\n')
}

/**
 * The properties of a struct and of those embedded in it, in Go's order; of two with one key the outer one stays.
 * Optional is what an answer leaves out when zero, and in bodies what lies behind an embedded pointer that may be nil.
 */
function promoted(struct: Struct, schemas: Schemas): readonly { readonly property: Property, readonly optional: boolean }[] {
  const own = new Set(struct.fields.flatMap((field) => (field.embedded ? [] : [field.json])))
  return struct.fields.flatMap((field) => {
    if (!field.embedded) return [{ property: field, optional: struct.answered && field.omitempty }]
    const inner = schemas.structs.get(field.of)
    if (inner === undefined) return []
    const pointer = field.pointer && !struct.answered
    return promoted({ ...inner, answered: struct.answered }, schemas)
      .filter(({ property }) => !own.has(property.json))
      .map(({ property, optional }) => ({ property, optional: optional || pointer }))
  })
}

function mentions(struct: Struct, name: string): boolean {
  return struct.fields.some((field) => !field.embedded && JSON.stringify(field.schema).includes(`/${name}"`))
}
