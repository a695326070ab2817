import type { Simulation } from '../../../src/simulation.ts'
import type { Step } from '../plan.ts'
import { aimed } from './aim.ts'
import type { Exchange, Site } from './site.ts'

/** Lets a step happen. @param look at all invariants: after each event, where the step goes event by event @returns what clients sent in it */
export function take(site: Site, step: Step, look: () => void): readonly Exchange[] {
  const { world } = site
  switch (step.does) {
    case 'ask': return site.ask(step.request)
    case 'advance': world.advanceBy(step.by); break
    case 'to': world.advanceTo(Math.max(world.now(), world.state.start + step.at)); break
    case 'until': world.advanceUntil(() => world.holds(step.event), step.budget); break
    case 'next': for (let count = 0; count < step.times; count++) world.next(); break
    case 'settle': world.settle(); break
    case 'walk': {
      for (let count = 0; count < step.events && world.next(); count++) look()
      break
    }
    case 'act': world.act(aimed(world, step.action, step.aim), 'control'); break
    case 'change the mode': world.setMode(step.mode); break
    case 'reset': site.reset(); break
    default: changeRules(world, step)
  }
  return []
}

function changeRules(world: Simulation, step: Extract<Step, { readonly does: 'rule a request' | 'rule work' | 'unrule requests' | 'unrule work' | 'take from the timeline' | 'add to the timeline' }>): void {
  const { requestRules, taskRules, timeline } = world.state
  const others = <Rule>(rules: readonly Rule[], place: number): Rule[] => rules.filter((_, index) => index !== place % rules.length)
  switch (step.does) {
    // The same rule again after a reset, or a second time: ids are unique.
    case 'rule a request': return world.setRequestRules([step.rule, ...requestRules.filter(({ id }) => id !== step.rule.id)])
    case 'rule work': return world.setTaskRules([step.rule, ...taskRules.filter(({ id }) => id !== step.rule.id)])
    case 'unrule requests': return world.setRequestRules(others(requestRules, step.place))
    case 'unrule work': return world.setTaskRules(others(taskRules, step.place))
    case 'add to the timeline': return timeline.some(({ id }) => id === step.entry.id) ? undefined : world.addToTimeline([step.entry])
    case 'take from the timeline': {
      const entry = timeline[step.place % timeline.length]
      if (entry !== undefined) world.removeFromTimeline(entry.id)
    }
  }
}
