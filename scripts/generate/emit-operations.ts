import type { Answer } from './answers.ts'
import { header } from './header.ts'
import type { Operation } from './operations.ts'

/** Types by operation: their names, what they bind, what they answer. */
export function emitOperations(operations: readonly Operation[], source: string): string {
  const sorted = [...operations].sort((one, other) => (one.operationId < other.operationId ? -1 : 1))
  const binding = sorted.filter(({ bodies }) => bodies.length > 0)
  const named = sorted.flatMap(({ bodies, answer }) => [...bodies, ...('schemas' in answer ? answer.schemas : [])])
  return `${header(source)}
import type {
${[...new Set(named)].sort().map((name) => `  ${name},`).join('\n')}
} from './types.ts'

export type OperationId =
${sorted.map(({ operationId }) => `  | '${operationId}'`).join('\n')}

/** The body of each operation that binds one, as it is after binding. */
export interface Bodies {
${binding.map(({ operationId, bodies }) => `  readonly ${operationId}: ${bodies.join(' | ')}`).join('\n')}
}

/** What each operation answers when all goes well: the value given to the envelope, which turns a list into \`{ contents }\`. */
export interface Answers {
${sorted.map(({ operationId, answer }) => `  readonly ${operationId}: ${answerType(answer)}`).join('\n')}
}
`
}

function answerType(answer: Answer): string {
  if (!('schemas' in answer)) return answer.kind === 'text' ? 'string' : 'undefined'
  const type = answer.schemas.join(' | ')
  switch (answer.kind) {
    case 'list': return `readonly ${type}[] | null`
    case 'map': return `Readonly<Record<string, ${type}>> | null`
    default: return `${type} | null`
  }
}
