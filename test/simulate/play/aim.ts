import type { Action, WorkReference } from '../../../src/faults/index.ts'
import type { Simulation } from '../../../src/simulation.ts'
import { nodesOf, subTasksOf, type Dag, type SubTask, type TaskStore } from '../../../src/task/index.ts'

/** An action on what it can be done with at this moment: work in the right state, an agent that is stopped or locked. Without such as it is. */
export function aimed(world: Simulation, action: Action, aim: number | undefined): Action {
  if (aim === undefined) return action
  switch (action.do) {
    case 'start': return { ...action, agent: oneOf(world.agents.filter(({ process }) => process === null), aim)?.name ?? action.agent }
    case 'unlock': return { ...action, agent: oneOf(world.agents.filter(({ name }) => world.state.tasks[name]!.locks[action.lock]), aim)?.name ?? action.agent }
    case 'heal': {
      const pair = oneOf(Object.keys(world.state.cuts), aim)?.split('|')
      return action.between === undefined || pair === undefined ? action : { ...action, between: [pair[0]!, pair[1]!] }
    }
    case 'release': return { ...action, work: workWith(world, aim, (dag, subTasks) => dag.state === 'RUNNING' && subTasks.some(({ progress }) => progress?.gate === 'parked')) ?? action.work }
    case 'fail': return { ...action, work: workWith(world, aim, (_, subTasks) => subTasks.some(({ state }) => state === 'RUNNING')) ?? action.work }
    case 'operator': {
      const flag = action.operator.toLowerCase() as 'retry' | 'rollback' | 'cancel' | 'pass'
      return { ...action, work: workWith(world, aim, ({ state }, [first]) => first!.flags[flag] && (flag === 'cancel' ? state === 'RUNNING' : state === 'FAILED')) ?? action.work }
    }
    default: return action
  }
}

/** Work of agents that run, the newest of its name: only that can be meant. */
function workWith(world: Simulation, aim: number, is: (dag: Dag, subTasks: readonly SubTask[]) => boolean): WorkReference | undefined {
  return oneOf(world.agents.flatMap(({ name, process }) => {
    const store = world.state.tasks[name]!
    const newest = store.dags.filter((dag) => process !== null && store.dags.findLast((each) => each.name === dag.name) === dag)
    return newest.filter((dag) => is(dag, subTasksIn(store, dag))).map((dag) => ({ agent: name, dag: dag.name }))
  }), aim)
}

function subTasksIn(store: TaskStore, dag: Dag): SubTask[] {
  return nodesOf(store, dag).flatMap((node) => subTasksOf(store, node))
}

function oneOf<Value>(values: readonly Value[], place: number): Value | undefined {
  return values[place % values.length]
}
