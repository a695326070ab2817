import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the scenarios that come with it, beside the bundle. */
const folder = fileURLToPath(new URL('../scenarios', import.meta.url))

/** The names of the scenarios that come with it, in alphabetical order. */
export async function builtInNames(): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort()
}

/** The folder of a scenario that comes with it, or null where none is called so. */
export async function builtInFolder(name: string): Promise<string | null> {
  if (!/^[\w-]+$/.test(name)) return null
  const path = join(folder, name)
  return (await stat(path).catch(() => null))?.isDirectory() === true ? path : null
}
