/** One thing wrong with a scenario, and where. */
export interface Problem {
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
  readonly code: ProblemCode
  /** Where in the document. */
  readonly path?: readonly PropertyKey[]
  readonly message: string
}

export type ProblemCode =
  | 'YAML' | 'UNKNOWN_KEY' | 'MISSING_KEY' | 'WRONG_TYPE' | 'WRONG_VALUE' | 'DUPLICATE_AGENT' | 'UNKNOWN_AGENT' | 'NO_AGENTS'
  | 'UNKNOWN_OPERATION' | 'UNKNOWN_ERROR'

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
export function formatProblem(file: string, { line, column, code, message }: Problem): string {
  return `${file}:${line}:${column} ${code} ${message}`
}

/** The candidate nearest to a misspelt word, if one is near enough to be meant. */
export function suggest(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null
  let least = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance < least) [best, least] = [candidate, distance]
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
