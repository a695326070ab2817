import type { Explanation, Row } from './explanation.ts'

/** Who stands at the top of a diagram: clients first, then the agents that do anything, in the order of the scenario. */
export interface Participants {
  readonly clients: readonly string[]
  readonly agents: readonly { readonly name: string; readonly address: string }[]
  /** Agents of which nothing is told. */
  readonly others: number
}

export function participantsOf({ agents, actors, rows }: Explanation): Participants {
  const clients = new Set(rows.flatMap((row) => (row.kind === 'request' && row.via === 'client' ? [row.from] : [])))
  // A scenario's own call is a client's, too, and comes after those that are outside.
  const ordered = [...clients].sort((a, b) => Number(a === 'scenario') - Number(b === 'scenario'))
  const shown = actors.length > 0 ? actors : agents.map(({ name, address }) => ({ name, address }))
  const all = agents.reduce((sum, { likewise }) => sum + 1 + likewise, 0)
  return { clients: ordered, agents: shown, others: all - shown.length }
}

/** The groups of a partition, or none. */
export function groupsOf(row: Row): readonly (readonly string[])[] {
  return row.kind === 'action' && row.action.do === 'partition' ? row.action.groups : []
}
