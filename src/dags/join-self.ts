import { becomeMaster, formatAddress } from '../cluster/index.ts'
import { coded, effect, log, type Body, type Template } from '../task/index.ts'
import type { DagWorld } from './context.ts'

/** `POST /agent/join` of an agent that names itself (wire.md §4.7). */
export function joinSelf(zone: string): Template {
  return { name: 'Join self', maintenance: 'global', params: { zone }, nodes: [{ name: 'Join self' }] }
}

export const joinSelfBodies: Readonly<Record<string, Body<DagWorld>>> = {
  'Join self': {
    flags: { continue: true },
    run: [
      effect('be master', ({ world, subTask, continued, log: write }) => {
        const { agent } = world
        if (continued && agent.identity === 'MASTER') {
          write('agent is master agent')
          return 'done'
        }
        if (agent.identity !== 'SINGLE') return { fail: coded('Agent.Identify.NotSupportOperation', formatAddress(agent), agent.identity, 'SINGLE') }
        becomeMaster(agent, subTask.params['zone'] as string, world.publicKey())
      }),
      log('told', 'set agent identity to master'),
    ],
  },
}
