import { parseGenericId, type State } from '../../task/index.ts'
import type { WorldEvent, WorldTransition } from '../entry.ts'

/** What became of DAGs, as the events tell. */
export interface Work {
  readonly name: string
  readonly changes: readonly WorldTransition[]
}

/** DAGs by the ids under which clients ask for them. */
export class Works {
  readonly #byAgent = new Map<string, Map<number, { name: string; changes: WorldTransition[] }>>()
  readonly #names: ReadonlyMap<string, string>

  constructor(events: readonly WorldEvent[], agents: readonly { readonly name: string; readonly address: string }[]) {
    this.#names = new Map(agents.map(({ name, address }) => [address, name]))
    for (const event of events) {
      if (event.kind !== 'transition' || event.level !== 'dag') continue
      let works = this.#byAgent.get(event.agent)
      if (works === undefined) this.#byAgent.set(event.agent, works = new Map())
      const work = works.get(event.id)
      if (work === undefined) works.set(event.id, { name: event.name, changes: [event] })
      else work.changes.push(event)
    }
  }

  /** The DAG of a generic id, if the journal knows of it (tasks.md §1.8). */
  ofId(text: string): Work | undefined {
    const id = parseGenericId(text)
    if ('refused' in id || id.address === null) return undefined
    const { ip, port } = id.address
    const name = this.#names.get(ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`)
    return name === undefined ? undefined : this.#byAgent.get(name)?.get(Number(id.id))
  }
}

/** The last change before a place. */
export function changeBefore({ changes }: Work, seq: number): WorldTransition | undefined {
  return changes.findLast((change) => change.seq < seq)
}

/** The state in which work is now. */
export function stateOf({ changes }: Work): State | null {
  return changes.at(-1)?.to ?? null
}

