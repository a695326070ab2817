import { scenarioDocument, type ScenarioDocument } from './document.ts'
import { problemsOf, type Issue } from './issue.ts'
import { changed, nodeAt, placesIn, valueOf, type Located } from './located.ts'
import { didYouMean, suggest, type Places, type Problem } from './problem.ts'
import { keysAt } from './schema-walk.ts'

/** A document as far as it is sound. */
export interface Checked {
  /** Null when too little is. */
  readonly document: ScenarioDocument | null
  /** Places of what is in it. */
  readonly places: Places
  /** What is wrong; it is not in the document. */
  readonly problems: readonly Problem[]
}

/** A document is no deeper than that. */
const roundsMax = 10

/** Values → a document. What is wrong is put aside, so that the rest can be judged as well and everything is told at once. */
export function checkDocument(root: Located): Checked {
  const first = issuesOf(root)
  // A text that variables made may be a number, or the other way round, as its place wants it.
  const tree = first.issues.length === 0 ? root : meant(root, first.issues)
  const { document, issues } = tree === root ? first : issuesOf(tree)
  if (document !== null) return { document, places: placesIn(tree), problems: [] }
  const places = placesIn(tree)
  const sound = soundPart(tree, issues)
  return { document: sound?.document ?? null, places: sound?.places ?? places, problems: withoutMisspelt(issues).flatMap((issue) => problemsOf(issue, tree, places)) }
}

/** A key that is misspelt is missing as well, and that is one mistake. */
function withoutMisspelt(issues: readonly Issue[]): Issue[] {
  const meantKeys = new Set(issues.flatMap((issue) => (issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => JSON.stringify([...issue.path, suggest(key, keysAt(issue.path))])) : [])))
  return issues.filter(({ code, path }) => code === 'unrecognized_keys' || !meantKeys.has(JSON.stringify(path)))
}

function issuesOf(tree: Located): { readonly document: ScenarioDocument | null; readonly issues: readonly Issue[] } {
  // Used once: a parser that is compiled first costs more than it saves.
  const result = scenarioDocument.safeParse(valueOf(tree), { jitless: true })
  return result.success ? { document: result.data, issues: [] } : { document: null, issues: result.error.issues.flatMap((issue) => leavesOf(issue, tree)) }
}

/** The tree with the other meaning of scalars where that helps. */
function meant(tree: Located, issues: readonly Issue[]): Located {
  const doubtful = new Set(issues.flatMap(({ path }) => {
    const node = nodeAt(tree, path)
    return node?.kind === 'scalar' && node.otherwise !== undefined ? [node] : []
  }))
  if (doubtful.size === 0) return tree
  const flipped = changed(tree, (node) => (node.kind === 'scalar' && doubtful.has(node) ? { ...node, value: node.otherwise } : node))!
  const still = new Set(issuesOf(flipped).issues.filter(({ code }) => code === 'invalid_type').map(({ path }) => nodeAt(tree, path)))
  return changed(tree, (node) => (node.kind === 'scalar' && doubtful.has(node) && !still.has(node) ? { ...node, value: node.otherwise } : node))!
}

/** What is left without what is wrong, and without what lacks it then: an agent, say, whose address is none. Null where nothing can be saved. */
function soundPart(tree: Located, first: readonly Issue[]): { readonly document: ScenarioDocument; readonly places: Places } | null {
  let issues = first
  let rest: Located | null = tree
  for (let round = 0; round < roundsMax; round++) {
    rest = without(rest, issues)
    if (rest === null) return null
    const again = issuesOf(rest)
    if (again.document !== null) return { document: again.document, places: placesIn(rest) }
    issues = again.issues
  }
  return null
}

/** A copy without what the issues complain of. What is missing cannot go: then what lacks it does. */
function without(tree: Located, issues: readonly Issue[]): Located | null {
  const gone = new Set<Located | undefined>()
  for (const issue of issues) {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    for (const path of paths) gone.add(nodeAt(tree, path) ?? nodeAt(tree, path.slice(0, -1)))
  }
  return changed(tree, (node) => (gone.has(node) ? null : node))
}

/** An issue of a union is that of the branch which was meant: the one for such a kind of value, and of several the one that got furthest. */
function leavesOf(issue: Issue, tree: Located): Issue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const { path } = issue
  const kind = nodeAt(tree, path)?.kind
  const branches = issue.errors.filter((errors) => isFor(kind, errors))
    .map((errors) => errors.flatMap((inner) => leavesOf({ ...inner, path: [...path, ...inner.path] } as Issue, tree)))
  if (kind === 'scalar' && issue.errors.filter((errors) => errors.some(wantsScalar)).length > 1) return [issue]
  const furthest = Math.max(...branches.map(depth))
  const meantOnes = branches.filter((branch) => depth(branch) === furthest)
  return meantOnes.length === 1 && !isOther(meantOnes[0]!, issue, tree) ? meantOnes[0]! : [issue]
}

/** Whether a word is none of those that a union takes, nor near one: then all that may stand there is worth telling. */
function isOther([only, ...more]: readonly Issue[], { path }: Issue, tree: Located): boolean {
  const node = nodeAt(tree, path)
  return more.length === 0 && only?.code === 'invalid_value' && only.path.length === path.length && node?.kind === 'scalar'
    && didYouMean(String(node.value), only.values.map(String)) === undefined
}

/** Whether a branch of a union takes such a kind of value at all. */
function isFor(kind: Located['kind'] | undefined, errors: readonly Issue[]): boolean {
  return !errors.some(({ path, code }) => path.length === 0 && (code === 'invalid_type' || (kind !== 'scalar' && (code === 'custom' || code === 'invalid_value'))))
}

/** Whether a branch complains that it wants another scalar. */
function wantsScalar(issue: Issue): boolean {
  return issue.path.length === 0 && !(issue.code === 'invalid_type' && ['object', 'record', 'array'].includes(issue.expected))
}

function depth(issues: readonly Issue[]): number {
  return Math.max(...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)))
}
