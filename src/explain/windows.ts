import type { Micros } from '../clock/index.ts'
import { describeWithoutWindow, isSuch, type Occurrence, type RequestRule } from '../faults/index.ts'
import type { Row } from './explanation.ts'

/** Where a rule begins or ceases to be in force: before the row of that index. */
interface Edge {
  readonly before: number
  readonly row: Row
}

/** Puts rows where rules for requests begin and cease to be in force: those which have a window. */
export function withWindows(rows: readonly Row[], rules: readonly RequestRule[]): Row[] {
  const edges = rules.filter(({ when }) => when.window !== undefined).flatMap((rule) => edgesOf(rule, rows)).sort((a, b) => a.before - b.before || a.row.at - b.row.at)
  if (edges.length === 0) return [...rows]
  const all: Row[] = []
  let next = 0
  for (const [index, row] of rows.entries()) {
    while (next < edges.length && edges[next]!.before <= index) all.push(edges[next++]!.row)
    all.push(row)
  }
  return [...all, ...edges.slice(next).map(({ row }) => row)]
}

interface Span {
  readonly from: Micros
  readonly before: number
  /** Null: for ever. */
  to: Micros | null
}

/** What would come after the last row is not told: nothing happens there. */
function edgesOf(rule: RequestRule, rows: readonly Row[]): Edge[] {
  const ends = rows.at(-1)?.at ?? 0
  return spansOf(rule, rows).filter(({ from }) => from <= ends).flatMap(({ from, before, to }) => [
    { before, row: edge(rule, from, true) },
    ...(to !== null && to <= ends ? [{ before: firstAt(rows, to), row: edge(rule, to, false) }] : []),
  ])
}

function edge(rule: RequestRule, at: Micros, opens: boolean): Row {
  return { kind: 'window', id: rule.id, opens, text: describeWithoutWindow(rule), seq: null, at, agent: rule.when.agent ?? null, cause: null, depth: 0, times: 1, until: at }
}

function spansOf({ when: { window } }: RequestRule, rows: readonly Row[]): Span[] {
  if (window === undefined) return []
  if (window.kind === 'time') return [{ from: window.from, before: firstAt(rows, window.from), to: window.to }]
  const spans: Span[] = []
  for (const [index, row] of rows.entries()) {
    if (!occurrencesIn(row).some((occurrence) => isSuch(window.event, occurrence))) continue
    const to = window.for === null ? null : row.at + window.for
    const last = spans.at(-1)
    // It happens again while the window is open: that lasts longer.
    if (last !== undefined && (last.to === null || last.to >= row.at)) last.to = to
    else spans.push({ from: row.at, before: index + 1, to })
  }
  return spans
}

/** The index of the first row that is not before an instant. Rows are in the order of time. */
function firstAt(rows: readonly Row[], at: Micros): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]!.at < at) low = middle + 1
    else high = middle
  }
  return low
}

function occurrencesIn(row: Row): Occurrence[] {
  if (row.agent === null) return []
  const { agent } = row
  if (row.kind === 'process') return row.process === 'refused' ? [] : [{ kind: 'process', agent, process: row.process }]
  if (row.kind !== 'work') return []
  return row.changes.flatMap(({ level, name, states }) => (level === 'sub-task' ? [] : states.map((state): Occurrence => (
    { kind: 'task', agent, dag: row.dagName, node: level === 'node' ? name : null, state }))))
}
