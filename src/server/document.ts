import { readFile } from 'node:fs/promises'

/** The documents that come with us: the agents' API, and that of the control API. */
export type DocumentName = 'openapi.yaml' | 'openapi-control.json'

/** Where they lie: beside the folder of a bundle (`dist/`), which is first, or of the sources (`src/server/`). */
const folders = ['../', '../../']

/** A document, or null where we were bundled into something else and it was left behind. */
export async function readDocument(name: DocumentName): Promise<string | null> {
  for (const folder of folders) {
    try {
      return await readFile(new URL(folder + name, import.meta.url), 'utf8')
    } catch {
      // Not there: then it is in the next place.
    }
  }
  return null
}
