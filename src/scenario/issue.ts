import type * as z from 'zod/mini'
import { nodeAt, type Located } from './located.ts'
import { didYouMean, type Path, type Places, type Problem, type ProblemCode } from './problem.ts'
import { keysAt, wordsAt } from './schema-walk.ts'

/** What the schema finds wrong. */
export type Issue = z.core.$ZodIssue

/** An issue in our words, and where it is. */
export function problemsOf(issue: Issue, tree: Located, places: Places): Problem[] {
  const { path } = issue
  const node = nodeAt(tree, path)
  const name = places.nameOf(path)
  const told = (message: string, code: ProblemCode = 'WRONG_VALUE', atKey = false): Problem[] => [places.at(path, code, message, atKey)]
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, path, places))
  if (node === undefined) return [missingKey(path, places)]
  if (node.kind === 'scalar' && node.value === null && path.length > 0) return told(`${name} is empty: write a value, or leave the key out`, 'WRONG_TYPE')
  switch (issue.code) {
    case 'invalid_type': return told(`${name} must be ${wanted(issue.expected, path)}${quoting(issue.expected, node)}`, 'WRONG_TYPE')
    case 'invalid_value': {
      const choices = issue.values.map(String)
      return told(`${name} must be ${choices.length > 1 ? `one of ${choices.join(', ')}` : choices[0]}${hint(node, choices)}`)
    }
    case 'invalid_union': {
      const inner = issue.errors.flat().filter((each) => each.path.length === 0)
      const choices = inner.flatMap((each) => (each.code === 'invalid_value' ? each.values.map(String) : []))
      const kinds = inner.flatMap((each) => (each.code === 'invalid_type' ? article(each.expected) : []))
      return told(`${name} must be one of these: ${plain(wordsAt(path)?.values ?? kinds.join(', '))}${hint(node, choices)}`)
    }
    case 'invalid_key': {
      const why = issue.issues[0]?.message ?? issue.message
      return told(`'${String(path.at(-1))}' in ${places.nameOf(path.slice(0, -1))}: ${why}`, 'WRONG_VALUE', true)
    }
    case 'too_small': if (isNumber(issue.origin)) return told(`${name} must be at least ${issue.minimum}`)
      break
    case 'too_big': if (isNumber(issue.origin)) return told(`${name} must be at most ${issue.maximum}`)
  }
  return told(`${name}: ${issue.message}`)
}

function unknownKey(key: string, path: Path, places: Places): Problem {
  const keys = keysAt(path)
  const near = didYouMean(key, keys) ?? `known here: ${keys.join(', ')}`
  return places.at([...path, key], 'UNKNOWN_KEY', `unknown key '${key}'${path.length === 0 ? '' : ` in ${places.nameOf(path)}`}; ${near}`, true)
}

function missingKey(path: Path, places: Places): Problem {
  const around = path.slice(0, -1)
  return places.at(around, 'MISSING_KEY', `'${String(path.at(-1))}' is missing${around.length > 0 ? ` in ${places.nameOf(around)}` : ''}`)
}

function hint(node: Located, choices: readonly string[]): string {
  const near = node.kind === 'scalar' ? didYouMean(String(node.value), choices) : undefined
  return near === undefined ? '' : `; ${near}`
}

function isNumber(origin: string): boolean {
  return origin === 'number' || origin === 'int'
}

/** What has to stand at a path, as the reference says it where that says more than the type. */
function wanted(expected: string, path: Path): string {
  const said = plain(wordsAt(path)?.values ?? '').split(';')[0]!
  const isMap = expected === 'object' || expected === 'record'
  if (isMap) return said.startsWith('{') ? `a map: ${said}` : article(expected)
  return /^an? /.test(said) && (expected === 'array') === said.startsWith('a list') ? said : article(expected)
}

function article(expected: string): string {
  const kinds: Record<string, string> = { object: 'a map', record: 'a map', array: 'a list', int: 'a whole number' }
  return kinds[expected] ?? (/^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`)
}

/** A hint for numbers in quotes, and for texts that look like something else without them. */
function quoting(expected: string, node: Located): string {
  if (node.kind !== 'scalar') return ''
  if (expected === 'string') return ': put it in quotes'
  const isNumberText = typeof node.value === 'string' && node.value.trim() !== '' && Number.isFinite(Number(node.value))
  return expected === 'number' && isNumberText ? ': write it without quotes' : ''
}

/** Words of a page without their marks. */
function plain(text: string): string {
  return text.replaceAll('`', '').replace(/\s*\(?\[[^\]]*\]\([^)]*\)\)?/g, '')
}
