import type { RequestEntry, WorldEvent } from '../../../src/journal/index.ts'
import type { Simulation, WorldTransition } from '../../../src/simulation.ts'
import { nodesOf, type Dag, type LockKind } from '../../../src/task/index.ts'
import { first, type Invariant } from './invariant.ts'

/** Who holds a lock: a DAG by its number, or what no DAG has done. */
type Holder = number | 'an action' | 'the set-up'

export const locks: Invariant = {
  name: 'locks',
  sentence: 'Every lock is held by an unfinished DAG or by an action, and is free otherwise: success frees it, PASS whoever holds it, failure only where its node says so.',
  create() {
    const holders = new Map<string, Holder>()
    /** The node at which a DAG has failed: it decides about the lock. */
    const failedAt = new Map<string, number>()
    return ({ world, isFirst, happened }) => {
      if (isFirst) takeAsItIs(world, holders, failedAt)
      else for (const event of happened) {
        const wrong = follow(world, event, holders, failedAt)
        if (wrong !== null) return wrong
      }
      return first(world.agents.flatMap(({ name }) => (['global', 'obproxy'] as const).map((kind) => lockFault(world, name, kind, holders.get(`${name} ${kind}`)))))
    }
  },
}

function lockFault(world: Simulation, agent: string, kind: LockKind, holder: Holder | undefined): string | null {
  const { locks: held, dags } = world.state.tasks[agent]!
  if (held[kind] !== (holder !== undefined)) return `the ${kind} lock of ${agent} is ${held[kind] ? 'held, and nobody holds it' : `free, and ${typeof holder === 'number' ? `DAG ${holder}` : holder} holds it`}`
  if (typeof holder !== 'number') return null
  const dag = dags[holder - 1]!
  return dag.finished ? `the ${kind} lock of ${agent} is held by '${dag.name}' (${dag.id}), which is ${dag.state}` : null
}

function takeAsItIs(world: Simulation, holders: Map<string, Holder>, failedAt: Map<string, number>): void {
  holders.clear()
  failedAt.clear()
  for (const { name } of world.agents) {
    const { locks: held, dags, nodes } = world.state.tasks[name]!
    for (const kind of ['global', 'obproxy'] as const) {
      if (held[kind]) holders.set(`${name} ${kind}`, dags.findLast((dag) => !dag.finished && kindOf(dag) === kind)?.id ?? 'the set-up')
    }
    for (const node of nodes) if (node.state === 'FAILED') failedAt.set(`${name} ${node.dagId}`, node.id)
  }
}

function follow(world: Simulation, event: RequestEntry | WorldEvent, holders: Map<string, Holder>, failedAt: Map<string, number>): string | null {
  if (event.kind === 'action') {
    const { action, refused } = event
    if ((action.do !== 'lock' && action.do !== 'unlock') || refused !== null) return null
    const lock = `${action.agent} ${action.lock}`
    if ((action.do === 'lock') === holders.has(lock)) return `an action was to ${action.do} the ${action.lock} lock of ${action.agent}, which is so already, and was not refused`
    if (action.do === 'lock') holders.set(lock, 'an action')
    else holders.delete(lock)
    return null
  }
  if (event.kind !== 'transition') return null
  const failing = `${event.agent} ${event.dag}`
  if (event.level === 'node' && event.to === 'FAILED') failedAt.set(failing, event.id)
  return event.level === 'dag' ? followDag(world, event, holders, failedAt.get(failing)) : null
}

function followDag(world: Simulation, { agent, dag: id, from, to }: WorldTransition, holders: Map<string, Holder>, failedAt: number | undefined): string | null {
  const store = world.state.tasks[agent]!
  const dag = store.dags[id - 1]!
  const kind = kindOf(dag)
  if (kind === null) return null
  const lock = `${agent} ${kind}`
  const exits = failedAt !== undefined && nodesOf(store, dag).find((node) => node.id === failedAt)?.failureExitMaintenance === true
  // A node whose failure freed the lock has to have it back first (tasks.md §2.6).
  if (from === null || (from === 'FAILED' && to === 'READY' && exits)) {
    if (holders.has(lock)) return `'${dag.name}' (${id}) of ${agent} took the ${kind} lock, which ${typeof holders.get(lock) === 'number' ? `DAG ${holders.get(lock)}` : holders.get(lock)} held`
    holders.set(lock, id)
  }
  if (to === 'SUCCEED' || (to === 'FAILED' && exits)) holders.delete(lock)
  return null
}

function kindOf({ maintenance }: Dag): LockKind | null {
  return maintenance === 'none' ? null : maintenance === 'obproxy' ? 'obproxy' : 'global'
}
