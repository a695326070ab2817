import { nodesOf, subTasksOf } from '../../../src/task/index.ts'
import { differ, first, type Invariant } from './invariant.ts'

export const held: Invariant = {
  name: 'held',
  sentence: 'What an agent says to be held is what stands still by a rule that holds, and the note for those who ask names the first of it, or nothing.',
  create() {
    return ({ world }) => {
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
      return first(findings) ?? (isRight ? null : `the note says ${JSON.stringify(note)}, and held are ${JSON.stringify(all)}`)
    }
  },
}
