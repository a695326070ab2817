import { formatAddress, sameAddress, type Agent } from '../../cluster/index.ts'
import type { Simulation } from '../../simulation.ts'
import { dagOf, formatGenericId, nodeOf, parseGenericId, subTaskOf, type Dag, type GenericId, type Node, type SubTask, type TaskStore } from '../../task/index.ts'
import { named } from './naming.ts'
import { explainUnreachable } from './reach.ts'

type Level = 'DAG' | 'node' | 'sub-task'

/** Why a task was not found, or could not be asked for; null where nothing is known. */
export function explainTask(world: Simulation, agent: Agent, operation: string, id: string): string | null {
  const parsed = parseGenericId(id)
  if ('refused' in parsed) return `'${cut(id)}' is no id of the agent's: those are 2, ten digits of an IPv4 address, five of a port, and the number of the row (of IPv6 3 and 39 digits)`
  const level = levelOf(operation)
  if (parsed.address === null) return `the id is of a ${level} of the cluster, and ${named(agent)}, ${agent.identity}, has no cluster yet`
  const owner = world.reach(parsed.address)
  if (owner === undefined) return `the id is of ${formatAddress(parsed.address)}, and ${explainUnreachable(world, agent, parsed.address)!}`
  const store = world.tasks(owner)
  const rows = rowsOf(store, level)
  const row = rowOf(store, level, parsed)
  if (row === undefined) {
    const range = rows.length === 0 ? 'none' : rows.length === 1 ? 'only number 1' : `numbers 1 to ${rows.length}`
    return `${named(owner)} has no ${level} ${parsed.id}; it has ${range}`
  }
  const { dag } = row
  const right = formatGenericId(owner, parsed.id, dag.type)
  if (right !== id) return `the id of ${level} ${parsed.id} '${row.name}' of ${named(owner)} is ${right}`
  const unreachable = owner === agent ? null : explainUnreachable(world, agent, parsed.address)
  return unreachable === null ? null : `${named(owner)} has that ${level}, and cannot be asked: ${unreachable}`
}

const operatorsOf = { Retry: 'RETRY', Rollback: 'ROLLBACK', Cancel: 'CANCEL', Pass: 'PASS' } as const

/** Why an operator does nothing to a DAG or node; null where the code is none of those. @param node the name in the refusal */
export function explainOperator(world: Simulation, agent: Agent, operation: string, id: string, errCode: string, node: string): string | null {
  const match = /^Task\.(Dag|Node)\.Operator\.(?:NotSupport|(Retry|Rollback|Cancel|Pass)(NotFailedDag|FinishedDag|NotFailedNode|NotAllowed))$/.exec(errCode)
  if (match === null) return null
  const [, level, name, why] = match
  if (name === undefined) return level === 'Dag' ? 'the operators of a DAG are ROLLBACK, RETRY, CANCEL and PASS' : 'the only operator of a node is PASS'
  const operator = operatorsOf[name as keyof typeof operatorsOf]
  const dag = dagBy(world, agent, operation, id)
  const what = dag === undefined ? 'the DAG' : `DAG ${dag.id} '${dag.name}'`
  const state = dag === undefined ? '' : ` is ${dag.state}`
  switch (why) {
    case 'NotFailedDag': return `${operator} is for a DAG that is FAILED, and ${what}${state === '' ? ' is not' : state}`
    case 'FinishedDag': return `CANCEL is for a DAG that is not over, and ${what}${state === '' ? ' is' : state}`
    case 'NotFailedNode': return `PASS of a node is for one that is FAILED, and '${node}' is not`
    default: return `the agent allows no ${operator} of ${what}: its node '${node}' is not made for that`
  }
}

function dagBy(world: Simulation, agent: Agent, operation: string, id: string): Dag | undefined {
  const parsed = parseGenericId(id)
  if ('refused' in parsed || parsed.address === null) return undefined
  const owner = sameAddress(agent, parsed.address) ? agent : world.reach(parsed.address)
  return owner === undefined ? undefined : rowOf(world.tasks(owner), levelOf(operation), parsed)?.dag
}

function levelOf(operation: string): Level {
  if (operation.includes('SubTask')) return 'sub-task'
  return operation.includes('Node') ? 'node' : 'DAG'
}

function rowsOf(store: TaskStore, level: Level): readonly unknown[] {
  return { DAG: store.dags, node: store.nodes, 'sub-task': store.subTasks }[level]
}

/** The row of an id, with the DAG that it is or belongs to. */
function rowOf(store: TaskStore, level: Level, { id }: GenericId): { readonly name: string; readonly dag: Dag } | undefined {
  if (id <= 0n || id > 0xffff_ffffn) return undefined
  const number = Number(id)
  const row: Dag | Node | SubTask | undefined = level === 'DAG' ? dagOf(store, number) : level === 'node' ? nodeOf(store, number) : subTaskOf(store, number)
  if (row === undefined) return undefined
  const dag = 'nodeIds' in row ? row : dagOf(store, 'dagId' in row ? row.dagId : nodeOf(store, row.nodeId)!.dagId)!
  return { name: row.name, dag }
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
