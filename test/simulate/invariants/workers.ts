import { differ, first, type Invariant } from './invariant.ts'

const workersMax = 8

export const workers: Invariant = {
  name: 'workers',
  sentence: 'At most eight sub-tasks of an agent run, what is READY waits for a worker, none is idle then, and each that runs has one event that goes on with it.',
  create() {
    return ({ world }) => first(world.agents.flatMap(({ name, process }) => {
      const { subTasks, busy, queue, active, tickEvent } = world.state.tasks[name]!
      const running = subTasks.filter(({ state }) => state === 'RUNNING')
      const findings = [
        running.length > workersMax ? `${running.length} sub-tasks of ${name} run` : null,
        first(subTasks.map(({ id, state, progress }) => ((state === 'RUNNING') === (progress !== null) ? null : `sub-task ${id} of ${name} is ${state} and ${progress === null ? 'stands nowhere' : 'stands somewhere'}`))),
      ]
      if (process === null) return findings
      const events = world.clock.list().flatMap(({ seq, event }) => ('agent' in event && event.agent === name ? [{ seq, event }] : []))
      const resumed = events.flatMap(({ seq, event }) => (event.kind === 'resume' ? [[event.subTask, seq]] : []))
      return [
        ...findings,
        differ(`busy workers of ${name}`, busy, running.length),
        differ(`the queue of ${name}`, [...queue].sort((a, b) => a - b), subTasks.filter(({ state }) => state === 'READY').map(({ id }) => id)),
        queue.length > 0 && busy < workersMax ? `a worker of ${name} is idle while sub-task ${queue[0]} waits` : null,
        differ(`ticks of ${name}, of which ${active} DAGs are active`, events.flatMap(({ seq, event }) => (event.kind === 'tick' ? [seq] : [])), active > 0 ? [tickEvent] : []),
        active === 0 && tickEvent !== null ? `a tick of ${name} is remembered that does not wait` : null,
        differ(`events that go on with sub-tasks of ${name}`, resumed.sort(([a], [b]) => a! - b!), running.map(({ id, progress }) => [id, progress!.event])),
      ]
    }))
  },
}
