import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { loadScenario } from '../scenario/index.ts'
import { UsageError } from './exit.ts'

/** The folder of the scenarios that come with it, beside the bundle. */
const builtIn = fileURLToPath(new URL('../scenarios', import.meta.url))

/**
 * A scenario as it was given: the text itself if it has a line break or begins with `{`, the name of a built-in one, else a path.
 *
 * @returns the text, and the name under which problems are told
 */
export async function readScenario(given: string): Promise<{ readonly text: string; readonly name: string }> {
  if (given.includes('\n') || given.trimStart().startsWith('{')) return { text: given, name: '<scenario>' }
  if (/^[\w-]+$/.test(given)) {
    try {
      const file = join(builtIn, given, 'scenario.yaml')
      return { text: await readFile(file, 'utf8'), name: `${given}/scenario.yaml` }
    } catch {
      // No built-in one of that name: then it is a path.
    }
  }
  try {
    return { text: await readFile(given, 'utf8'), name: given }
  } catch (error) {
    throw new UsageError(`cannot read the scenario ${given}: ${await reason(error as NodeJS.ErrnoException, given)}`)
  }
}

/** Name and description of each. */
export async function builtInScenarios(): Promise<{ readonly name: string; readonly description: string }[]> {
  const entries = await readdir(builtIn, { withFileTypes: true })
  return Promise.all(entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort().map(async (name) => {
    const text = await readFile(join(builtIn, name, 'scenario.yaml'), 'utf8')
    return { name, description: (await loadScenario(text, `${name}/scenario.yaml`)).description }
  }))
}

async function reason(error: NodeJS.ErrnoException, given: string): Promise<string> {
  switch (error.code) {
    case 'ENOENT': {
      if (!/^[\w-]+$/.test(given)) return 'there is no such file'
      const names = (await readdir(builtIn)).sort().join(', ')
      return `there is no such file, and no built-in scenario of that name; built in are ${names}`
    }
    case 'EISDIR': return 'it is a folder; name the scenario.yaml in it'
    case 'EACCES': return 'this user may not read it'
    default: return error.message
  }
}
