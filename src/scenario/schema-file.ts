import { readFile } from 'node:fs/promises'

/** The JSON Schema that comes with us: beside the folder of a bundle (`dist/`), which is first, or of the sources (`src/scenario/`). */
const places = ['../scenario.schema.json', '../../scenario.schema.json']

/** The JSON Schema of scenario files, as text; or null where we were bundled into something else and it was left behind. */
export async function readScenarioSchema(): Promise<string | null> {
  for (const place of places) {
    try {
      return await readFile(new URL(place, import.meta.url), 'utf8')
    } catch {
      // Not there: then it is in the next place.
    }
  }
  return null
}
