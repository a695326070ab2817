import { formatDuration, type Micros } from '../clock/index.ts'
import type { Expectation } from './expectation.ts'
import type { Journal } from './journal.ts'
import type { WriteTime } from './match.ts'
import type { Condition } from './query.ts'
import { Searcher, type Item, type Near, type Search } from './search.ts'
import { describe } from './words.ts'

/** What came of expectations. */
export interface Verification {
  readonly ok: boolean
  readonly failures: readonly UnmetExpectation[]
  /** What is not certain of the rest, for the journal has lost what may have mattered. */
  readonly notes: readonly string[]
}

export interface UnmetExpectation {
  readonly name: string
  readonly expected: string
  readonly got: string
  /** What came nearest, at most three. */
  readonly nearest: readonly Near[]
  /** Why it is not certain; null when it is. */
  readonly note: string | null
}

type Outcome = { readonly ok: true; readonly note: string | null } | { readonly ok: false; readonly failure: Omit<UnmetExpectation, 'name'> }

/** Whether what was expected has happened, and where not, what happened instead. */
export function verify(journal: Journal, expectations: readonly Expectation[], { time }: { readonly time: WriteTime }): Verification {
  const searcher = new Searcher(journal, time)
  const failures: UnmetExpectation[] = []
  const notes: string[] = []
  for (const { name, what } of expectations) {
    const outcome = what.kind === 'count' ? counted(searcher, what) : ordered(searcher, what)
    if (!outcome.ok) failures.push({ name, ...outcome.failure })
    else if (outcome.note !== null) notes.push(`${name}: ${outcome.note}`)
  }
  return { ok: failures.length === 0, failures, notes }
}

/** The failures of a verification as text, for people. */
export function formatVerification({ failures, notes }: Verification): string {
  const lines = failures.flatMap(({ name, expected, got, nearest, note }) => [
    `${name}: expected ${expected}`,
    `  got ${got}`,
    ...nearest.flatMap(({ what, lacks }, index) => [`  ${index === 0 ? 'nearest' : '       '} ${what}`, ...(lacks.length === 0 ? [] : [`            ${lacks.join('; ')}`])]),
    ...(note === null ? [] : [`  note: ${note}`]),
  ])
  return [...lines, ...notes.map((note) => `note: ${note}`)].join('\n')
}

type Counted = Extract<Expectation['what'], { kind: 'count' }>

function counted(searcher: Searcher, { of, least, most, by, after, within }: Counted): Outcome {
  const search = searcher.search(of)
  const expected = [
    `${describe(of)}, ${times(least, most, by)}`,
    ...(after === null ? [] : [`after ${describe(after)}`]),
    ...(within === null ? [] : [`within ${formatDuration(within)}`]),
  ].join(', ')
  const note = uncertain(searcher, after === null ? [of] : [of, after])

  const anchors = after === null ? null : searcher.search(after)
  // For what comes after something that never came, `never` is no statement: a misspelt name would make it pass.
  if (anchors?.found.length === 0) {
    return unmet(expected, `nothing to come after: ${describe(anchors.condition)} has not happened`, anchors.nearest(() => null), note)
  }
  const misplaced = (item: Item): string | null => (anchors === null ? null : misplacedAfter(item, anchors, within))
  const items = search.found.filter((item) => misplaced(item) === null)
  const count = by === 'sends' ? items.length : questionCount(searcher, items)
  // What has gone could only have added to the number.
  if (most !== null && count > most) return unmet(expected, got(items, count, by), items.slice(most, most + 3).map((item) => search.show(item)), null)
  if (count < least) return unmet(expected, got(items, count, by), search.nearest(misplaced), note)
  return { ok: true, note: most === null ? null : note }
}

/** Why something does not count although it fits: it comes before all that it should come after, or too long after the last of them. */
function misplacedAfter(item: Item, { found, condition }: Search, within: Micros | null): string | null {
  const anchor = lastBefore(found, item.seq)
  if (anchor === undefined) return `it came before ${describe(condition)} (#${found[0]!.seq})`
  const later = item.at - anchor.at
  return within === null || later <= within ? null : `it came ${formatDuration(later)} after #${anchor.seq}, wanted within ${formatDuration(within)}`
}

function lastBefore(items: readonly Item[], seq: number): Item | undefined {
  return items[indexAfter(items, seq - 1) - 1]
}

/** The index of the first item beyond a place. */
function indexAfter(items: readonly Item[], seq: number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (items[middle]!.seq > seq) high = middle
    else low = middle + 1
  }
  return low
}

function questionCount(searcher: Searcher, items: readonly Item[]): number {
  const questions = searcher.questions()
  return new Set(items.map(({ seq }) => questions.get(seq))).size
}

type Ordered = Extract<Expectation['what'], { kind: 'order' }>

function ordered(searcher: Searcher, { steps, within }: Ordered): Outcome {
  const searches = steps.map((step) => searcher.search(step))
  const inOrder = steps.map((step, index) => `${index + 1}) ${describe(step)}`).join(', then ')
  const expected = within === null ? inOrder : `${inOrder}, within ${formatDuration(within)}`
  const note = uncertain(searcher, steps)
  const path = firstPath(searches, 0)
  if (path.length === searches.length) {
    const shortest = within === null ? path : shortestPath(searches)
    const took = shortest.at(-1)!.at - shortest[0]!.at
    if (within === null || took <= within) return { ok: true, note: null }
    return unmet(expected, `${placesOf(shortest)}: that took ${formatDuration(took)}`, [searches.at(-1)!.show(shortest.at(-1)!)], note)
  }
  const missing = searches[path.length]!
  const last = path.at(-1)
  const misplaced = (item: Item): string | null => (last !== undefined && item.seq <= last.seq ? `it came before step ${path.length} (#${last.seq})` : null)
  return unmet(expected, `${path.length === 0 ? '' : `${placesOf(path)}, then `}no ${path.length + 1})`, missing.nearest(misplaced), note)
}

/** One of each step, each the first after the one before; it is as long as it can be. */
function firstPath(searches: readonly Search[], from: number): Item[] {
  const path: Item[] = []
  let seq = from
  for (const { found } of searches) {
    const next = found[indexAfter(found, seq)]
    if (next === undefined) break
    path.push(next)
    seq = next.seq
  }
  return path
}

/** The path that takes the least time, of all that there are: one of the first paths from each of the first steps. */
function shortestPath(searches: readonly Search[]): Item[] {
  let shortest: Item[] = []
  for (const { seq } of searches[0]!.found) {
    const path = firstPath(searches, seq - 1)
    if (path.length < searches.length) break
    if (shortest.length === 0 || path.at(-1)!.at - path[0]!.at < shortest.at(-1)!.at - shortest[0]!.at) shortest = path
  }
  return shortest
}

function unmet(expected: string, got: string, nearest: readonly Near[], note: string | null): Outcome {
  return { ok: false, failure: { expected, got, nearest, note } }
}

function uncertain(searcher: Searcher, conditions: readonly Condition[]): string | null {
  const dropped = [...new Set(conditions.map((condition) => searcher.dropped(condition)).filter((each) => each !== null))]
  return dropped.length === 0 ? null : `${dropped.join('; ')}: what has gone is not counted`
}

function times(least: number, most: number | null, by: 'sends' | 'questions'): string {
  const unit = by === 'questions' ? ' (by questions)' : ''
  if (most === 0) return 'never'
  if (least === most) return `${least === 1 ? 'once' : `${least} times`}${unit}`
  if (most === null) return `at least ${least === 1 ? 'once' : `${least} times`}${unit}`
  return least === 0 ? `at most ${most === 1 ? 'once' : `${most} times`}${unit}` : `${least} to ${most} times${unit}`
}

function got(items: readonly Item[], count: number, by: 'sends' | 'questions'): string {
  if (items.length === 0) return 'none'
  const said = count === 1 ? 'one' : String(count)
  return `${said}${by === 'questions' && count !== items.length ? ` (${items.length} sends)` : ''}: ${placesOf(items)}`
}

const placesMax = 10

function placesOf(items: readonly Item[]): string {
  const places = items.slice(0, placesMax).map(({ seq }) => `#${seq}`).join(', ')
  return items.length > placesMax ? `${places} …` : places
}
