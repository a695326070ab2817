import type { Action } from '../faults/index.ts'
import type { RequestQuery } from '../journal/index.ts'
import { didYouMean, ScenarioError, type Problem } from '../scenario/index.ts'
import type { Simulation } from '../simulation.ts'
import { journalQuery, QueryError, readAction, readCondition, type Awaited } from '../steering/index.ts'
import type { Step } from './document.ts'
import { TranscriptError, type Path, type ReadTranscript } from './read.ts'

/** What steps mean in a world, by the index of each: what is written in the words of a scenario file and of the journal. */
export interface Prepared {
  readonly actions: ReadonlyMap<number, Action>
  readonly conditions: ReadonlyMap<number, Awaited>
  readonly queries: ReadonlyMap<number, RequestQuery>
}

/**
 * Looks up what the steps of a transcript name in the world in which it is to be played.
 *
 * @throws TranscriptError with all that is wrong
 */
export async function prepare({ document, problemAt }: ReadTranscript, world: Simulation, file: string): Promise<Prepared> {
  const problems: Problem[] = []
  const actions = new Map<number, Action>()
  const conditions = new Map<number, Awaited>()
  const queries = new Map<number, RequestQuery>()
  const tell = (path: Path, code: Problem['code'], message: string): void => void problems.push(problemAt(path, code, message))
  const reading = async (path: Path, read: () => Promise<void> | void): Promise<void> => {
    try {
      await read()
    } catch (error) {
      if (error instanceof ScenarioError) for (const problem of error.problems) tell([...path, ...steps(problem.path ?? [])], problem.code, problem.message)
      else if (error instanceof QueryError) for (const problem of error.problems) tell([...path, ...problem.at.split('.').filter((each) => each !== '')], 'WRONG_VALUE', problem.message)
      else throw error
    }
  }
  const checkAgent = (name: string, path: Path): void => {
    if (world.agent(name) === undefined) tell(path, 'UNKNOWN_AGENT', `no agent is called '${name}'; ${namesNear(world, name)}`)
  }
  for (const [index, step] of document.steps.entries()) {
    const path = ['steps', index]
    const action = actionIn(step)
    if ('ask' in step) checkAgent(step.ask.agent, [...path, 'ask', 'agent'])
    else if (action !== null) {
      // The path of what is wrong begins with the action's own key, which is the step's but for `act`.
      await reading('act' in step ? [...path, 'act'] : path, async () => void actions.set(index, (await readAction(world, action)).value))
    } else if ('until' in step) {
      await reading([...path, 'until'], async () => void conditions.set(index, await readCondition(world, step.until)))
    } else if ('journal' in step) {
      await reading([...path, 'journal'], () => void queries.set(index, journalQuery(world, step.journal)))
    }
  }
  if (problems.length > 0) throw new TranscriptError(file, problems)
  return { actions, conditions, queries }
}

/** What a step writes as an action of a timeline. */
function actionIn(step: Step): Readonly<Record<string, unknown>> | null {
  if ('act' in step) return step.act
  if ('stop' in step) return { stop: step.stop }
  if ('start' in step) return { start: step.start }
  return 'restart' in step ? { restart: step.restart } : null
}

function steps(path: readonly PropertyKey[]): (string | number)[] {
  return path.map((step) => (typeof step === 'number' ? step : String(step)))
}

function namesNear(world: Simulation, name: string): string {
  const names = world.agents.map((agent) => agent.name)
  const known = names.length > 8 ? `there are ${names.length}, the first is '${names[0]}'` : `there are ${names.join(', ')}`
  return didYouMean(name, names) ?? known
}
