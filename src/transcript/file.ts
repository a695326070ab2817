import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isMap, isSeq, parseDocument, Scalar, type Document, type YAMLMap } from 'yaml'
import { loadScenarioFile, ScenarioError, SetupError, type Scenario } from '../scenario/index.ts'
import { Simulator } from '../server/index.ts'
import { kindOf, standardScenario, titleOf, type StepKind, type StepOf, type TranscriptDocument } from './document.ts'
import { prepare } from './prepare.ts'
import { playTranscript, standingStill, type Got, type Mismatch } from './play.ts'
import { readTranscript, type ReadTranscript } from './read.ts'

/** What a transcript came to. */
export interface Checked {
  readonly file: string
  /** The file of its scenario; empty where the transcript does not say it soundly. */
  readonly scenario: string
  readonly asks: number
  readonly steps: readonly CheckedStep[]
  readonly mismatches: readonly Mismatch[]
  /** Why it could not be run at all: `file:line:col CODE message` of the transcript and of its scenario, or a sentence. */
  readonly problems: readonly string[]
  /** Whether the file was written anew. */
  readonly updated: boolean
}

export interface CheckedStep {
  /** From 1. */
  readonly step: number
  /** In the file, from 1. */
  readonly line: number
  readonly kind: StepKind
  readonly title: string
  readonly note?: string
}

/** A transcript, with its scenario. */
interface LoadedTranscript {
  readonly read: ReadTranscript
  readonly scenario: Scenario
}

/** A transcript or its scenario cannot be read. The message is a sentence without its full stop. */
export class TranscriptNotFound extends Error {}

/** All transcripts of a path: itself, or those in a folder and the folders below. @throws the file system's error */
export async function findTranscripts(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true })
  return entries.filter((entry) => entry.endsWith('.transcript.yaml')).sort().map((entry) => join(path, entry))
}

/** The file of a transcript's scenario, whether the rest of it is sound or not; null where it cannot be read. */
export async function scenarioOfTranscript(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return null
  // A transcript is long, and its scenario stands in a line of its own: the others need not be read for it.
  const line = /^scenario:.*$/m.exec(text)
  const scenario = line === null ? undefined : parseDocument(line[0]).get('scenario')
  return join(dirname(file), typeof scenario === 'string' ? scenario : standardScenario)
}

/**
 * Runs one transcript. With `update` what differs is written into the file instead, its comments and form kept. What keeps it from running is in the
 * outcome, not thrown.
 */
export async function checkTranscript(file: string, update: boolean): Promise<Checked> {
  const nothing = { file, scenario: '', asks: 0, steps: [], mismatches: [], problems: [], updated: false }
  try {
    const loaded = await loadTranscript(file)
    return { ...nothing, ...await checked(file, loaded, update) }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { ...nothing, problems: error instanceof SetupError && !error.isPlaced ? [`${file}: ${error.message}`] : error.message.split('\n') }
  }
}

/**
 * A transcript and its scenario, both read.
 *
 * @throws TranscriptError or ScenarioError with all that is wrong; TranscriptNotFound
 */
async function loadTranscript(file: string): Promise<LoadedTranscript> {
  const read = await readTranscriptFile(file)
  const scenarioFile = join(dirname(file), read.document.scenario)
  const scenario = await loadScenarioFile(scenarioFile).catch((error: unknown) => {
    if (error instanceof ScenarioError) throw error
    throw new TranscriptNotFound(`${file}: its scenario ${scenarioFile} cannot be read: ${reason(error as NodeJS.ErrnoException)}`)
  })
  return { read, scenario }
}

/** A transcript alone. @throws TranscriptError, TranscriptNotFound */
export async function readTranscriptFile(file: string): Promise<ReadTranscript> {
  return readTranscript(await textOf(file), file)
}

async function checked(file: string, { read, scenario }: LoadedTranscript, update: boolean): Promise<Omit<Checked, 'file' | 'problems'>> {
  const { document, yaml, lines } = read
  const simulator = new Simulator({ scenario: standingStill(scenario), control: 'off' })
  const { answers, mismatches } = await playTranscript(document, simulator, { prepared: await prepare(read, simulator.world, file), lines })
  const lacking = document.steps.some((step) => 'ask' in step && isUnwritten(step))
  const updated = update && (lacking || mismatches.some(({ what }) => what !== 'journal' && what !== 'step'))
  if (updated) {
    writeAnswers(yaml, document, answers)
    await writeFile(file, yaml.toString({ lineWidth: 0 }))
  }
  return {
    scenario: join(dirname(file), document.scenario), asks: answers.size, steps: document.steps.map((step, index) => ({
      step: index + 1, line: lines[index]!, kind: kindOf(step), title: titleOf(step),
      ...(step.note === undefined ? {} : { note: step.note }),
    })),
    // What `contains` wants is the writer's, and is not written anew.
    mismatches: updated ? mismatches.filter(({ step, what }) => what === 'journal' || what === 'step' || hasContains(document, step)) : mismatches,
    updated,
  }
}

/** Nothing is said yet of what comes back. */
function isUnwritten({ status, contains, drop, expect }: StepOf<'ask'>): boolean {
  return status === undefined && contains === undefined && drop === undefined && expect === undefined
}

function hasContains(document: TranscriptDocument, step: number): boolean {
  const written = document.steps[step - 1]!
  return 'ask' in written && written.contains !== undefined
}

function writeAnswers(yaml: Document, document: TranscriptDocument, answers: ReadonlyMap<number, Got>): void {
  const steps = yaml.get('steps', true)
  if (!isSeq(steps)) return
  for (const [index, got] of answers) {
    const step = steps.items[index]
    const written = document.steps[index]!
    if (isMap(step) && 'ask' in written && written.contains === undefined) writeAnswer(step, got, written.expect === 'dropped' && written.drop === undefined)
  }
}

/** @param anyDrop that it is dropped is all that the step says */
function writeAnswer(step: YAMLMap, { status, body, drop, delay, waits }: Got, anyDrop: boolean): void {
  set(step, 'status', status === 0 ? null : status)
  set(step, 'drop', anyDrop && drop !== null ? null : drop)
  if (anyDrop && drop === null) step.delete('expect')
  set(step, 'delay', delay)
  set(step, 'waits', waits)
  if (body === '' || status === 0) {
    step.delete('body')
    return
  }
  const text = new Scalar(`${body}\n`)
  text.type = 'BLOCK_LITERAL'
  step.delete('body')
  step.set('body', text)
}

function set(step: YAMLMap, key: string, value: string | number | null): void {
  if (value === null) step.delete(key)
  else step.set(key, value)
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new TranscriptNotFound(`cannot read ${file}: ${reason(error as NodeJS.ErrnoException)}`)
  }
}

function reason(error: NodeJS.ErrnoException): string {
  return error.code === 'ENOENT' ? 'there is no such file' : error.code === 'EISDIR' ? 'it is a folder' : error.message
}
