export type Path = readonly PropertyKey[]

/** One thing wrong with a scenario, and where. Of a warning: one thing that does not do what it seems to. */
export interface Problem {
  /** Where it is, when that is not the file that was read but one that it extends. */
  readonly file?: string
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
  readonly code: ProblemCode
  /** Where in the document. */
  readonly path?: Path
  readonly message: string
}

export type ProblemCode =
  | 'YAML' | 'UNKNOWN_KEY' | 'MISSING_KEY' | 'WRONG_TYPE' | 'WRONG_VALUE' | 'DUPLICATE_AGENT' | 'DUPLICATE_NAME' | 'NO_AGENTS'
  | 'UNKNOWN_AGENT' | 'UNKNOWN_OPERATION' | 'UNKNOWN_ERROR' | 'UNKNOWN_DAG' | 'UNKNOWN_NODE' | 'UNKNOWN_STEP'
  | 'UNSET_VARIABLE' | 'WRONG_VARIABLE' | 'UNKNOWN_BASE' | 'CYCLE'
  | WarningCode

/** Of warnings. */
export type WarningCode = 'NEVER_MATCHES' | 'DOES_NOTHING' | 'NOT_MODELLED' | 'FAR_AWAY' | 'WRONG_ARGUMENTS' | 'BROKEN_ANSWER'

/** Where things stand in a scenario's text. */
export interface Places {
  /** A problem at a path (of a key, where `atKey`), or where the nearest thing around it stands. */
  at(path: Path, code: ProblemCode, message: string, atKey?: boolean): Problem
  /** How a path is called where it stands: of a file that another extends, places in lists are counted there. */
  nameOf(path: Path): string
  /** Whether a problem is at a path, or within what stands there. */
  isWithin(problem: Problem, path: Path): boolean
}

/** Everything wrong with a scenario, in the order of the file. */
export class ScenarioError extends Error {
  readonly file: string
  readonly problems: readonly Problem[]

  constructor(file: string, problems: readonly Problem[]) {
    super(problems.map((problem) => formatProblem(file, problem)).join('\n'))
    this.name = 'ScenarioError'
    this.file = file
    this.problems = problems
  }
}

/** `file:line:col CODE message` */
export function formatProblem(file: string, problem: Problem): string {
  const { line, column, code, message } = problem
  return `${problem.file ?? file}:${line}:${column} ${code} ${message}`
}

/** `file:line:col WARNING CODE message` */
export function formatWarning(file: string, warning: Problem): string {
  const { line, column, code, message } = warning
  return `${warning.file ?? file}:${line}:${column} WARNING ${code} ${message}`
}

/** In the order of the file; what is wrong in a file that it extends comes after. */
export function sorted(problems: readonly Problem[]): Problem[] {
  const files = [undefined, ...new Set(problems.flatMap(({ file }) => file ?? []))]
  // What is wrong with an agent of a series is wrong with all of them, at one place.
  const told = [...new Map(problems.map((problem) => [formatProblem('', problem), problem])).values()]
  return told.sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column)
}

/** `did you mean 'x'?`, or undefined where nothing is near. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  const near = suggest(word, candidates)
  return near === null ? undefined : `did you mean '${near}'?`
}

/** The candidate nearest to a misspelt word, if one is near enough to be meant. */
export function suggest(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null
  let least = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    // A word that has nothing in common with another is not near, however short it is.
    if (distance < least && distance < Math.max(candidate.length, word.length)) [best, least] = [candidate, distance]
  }
  return best
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    row = next
  }
  return row[b.length]!
}
