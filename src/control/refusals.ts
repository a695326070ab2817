import { PartError, QueryError, RuleConflict } from '../steering/index.ts'
import { ScenarioError, ScenarioNotFound, SetupError, type Problem } from '../scenario/index.ts'
import { SettleError } from '../simulation.ts'
import { placesIn } from './body.ts'
import { badRequest, ControlProblem, type ToldError } from './problem.ts'

/** What a call that failed is answered with. @param text the body of the call, in which things stand */
export async function problemOf(error: unknown, text: string): Promise<ControlProblem> {
  if (error instanceof ControlProblem) return error
  if (error instanceof PartError) return ofParts(error, text)
  if (error instanceof ScenarioError) return ofScenario(error)
  if (error instanceof QueryError) return ofQuery(error, text)
  if (error instanceof RuleConflict) return new ControlProblem(409, 'Name is taken', error.message)
  if (error instanceof ScenarioNotFound) return new ControlProblem(404, 'No such scenario', error.message)
  if (error instanceof SetupError) return new ControlProblem(422, 'The set-up did not succeed', error.message)
  if (error instanceof SettleError) return new ControlProblem(422, 'Work does not end', error.message)
  if (error instanceof Error && error.name === 'ListenError') return new ControlProblem(409, 'An address cannot be had', error.message)
  return new ControlProblem(500, 'Simulator bug', error instanceof Error ? error.message : String(error))
}

/** Parts know their paths, not their places. */
async function ofParts({ problems }: PartError, text: string): Promise<ControlProblem> {
  const placeOf = await placesIn(text)
  const at = (problem: Problem): readonly PropertyKey[] => problem.path ?? []
  const errors = problems.map((problem) => ({
    ...placeOf(at(problem), problem.code === 'UNKNOWN_KEY'), code: problem.code, path: pathText(at(problem)), message: problem.message,
  }))
  return refused(errors.sort((a, b) => a.line - b.line || a.column - b.column))
}

function ofScenario({ problems }: ScenarioError): ControlProblem {
  return refused(problems.map(({ line, column, code, path = [], file, message }) => ({
    line, column, code, path: pathText(path), message, ...(file !== undefined && { file }),
  })))
}

async function ofQuery({ problems }: QueryError, text: string): Promise<ControlProblem> {
  const placeOf = text === '' ? null : await placesIn(text)
  return refused(problems.map(({ at, message }) => {
    const path = at === '' ? [] : at.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))
    return { ...(placeOf === null ? { line: null, column: null } : placeOf(path)), code: 'QUERY', path: at, message }
  }))
}

function refused(errors: readonly ToldError[]): ControlProblem {
  const [first] = errors
  const one = first === undefined ? 'it cannot be read' : first.message
  return badRequest(errors.length < 2 ? one : `${errors.length} mistakes, the first of them: ${one}`, errors)
}

function pathText(path: readonly PropertyKey[]): string {
  return path.map(String).join('.')
}
