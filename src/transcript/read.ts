import type * as z from 'zod/mini'
import { isMap, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import { didYouMean, formatProblem, yamlFaults, type Problem, type ProblemCode } from '../scenario/index.ts'
import { keysOf, standardScenario, stepKinds, type Step, type StepKind, type TranscriptDocument } from './document.ts'

/** Where something stands in a transcript. */
export type Path = readonly (string | number)[]

/** Everything wrong with a transcript, in the order of the file: `file:line:col CODE message`, a line each. */
export class TranscriptError extends Error {
  readonly problems: readonly Problem[]

  constructor(file: string, problems: readonly Problem[]) {
    super(problems.map((problem) => formatProblem(file, problem)).join('\n'))
    this.name = 'TranscriptError'
    this.problems = problems
  }
}

/** A transcript's text, read. */
export interface ReadTranscript {
  readonly document: TranscriptDocument
  /** As it is written, comments and all: `update` changes it. */
  readonly yaml: Document
  /** The line of each step, from 1. */
  readonly lines: readonly number[]
  /** A problem at a path of the document. */
  problemAt(path: Path, code: ProblemCode, message: string): Problem
}

/**
 * Reads a transcript.
 *
 * @param file how it is called in problems
 * @throws TranscriptError with all that is wrong with it
 */
export function readTranscript(text: string, file: string): ReadTranscript {
  const counter = new LineCounter()
  const yaml = parseDocument(text, { lineCounter: counter, prettyErrors: false })
  const placed = (offset: number, code: ProblemCode, message: string): Problem => {
    const { line, col } = counter.linePos(offset)
    return { line, column: col, code, message }
  }
  if (yaml.errors.length > 0) throw new TranscriptError(file, yamlFaults(yaml.errors).map(({ offset, message }) => placed(offset, 'YAML', message)))
  const raw = yaml.toJS({ maxAliasCount: 100 }) as unknown
  const problems: Problem[] = []
  const problemAt = (path: Path, code: ProblemCode, message: string): Problem => placed(offsetOf(yaml, path), code, message)
  const tell = (path: Path, code: ProblemCode, message: string): void => {
    problems.push(problemAt(path, code, message))
  }
  const document = readDocument(raw, tell)
  if (problems.length > 0) throw new TranscriptError(file, problems.sort((a, b) => a.line - b.line || a.column - b.column))
  return { document, yaml, problemAt, lines: document.steps.map((_, index) => problemAt(['steps', index], 'YAML', '').line) }
}

type Tell = (path: Path, code: ProblemCode, message: string) => void

function readDocument(raw: unknown, tell: Tell): TranscriptDocument {
  if (!isRecord(raw)) {
    tell([], 'WRONG_TYPE', 'a transcript is a map with `scenario` and `steps`')
    return { scenario: '', steps: [] }
  }
  for (const key of Object.keys(raw)) {
    if (key !== 'scenario' && key !== 'steps') tell([key], 'UNKNOWN_KEY', `unknown key '${key}'; ${hint(key, ['scenario', 'steps'])}`)
  }
  const { scenario = standardScenario, steps } = raw
  if (typeof scenario !== 'string') tell(['scenario'], 'WRONG_TYPE', 'scenario must be the name of a file')
  if (!Array.isArray(steps) || steps.length === 0) {
    tell(steps === undefined ? [] : ['steps'], steps === undefined ? 'MISSING_KEY' : 'WRONG_TYPE', 'a transcript needs `steps`, a list with at least one')
    return { scenario: String(scenario), steps: [] }
  }
  return { scenario: String(scenario), steps: steps.flatMap((step, index) => readStep(step, ['steps', index], tell)) }
}

const kinds = Object.keys(stepKinds) as StepKind[]

function readStep(raw: unknown, path: Path, tell: Tell): Step[] {
  const named = isRecord(raw) ? kinds.filter((kind) => Object.hasOwn(raw, kind)) : []
  if (named.length === 0 && isRecord(raw)) {
    const near = Object.keys(raw).flatMap((key) => didYouMean(key, kinds) ?? [])
    if (near.length > 0) {
      tell(path, 'MISSING_KEY', `this step says nothing to do; ${near[0]}`)
      return []
    }
  }
  if (named.length !== 1) {
    tell(path, named.length === 0 ? 'MISSING_KEY' : 'WRONG_VALUE', named.length === 0
      ? `a step says one thing to do: ${kinds.join(', ')}`
      : `a step says one thing to do, and this one says ${named.join(' and ')}: make them steps of their own`)
    return []
  }
  const kind = named[0]!
  const result = stepKinds[kind].safeParse(raw)
  if (result.success) return [result.data as Step]
  for (const issue of result.error.issues) tellIssue(issue, kind, raw, path, tell)
  return []
}

/** What the schema finds wrong, in our words. */
function tellIssue(issue: z.core.$ZodIssue, kind: StepKind, raw: unknown, step: Path, tell: Tell): void {
  const at = [...step, ...issue.path.map((each) => (typeof each === 'number' ? each : String(each)))]
  const value = valueAt(raw, issue.path)
  const name = issue.path.map(String).join('.')
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const key of issue.keys) tell([...at, key], 'UNKNOWN_KEY', `unknown key '${key}'; ${hint(key, keysOf(kind, issue.path[0]))}`)
      return
    case 'invalid_type': return value === undefined
      ? tell(at, 'MISSING_KEY', `'${String(issue.path.at(-1))}' is missing`)
      : tell(at, 'WRONG_TYPE', `${name} must be ${wantedWords[issue.expected] ?? issue.expected}${issue.expected === 'string' ? ': put it in quotes' : ''}`)
    case 'invalid_value': {
      const choices = issue.values.map(String)
      const near = typeof value === 'string' ? didYouMean(value, choices) : undefined
      return tell(at, 'WRONG_VALUE', `${name} must be ${choices.length > 1 ? `one of ${choices.join(', ')}` : choices[0]}${near === undefined ? '' : `; ${near}`}`)
    }
    default: return tell(at, 'WRONG_VALUE', `${name}: ${issue.message}`)
  }
}

const wantedWords: Readonly<Record<string, string>> = { object: 'a map', record: 'a map', string: 'a text', boolean: 'true or false', int: 'a whole number', number: 'a whole number' }

function hint(key: string, known: readonly string[]): string {
  return didYouMean(key, known) ?? `known here: ${known.join(', ')}`
}

/** Where a path begins in the text: its key if it has one, else its value; of what is missing the nearest that is there. */
function offsetOf(yaml: Document, path: Path): number {
  const parent = path.length === 0 ? undefined : yaml.getIn(path.slice(0, -1), true)
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === path.at(-1))
    if (isScalar(pair?.key)) return pair.key.range?.[0] ?? 0
  }
  const node = yaml.getIn(path, true) as { range?: readonly number[] } | undefined
  if (node?.range !== undefined) return node.range[0] ?? 0
  return path.length === 0 ? 0 : offsetOf(yaml, path.slice(0, -1))
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[step], value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
