import { micros } from '../../../src/clock/index.ts'
import type { TimelineEntry, Trigger } from '../../../src/faults/index.ts'
import type { AgentSetup } from '../../../src/scenario/index.ts'
import type { Chance } from '../../hostile/chance.ts'
import { actionOf } from './actions.ts'
import { between, weighed } from './chance.ts'
import { eventOf, length } from './words.ts'

/** Something that happens by itself. What may lead to itself again does so a second later at the earliest, or a few times. */
export function entryOf(chance: Chance, agents: readonly AgentSetup[], id: string): TimelineEntry {
  const names = agents.map(({ name }) => name)
  const when = weighed<Trigger>(chance, [
    [3, () => ({ kind: 'at', at: between(chance, 0, 90) * 700 * micros.ms })],
    [3, () => ({ kind: 'after', event: eventOf(chance, names), delay: length(chance), times: between(chance, 1, 3) })],
    [1, () => ({ kind: 'after', event: eventOf(chance, names), delay: between(chance, 1, 30) * micros.s, times: null })],
    [2, () => ({ kind: 'every', every: between(chance, 1, 40) * micros.s, from: between(chance, 0, 20) * micros.s, times: between(chance, 1, 5) })],
    [1, () => ({ kind: 'every', every: between(chance, 10, 90) * micros.s, from: between(chance, 0, 20) * micros.s, times: null })],
  ])
  const action = actionOf(chance, agents)
  // An agent that is stopped again and again would answer nothing else.
  return { id, when, action: action.do === 'stop' && when.kind === 'every' ? { do: 'start', agent: action.agent } : action }
}
