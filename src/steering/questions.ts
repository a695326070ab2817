import { readExpectations, readQuery, verify, type QueryProblem, type Read, type RequestQuery, type Verification } from '../journal/index.ts'
import type { Simulation } from '../simulation.ts'
import { placed } from './part-error.ts'
import { instantText, journalWords } from './told.ts'

/** A question to the journal that cannot be understood, with all that is wrong with it. */
export class QueryError extends Error {
  readonly problems: readonly QueryProblem[]

  constructor(problems: readonly QueryProblem[]) {
    super(problems.map(({ at, message }) => placed(at, message)).join('\n'))
    this.name = 'QueryError'
    this.problems = problems
  }
}

/** A query for requests. @throws QueryError */
export function journalQuery(world: Simulation, given: unknown): RequestQuery {
  return read(readQuery(given, journalWords(world)))
}

/** A query within something else. @param at where it stands there @throws QueryError */
export function readRequestQuery(world: Simulation, given: unknown, at: string): RequestQuery {
  const result = readQuery(given, journalWords(world))
  if (result.ok) return result.value
  throw new QueryError(result.problems.map((problem) => ({ ...problem, at: problem.at === '' ? at : `${at}.${problem.at}` })))
}

/** What came of what was expected to have happened. @throws QueryError */
export function judgedExpectations(world: Simulation, given: unknown): Verification {
  world.noteTransitions()
  return verify(world.journal, read(readExpectations(given, journalWords(world))), { time: (instant) => instantText(world, instant) })
}

function read<T>(result: Read<T>): T {
  if (!result.ok) throw new QueryError(result.problems)
  return result.value
}
