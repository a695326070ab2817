import { isDeepStrictEqual } from 'node:util'
import { parseGoField, parseGoType, schemaOf } from './go-type.ts'
import type { Declared } from './go-type.ts'
import type { Operation } from './operations.ts'
import { isPlain, schemaName } from './source.ts'
import type { Path, Plain, Source } from './source.ts'
import { tsType } from './ts-type.ts'

/** A schema that is a Go struct. */
export interface Struct {
  /** Its name in the document, and of everything generated from it. */
  readonly name: string
  /** The Go type with its package: `meta.AgentInfo`. */
  readonly go: string
  readonly fields: readonly Field[]
  /** Whether a body is decoded into it. */
  readonly bound: boolean
  /** Whether it is in an answer. */
  readonly answered: boolean
}

export type Field = Property | Embedded

export interface Property {
  readonly embedded: false
  readonly json: string
  readonly schema: Plain
  readonly required: boolean
  readonly omitempty: boolean
  readonly minimum: number | undefined
  /** The Go field, where a body is decoded into it. */
  readonly go: { readonly name: string, readonly type: Declared } | undefined
}

export interface Embedded {
  readonly embedded: true
  /** Name of the schema embedded. */
  readonly of: string
  readonly pointer: boolean
}

/** A named string type of Go, with the values it is known to have. */
export interface NamedString {
  readonly name: string
  readonly go: string
  readonly values: readonly string[]
}

export interface Schemas {
  /** In the order of the document. */
  readonly structs: ReadonlyMap<string, Struct>
  readonly strings: ReadonlyMap<string, NamedString>
  /** Schema names by Go type. */
  readonly byGo: ReadonlyMap<string, string>
}

/** All schemas that operations reach, and whether they agree with the Go types they name. */
export function readSchemas(source: Source, operations: readonly Operation[]): Schemas {
  const all = (source.document.components?.schemas ?? {}) as Readonly<Record<string, unknown>>
  const byGo = goNames(source, all)
  const bound = reach(all, operations.flatMap(({ bodies }) => bodies))
  const answered = reach(all, operations.flatMap(({ answer }) => ('schemas' in answer ? answer.schemas : [])))
  const structs = new Map<string, Struct>()
  const strings = new Map<string, NamedString>()
  for (const [name, schema] of Object.entries(all)) {
    if (!isPlain(schema) || !(bound.has(name) || answered.has(name))) continue
    const at = ['components', 'schemas', name]
    const go = String(schema['x-obshell-go'] ?? '')
    if (schema['type'] === 'string') {
      const values = Array.isArray(schema['enum']) ? schema['enum'].map(String) : []
      source.checkExtensions(schema, at, ['x-obshell-go'])
      strings.set(name, { name, go, values })
    } else {
      const fields = readFields(source, schema, at, bound.has(name))
      structs.set(name, { name, go, fields, bound: bound.has(name), answered: answered.has(name) })
    }
  }
  checkDeclarations(source, structs, strings, byGo)
  return { structs, strings, byGo }
}

/** What a body may be decoded into is declared as in Go, and OpenAPI says the same of it; of what is only answered OpenAPI is enough. */
function checkDeclarations(
  source: Source, structs: ReadonlyMap<string, Struct>, strings: ReadonlyMap<string, NamedString>, byGo: ReadonlyMap<string, string>,
): void {
  const refOf = (go: string): string | undefined => (byGo.has(go) ? `#/components/schemas/${byGo.get(go)}` : undefined)
  for (const { name: struct, fields, bound } of structs.values()) {
    for (const field of fields) {
      if (field.embedded) continue
      const at = placeOf(source, struct, field.json)
      if (tsType(field.schema, strings) === undefined) source.report(at, `${struct}.${field.json}: a type like this has no TypeScript`)
      if (!bound) continue
      if (field.go === undefined) {
        source.report(at, `${struct}.${field.json} is bound from bodies: x-obshell-go must be its Go field, like \`Port int\``)
        continue
      }
      const expected = schemaOf(field.go.type, refOf)
      if (!isDeepStrictEqual(expected, withoutNotes(field.schema))) {
        source.report(at, `${struct}.${field.json} is not what its Go field says; it would be ${JSON.stringify(expected)}`)
      }
    }
  }
}

function readFields(source: Source, schema: Plain, at: Path, bound: boolean): readonly Field[] {
  source.checkExtensions(schema, at, ['x-obshell-go'])
  if (!Array.isArray(schema['allOf'])) return readProperties(source, schema, at, bound)
  return schema['allOf'].flatMap((part: unknown, index): readonly Field[] => {
    const here = [...at, 'allOf', index]
    if (!isPlain(part)) return []
    const of = schemaName(part['$ref'])
    if (of === undefined) return readProperties(source, part, here, bound)
    source.checkExtensions(part, here, ['x-obshell-embedded'])
    const how = part['x-obshell-embedded']
    if (how !== 'value' && how !== 'pointer') source.report(here, 'x-obshell-embedded must say value or pointer')
    return [{ embedded: true, of, pointer: how === 'pointer' }]
  })
}

function readProperties(source: Source, schema: Plain, at: Path, bound: boolean): readonly Property[] {
  const properties = isPlain(schema['properties']) ? schema['properties'] : {}
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  for (const name of required) {
    if (!Object.hasOwn(properties, String(name))) source.report([...at, 'required'], `${String(name)} is required but no property`)
  }
  if (required.length > 0 && !bound) source.report([...at, 'required'], 'only bodies have required keys; of answers all are there anyway')
  return Object.entries(properties).map(([json, property]): Property => {
    const here = [...at, 'properties', json]
    const plain = isPlain(property) ? property : {}
    source.checkExtensions(plain, here, bound ? ['x-obshell-go', 'x-obshell-omitempty'] : ['x-obshell-omitempty'])
    const declaration = plain['x-obshell-go']
    return {
      embedded: false,
      json,
      schema: plain,
      required: required.includes(json),
      omitempty: plain['x-obshell-omitempty'] === true,
      minimum: typeof plain['minimum'] === 'number' ? plain['minimum'] : undefined,
      go: typeof declaration === 'string' ? parseGoField(declaration) : undefined,
    }
  })
}

function goNames(source: Source, all: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const byGo = new Map<string, string>()
  for (const [name, schema] of Object.entries(all)) {
    const go = isPlain(schema) ? schema['x-obshell-go'] : undefined
    if (go === undefined) continue
    const at = ['components', 'schemas', name, 'x-obshell-go']
    if (parseGoType(String(go))?.kind !== 'named') source.report(at, `'${String(go)}' is no Go type with its package`)
    const twin = byGo.get(String(go))
    if (twin !== undefined) source.report(at, `${String(go)} is also the type of ${twin}`)
    byGo.set(String(go), name)
  }
  return byGo
}

/** The names of all schemas that can be reached from some. */
function reach(all: Readonly<Record<string, unknown>>, from: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit)
    if (!isPlain(node)) return
    const name = schemaName(node['$ref'])
    if (name !== undefined && !found.has(name)) {
      found.add(name)
      visit(all[name])
    }
    Object.values(node).forEach(visit)
  }
  for (const name of from) visit({ $ref: `#/components/schemas/${name}` })
  return found
}

function withoutNotes(schema: Plain): Plain {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !['description', 'minimum'].includes(key) && !key.startsWith('x-')))
}

function placeOf(source: Source, struct: string, json: string): Path {
  const schema = source.resolve(`#/components/schemas/${struct}`)
  const at = schema?.at ?? []
  const parts = isPlain(schema?.value) && Array.isArray(schema.value['allOf']) ? schema.value['allOf'] : undefined
  if (parts === undefined) return [...at, 'properties', json]
  const index = parts.findIndex((part) => isPlain(part) && isPlain(part['properties']) && Object.hasOwn(part['properties'], json))
  return [...at, 'allOf', index, 'properties', json]
}
