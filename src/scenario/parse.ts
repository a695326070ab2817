import { isMap, isPair, isScalar, LineCounter, parseDocument, type Document, type Node, type Pair } from 'yaml'
import type { z } from 'zod'
import { keysAt, scenarioDocument, type ScenarioDocument } from './document.ts'
import { ScenarioError, suggest, type Problem, type ProblemCode } from './problem.ts'

/** Where things stand in a scenario's text. */
export interface Places {
  /** A problem at a path (of a key, where `atKey`). */
  at(path: readonly PropertyKey[], code: ProblemCode, message: string, atKey?: boolean): Problem
}

/**
 * Text (YAML or JSON) → a checked document.
 *
 * @param file how the text is called in problems
 * @throws ScenarioError with everything that is wrong, in the order of the file
 */
export function parseScenario(text: string, file: string): { readonly document: ScenarioDocument; readonly places: Places } {
  const lines = new LineCounter()
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const places = placesIn(yaml, lines)
  if (yaml.errors.length > 0) {
    throw new ScenarioError(file, yaml.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0])
      return { line, column: col, code: 'YAML', message: error.message }
    }))
  }
  const result = scenarioDocument.safeParse(yaml.toJS({ maxAliasCount: 100 }))
  if (result.success) return { document: result.data, places }
  throw new ScenarioError(file, sorted(result.error.issues.flatMap((issue) => problemsOf(issue, places))))
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
      return [issue.input === undefined && path.length > 0 && issue.message.includes('received undefined')
        ? places.at(path.slice(0, -1), 'MISSING_KEY', `'${String(path.at(-1))}' is missing${path.length > 1 ? ` in ${path.slice(0, -1).map(String).join('.')}` : ''}`)
        : found]
    }
    case 'invalid_union': {
      // The branch that got furthest is the one that was meant.
      const branches = issue.errors.map((errors) => errors.map((inner) => ({ ...inner, path: [...path, ...inner.path] }) as z.core.$ZodIssue))
      const meant = branches.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best))
      if (depth(meant) > path.length) return meant.flatMap((inner) => problemsOf(inner, places))
      return [places.at(path, 'WRONG_VALUE', branches.flat().map(sentenceOf).join('; or '))]
    }
    case 'invalid_value': return [places.at(path, 'WRONG_VALUE', sentenceOf(issue))]
    default: return [places.at(path, 'WRONG_VALUE', `${nameOf(path)}: ${issue.message}`)]
  }
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
      return { line: Math.max(line, 1), column: Math.max(col, 1), code, message }
    },
  }
}

function keyNode(parent: unknown, key: string): Node | undefined {
  const map = parent === undefined || parent === null ? undefined : parent
  if (!isMap(map)) return undefined
  const pair = map.items.find((item): item is Pair<Node> => isPair(item) && isScalar(item.key) && String(item.key.value) === key)
  return pair?.key
}
