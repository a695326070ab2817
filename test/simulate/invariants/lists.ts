import { isFinished } from '../../../src/task/index.ts'
import { differ, first, type Invariant } from './invariant.ts'

export const lists: Invariant = {
  name: 'lists',
  sentence: 'What a store keeps for speed says the same as its rows: unfinished DAGs, how many are active, the last maintenance, places as ids.',
  create() {
    return ({ world }) => first(world.agents.flatMap(({ name }) => {
      const { dags, nodes, subTasks, unfinished, active, lastMaintenance, nextLogId } = world.state.tasks[name]!
      return [
        differ(`unfinished of ${name}`, unfinished, dags.filter(({ finished }) => !finished).map(({ id }) => id)),
        differ(`active of ${name}`, active, dags.filter(({ state }) => !isFinished(state)).length),
        differ(`last maintenance of ${name}`, lastMaintenance, dags.findLast(({ maintenance }) => maintenance !== 'none')?.id ?? null),
        [dags, nodes, subTasks].every((list) => list.every(({ id }, place) => id === place + 1)) ? null : `rows of ${name} are not at their places`,
        differ(`lines in the logs of ${name}`, subTasks.reduce((sum, { logs }) => sum + logs.length, 1), nextLogId),
      ]
    }))
  },
}
