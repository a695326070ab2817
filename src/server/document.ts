import { readFile } from 'node:fs/promises'

/** The OpenAPI document that comes with us: beside the folder of a bundle (`dist/`), which is first, or of the sources (`src/server/`). */
const places = ['../openapi.yaml', '../../openapi.yaml']

/** The agents' OpenAPI document, or null where we were bundled into something else and it was left behind. */
export async function readDocument(): Promise<string | null> {
  for (const place of places) {
    try {
      return await readFile(new URL(place, import.meta.url), 'utf8')
    } catch {
      // Not there: then it is in the next place.
    }
  }
  return null
}
