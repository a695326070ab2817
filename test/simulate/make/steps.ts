import { micros } from '../../../src/clock/index.ts'
import type { AgentSetup } from '../../../src/scenario/index.ts'
import type { Chance } from '../../hostile/chance.ts'
import type { Step } from '../plan.ts'
import { actionOf } from './actions.ts'
import { between, perhaps, weighed } from './chance.ts'
import { crowdOf, requestOf } from './requests.ts'
import { requestRuleOf, taskRuleOf } from './rules.ts'
import { modeOf } from './scenario.ts'
import { entryOf } from './timeline.ts'
import { eventOf, length } from './words.ts'

const { s, m } = micros

/** What the steps of a history have in common. */
export interface Setting {
  readonly seed: number
  readonly agents: readonly AgentSetup[]
  /** Many want the same, all at once. */
  readonly crowd: boolean
}

/** What happens next. @param place by which its rules are told from others */
export function stepOf(chance: Chance, { seed, agents, crowd }: Setting, place: number): Step {
  const names = agents.map(({ name }) => name)
  return weighed<Step>(chance, [
    [crowd ? 40 : 0, () => ({ does: 'ask', request: crowdOf(chance, agents, seed) })],
    [110, () => ({ does: 'ask', request: requestOf(chance, agents, seed) })],
    [20, () => ({ does: 'advance', by: length(chance) })],
    [4, () => ({ does: 'to', at: between(chance, 0, 300) * s })],
    [5, () => ({ does: 'until', event: eventOf(chance, names), budget: chance.pick([5 * s, 30 * s, 2 * m]) })],
    [6, () => ({ does: 'next', times: between(chance, 1, 4) })],
    [5, () => ({ does: 'settle' })],
    [8, () => ({ does: 'walk', events: between(chance, 1, 25) })],
    [28, () => ({ does: 'act', action: actionOf(chance, agents), ...perhaps(chance, 75, () => ({ aim: chance.below(20) })) })],
    [4, () => ({ does: 'rule a request', rule: requestRuleOf(chance, names, `rule ${place}`) })],
    [4, () => ({ does: 'rule work', rule: taskRuleOf(chance, names, `work rule ${place}`) })],
    [3, () => ({ does: 'unrule requests', place: chance.below(9) })],
    [3, () => ({ does: 'unrule work', place: chance.below(9) })],
    [2, () => ({ does: 'take from the timeline', place: chance.below(9) })],
    [3, () => ({ does: 'add to the timeline', entry: entryOf(chance, agents, `entry ${place}`) })],
    [2, () => ({ does: 'change the mode', mode: modeOf(chance) })],
    [1, () => ({ does: 'reset' })],
  ])
}
