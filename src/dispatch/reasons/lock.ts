import type { Agent } from '../../cluster/index.ts'
import type { Simulation } from '../../simulation.ts'
import { dagOf, isFinished, locksOf, nodeAt, subTasksOf, type Dag, type Flags, type LockKind, type Node, type TaskStore } from '../../task/index.ts'
import { listed, named, timed } from './naming.ts'

/** What keeps an agent under maintenance, and what ends it. */
export function explainLock(world: Simulation, agent: Agent, kind: LockKind): string {
  const store = world.tasks(agent)
  const dag = holderOf(store, kind)
  const what = kind === 'obproxy' ? 'obproxy maintenance lock' : 'maintenance lock'
  if (dag === undefined) {
    return store.locks[kind] ? `no DAG holds the ${what} of ${named(agent)}: the scenario or an action took it, and the action ${kind === 'global' ? `{ unlock: ${agent.name} }` : `{ unlock: { agent: ${agent.name}, lock: ${kind} } }`} frees it` : `the ${what} of ${named(agent)} was held and is free now`
  }
  const node = nodeAt(store, dag, dag.stage)
  // Both times of what an operator sent back are the epoch until it runs.
  const since = dag.startTime === 0 ? '' : ` since ${timed(world, dag.startTime)}`
  return `DAG ${dag.id} '${dag.name}' holds the ${what} of ${named(agent)}${since}: it is ${dag.state}${dag.state === 'READY' ? '' : ` at '${node.name}'`}; ${wayOut(store, dag, node)}`
}

/** The DAG that holds a lock: the newest of that kind that is not over, or that has failed and kept it (tasks.md §2.4). */
function holderOf(store: TaskStore, kind: LockKind): Dag | undefined {
  return store.unfinished.map((id) => dagOf(store, id)!).findLast((dag) =>
    locksOf(dag.maintenance) === kind && (dag.state !== 'FAILED' || !nodeAt(store, dag, dag.stage).failureExitMaintenance))
}

function wayOut(store: TaskStore, dag: Dag, node: Node): string {
  if (!isFinished(dag.state)) {
    const isParked = subTasksOf(store, node).some(({ progress }) => progress?.gate === 'parked')
    return isParked ? 'a rule keeps it there, until it is released or CANCEL ends it' : 'wait for its end'
  }
  const may = (flag: keyof Flags): boolean => subTasksOf(store, node).every(({ flags }) => flags[flag])
  const operators = [...(may('retry') ? ['RETRY'] : []), ...(may('rollback') ? ['ROLLBACK'] : []), ...(may('pass') ? ['PASS'] : [])]
  return operators.length > 0 ? `${listed(operators)} may end that` : 'no operator ends that: an agent stays so for good'
}
