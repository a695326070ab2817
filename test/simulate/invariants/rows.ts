import { isFinished, nodeAt, nodesOf, subTasksOf, type Dag, type TaskStore } from '../../../src/task/index.ts'
import { first, type Invariant } from './invariant.ts'

export const rows: Invariant = {
  name: 'rows',
  sentence: 'DAG, nodes and sub-tasks fit each other: what runs does so in a node that runs, at the stage of a DAG that runs, unless it was cancelled.',
  create() {
    return ({ world }) => first(world.agents.flatMap(({ name }) => {
      const store = world.tasks(world.agent(name)!)
      return store.dags.map((dag) => {
        const fault = dagFault(store, dag)
        return fault === null ? null : `'${dag.name}' (${dag.id}) of ${name}: ${fault}`
      })
    }))
  },
}

function dagFault(store: TaskStore, dag: Dag): string | null {
  const nodes = nodesOf(store, dag)
  const { stage, state, operator } = dag
  if (stage < 1 || stage > nodes.length) return `it is at stage ${stage} of ${nodes.length}`
  if (dag.finished !== (state === 'SUCCEED' || (state === 'FAILED' && dag.maintenance === 'none'))) return `it is ${state}, and finished is ${dag.finished}`
  if (state === 'FAILED' && nodeAt(store, dag, stage).state !== 'FAILED') return 'it has failed at no node'
  if (state === 'PENDING') return 'it is PENDING, which DAGs never are'
  for (const node of nodes) {
    const subTasks = subTasksOf(store, node)
    const isCancelled = operator === 'CANCEL' && node.state === 'PENDING'
    if (node.state === 'RUNNING' && (node.stage !== stage || isFinished(state))) return `node '${node.name}' runs at stage ${node.stage}, the DAG is ${state} at stage ${stage}`
    if (node.state === 'FAILED' && state !== 'SUCCEED' && node.stage !== stage) return `node '${node.name}' has failed at stage ${node.stage}, the DAG is ${state} at stage ${stage}`
    const going = subTasks.find((subTask) => subTask.state === 'READY' || subTask.state === 'RUNNING')
    if (going !== undefined && node.state !== 'RUNNING' && !isCancelled) return `sub-task ${going.id} is ${going.state} in node '${node.name}', which is ${node.state}`
    if (going !== undefined && state !== 'RUNNING' && operator !== 'CANCEL') return `sub-task ${going.id} is ${going.state} in a DAG that is ${state}/${operator}`
    if (node.state === 'SUCCEED' && operator !== 'ROLLBACK' && node.operator === 'RUN' && subTasks.some((subTask) => subTask.state !== 'SUCCEED')) return `node '${node.name}' has succeeded before its sub-tasks`
  }
  const neverSentBack = nodes.every((node) => node.operator === 'RUN' || node.operator === 'PASS')
  return state === 'SUCCEED' && operator === 'RUN' && neverSentBack && nodes.some((node) => node.state !== 'SUCCEED') ? 'it has succeeded, and left a node out' : null
}
