import type { State } from '../../task/index.ts'
import type { PlacedRow } from './layout.ts'

/** A DAG: a bar beside its agent's line. */
export interface Bar {
  readonly agent: string
  readonly dagName: string
  /** From 0: bars of one agent that are there at once stand side by side. */
  readonly column: number
  /** Stretches of the DAG's own states. */
  readonly stretches: readonly Stretch[]
  /** Runs of its nodes. */
  readonly nodes: readonly (Stretch & { readonly name: string })[]
  /** Where it has come to its end; null where it has not. */
  readonly end: { readonly y: number; readonly state: State } | null
}

export interface Stretch {
  readonly from: number
  readonly to: number
  readonly state: State
}

interface Growing {
  readonly agent: string
  readonly dagName: string
  readonly column: number
  readonly stretches: Stretch[]
  readonly nodes: (Stretch & { readonly name: string })[]
  state: State
  since: number
  readonly running: Map<number, { readonly name: string; readonly since: number }>
  end: Bar['end']
}

/** The DAGs of which rows tell. */
export function barsOf(rows: readonly PlacedRow[], bottom: number): Bar[] {
  const bars: Growing[] = []
  const open = new Map<string, Growing>()
  for (const { row, y } of rows) {
    if (row.kind !== 'work' || row.agent === null) continue
    const key = `${row.agent}\n${row.dag}`
    let bar = open.get(key)
    if (bar === undefined) {
      const taken = new Set([...open.values()].filter((other) => other.agent === row.agent && other.end?.state !== 'SUCCEED').map(({ column }) => column))
      let column = 0
      while (taken.has(column)) column++
      bar = { agent: row.agent, dagName: row.dagName, column, stretches: [], nodes: [], state: 'READY', since: y, running: new Map(), end: null }
      open.set(key, bar)
      bars.push(bar)
    }
    for (const change of row.changes) {
      const state = change.states.at(-1)!
      if (change.level === 'dag') turn(bar, state, y)
      else if (change.level === 'node') turnNode(bar, change.id, change.name, state, y)
    }
  }
  for (const bar of bars) {
    if (bar.end?.state !== 'SUCCEED') bar.stretches.push({ from: bar.since, to: bottom, state: bar.state })
    for (const { name, since } of bar.running.values()) bar.nodes.push({ name, from: since, to: bottom, state: 'RUNNING' })
  }
  return bars.map(({ agent, dagName, column, stretches, nodes, end }) => ({ agent, dagName, column, stretches, nodes, end }))
}

function turn(bar: Growing, state: State, y: number): void {
  if (y > bar.since) bar.stretches.push({ from: bar.since, to: y, state: bar.state })
  bar.state = state
  bar.since = y
  bar.end = state === 'SUCCEED' || state === 'FAILED' ? { y, state } : null
}

function turnNode(bar: Growing, id: number, name: string, state: State, y: number): void {
  const running = bar.running.get(id)
  if (running !== undefined && y > running.since) bar.nodes.push({ name, from: running.since, to: y, state: state === 'RUNNING' ? 'RUNNING' : state })
  bar.running.delete(id)
  if (state === 'RUNNING' || state === 'READY') bar.running.set(id, { name, since: y })
}
