import { formatAddress, sameAddress, type AgentAddress } from '../cluster/index.ts'
import type { DagOperator } from '../openapi/index.ts'
import { coded, type Failure } from '../protocol/index.ts'
import { dagOf, formatGenericId, nodeOf, subTaskOf, type Dag, type OperatorRefusal } from '../task/index.ts'
import { data, empty, refused, type OperationContext, type Operations, type Result } from './context.ts'
import { notHeld } from './refusals.ts'
import { detailsPanic, showDetails } from './show-details.ts'
import { noRow, notMatching, resolveTaskId, rowNumber, taskNotFound } from './task-id.ts'
import { dagView, logViews, nodeView, subTaskView } from './task-view.ts'

/** DAGs, nodes and sub-tasks by id, and what may be done with them (tasks.md §3, §3.1). */
export const taskOperations: Operations = { getDag, operateDag, getNode, operateNode, getSubTask, getSubTaskLogs }

function getDag(context: OperationContext): Result {
  const { world, agent, params, forward } = context
  const resolved = resolveTaskId(context)
  if (resolved.at === 'nowhere') return resolved.result
  if (resolved.at === 'elsewhere') return forward(resolved.address)
  const { id } = resolved
  const dag = id.address === null ? undefined : dagOf(world.tasks(agent), rowNumber(id.id))
  if (dag === undefined) return askOthers(context) ?? refused(id.address === null ? taskNotFound(notHeld) : noRow)
  if (formatGenericId(agent, dag.id, dag.type) !== params['id']) return refused(notMatching('dag id'))
  const details = showDetails(context)
  return details === null ? { kind: 'panic', why: detailsPanic } : data(dagView(world, agent, dag, details))
}

/** A DAG that is not here may be with another agent of the table; the first that has it answers (tasks.md §3.1). */
function askOthers({ agent, askSame }: OperationContext): Result | null {
  for (const row of agent.table) {
    if (sameAddress(agent, row)) continue
    const found = askSame(row)
    if (found !== null) return data(found)
  }
  return null
}

function operateDag(context: OperationContext): Result {
  const { world, agent, params, forward } = context
  const resolved = resolveTaskId(context)
  if (resolved.at === 'nowhere') return resolved.result
  const bound = context.bind()
  if (!bound.ok) return bound.result
  const body = bound.value as DagOperator
  if (resolved.at === 'elsewhere') return forward(resolved.address, { id: body.id || params['id'], operator: body.operator })
  const { id } = resolved
  const dag = id.address === null ? undefined : dagOf(world.tasks(agent), rowNumber(id.id))
  if (dag === undefined) return refused(id.address === null ? taskNotFound(notHeld) : noRow)
  // A body key `id` overrides the id of the path here.
  if (formatGenericId(agent, dag.id, dag.type) !== (body.id || params['id'])) return refused(notMatching('dag id'))
  return operated(context, operate(context, dag, body.operator), 'Dag', body.operator)
}

function operate({ world, agent }: OperationContext, dag: Dag, operator: string): OperatorRefusal | null | 'unknown' {
  const engine = world.engine(agent)
  switch (operator.toUpperCase()) {
    case 'ROLLBACK': return engine.rollback(dag)
    case 'RETRY': return engine.retry(dag)
    case 'CANCEL': return engine.cancel(dag)
    case 'PASS': return engine.pass(dag)
    default: return 'unknown'
  }
}

/** The refusals of tasks.md §2.6. */
function operated({ agent }: OperationContext, refusal: OperatorRefusal | null | 'unknown', level: 'Dag' | 'Node', operator: string): Result {
  if (refusal === null) return empty
  if (refusal === 'unknown') return refused(coded(`Task.${level}.Operator.NotSupport`, operator))
  return refused(operatorFailure(agent, refusal, level))
}

function operatorFailure(agent: AgentAddress, refusal: OperatorRefusal, level: 'Dag' | 'Node'): Failure {
  switch (refusal.refused) {
    case 'no-node-failed': return coded('Common.Unexpected', 'failed to set dag rollback: no node failed')
    case 'locked': return coded('Agent.UnderMaintenance', formatAddress(agent))
    default: {
      const args = 'node' in refusal ? [refusal.node] : []
      return coded(`Task.${level}.Operator.${refusal.refused}` as Parameters<typeof coded>[0], ...args)
    }
  }
}

function getNode(context: OperationContext): Result {
  const { world, agent, params, forward } = context
  const resolved = resolveTaskId(context)
  if (resolved.at === 'nowhere') return resolved.result
  if (resolved.at === 'elsewhere') return forward(resolved.address)
  const { id } = resolved
  const store = world.tasks(agent)
  const node = id.address === null ? undefined : nodeOf(store, rowNumber(id.id))
  if (node === undefined) return refused(id.address === null ? taskNotFound(notHeld) : noRow)
  const details = showDetails(context)
  if (details === null) return { kind: 'panic', why: detailsPanic }
  // Without details there is no object to make visible, and the agent dereferences it.
  if (!details) return { kind: 'panic', why: 'show_details=false of a node' }
  const dag = dagOf(store, node.dagId)!
  if (formatGenericId(agent, dag.id, dag.type)[0] !== params['id']![0]) return refused(notMatching('node type'))
  return data(nodeView(world, agent, node, dag.type, true))
}

function operateNode(context: OperationContext): Result {
  const { world, agent, forward } = context
  const resolved = resolveTaskId(context)
  if (resolved.at === 'nowhere') return resolved.result
  const bound = context.bind()
  if (!bound.ok) return bound.result
  const { operator } = bound.value as DagOperator
  if (operator.toUpperCase() !== 'PASS') return operated(context, 'unknown', 'Node', operator)
  // The body is lost on the way, so the other agent refuses (tasks.md §3.1).
  if (resolved.at === 'elsewhere') return forward(resolved.address)
  const { id } = resolved
  const node = id.address === null ? undefined : nodeOf(world.tasks(agent), rowNumber(id.id))
  if (node === undefined) return refused(id.address === null ? taskNotFound(notHeld) : noRow)
  return operated(context, world.engine(agent).passNode(node), 'Node', operator)
}

function getSubTask(context: OperationContext): Result {
  const { world, agent, params, forward } = context
  const resolved = resolveTaskId(context)
  if (resolved.at === 'nowhere') return resolved.result
  if (resolved.at === 'elsewhere') return forward(resolved.address)
  const { id } = resolved
  const store = world.tasks(agent)
  const subTask = id.address === null ? undefined : subTaskOf(store, rowNumber(id.id))
  if (subTask === undefined) return refused(id.address === null ? taskNotFound(notHeld) : noRow)
  const dag = dagOf(store, nodeOf(store, subTask.nodeId)!.dagId)!
  if (formatGenericId(agent, dag.id, dag.type)[0] !== params['id']![0]) return refused(notMatching('sub task type'))
  return data(subTaskView(world, agent, subTask, dag.type, true))
}

/** An unknown id has no lines; nobody asks whether it has a row. The only id that can be empty is this one: gin binds it and finds it missing. */
function getSubTaskLogs(context: OperationContext): Result {
  const { world, agent, params, forward } = context
  if (params['id'] === '') {
    const field = "Key: 'TaskDetailDTO.GenericDTO.GenericID' Error:Field validation for 'GenericID' failed on the 'required' tag"
    return refused(coded('Common.BindJsonFailed', field))
  }
  const resolved = resolveTaskId(context)
  if (resolved.at === 'nowhere') return resolved.result
  if (resolved.at === 'elsewhere') return forward(resolved.address)
  const { id } = resolved
  if (id.address === null) return refused(notHeld)
  const subTask = subTaskOf(world.tasks(agent), rowNumber(id.id))
  return data(subTask === undefined ? [] : logViews(world, subTask))
}
