import type { Agent } from '../cluster/index.ts'
import type { Simulation } from '../simulation.ts'
import { agentCalled } from '../steering/index.ts'
import { dagOf, formatGenericId, parseGenericId, type Dag } from '../task/index.ts'
import { ControlProblem } from './problem.ts'

/** An agent by its name, its address, or where it listens. @throws ControlProblem */
export function findAgent(world: Simulation, name: string): Agent {
  const found = agentCalled(world, name)
  if (typeof found === 'string') throw new ControlProblem(404, 'No such agent', found)
  return found
}

/** A DAG by its id, as clients name it. @throws ControlProblem */
export function findDag(world: Simulation, id: string): { readonly owner: Agent; readonly dag: Dag } {
  const parsed = parseGenericId(id)
  if (!('refused' in parsed)) {
    for (const owner of world.agents) {
      const dag = dagOf(world.tasks(owner), Number(parsed.id))
      if (dag !== undefined && formatGenericId(owner, dag.id, dag.type) === id) return { owner, dag }
    }
  }
  // Perhaps a name was written in its place.
  const named = world.workOf({ dag: id })
  const hint = named === null ? 'GET /_sim/dags lists them' : `of that name there is ${formatGenericId(named.agent, named.dag.id, named.dag.type)}`
  throw new ControlProblem(404, 'No such DAG', `no agent has a DAG '${id}'; ${hint}`)
}
