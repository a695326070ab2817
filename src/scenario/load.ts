import { readFile } from 'node:fs/promises'
import type { Scenario } from './scenario.ts'

/**
 * Reads a scenario file.
 *
 * @throws ScenarioError with all problems; the error of the file system when it cannot be read
 */
export async function loadScenarioFile(file: string): Promise<Scenario> {
  return loadScenario(await readFile(file, 'utf8'), file)
}

/** Reads the text of a scenario. YAML reader and checker are loaded here, on first use, so that a start without a file pays for neither. */
export async function loadScenario(text: string, file: string): Promise<Scenario> {
  const [{ parseScenario }, { resolveScenario }] = await Promise.all([import('./parse.ts'), import('./resolve.ts')])
  return resolveScenario(parseScenario(text, file), file)
}
