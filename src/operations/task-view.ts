import type { Agent } from '../cluster/index.ts'
import type { Simulation } from '../simulation.ts'
import {
  formatGenericId, maintenance, nodesOf, subTasksOf, type Dag, type Node, type SubTask,
} from '../task/index.ts'
import { timeText } from './time-text.ts'

/** A DAG as clients see it, keys in the agent's order (tasks.md §1.9). */
export function dagView(world: Simulation, owner: Agent, dag: Dag, details: boolean): unknown {
  const nodes = details ? nodesOf(world.tasks(owner), dag) : null
  return {
    id: formatGenericId(owner, dag.id, dag.type),
    dag_id: dag.id,
    name: dag.name,
    stage: dag.stage,
    max_stage: dag.nodeIds.length,
    // Local DAGs do not store their kind: it reads back as obproxy's or as global (tasks.md §1.2).
    maintenance_type: dag.maintenance === 'none' ? maintenance.none : dag.type === 'obproxy' ? maintenance.obproxy : maintenance.global,
    maintenance_key: '',
    ...statusView(world, dag),
    additional_data: nodes === null ? null : merge(nodes.map((node) => dataOfNode(world, owner, node))),
    nodes: nodes === null ? null : nodes.map((node) => nodeView(world, owner, node, dag.type, false)),
  }
}

/** A node; only one that is asked for itself shows its additional data (tasks.md §1.7). */
export function nodeView(world: Simulation, owner: Agent, node: Node, type: string, showData: boolean): unknown {
  return {
    id: formatGenericId(owner, node.id, type),
    node_id: node.id,
    name: node.name,
    ...statusView(world, node),
    additional_data: showData ? dataOfNode(world, owner, node) : null,
    sub_tasks: subTasksOf(world.tasks(owner), node).map((subTask) => subTaskView(world, owner, subTask, type, false)),
  }
}

export function subTaskView(world: Simulation, owner: Agent, subTask: SubTask, type: string, showData: boolean): unknown {
  // Logs are hidden while it waits to run, those of earlier attempts too (tasks.md §1.6).
  const hidden = subTask.state === 'PENDING' || subTask.state === 'READY'
  return {
    id: formatGenericId(owner, subTask.id, type),
    task_id: subTask.id,
    name: subTask.name,
    ...statusView(world, subTask),
    additional_data: showData ? subTask.additionalData : null,
    execute_times: subTask.executeTimes,
    execute_agent: { ip: subTask.executeAgent.ip, port: subTask.executeAgent.port },
    task_logs: hidden ? null : subTask.logs.map(({ text }) => text),
  }
}

/** The rows of a sub-task's log (tasks.md §3). */
export function logViews(world: Simulation, subTask: SubTask): unknown[] {
  return subTask.logs.map((log) => ({
    id: log.id,
    sub_task_id: log.subTaskId,
    execute_times: log.executeTimes,
    log_content: log.text,
    is_sync: true,
    create_time: timeText(world, log.at),
    update_time: timeText(world, log.at),
  }))
}

function statusView(world: Simulation, what: Dag | Node | SubTask): Record<string, string> {
  return {
    state: what.state,
    operator: what.operator,
    start_time: timeText(world, what.startTime),
    end_time: timeText(world, what.endTime),
  }
}

function dataOfNode(world: Simulation, owner: Agent, node: Node): Record<string, unknown> | null {
  return merge(subTasksOf(world.tasks(owner), node).map((subTask) => subTask.additionalData))
}

/** One is itself, several are merged: objects recursively, arrays one after the other, of scalars the later (tasks.md §1.7). */
function merge(all: readonly (Record<string, unknown> | null)[]): Record<string, unknown> | null {
  if (all.length === 1) return all[0]!
  return all.reduce<Record<string, unknown>>((merged, each) => mergeInto(merged, each ?? {}), {})
}

function mergeInto(target: Record<string, unknown>, source: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...target }
  for (const [key, value] of Object.entries(source)) {
    const before = merged[key]
    if (Array.isArray(before) && Array.isArray(value)) merged[key] = [...(before as unknown[]), ...(value as unknown[])]
    else if (isObject(before) && isObject(value)) merged[key] = mergeInto(before, value)
    else merged[key] = value
  }
  return merged
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
