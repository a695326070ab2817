import { masterOf, rowsByKey, sameAddress } from '../cluster/index.ts'
import { coded } from '../protocol/index.ts'
import { dagOf } from '../task/index.ts'
import { data, refused, type OperationContext, type Operations, type Result } from './context.ts'
import { notHeld } from './refusals.ts'
import { detailsPanic, showDetails } from './show-details.ts'
import { dagView } from './task-view.ts'

/** Lists of DAGs (tasks.md §3). */
export const taskListOperations: Operations = {
  listObDags: clusterOnly,
  listAgentDags,
  getObMaintainDag: () => refused(notHeld),
  getAgentMaintainDag,
  listAgentsMaintainDags,
  listUnfinishedDags,
  listObUnfinishedDags: clusterOnly,
  listAgentUnfinishedDags,
  listMainDags,
}

/** The agent builds a refusal, drops it and returns (wire.md §1.2). */
function clusterOnly(): Result {
  return { kind: 'nothing' }
}

function listAgentDags(context: OperationContext): Result {
  const { world, agent } = context
  const { dags } = world.tasks(agent)
  const details = showDetails(context)
  // The value is looked at for each DAG: an empty list does not mind.
  if (details === null && dags.length > 0) return { kind: 'panic', why: detailsPanic }
  return data(dags.map((dag) => dagView(world, agent, dag, details!)))
}

/** The last maintenance DAG, whatever its state. Forwarded by a follower, it is asked back for that follower's own. */
function getAgentMaintainDag(context: OperationContext): Result {
  const { world, agent, autoForwardedBy, forward } = context
  if (agent.identity === 'MASTER' && autoForwardedBy !== null) {
    const result = forward(autoForwardedBy)
    // An agent that cannot be asked is forgotten: the handler goes on with its own.
    if (result.kind === 'relayed') return result
  }
  const id = world.tasks(agent).lastMaintenance
  if (id === null) return refused(coded('Task.NotFound.WithReason', 'Agent is not under maintenance'))
  const details = showDetails(context)
  if (details === null) return { kind: 'panic', why: detailsPanic }
  return data(dagView(world, agent, dagOf(world.tasks(agent), id)!, details))
}

/** Its own first, then those of the other agents, always with details; who has none or does not answer is left out. */
function listAgentsMaintainDags(context: OperationContext): Result {
  const found = maintainDagsOfAll(context)
  return Array.isArray(found) ? data(found) : found
}

function maintainDagsOfAll(context: OperationContext): unknown[] | Result {
  const { world, agent, ask } = context
  const id = world.tasks(agent).lastMaintenance
  if (id === null) return { kind: 'panic', why: 'this agent has no maintenance DAG, and its handler dereferences it' }
  const details = showDetails(context)
  if (details === null) return { kind: 'panic', why: detailsPanic }
  const found = [dagView(world, agent, dagOf(world.tasks(agent), id)!, details)]
  for (const row of rowsByKey(agent)) {
    if (sameAddress(agent, row)) continue
    const reply = ask({ to: row, operation: 'getAgentMaintainDag' })
    if (reply.kind === 'answer') found.push(reply.data)
  }
  return found
}

function listUnfinishedDags(context: OperationContext): Result {
  const { agent, forward } = context
  switch (agent.identity) {
    case 'FOLLOWER': {
      const master = masterOf(agent)
      return master === undefined ? refused(coded('Agent.NoMaster')) : forward(master)
    }
    case 'SINGLE': case 'MASTER': case 'TAKE OVER MASTER': case 'TAKE OVER FOLLOWER': return listAgentUnfinishedDags(context)
    default: return refused(coded('Agent.Identify.Unknown', agent.identity))
  }
}

function listAgentUnfinishedDags(context: OperationContext): Result {
  const { world, agent } = context
  const details = showDetails(context)
  if (details === null) return { kind: 'panic', why: detailsPanic }
  const store = world.tasks(agent)
  return data(store.unfinished.map((id) => dagView(world, agent, dagOf(store, id)!, details)))
}

/** Main DAGs of the sub DAGs that agents run. No DAG of an agent that is in no cluster has one. */
function listMainDags(context: OperationContext): Result {
  const found = maintainDagsOfAll(context)
  return Array.isArray(found) ? data([]) : found
}
