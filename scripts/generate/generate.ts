import { Source } from './source.ts'
import { emitBodies } from './emit-bodies.ts'
import { emitOperations } from './emit-operations.ts'
import { emitRoutes } from './emit-routes.ts'
import { emitTypes } from './emit-types.ts'
import { readOperations } from './operations.ts'
import { readSchemas } from './schemas.ts'

export interface Generated {
  /** File name → text. Empty when there are problems. */
  readonly files: ReadonlyMap<string, string>
  /** `openapi.yaml:<line> <what is wrong>`, by line. */
  readonly problems: readonly string[]
  /** The document's tags, in its order, each with its operations in the order of the route table. */
  readonly tags: readonly Tag[]
}

export interface Tag {
  readonly name: string
  readonly description: string
  readonly operations: readonly string[]
}

/** Reads, checks and translates the document. `name` is what problems call it. */
export function generate(text: string, name: string): Generated {
  const source = new Source(text, name)
  if (source.problems().length > 0) return refused(source.problems())
  source.checkReferences()
  const operations = readOperations(source)
  const schemas = readSchemas(source, operations)
  const problems = source.problems()
  if (problems.length > 0) return refused(problems)
  return {
    problems,
    tags: (source.document.tags ?? []).map(({ name: tag, description = '' }) => ({
      name: tag, description, operations: operations.filter((operation) => operation.tag === tag).map(({ operationId }) => operationId),
    })),
    files: new Map([
      ['routes.ts', emitRoutes(operations, name)],
      ['operations.ts', emitOperations(operations, name)],
      ['bodies.ts', emitBodies(operations, schemas, name)],
      ['types.ts', emitTypes(schemas, name)],
    ]),
  }
}

function refused(problems: readonly string[]): Generated {
  return { files: new Map(), problems, tags: [] }
}
