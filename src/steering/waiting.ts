import { describeAction, describeTrigger } from '../faults/index.ts'
import type { Instant } from '../clock/index.ts'
import type { QueuedWork, Simulation } from '../simulation.ts'
import { dagOf, formatGenericId, nodeOf, subTaskOf } from '../task/index.ts'

/** A sub-task that stands still until somebody releases it. */
export interface HeldWork {
  readonly agent: string
  readonly dag: string
  /** The DAG's id, as clients name it. */
  readonly id: string
  readonly node: string
  /** When its run began. */
  readonly since: Instant
}

/** Something that will happen when time gets there. */
export interface Upcoming {
  readonly at: Instant
  /** In words, as a clause. */
  readonly what: string
}

/** All that is held. */
export function heldWork(world: Simulation): HeldWork[] {
  return world.agents.flatMap((agent) => {
    const store = world.tasks(agent)
    return store.unfinished.flatMap((id) => {
      const dag = dagOf(store, id)!
      return world.engine(agent).heldOf(dag).map(({ nodeId, startTime }) => ({
        agent: agent.name, dag: dag.name, id: formatGenericId(agent, dag.id, dag.type), node: nodeOf(store, nodeId)!.name, since: startTime,
      }))
    })
  })
}

/** What waits to happen, the next first. @param count so many at most */
export function upcoming(world: Simulation, count: number): Upcoming[] {
  return world.clock.list().slice(0, count).map(({ due, event }) => ({ at: due, what: whatHappens(world, due, event) }))
}

/** The first time limit that work which stands still meets; null: none does. */
export function nextLimit(world: Simulation): Upcoming | null {
  const limit = world.clock.list().find(({ due, event }) => event.kind === 'resume' && isLimit(world, due, event.agent, event.subTask))
  return limit === undefined ? null : { at: limit.due, what: whatHappens(world, limit.due, limit.event) }
}

/** What it means that something in the queue happens, as a clause. */
export function whatHappens(world: Simulation, due: Instant, event: QueuedWork): string {
  switch (event.kind) {
    case 'tick': return `the scheduler of ${event.agent} looks at its tasks`
    case 'resume': return resumeInWords(world, due, event.agent, event.subTask)
    case 'act': return describeAction(event.action)
    case 'timeline': {
      const entry = world.state.timeline.find(({ id }) => id === event.id)
      // It was taken out meanwhile.
      if (entry === undefined) return `nothing: '${event.id}' has been taken out of the timeline`
      return `${describeAction(entry.action)} ('${entry.id}': ${describeTrigger(entry.when)})`
    }
  }
}

/** A body goes on, or what stands still until somebody lets it go on meets its time limit. */
function resumeInWords(world: Simulation, due: Instant, name: string, id: number): string {
  const agent = world.agent(name)!
  const store = world.tasks(agent)
  const subTask = subTaskOf(store, id)!
  const node = nodeOf(store, subTask.nodeId)!
  const work = `\`${node.name}\` of \`${dagOf(store, node.dagId)!.name}\` at ${name}`
  return isLimit(world, due, name, id) ? `the time limit of ${work} is met` : `${work} goes on`
}

function isLimit(world: Simulation, due: Instant, name: string, id: number): boolean {
  return subTaskOf(world.tasks(world.agent(name)!), id)!.progress?.deadline === due
}
