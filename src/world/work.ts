import type { Agent } from '../cluster/index.ts'
import { fits, type Action, type EventCondition, type WorkReference } from '../faults/index.ts'
import { isFinished, nodesOf, type Dag, type TaskStore } from '../task/index.ts'

/** What of a world is looked at here. */
export interface Workplace {
  readonly agents: readonly Agent[]
  agent(name: string): Agent | undefined
  tasks(agent: Agent): TaskStore
}

/** The newest DAG of that name, on that agent or on any. */
export function workOf(world: Workplace, { dag, agent: name }: WorkReference): { readonly agent: Agent; readonly dag: Dag } | null {
  let found: { agent: Agent; dag: Dag } | null = null
  for (const agent of world.agents) {
    if (name !== undefined && agent.name !== name) continue
    const newest = world.tasks(agent).dags.findLast((each) => fits(dag, each.name))
    // Of several agents the one whose DAG is the younger.
    if (newest !== undefined && (found === null || newest.startTime > found.dag.startTime)) found = { agent, dag: newest }
  }
  return found
}

/** Whether it is so at this instant: the newest DAG of that name, or that node of it, is in that state; or a process runs, or does not. */
export function holds(world: Workplace, condition: EventCondition): boolean {
  if (condition.kind === 'process') return (world.agent(condition.agent)?.process == null) === (condition.process === 'stopped')
  const { dag = '*', node, agent: owner, state } = condition
  return world.agents.some((agent) => {
    if (owner !== undefined && owner !== agent.name) return false
    const store = world.tasks(agent)
    const newest = store.dags.findLast((each) => fits(dag, each.name))
    if (newest === undefined) return false
    return node === undefined ? newest.state === state : nodesOf(store, newest).some((row) => fits(node, row.name) && row.state === state)
  })
}

/** What is the case instead of a condition, as a sentence. */
export function howItStands(world: Workplace, condition: EventCondition): string {
  if (condition.kind === 'process') return world.agent(condition.agent)?.process == null ? `${condition.agent} does not run` : `${condition.agent} runs`
  const { dag: name = '*', agent: owner } = condition
  const found = workOf(world, { dag: name, ...(owner !== undefined && { agent: owner }) })
  if (found === null) return owner === undefined ? 'no agent has such a DAG' : `${owner} has no such DAG`
  const { agent, dag } = found
  const node = nodesOf(world.tasks(agent), dag)[dag.stage - 1]!
  return `'${dag.name}' at ${agent.name} is ${dag.state}, and its node ${dag.stage} of ${dag.nodeIds.length}, '${node.name}', ${node.state}`
}

/** Whether an action lets work go on that stands still until then. */
export function bringsWork(world: Workplace, action: Action): boolean {
  switch (action.do) {
    case 'start':
    case 'restart': {
      const agent = world.agent(action.agent)
      return agent !== undefined && world.tasks(agent).active > 0
    }
    case 'release':
    case 'fail': {
      const work = workOf(world, action.work)
      return work !== null && !isFinished(work.dag.state)
    }
    default: return false
  }
}
