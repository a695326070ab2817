import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isMap, isSeq, parseDocument, Scalar, type YAMLMap } from 'yaml'
import { loadScenarioFile } from '../scenario/index.ts'
import { transcriptDocument } from './document.ts'
import { runTranscript, type Mismatch } from './run.ts'

export interface Checked {
  readonly file: string
  readonly asks: number
  readonly mismatches: readonly Mismatch[]
  /** Whether the file was written anew. */
  readonly updated: boolean
}

/** All transcripts of a path: itself, or those in a folder and the folders below. @throws the file system's error */
export async function findTranscripts(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true })
  return entries.filter((entry) => entry.endsWith('.transcript.yaml')).sort().map((entry) => join(path, entry))
}

/**
 * Runs one transcript. With `update` what differs is written into the file instead, its comments and form kept.
 *
 * @throws ScenarioError, or an Error with one sentence when the transcript cannot be read
 */
export async function checkTranscript(file: string, update: boolean): Promise<Checked> {
  const yaml = parseDocument(await readFile(file, 'utf8'))
  if (yaml.errors.length > 0) throw new Error(`${file}: ${yaml.errors[0]!.message}`)
  const result = transcriptDocument.safeParse(yaml.toJS())
  if (!result.success) {
    const [issue] = result.error.issues
    throw new Error(`${file}: ${issue!.path.map(String).join('.')}: ${issue!.message}`)
  }
  const { answers, mismatches } = await runTranscript(result.data, await loadScenarioFile(join(dirname(file), result.data.scenario)))
  const steps = yaml.get('steps', true)
  const missing = result.data.steps.some((step) => 'ask' in step && step.status === undefined && step.contains === undefined)
  const updated = update && (mismatches.length > 0 || missing)
  if (updated && isSeq(steps)) {
    for (const [index, got] of answers) {
      const step = steps.items[index]
      if (isMap(step) && !step.has('contains')) write(step, got.status, got.body)
    }
    await writeFile(file, yaml.toString({ lineWidth: 0 }))
  }
  return { file, asks: answers.size, mismatches: updated ? [] : mismatches, updated }
}

function write(step: YAMLMap, status: number, body: string): void {
  step.set('status', status)
  if (body === '') {
    step.delete('body')
    return
  }
  const text = new Scalar(`${body}\n`)
  text.type = 'BLOCK_LITERAL'
  step.set('body', text)
}
