import { micros } from '../clock/index.ts'
import { masterOf } from '../cluster/index.ts'
import { ask, effect, log, type Body, type Template } from '../task/index.ts'
import { singleAlready } from './agent-to-single.ts'
import type { DagWorld } from './context.ts'

/** A follower that is asked to remove itself and answers for itself, as on its socket (wire.md §2.1, §4.9). */
export function followerRemoveSelf(): Template {
  return { name: 'Follower remove self', maintenance: 'global', nodes: [{ name: 'Follower remove self' }, { name: 'Agent to single' }] }
}

/** A master that does not answer is asked so often; then the task succeeds all the same. */
const triesMax = 30

export const followerRemoveSelfBodies: Readonly<Record<string, Body<DagWorld>>> = {
  'Follower remove self': {
    flags: { continue: true },
    run: [
      singleAlready,
      log('announced', 'sending remove this agent request to master agent'),
      ask('remove', ({ world, subTask }) => ({
        to: masterOf(world.agent)!, operation: 'rpcAgentRemove', body: subTask.executeAgent,
      }), (context, reply) => {
        if (reply.kind === 'refused') return { fail: reply.failure }
        if (reply.kind === 'answer') {
          context.log(`send remove this agent request succeed, remote dag id: &{${String((reply.data as { id?: unknown }).id)}}`)
          return 'done'
        }
        context.warn(`send remove this agent request failed, err: ${context.world.message(reply.failure)}`)
        const tries = Number(context.memory['tries'] ?? 0) + 1
        context.memory['tries'] = tries
        return tries < triesMax ? { again: micros.s } : { again: micros.s, from: 'given up' }
      }),
      effect('given up', () => 'done'),
    ],
  },
}
