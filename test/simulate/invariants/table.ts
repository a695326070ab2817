import { transitionsOf, type Level, type State } from '../../../src/task/index.ts'
import type { Simulation, WorldTransition } from '../../../src/simulation.ts'
import type { Invariant } from './invariant.ts'

/** A row of any agent: `a dag 3`. */
export function rowName({ agent, level, id }: Pick<WorldTransition, 'agent' | 'level' | 'id'>): string {
  return `${agent} ${level} ${id}`
}

/** The states of all rows, by their names. */
export function statesOf(world: Simulation): Map<string, State> {
  return new Map(world.agents.flatMap((agent) => {
    const { dags, nodes, subTasks } = world.tasks(agent)
    const named = (level: Level, rows: readonly { readonly id: number; readonly state: State }[]): [string, State][] => rows.map(({ id, state }) => [rowName({ agent: agent.name, level, id }), state])
    return [...named('dag', dags), ...named('node', nodes), ...named('sub-task', subTasks)]
  }))
}

export const table: Invariant = {
  name: 'table',
  sentence: 'Every change of state is in the transition table and follows from the state before, and together they lead to what the rows say.',
  create() {
    let states = new Map<string, State>()
    return ({ world, isFirst, happened }) => {
      if (isFirst) {
        states = statesOf(world)
        return null
      }
      for (const event of happened) {
        if (event.kind !== 'transition') continue
        const { level, from, to } = event
        const name = rowName(event)
        // Rows of nodes and sub-tasks are PENDING when their DAG is made; only that is told.
        const before = states.get(name) ?? (level === 'dag' ? null : 'PENDING')
        if (before !== from) return `${name} '${event.name}' is told to go from ${from} to ${to}, and was ${before}`
        if (from === null ? to !== 'READY' : !Object.values(transitionsOf(level)).some((row) => row[from] === to)) return `${name} '${event.name}' went from ${from} to ${to}, which no transition does`
        states.set(name, to)
      }
      for (const [name, state] of statesOf(world)) {
        const told = states.get(name) ?? (name.includes(' dag ') ? 'untold' : 'PENDING')
        if (told !== state) return `${name} is ${state}, and by what was told it is ${told}`
      }
      const untaken = world.agents.find((agent) => world.tasks(agent).changes.length > 0)
      return untaken === undefined ? null : `changes of ${untaken.name} are not told: ${JSON.stringify(world.tasks(untaken).changes)}`
    }
  },
}
