import type { Explanation, Row } from './explanation.ts'

/** Who stands at the top of a diagram: clients first, then the agents that do anything, in the order of the scenario. */
export interface Participants {
  readonly clients: readonly string[]
  readonly agents: readonly { readonly name: string; readonly address: string }[]
  /** Agents of which nothing is told. */
  readonly others: number
}

export function participantsOf({ agents, rows }: Explanation): Participants {
  const clients = new Set<string>()
  const busy = new Set<string>()
  for (const row of rows) {
    if (row.agent !== null) busy.add(row.agent)
    if (row.kind === 'request') (row.via === 'client' ? clients : busy).add(row.from)
    for (const name of groupsOf(row).flat()) busy.add(name)
  }
  // A scenario's own call is a client's, too, and comes after those that are outside.
  const ordered = [...clients].sort((a, b) => Number(a === 'scenario') - Number(b === 'scenario'))
  // Agents that the static part tells as one have no lines of their own: those stand at the end.
  const known = new Map(agents.flatMap(({ name, address, last }) => [[name, address] as const, ...(last === null ? [] : [[last.name, last.address] as const])]))
  const named = [...known].filter(([name]) => busy.has(name)).map(([name, address]) => ({ name, address }))
  const unnamed = [...busy].filter((name) => !known.has(name)).map((name) => ({ name, address: '' }))
  const shown = busy.size === 0 ? [...known].map(([name, address]) => ({ name, address })) : [...named, ...unnamed]
  const all = agents.reduce((sum, { likewise }) => sum + 1 + likewise, 0)
  return { clients: ordered, agents: shown, others: all - shown.length }
}

/** The groups of a partition, or none. */
export function groupsOf(row: Row): readonly (readonly string[])[] {
  return row.kind === 'action' && row.action.do === 'partition' ? row.action.groups : []
}
