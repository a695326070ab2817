import type { Path, Places, Problem, ProblemCode } from './problem.ts'

/** One text of a scenario: the file itself, or one that it extends. */
export interface Source {
  /** How it is called in problems; undefined is the file itself. */
  readonly file: string | undefined
  /** Line and column of an offset, both from 1. */
  placeOf(offset: number): { readonly line: number; readonly col: number }
}

/** Of values that stand in no text. */
export const valueSource: Source = { file: undefined, placeOf: () => ({ line: 1, col: 1 }) }

/** Where something stands. */
export interface Spot {
  readonly source: Source
  readonly offset: number
  /** Where its key stands, of a value in a map. */
  readonly keyOffset?: number
  /** Its path in its own file. */
  readonly path: Path
}

/** A value of a document, and where it stands. */
export type Located =
  | { readonly kind: 'map'; readonly spot: Spot; readonly entries: ReadonlyMap<string, Located> }
  | { readonly kind: 'list'; readonly spot: Spot; readonly items: readonly Located[] }
  /** `otherwise`: what it may also mean, where variables stood in it: a number for a text of digits, or the text. */
  | { readonly kind: 'scalar'; readonly spot: Spot; readonly value: unknown; readonly otherwise?: unknown }

/** Map, list and scalars as JavaScript has them. */
export function valueOf(located: Located): unknown {
  switch (located.kind) {
    case 'map': {
      const map: Record<string, unknown> = {}
      // (Nothing is called __proto__: the reader refuses that.)
      for (const [key, value] of located.entries) map[key] = valueOf(value)
      return map
    }
    case 'list': return located.items.map(valueOf)
    case 'scalar': return located.value
  }
}

export function nodeAt(root: Located, path: Path): Located | undefined {
  let node: Located | undefined = root
  for (const step of path) {
    if (node?.kind === 'map') node = node.entries.get(String(step))
    else if (node?.kind === 'list') node = node.items[Number(step)]
    else return undefined
  }
  return node
}

/** A copy in which each node is what `change` makes of it; null leaves it out. Null where nothing is left. */
export function changed(located: Located, change: (node: Located) => Located | null): Located | null {
  const node = change(located)
  if (node === null || node.kind === 'scalar') return node
  if (node.kind === 'list') return { ...node, items: node.items.flatMap((item) => changed(item, change) ?? []) }
  const entries = new Map<string, Located>()
  for (const [key, value] of node.entries) {
    const kept = changed(value, change)
    if (kept !== null) entries.set(key, kept)
  }
  return { ...node, entries }
}

/** Places of a document whose parts may come from several texts. */
export function placesIn(root: Located): Places {
  const spotAt = (path: Path): { readonly node: Located; readonly rest: Path } => {
    for (let length = path.length; length > 0; length--) {
      const node = nodeAt(root, path.slice(0, length))
      if (node !== undefined) return { node, rest: path.slice(length) }
    }
    return { node: root, rest: path }
  }
  const pathOf = (path: Path): { readonly file: string | undefined; readonly path: Path } => {
    const { node: { spot }, rest } = spotAt(path)
    return { file: spot.source.file, path: [...spot.path, ...rest] }
  }
  return {
    at(path, code, message, atKey = false) {
      const { node: { spot }, rest } = spotAt(path)
      return problemAt(spot, code, message, { path: [...spot.path, ...rest], atKey: atKey && rest.length === 0 })
    },
    nameOf(path) {
      const name = pathOf(path).path
      return name.length === 0 ? root.spot.source === valueSource ? 'the action' : 'the scenario' : name.map(String).join('.')
    },
    isWithin(problem, path) {
      const origin = pathOf(path)
      return problem.path !== undefined && problem.file === origin.file && origin.path.every((step, index) => problem.path![index] === step)
    },
  }
}

/** A problem at a spot. */
export function problemAt(spot: Spot, code: ProblemCode, message: string, more: { readonly path?: Path; readonly atKey?: boolean } = {}): Problem {
  const { source, offset, keyOffset } = spot
  const { line, col } = source.placeOf(more.atKey === true ? keyOffset ?? offset : offset)
  return {
    ...(source.file !== undefined && { file: source.file }), line: Math.max(line, 1), column: Math.max(col, 1), code, path: more.path ?? spot.path, message,
  }
}
