import type { WorldTransition } from '../../../src/simulation.ts'
import { isFinished, type TaskStore } from '../../../src/task/index.ts'
import { first, type Invariant } from './invariant.ts'
import { rowName } from './table.ts'

export const times: Invariant = {
  name: 'times',
  sentence: 'What the journal says a row did at an instant has the time of the row for that: its start when it began to run, its end when it ended, the epoch when an operator sent it back.',
  create() {
    return ({ world, isFirst, happened }) => {
      if (isFirst) return null
      const last = new Map<string, WorldTransition>()
      for (const one of happened) if (one.kind === 'transition') last.set(rowName(one), one)
      return first([...last.values()].map((transition) => timeFault(world.state.tasks[transition.agent]!, transition)))
    }
  },
}

function timeFault(store: TaskStore, transition: WorldTransition): string | null {
  const { level, id, at, from, to } = transition
  const rows = level === 'dag' ? store.dags : level === 'node' ? store.nodes : store.subTasks
  const { startTime, endTime } = rows[id - 1]!
  const wrong = (what: string, is: number, should: number): string | null => (is === should ? null : `${rowName(transition)} '${transition.name}' became ${to} at ${at}, and its ${what} is ${is}`)
  if (to === 'RUNNING') return wrong('start', startTime, at)
  if (isFinished(to)) return wrong('end', endTime, at)
  if (level === 'sub-task') return null
  const expected = from === null ? at : 0
  return wrong('start', startTime, expected) ?? wrong('end', endTime, expected)
}
