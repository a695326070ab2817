import { becomeSingle, clearStored, followersOf, noConfigs, type Agent } from '../cluster/index.ts'
import { effect, log, type Body, type Template } from '../task/index.ts'
import type { DagWorld } from './context.ts'
import { removeFollowerNode } from './remove-follower-agent.ts'

/** A master removes itself, and with it its followers, in the order in which they joined (wire.md §4.9). */
export function removeAllAgents(master: Agent): Template {
  const followers = followersOf(master)
  return {
    name: 'Remove all agents',
    maintenance: 'global',
    nodes: [...(followers.length > 0 ? [removeFollowerNode(followers)] : []), { name: 'Remove master' }],
  }
}

export const removeAllAgentsBodies: Readonly<Record<string, Body<DagWorld>>> = {
  'Remove master': {
    flags: {},
    run: [
      log('clearing', 'clearing ob config'),
      effect('clear', ({ world }) => clearStored(world.agent)),
      log('clearing global', 'clearing global config'),
      effect('clear global', ({ world }) => {
        world.agent.ob.configs = noConfigs()
      }),
      log('changing', 'change agent to single agent'),
      effect('be single', ({ world }) => becomeSingle(world.agent)),
      log('told', 'set agent to single agent success'),
    ],
  },
}
