import { fits } from '../../../src/faults/index.ts'
import type { Simulation } from '../../../src/simulation.ts'
import { nodesOf, subTasksOf } from '../../../src/task/index.ts'
import { differ, first, type Invariant } from './invariant.ts'

export const held: Invariant = {
  name: 'held',
  sentence: 'What an agent says to be held is what stands still by a rule that holds, what an action holds is held, and the note for those who ask names the first of it, or nothing.',
  create() {
    /** Runs of sub-tasks that have been let go on: a rule that holds other work may stay. */
    const released = new Set<string>()
    return ({ world, isFirst, happened }) => {
      if (isFirst || happened.some((one) => one.kind === 'action' && one.action.do === 'release')) for (const run of goingOn(world)) released.add(run.name)
      const all: string[] = []
      const findings = world.agents.flatMap((agent) => {
        const store = world.tasks(agent)
        return store.dags.map((dag) => {
          const expected = nodesOf(store, dag).flatMap((node) => subTasksOf(store, node))
            .filter(({ progress }) => progress?.gate === 'parked' && progress.directive?.holds === true).map(({ id }) => id)
          if (expected.length > 0) all.push(`'${dag.name}' at ${agent.name}`)
          return differ(`held sub-tasks of '${dag.name}' (${dag.id}) of ${agent.name}`, world.engine(agent).heldOf(dag).map(({ id }) => id), expected)
        })
      })
      world.noteTransitions()
      const note = world.heldNote()
      const isRight = note === null ? all.length === 0 : all.length > 0 && note.includes(` of ${all[0]} is held`)
      return first(findings) ?? escaped(world, released) ?? (isRight ? null : `the note says ${JSON.stringify(note)}, and held are ${JSON.stringify(all)}`)
    }
  },
}

interface Run {
  readonly name: string
  readonly agent: string
  readonly dag: string
  readonly node: string
}

/** Runs of sub-tasks, rollbacks aside, that nothing holds. */
function goingOn(world: Simulation): Run[] {
  return world.agents.flatMap(({ name: agent }) => {
    const { dags, nodes, subTasks } = world.state.tasks[agent]!
    return subTasks.filter(({ state, operator, progress }) => state === 'RUNNING' && operator !== 'ROLLBACK' && progress!.directive?.holds !== true)
      .map(({ id, name: node, nodeId, executeTimes }) => ({ name: `sub-task ${id} of ${agent}, attempt ${executeTimes}`, agent, dag: dags[nodes[nodeId - 1]!.dagId - 1]!.name, node }))
  })
}

/** Work that an action holds from some point on, and that goes on all the same. */
function escaped(world: Simulation, released: ReadonlySet<string>): string | null {
  const { taskRules } = world.state
  // A rule before them decides first.
  const others = taskRules.findIndex(({ id }) => !id.startsWith('hold '))
  const holds = taskRules.slice(0, others < 0 ? undefined : others).filter(({ when }) => when.step === undefined && when.attempt === undefined && when.operator === undefined)
  if (holds.length === 0) return null
  return first(goingOn(world).map(({ name, agent, dag, node }) => {
    const rule = holds.find(({ when }) => (when.agent ?? agent) === agent && fits(when.dag ?? '*', dag) && fits(when.node ?? '*', node))
    return rule === undefined || released.has(name) ? null : `'${rule.id}' holds '${node}' of '${dag}' at ${agent}, and it goes on: ${name}`
  }))
}
