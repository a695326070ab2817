import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isMap, isSeq, parseDocument, Scalar, type Document, type YAMLMap } from 'yaml'
import type { Action } from '../faults/index.ts'
import { loadScenarioFile, ScenarioError, SetupError, type Problem, type Scenario } from '../scenario/index.ts'
import { Simulator } from '../server/index.ts'
import { standardScenario, stepKinds, titleOf, type StepKind, type StepOf, type TranscriptDocument } from './document.ts'
import { playTranscript, type Got, type Mismatch } from './play.ts'
import { readTranscript, TranscriptError, type ReadTranscript } from './read.ts'

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

/** A transcript that can be played, with its scenario. */
export interface LoadedTranscript {
  readonly read: ReadTranscript
  readonly scenario: Scenario
  readonly actions: ReadonlyMap<number, Action>
}

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
  const scenario = parseDocument(text).get('scenario')
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
    return { ...nothing, problems: error instanceof SetupError ? [`${file}: ${error.message}`] : error.message.split('\n') }
  }
}

/**
 * A transcript and its scenario, both read.
 *
 * @throws TranscriptError or ScenarioError with all that is wrong; an Error with one sentence where a file cannot be read
 */
export async function loadTranscript(file: string): Promise<LoadedTranscript> {
  const read = readTranscript(await textOf(file), file)
  const scenarioFile = join(dirname(file), read.document.scenario)
  const scenario = await loadScenarioFile(scenarioFile).catch((error: unknown) => {
    if (error instanceof ScenarioError) throw error
    throw new Error(`${file}: its scenario ${scenarioFile} cannot be read: ${reason(error as NodeJS.ErrnoException)}`)
  })
  const problems: Problem[] = []
  checkAgents(read, scenario, problems)
  const actions = actionsOf(read, scenario, problems)
  if (problems.length > 0) throw new TranscriptError(file, problems)
  return { read, scenario, actions }
}

async function checked(file: string, { read, scenario, actions }: LoadedTranscript, update: boolean): Promise<Omit<Checked, 'file' | 'problems'>> {
  const { document, yaml, lines } = read
  const simulator = new Simulator({ scenario, control: 'off' })
  const { answers, mismatches } = await playTranscript(document, simulator, { actions, lines })
  const lacking = document.steps.some((step) => 'ask' in step && isUnwritten(step))
  const updated = update && (lacking || mismatches.some(({ what }) => what !== 'journal' && what !== 'step'))
  if (updated) {
    writeAnswers(yaml, document, answers)
    await writeFile(file, yaml.toString({ lineWidth: 0 }))
  }
  return {
    scenario: join(dirname(file), document.scenario), asks: answers.size, steps: document.steps.map((step, index) => ({
      step: index + 1, line: lines[index]!, kind: (Object.keys(stepKinds) as StepKind[]).find((kind) => Object.hasOwn(step, kind))!, title: titleOf(step),
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

/** Agents that steps name are agents of the scenario. */
function checkAgents({ document, problemAt }: ReadTranscript, { agents }: Scenario, problems: Problem[]): void {
  const names = new Set(agents.map(({ name }) => name))
  const check = (name: string | undefined, path: readonly (string | number)[]): void => {
    if (name === undefined || names.has(name)) return
    const known = agents.length > 8 ? `there are ${agents.length}, the first is '${agents[0]!.name}'` : `there are ${[...names].join(', ')}`
    problems.push(problemAt(path, 'UNKNOWN_AGENT', `no agent is called '${name}'; ${known}`))
  }
  for (const [index, step] of document.steps.entries()) {
    if ('ask' in step) check(step.ask.agent, ['steps', index, 'ask', 'agent'])
    else if ('stop' in step) check(step.stop, ['steps', index, 'stop'])
    else if ('start' in step) check(step.start, ['steps', index, 'start'])
    else if ('restart' in step) check(step.restart, ['steps', index, 'restart'])
    else if ('until' in step) check(step.until.agent, ['steps', index, 'until', 'agent'])
  }
}

/** The actions of `act` steps, read as a scenario's timeline writes them. */
function actionsOf(_read: ReadTranscript, _scenario: Scenario, _problems: Problem[]): Map<number, Action> {
  return new Map()
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new Error(`cannot read ${file}: ${reason(error as NodeJS.ErrnoException)}`)
  }
}

function reason(error: NodeJS.ErrnoException): string {
  return error.code === 'ENOENT' ? 'there is no such file' : error.code === 'EISDIR' ? 'it is a folder' : error.message
}
