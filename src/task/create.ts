import type { Instant } from '../clock/index.ts'
import { isLocked, lock } from './lock.ts'
import type { Bodies } from './steps.ts'
import type { Address, Dag, Flags, Node, SubTask, TaskStore } from './store.ts'
import type { NodeTemplate, Template } from './template.ts'

/** Why no DAG was made. A refusal leaves no row and uses no id (tasks.md §4). */
export type CreateRefusal =
  | { readonly refused: 'locked' }
  | { readonly refused: 'empty-template' }
  | { readonly refused: 'no-execute-agents'; readonly node: string }

const noFlags: Flags = { cancel: false, continue: false, pass: false, retry: false, rollback: false }

/**
 * Makes the rows of a DAG: READY, every node and sub-task PENDING, all times the present (tasks.md §1.1, §1.4).
 *
 * @param owner the agent whose store this is; it runs what names no other agent
 */
export function createDag<W>(store: TaskStore, template: Template, bodies: Bodies<W>, owner: Address, now: Instant): Dag | CreateRefusal {
  if (template.nodes.length === 0) return { refused: 'empty-template' }
  if (isLocked(store, template.maintenance)) return { refused: 'locked' }
  const empty = template.nodes.find((node) => node.executeAgents?.length === 0)
  if (empty !== undefined) return { refused: 'no-execute-agents', node: empty.name }
  lock(store, template.maintenance)

  const id = store.dags.length + 1
  const nodeIds = template.nodes.map((node, index) => addNode(store, template, node, index + 1, id, bodies, owner, now).id)
  const dag: Dag = {
    id, name: template.name, type: template.type ?? '', maintenance: template.maintenance, maintenanceKey: template.maintenanceKey ?? '',
    nodeIds, stage: 1, state: 'READY', operator: 'RUN', startTime: now, endTime: now, finished: false, cause: null,
  }
  store.dags.push(dag)
  store.changes.push({ level: 'dag', id, name: dag.name, from: null, to: 'READY', dag: id })
  store.unfinished.push(id)
  store.active++
  if (template.maintenance !== 'none') store.lastMaintenance = id
  return dag
}

function addNode<W>(
  store: TaskStore, template: Template, node: NodeTemplate, stage: number, dagId: number, bodies: Bodies<W>, owner: Address, now: Instant,
): Node {
  const body = node.body ?? node.name
  const definition = bodies[body]
  if (definition === undefined) throw new Error(`node '${node.name}' of DAG '${template.name}' has no body '${body}'`)
  const id = store.nodes.length + 1
  const subTaskIds = (node.executeAgents ?? [owner]).map((executeAgent) => {
    const subTask: SubTask = {
      id: store.subTasks.length + 1, nodeId: id, name: node.name, body, flags: { ...noFlags, ...definition.flags },
      params: { ...template.params, ...node.params }, data: {}, additionalData: null,
      executeAgent: { ip: executeAgent.ip, port: executeAgent.port },
      state: 'PENDING', operator: 'RUN', startTime: now, endTime: now, executeTimes: 0, runs: 0, logs: [], progress: null,
    }
    store.subTasks.push(subTask)
    return subTask.id
  })
  const row: Node = {
    id, dagId, stage, name: node.name, failureExitMaintenance: node.failureExitMaintenance ?? false, subTaskIds, data: {},
    state: 'PENDING', operator: 'RUN', startTime: now, endTime: now,
  }
  store.nodes.push(row)
  return row
}
