import { SettleError, type Simulation } from '../../../src/simulation.ts'
import { first, type Invariant } from './invariant.ts'

export const bugs: Invariant = {
  name: 'bugs',
  sentence: 'Nothing of ours throws, and no answer is a Simulator.Bug; work that does not end is told as such only where something that comes again and again keeps it going.',
  create() {
    return ({ world, bugs: told, exchanges }) => first([
      ...told.map((error) => {
        if (error instanceof SettleError) return mayGoOnForEver(world) ? null : `nothing explains why ${error.message}`
        return error instanceof Error ? error.stack ?? error.message : String(error)
      }),
      ...(told.length > 0 ? [] : exchanges.map(({ method, target, response }) => (response?.body.includes('Simulator.Bug') === true ? `${method} ${target} was answered ${response.body}` : null))),
    ])
  },
}

/** Whether a timeline or a rule without an end stops and starts things. */
function mayGoOnForEver({ state: { timeline, taskRules } }: Simulation): boolean {
  return timeline.some(({ when }) => when.kind !== 'at' && when.times === null) || taskRules.some(({ times, effect }) => times === null && effect.restarts !== undefined)
}
