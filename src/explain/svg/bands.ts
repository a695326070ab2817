import { groupsOf } from '../participants.ts'
import type { BandKind } from './style.ts'
import type { PlacedRow } from './layout.ts'

/** A stretch of time in which something is so: shaded behind the lanes of those whom it concerns. */
export interface Band {
  readonly kind: BandKind
  /** Null: all lanes. */
  readonly agents: readonly string[] | null
  readonly from: number
  readonly to: number
}

interface Open extends Omit<Band, 'to'> {
  readonly key: string
}

/** Windows of rules, partitions, and the times in which processes are away. */
export function bandsOf(rows: readonly PlacedRow[], bottom: number): Band[] {
  const bands: Band[] = []
  let open: Open[] = []
  const close = (is: (band: Open) => boolean, to: number): void => {
    bands.push(...open.filter(is).map(({ kind, agents, from }) => ({ kind, agents, from, to })))
    open = open.filter((band) => !is(band))
  }
  for (const { row, y, top, bottom: below } of rows) {
    if (row.kind === 'window') {
      const key = `window ${row.id}`
      if (row.opens) open.push({ key, kind: 'window', agents: row.agent === null ? null : [row.agent], from: top })
      else close((band) => band.key === key, below)
    } else if (row.kind === 'process' && row.agent !== null) {
      const key = `down ${row.agent}`
      if (row.process === 'stopped') open.push({ key, kind: 'down', agents: [row.agent], from: y })
      else if (row.process === 'started') close((band) => band.key === key, y)
    } else if (row.kind === 'action' && row.refused === null) {
      const groups = groupsOf(row)
      if (groups.length > 0) open.push({ key: 'partition', kind: 'partition', agents: groups.flat(), from: top })
      // What heals for two only is not over for all.
      const { action } = row
      if (action.do === 'heal') close(({ key, agents }) => key === 'partition' && (action.between === undefined || agents!.every((agent) => action.between!.includes(agent))), below)
    }
  }
  close(() => true, bottom)
  return bands
}
