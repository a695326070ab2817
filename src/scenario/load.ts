import { readFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { Environment } from './environment.ts'
import type { Parts, ResolvedParts } from './parts.ts'
import { readScenario, type ScenarioText } from './read.ts'
import type { AgentSetup, Scenario } from './scenario.ts'

export interface LoadOptions {
  /** Variables for `${NAME}` in the file; without it none is set. */
  readonly env?: Environment
  /** Where the path of an `extends` begins; by default in the folder of the file. */
  readonly folder?: string
  /** Reads a scenario that another extends. @throws ScenarioNotFound */
  readonly read?: (given: string, folder: string) => Promise<ScenarioText>
}

/** A scenario, and how its text is called: `formatWarning` wants to know. */
export interface OpenedScenario {
  readonly scenario: Scenario
  readonly name: string
}

/**
 * A scenario as people give it: its text, the name of a built-in one, or a path.
 *
 * @throws ScenarioNotFound; ScenarioError with all problems
 */
export async function openScenario(given: string, options: Omit<LoadOptions, 'folder'> = {}): Promise<OpenedScenario> {
  const { text, name, folder } = await (options.read ?? readScenario)(given, '.')
  return { scenario: await loadScenario(text, name, { ...options, folder }), name }
}

/**
 * Reads a scenario file.
 *
 * @throws ScenarioError with all problems; the error of the file system when it cannot be read
 */
export async function loadScenarioFile(file: string, options: LoadOptions = {}): Promise<Scenario> {
  return loadScenario(await readFile(file, 'utf8'), file, options)
}

/**
 * A scenario from its text. YAML reader and checker are loaded here, on first use, so that a start without a file pays for neither.
 *
 * @param file how the text is called in problems
 * @throws ScenarioError with all problems
 */
export async function loadScenario(text: string, file: string, options: LoadOptions = {}): Promise<Scenario> {
  const { env = {}, read = readScenario, folder = file.startsWith('<') ? '.' : dirname(file) } = options
  const [{ readExtended }, { resolveScenario }] = await Promise.all([import('./extend.ts'), import('./resolve.ts')])
  const scenario = resolveScenario(await readExtended({ text, name: file, folder, id: resolve(folder, basename(file)) }, env, read), file)
  return { ...scenario, source: { name: file, text } }
}

/** As {@link resolveParts}, loaded on first use. */
export async function loadParts(parts: Parts, agents: readonly AgentSetup[], taken?: ReadonlySet<string>): Promise<ResolvedParts> {
  return (await import('./parts.ts')).resolveParts(parts, agents, taken)
}
