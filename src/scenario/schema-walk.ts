import * as z from 'zod/mini'
import { words, type Words } from './document-words.ts'
import { scenarioDocument } from './document.ts'
import type { Path } from './problem.ts'

/** The keys that may stand in what is at a path. */
export function keysAt(path: Path): string[] {
  return [...new Set(schemasAt(path).flatMap(inner).flatMap((schema) => (schema instanceof z.ZodMiniObject ? Object.keys(schema.shape) : [])))]
}

/** What is said of what may stand at a path. */
export function wordsAt(path: Path): Words | undefined {
  return schemasAt(path).map((schema) => words.get(schema)).find((found) => found !== undefined)
}

/** The schemas of what may stand at a path. */
function schemasAt(path: Path): z.ZodMiniType[] {
  return path.reduce<z.ZodMiniType[]>((schemas, step) => schemas.flatMap(inner).flatMap((schema) => {
    if (schema instanceof z.ZodMiniObject) return (schema.shape as Record<string, z.ZodMiniType>)[String(step)] ?? []
    if (schema instanceof z.ZodMiniArray) return typeof step === 'number' ? schema.def.element as z.ZodMiniType : []
    return schema instanceof z.ZodMiniRecord && typeof step !== 'number' ? schema.def.valueType as z.ZodMiniType : []
  }), [scenarioDocument])
}

/** What a schema comes to: itself, or what it may be. */
export function inner(schema: z.ZodMiniType): z.ZodMiniType[] {
  if (schema instanceof z.ZodMiniOptional) return inner(schema.def.innerType as z.ZodMiniType)
  if (schema instanceof z.ZodMiniUnion) return (schema.def.options as z.ZodMiniType[]).flatMap(inner)
  return [schema]
}

/** The keys and schemas of a map that may be left out. */
export function shapeOf(schema: z.ZodMiniType): Readonly<Record<string, z.ZodMiniType>> {
  const [map] = inner(schema)
  if (!(map instanceof z.ZodMiniObject)) throw new Error('that is the schema of no map')
  return map.shape as Record<string, z.ZodMiniType>
}
