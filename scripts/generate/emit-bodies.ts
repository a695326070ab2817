import type { Declared } from './go-type.ts'
import { header } from './header.ts'
import type { Operation } from './operations.ts'
import type { Field, Schemas, Struct } from './schemas.ts'

/** The Go types that bodies are decoded into. */
export function emitBodies(operations: readonly Operation[], schemas: Schemas, source: string): string {
  const bodies = [...new Set(operations.flatMap((operation) => operation.bodies))].sort()
  const structs = [...schemas.structs.values()].filter(({ bound }) => bound)
  const literals = structs.map((struct) => structLiteral(struct, schemas)).join('\n\n')
  const scalars = [...new Set([...literals.matchAll(/\b_\w+\b/g)].map(([name]) => name))].sort()
  return `${header(source)}
import type { GoStruct, GoType } from '../../protocol/index.ts'
import { struct } from '../struct.ts'

${scalars.map((name) => `const ${name}: GoType = { kind: '${name.slice(1)}' }`).join('\n')}

${literals}

/** By name, every type a request body is bound to. */
export const bodies = {
${bodies.map((name) => `  ${name},`).join('\n')}
}

export type BodyName = keyof typeof bodies
`
}

function structLiteral({ name, go, fields }: Struct, schemas: Schemas): string {
  const lines = fields.map((field) => `  ${fieldLiteral(field, schemas)},\n`)
  return `const ${name}: GoStruct = struct('${go}', () => [\n${lines.join('')}])`
}

function fieldLiteral(field: Field, schemas: Schemas): string {
  if (field.embedded) {
    const name = schemas.structs.get(field.of)?.go.split('.')[1] ?? field.of
    return `{ json: '${name}', name: '${name}', type: ${field.of}${field.pointer ? ', pointer: true' : ''}, embedded: true }`
  }
  const { name = '', type = { kind: 'any' } as const } = field.go ?? {}
  const marks = [
    type.kind === 'pointer' && 'pointer: true', field.required && 'required: true', field.minimum !== undefined && `min: ${field.minimum}`,
  ].filter((mark) => mark !== false)
  return `{ ${[`json: '${field.json}'`, `name: '${name}'`, `type: ${typeLiteral(type, schemas)}`, ...marks].join(', ')} }`
}

/** A type as data. Scalars are constants: `_int`, a name that no schema has. A pointer is a mark on what holds it. */
function typeLiteral(type: Declared, schemas: Schemas): string {
  switch (type.kind) {
    case 'pointer': return typeLiteral(type.to, schemas)
    case 'slice': return `{ kind: 'slice', go: '${type.go}', item: ${typeLiteral(type.item, schemas)}${pointerMark(type.item)} }`
    case 'map': return `{ kind: 'map', go: '${type.go}', value: ${typeLiteral(type.value, schemas)}${pointerMark(type.value)} }`
    case 'named': {
      const name = schemas.byGo.get(type.go) ?? ''
      return schemas.structs.has(name) ? name : `{ kind: 'string', go: '${type.go}' }`
    }
    default: return `_${type.kind}`
  }
}

function pointerMark(inner: Declared): string {
  return inner.kind === 'pointer' ? ', pointer: true' : ''
}
