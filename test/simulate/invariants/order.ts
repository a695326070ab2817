import type { Simulation } from '../../../src/simulation.ts'
import { nodesOf, type State } from '../../../src/task/index.ts'
import type { WorldTransition } from '../../../src/simulation.ts'
import type { Invariant } from './invariant.ts'
import { rowName, statesOf } from './table.ts'

export const order: Invariant = {
  name: 'order',
  sentence: 'No node runs before the one above it has succeeded, or was sent back to be undone; and never two of one DAG.',
  create() {
    let states = new Map<string, State>()
    /** Nodes that an operator has sent back: a rollback goes upwards through them. */
    const sentBack = new Set<string>()
    return ({ world, isFirst, happened }) => {
      if (isFirst) {
        states = statesOf(world)
        sentBack.clear()
        for (const agent of world.agents) for (const { id, operator } of world.tasks(agent).nodes) if (operator !== 'RUN') sentBack.add(rowName({ agent: agent.name, level: 'node', id }))
        return null
      }
      for (const event of happened) {
        if (event.kind !== 'transition') continue
        if (event.level === 'node' && event.to === 'PENDING') sentBack.add(rowName(event))
        const wrong = event.level === 'node' && event.from === 'PENDING' && event.to === 'RUNNING' ? startFault(world, event, states, sentBack) : null
        if (wrong !== null) return wrong
        states.set(rowName(event), event.to)
      }
      return null
    }
  },
}

function startFault(world: Simulation, event: WorldTransition, states: ReadonlyMap<string, State>, sentBack: ReadonlySet<string>): string | null {
  const store = world.tasks(world.agent(event.agent)!)
  const nodes = nodesOf(store, store.dags[event.dag - 1]!)
  const name = (id: number): string => rowName({ agent: event.agent, level: 'node', id })
  const place = nodes.findIndex(({ id }) => id === event.id)
  const other = nodes.find(({ id }) => id !== event.id && states.get(name(id)) === 'RUNNING')
  if (other !== undefined) return `${name(event.id)} '${event.name}' starts while ${name(other.id)} '${other.name}' of the same DAG runs`
  const above = nodes[place - 1]
  if (above === undefined || sentBack.has(name(event.id)) || sentBack.has(name(above.id))) return null
  const state = states.get(name(above.id)) ?? 'PENDING'
  return state === 'SUCCEED' ? null : `${name(event.id)} '${event.name}' starts while '${above.name}' above it is ${state}`
}
