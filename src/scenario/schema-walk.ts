import * as z from 'zod'
import { words, type Words } from './document-words.ts'
import { scenarioDocument } from './document.ts'
import type { Path } from './problem.ts'

/** The keys that may stand in what is at a path. */
export function keysAt(path: Path): string[] {
  return [...new Set(schemasAt(path).flatMap(inner).flatMap((schema) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])))]
}

/** What is said of what may stand at a path. */
export function wordsAt(path: Path): Words | undefined {
  return schemasAt(path).map((schema) => words.get(schema)).find((found) => found !== undefined)
}

/** The schemas of what may stand at a path. */
function schemasAt(path: Path): z.ZodType[] {
  return path.reduce<z.ZodType[]>((schemas, step) => schemas.flatMap(inner).flatMap((schema) => {
    if (schema instanceof z.ZodObject) return (schema.shape as Record<string, z.ZodType>)[String(step)] ?? []
    if (schema instanceof z.ZodArray) return typeof step === 'number' ? schema.element as z.ZodType : []
    return schema instanceof z.ZodRecord && typeof step !== 'number' ? schema.valueType as z.ZodType : []
  }), [scenarioDocument])
}

/** What a schema comes to: itself, or what it may be. */
export function inner(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodOptional) return inner(schema.unwrap() as z.ZodType)
  if (schema instanceof z.ZodUnion) return (schema.options as z.ZodType[]).flatMap(inner)
  return [schema]
}

/** The keys and schemas of a map that may be left out. */
export function shapeOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> {
  const [map] = inner(schema)
  if (!(map instanceof z.ZodObject)) throw new Error('that is the schema of no map')
  return map.shape as Record<string, z.ZodType>
}
