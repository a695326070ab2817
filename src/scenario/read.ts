import { readdir, readFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { suggest } from './problem.ts'

/** The text of a scenario, and where it comes from. */
export interface ScenarioText {
  readonly text: string
  /** How it is called in problems. */
  readonly name: string
  /** Where relative paths in it begin. */
  readonly folder: string
  /** What it has alone: the path of its file. */
  readonly id: string
}

/** There is no such scenario, or it cannot be read. The message is a sentence without its full stop. */
export class ScenarioNotFound extends Error {}

/** The folder of the scenarios that come with us: beside the folder of a bundle (`dist/`), which is first, or of the sources (`src/scenario/`). */
const builtInFolders = ['../scenarios/', '../../scenarios/'].map((place) => new URL(place, import.meta.url))

/**
 * A scenario as it was given: the text itself if it has a line break or begins with `{`, the name of a built-in one, else a path.
 *
 * @param folder where a relative path begins; the name that problems tell begins there, too
 * @throws ScenarioNotFound
 */
export async function readScenario(given: string, folder = '.'): Promise<ScenarioText> {
  if (isText(given)) return { text: given, name: '<scenario>', folder, id: '<scenario>' }
  const builtIn = /^[\w-]+$/.test(given) ? await readBuiltIn(given) : null
  if (builtIn !== null) return builtIn
  const path = isAbsolute(given) ? given : join(folder, given)
  try {
    return { text: await readFile(path, 'utf8'), name: folder === '.' ? given : path, folder: dirname(path), id: resolve(path) }
  } catch (error) {
    throw new ScenarioNotFound(`cannot read the scenario ${given}: ${await reason(error as NodeJS.ErrnoException, given)}`)
  }
}

/** Whether what was given is the text itself, and neither a name nor a path. */
export function isText(given: string): boolean {
  return given.includes('\n') || given.trimStart().startsWith('{')
}

/** The names of those that come with us, in order. */
export async function builtInNames(): Promise<string[]> {
  for (const folder of builtInFolders) {
    try {
      const entries = await readdir(folder, { withFileTypes: true })
      return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort()
    } catch {
      // Not there: then they are in the next place.
    }
  }
  return []
}

async function readBuiltIn(name: string): Promise<ScenarioText | null> {
  for (const root of builtInFolders) {
    const file = new URL(`${name}/scenario.yaml`, root)
    try {
      return { text: await readFile(file, 'utf8'), name: `${name}/scenario.yaml`, folder: dirname(file.pathname), id: file.pathname }
    } catch {
      // Not there: then it is in the next place, or no built-in one of that name.
    }
  }
  return null
}

async function reason(error: NodeJS.ErrnoException, given: string): Promise<string> {
  switch (error.code) {
    case 'ENOENT': {
      if (!/^[\w-]+$/.test(given)) return 'there is no such file'
      const names = await builtInNames()
      const near = suggest(given, names)
      return `there is no such file, and no built-in scenario of that name; ${near === null ? `built in are ${names.join(', ')}` : `did you mean '${near}'?`}`
    }
    case 'EISDIR': return 'it is a folder; name the scenario.yaml in it'
    case 'EACCES': return 'this user may not read it'
    default: return error.message
  }
}
