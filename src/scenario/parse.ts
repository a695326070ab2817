import { isMap, isPair, isScalar, LineCounter, parseDocument, type Document, type Node, type Pair } from 'yaml'
import type { z } from 'zod'
import { keysAt, scenarioDocument, type ScenarioDocument } from './document.ts'
import { ScenarioError, suggest, type Problem, type ProblemCode } from './problem.ts'

/** Where things stand in a scenario's text. */
export interface Places {
  /** A problem at a path (of a key, where `atKey`). */
  at(path: readonly PropertyKey[], code: ProblemCode, message: string, atKey?: boolean): Problem
}

/** A scenario's text as far as it can be read. */
export interface Parsed {
  /** What is sound; null when too little is. */
  readonly document: ScenarioDocument | null
  readonly places: Places
  /** What is wrong; it is not in the document. */
  readonly problems: readonly Problem[]
  /** Agents that are named in the text, sound or not. */
  readonly agentNames: readonly string[]
}

/**
 * Text (YAML or JSON) → a document. What is wrong is put aside, so that the rest can be judged as well and everything is told at once.
 *
 * @param file how the text is called in problems
 * @throws ScenarioError where the text is no YAML
 */
export function parseScenario(text: string, file: string): Parsed {
  const lines = new LineCounter()
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const places = placesIn(yaml, lines)
  if (yaml.errors.length > 0) {
    throw new ScenarioError(file, yaml.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0])
      return { line, column: col, code: 'YAML', message: error.message }
    }))
  }
  const raw = rawOf(yaml, file)
  const result = scenarioDocument.safeParse(raw)
  if (result.success) return { document: result.data, places, problems: [], agentNames: agentNamesIn(raw) }
  const leaves = result.error.issues.flatMap((issue) => leavesOf(issue))
  return {
    document: soundPart(raw, leaves), places,
    problems: leaves.flatMap((leaf) => problemsOf(leaf, places)), agentNames: agentNamesIn(raw),
  }
}

/** A document is no deeper than that. */
const roundsMax = 10

/** The document without what is wrong, and without what lacks it then: an agent, say, whose address is none. Null where nothing can be saved. */
function soundPart(raw: unknown, leaves: readonly z.core.$ZodIssue[]): ScenarioDocument | null {
  let issues = leaves
  let rest = raw
  for (let round = 0; round < roundsMax; round++) {
    rest = without(rest, issues)
    if (rest === null) return null
    const reread = scenarioDocument.safeParse(rest)
    if (reread.success) return reread.data
    issues = reread.error.issues.flatMap((issue) => leavesOf(issue))
  }
  return null
}

/** @throws ScenarioError where aliases would make much of little */
function rawOf(yaml: Document, file: string): unknown {
  try {
    return yaml.toJS({ maxAliasCount: 100 })
  } catch (error) {
    throw new ScenarioError(file, [{ line: 1, column: 1, code: 'YAML', message: error instanceof Error ? error.message : String(error) }])
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[step], value)
}

function has(value: unknown, path: readonly PropertyKey[]): boolean {
  const parent = valueAt(value, path.slice(0, -1))
  return path.length > 0 && typeof parent === 'object' && parent !== null && Object.hasOwn(parent, path.at(-1)!)
}

function agentNamesIn(raw: unknown): string[] {
  const agents = (raw as { agents?: unknown } | null)?.agents
  if (typeof agents !== 'object' || agents === null) return []
  if (!Array.isArray(agents)) return Object.keys(agents)
  return agents.flatMap((agent: { name?: unknown; address?: unknown } | null) => [agent?.name, agent?.address].filter((name) => typeof name === 'string'))
}

/** A copy without what the issues complain of; null where an item of a list would have to go, for the others would change places. */
function without(raw: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const copy: unknown = structuredClone(raw)
  for (const issue of issues) {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    for (const path of paths) {
      // What is missing cannot go: then what lacks it does.
      const whole = has(copy, path) ? path : path.slice(0, -1)
      const parent = valueAt(copy, whole.slice(0, -1))
      if (whole.length === 0 || Array.isArray(parent)) return null
      if (typeof parent === 'object' && parent !== null) delete (parent as Record<PropertyKey, unknown>)[whole.at(-1)!]
    }
  }
  return copy
}

export function sorted(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => a.line - b.line || a.column - b.column)
}

function problemsOf(issue: z.core.$ZodIssue, places: Places): Problem[] {
  const { path } = issue
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const keys = keysAt(path)
        const near = suggest(key, keys)
        const hint = near === null ? `known here: ${keys.join(', ')}` : `did you mean '${near}'?`
        return places.at([...path, key], 'UNKNOWN_KEY', `unknown key '${key}'${path.length === 0 ? '' : ` in ${path.map(String).join('.')}`}; ${hint}`, true)
      })
    case 'invalid_type': {
      const found = places.at(path, 'WRONG_TYPE', `${nameOf(path)} must be ${article(issue.expected)}`)
      return [isMissing(issue)
        ? places.at(path.slice(0, -1), 'MISSING_KEY', `'${String(path.at(-1))}' is missing${path.length > 1 ? ` in ${path.slice(0, -1).map(String).join('.')}` : ''}`)
        : found]
    }
    case 'invalid_union': return [places.at(path, 'WRONG_VALUE', [...new Set(issue.errors.flat().map((inner) => sentenceOf({ ...inner, path: [...path, ...inner.path] })))].join('; or '))]
    case 'invalid_value': return [places.at(path, 'WRONG_VALUE', sentenceOf(issue))]
    default: return [places.at(path, 'WRONG_VALUE', `${nameOf(path)}: ${issue.message}`)]
  }
}

/** An issue of a union is that of the branch which was meant: the one that got furthest, if any got into the value. */
function leavesOf(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const { path } = issue
  const branches = issue.errors.map((errors) => errors.map((inner) => ({ ...inner, path: [...path, ...inner.path] }) as z.core.$ZodIssue))
  if (branches.length === 0) return [issue]
  const meant = branches.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best))
  return depth(meant) > path.length ? meant.flatMap((inner) => leavesOf(inner)) : [issue]
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.input === undefined && issue.path.length > 0 && issue.message.includes('received undefined')
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') {
    const words = issue.values.map(String)
    return `${nameOf(issue.path)} must be ${words.length > 1 ? `one of ${words.join(', ')}` : words[0]}`
  }
  if (issue.code === 'invalid_type') return `${nameOf(issue.path)} must be ${article(issue.expected)}`
  return `${nameOf(issue.path)}: ${issue.message}`
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)))
}

function nameOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the scenario' : path.map(String).join('.')
}

function article(expected: string): string {
  const words: Record<string, string> = { object: 'a map', record: 'a map', array: 'a list', int: 'a whole number' }
  return words[expected] ?? (/^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`)
}

function placesIn(yaml: Document, lines: LineCounter): Places {
  const offsetOf = (path: readonly PropertyKey[], atKey: boolean): number => {
    for (let length = path.length; length >= 0; length--) {
      const part = path.slice(0, length).map((step) => (typeof step === 'symbol' ? String(step) : step))
      if (atKey && length > 0) {
        const key = keyNode(yaml.getIn(part.slice(0, -1), true), String(part.at(-1)))
        if (key?.range != null) return key.range[0]
      }
      const node = (length === 0 ? yaml.contents : yaml.getIn(part, true)) as Node | null | undefined
      if (node?.range != null) return node.range[0]
    }
    return 0
  }
  return {
    at(path, code, message, atKey = false) {
      const { line, col } = lines.linePos(offsetOf(path, atKey))
      return { line: Math.max(line, 1), column: Math.max(col, 1), code, path, message }
    },
  }
}

function keyNode(parent: unknown, key: string): Node | undefined {
  const map = parent === undefined || parent === null ? undefined : parent
  if (!isMap(map)) return undefined
  const pair = map.items.find((item): item is Pair<Node> => isPair(item) && isScalar(item.key) && String(item.key.value) === key)
  return pair?.key
}
