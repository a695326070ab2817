import { first, type Invariant } from './invariant.ts'

export const stopped: Invariant = {
  name: 'stopped',
  sentence: 'A stopped agent has no events of its own in the queue and answers nobody; processes start and stop in turn, as the journal tells it.',
  create() {
    const running = new Map<string, number | null>()
    return ({ world, isFirst, happened }) => {
      if (isFirst) {
        running.clear()
        for (const { name, process } of world.agents) running.set(name, process?.pid ?? null)
      } else {
        for (const event of happened) {
          if (event.kind === 'request') {
            if (running.get(event.agent) === null && event.status !== 0) return `request ${event.seq} was answered ${event.status} by ${event.agent}, which did not run`
          } else if (event.kind === 'process') {
            const isUp = running.get(event.agent) !== null
            if (event.process === 'started' ? isUp : event.process === 'refused' ? isUp : !isUp) return `event ${event.seq}: ${event.agent} has ${event.process} while it ${isUp ? 'runs' : 'does not run'}`
            if (event.process === 'stopped' && event.pid !== running.get(event.agent)) return `event ${event.seq}: the process ${event.pid} of ${event.agent} has stopped, and ${running.get(event.agent)} ran`
            if (event.process !== 'refused') running.set(event.agent, event.process === 'started' ? event.pid : null)
          }
        }
      }
      return first(world.agents.map(({ name, process }) => {
        if ((process?.pid ?? null) !== running.get(name)) return `the process of ${name} is ${process?.pid ?? 'none'}, and by what was told it is ${running.get(name)}`
        const own = process !== null ? undefined : world.state.clock.queue.heap.find(({ event }) => 'agent' in event && event.agent === name)
        return own === undefined ? null : `${name} is stopped, and this waits for it: ${JSON.stringify(own.event)}`
      }))
    }
  },
}
