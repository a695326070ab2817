import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node, type Pair, type Scalar } from 'yaml'
import { judged, substitute, type Environment } from './environment.ts'
import { problemAt, type Located, type Source, type Spot } from './located.ts'
import type { Path, Problem } from './problem.ts'
import { yamlFaults } from './yaml-faults.ts'

/** A text as it stands, its variables replaced. */
export interface Parsed {
  /** Null where it is no YAML. */
  readonly root: Located | null
  readonly problems: readonly Problem[]
}

/** No scenario is nested deeper than that. */
const depthMax = 100
/** So many values may stand in a text by aliases. */
const aliasedMax = 10_000

/**
 * Text (YAML or JSON) → values and where they stand.
 *
 * @param file how the text is called in problems; undefined is the scenario itself
 */
export function parseText(text: string, file: string | undefined, env: Environment): Parsed {
  const lines = new LineCounter()
  const source: Source = { file, placeOf: (offset) => lines.linePos(offset) }
  const problem = (offset: number, message: string): Problem => problemAt({ source, offset, path: [] }, 'YAML', message)
  let yaml: Document
  try {
    yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error', uniqueKeys: false })
  } catch (error) {
    // The reader goes down with its own stack where a text is nested without end.
    return { root: null, problems: [problem(0, error instanceof RangeError ? `it is nested more than ${depthMax} levels deep` : String(error))] }
  }
  const faults = [...yaml.errors, ...yaml.warnings]
  if (faults.length > 0) return { root: null, problems: yamlFaults(faults).map(({ offset, message }) => problem(offset, message)) }
  const walk = new Walk(yaml, source, text, env)
  const root = walk.located((yaml.contents as Node | null), [], 0, undefined, 0)
  return { root: walk.isTooMuch ? null : root, problems: walk.problems }
}

/** Goes through a document and finds out where everything is. */
class Walk {
  readonly problems: Problem[] = []
  isTooMuch = false
  readonly #yaml: Document
  readonly #source: Source
  readonly #text: string
  readonly #env: Environment
  /** Values made so far because an alias stands for them. */
  #aliased = 0
  /** The alias that is being followed, and what it is in. */
  #alias: Spot | null = null
  readonly #open = new Set<unknown>()

  constructor(yaml: Document, source: Source, text: string, env: Environment) {
    this.#yaml = yaml
    this.#source = source
    this.#text = text
    this.#env = env
  }

  /** @param offset where it stands if it is nowhere: of a key without a value */
  located(node: Node | null | undefined, path: Path, offset: number, keyOffset: number | undefined, depth: number): Located {
    const spot: Spot = { source: this.#source, offset: node?.range?.[0] ?? offset, ...(keyOffset !== undefined && { keyOffset }), path }
    const nothing: Located = { kind: 'scalar', spot, value: null }
    if (this.isTooMuch) return nothing
    if (this.#alias !== null) this.#aliased++
    if (depth > depthMax) return this.#tooMuch(spot, `it is nested more than ${depthMax} levels deep`)
    if (this.#aliased > aliasedMax) return this.#tooMuch(spot, `aliases make too much of it: they stand for more than ${aliasedMax} values`)
    if (isAlias(node)) {
      const target = node.resolve(this.#yaml) as Node | undefined
      if (this.#open.has(target)) return this.#tooMuch(spot, `the alias *${node.source} stands for what it is in, without end`)
      const before = this.#alias
      this.#alias ??= spot
      const copy = this.located(target, path, spot.offset, keyOffset, depth + 1)
      this.#alias = before
      return { ...copy, spot }
    }
    this.#open.add(node)
    const result = this.#collection(node, spot, path, depth) ?? (isScalar(node) ? this.#scalar(node, spot) : nothing)
    this.#open.delete(node)
    return result
  }

  #collection(node: Node | null | undefined, spot: Spot, path: Path, depth: number): Located | null {
    if (isMap(node)) return { kind: 'map', spot, entries: this.#entries(node.items as Pair<Node | null, Node | null>[], path, spot.offset, depth) }
    if (!isSeq(node)) return null
    const items = (node.items as (Node | null)[]).map((item, index) => this.located(item, [...path, index], spot.offset, undefined, depth + 1))
    return { kind: 'list', spot, items }
  }

  #tooMuch(spot: Spot, message: string): Located {
    this.isTooMuch = true
    this.problems.push(problemAt(this.#alias ?? spot, 'YAML', message))
    return { kind: 'scalar', spot, value: null }
  }

  #entries(pairs: readonly Pair<Node | null, Node | null>[], path: Path, offset: number, depth: number): Map<string, Located> {
    const entries = new Map<string, Located>()
    for (const { key, value } of pairs) {
      const keyOffset = key?.range?.[0] ?? offset
      const name = isScalar(key) ? String(key.value ?? '') : this.#text.slice(keyOffset, key?.range?.[1] ?? keyOffset)
      // An object takes it for its prototype, and what stands there would be lost.
      if (name === '__proto__') {
        this.problems.push(problemAt({ source: this.#source, offset: keyOffset, path: [...path, name] }, 'UNKNOWN_KEY', 'nothing can be called __proto__'))
      } else if (entries.has(name)) {
        // The reader would find this, too, and compare each key with all others: a thousand agents take it 20 ms.
        this.problems.push(problemAt({ source: this.#source, offset: keyOffset, path: [...path, name] }, 'YAML', `the key '${name}' stands here for the second time`))
      } else entries.set(name, this.located(value, [...path, name], keyOffset, keyOffset, depth + 1))
    }
    return entries
  }

  /** A scalar with its variables replaced. In quotes or not, it may be text or number then: its place decides. */
  #scalar(node: Scalar, spot: Spot): Located {
    const { value } = node
    if (typeof value !== 'string' || !value.includes('${')) return { kind: 'scalar', spot, value }
    const { text, faults } = substitute(value, this.#env)
    for (const { code, written, message } of faults) {
      const end = node.range?.[1] ?? spot.offset
      const inside = this.#text.slice(spot.offset, end).indexOf(written)
      this.problems.push(problemAt({ ...spot, offset: spot.offset + Math.max(inside, 0) }, code, message))
    }
    const other = judged(text)
    if (other === text) return { kind: 'scalar', spot, value: text }
    return node.type === 'PLAIN' ? { kind: 'scalar', spot, value: other, otherwise: text } : { kind: 'scalar', spot, value: text, otherwise: other }
  }
}
