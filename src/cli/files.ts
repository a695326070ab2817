import { readFile } from 'node:fs/promises'
import { UsageError } from './exit.ts'

/**
 * A scenario as it was given: the text itself if it has a line break or begins with `{`, else a path.
 *
 * @returns the text, and the name under which problems are told
 */
export async function readScenario(given: string): Promise<{ readonly text: string; readonly name: string }> {
  if (given.includes('\n') || given.trimStart().startsWith('{')) return { text: given, name: '<scenario>' }
  try {
    return { text: await readFile(given, 'utf8'), name: given }
  } catch (error) {
    throw new UsageError(`cannot read the scenario ${given}: ${reason(error as NodeJS.ErrnoException)}`)
  }
}

function reason(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT': return 'there is no such file'
    case 'EISDIR': return 'it is a folder; name the scenario.yaml in it'
    case 'EACCES': return 'this user may not read it'
    default: return error.message
  }
}
