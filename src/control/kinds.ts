import { whyNoKinds } from '../steering/index.ts'
import type { Call } from './call.ts'
import { badRequest } from './problem.ts'

/** The kinds of events that a call is about: `kinds=action,transition`, without it all. @throws ControlProblem */
export function kindsOf<T extends string>({ query }: Call, known: readonly T[]): readonly T[] {
  const given = query.get('kinds')
  if (given === null) return known
  const words = given.split(',').map((word) => word.trim())
  const why = whyNoKinds(words, known)
  if (why !== null) throw badRequest(why)
  return words as T[]
}
