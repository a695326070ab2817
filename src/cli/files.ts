import {
  builtInNames, loadScenario, openScenario, readScenario as readText, ScenarioNotFound, type OpenedScenario, type ScenarioText,
} from '../scenario/index.ts'
import { UsageError } from './exit.ts'

/**
 * A scenario as it was given: the text itself if it has a line break or begins with `{`, the name of a built-in one, else a path.
 *
 * @returns the text, the name under which problems are told, and the folder where its paths begin
 * @throws UsageError where there is none
 */
export async function readScenario(given: string): Promise<ScenarioText> {
  return found(readText(given))
}

/** As {@link readScenario}, and read: with the environment of this process. @throws UsageError; ScenarioError with all problems */
export async function openGiven(given: string): Promise<OpenedScenario> {
  return found(openScenario(given, { env: process.env }))
}

/** Name and description of each. */
export async function builtInScenarios(): Promise<{ readonly name: string; readonly description: string }[]> {
  return Promise.all((await builtInNames()).map(async (given) => {
    const { text, name, folder } = await readText(given)
    return { name: given, description: (await loadScenario(text, name, { folder })).description }
  }))
}

async function found<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    throw error instanceof ScenarioNotFound ? new UsageError(error.message) : error
  }
}
