import { becomeSingle, clearStored } from '../cluster/index.ts'
import { effect, log, type Body, type Template } from '../task/index.ts'
import type { DagWorld } from './context.ts'

/** `DELETE /rpc/v1/agent` received by a FOLLOWER (wire.md §4.9). */
export function agentToSingle(): Template {
  return { name: 'Agent to single', maintenance: 'global', nodes: [{ name: 'Agent to single' }] }
}

/** An agent that is SINGLE has nothing left to do. */
export const singleAlready = effect<DagWorld>('single already', ({ world, log: write }) => {
  if (world.agent.identity !== 'SINGLE') return undefined
  write('Agent is aready single agent') // sic
  return 'done'
})

export const agentToSingleBodies: Readonly<Record<string, Body<DagWorld>>> = {
  'Agent to single': {
    flags: { continue: true },
    run: [
      singleAlready,
      log('clearing', 'clearing ob config'),
      effect('clear', ({ world }) => clearStored(world.agent)),
      log('changing', 'change agent to single agent'),
      effect('be single', ({ world }) => becomeSingle(world.agent)),
      log('told', 'set agent to single agent success'),
    ],
  },
}
