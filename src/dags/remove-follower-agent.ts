import { micros } from '../clock/index.ts'
import { clearStored, dropConfigs, findRow, formatAddress, removeRow, zoneMembers, type AgentAddress } from '../cluster/index.ts'
import { ask, coded, effect, log, wrap, type Body, type NodeTemplate, type StepContext, type Template } from '../task/index.ts'
import type { DagWorld } from './context.ts'

/**
 * A master removes one of its followers (wire.md §4.9): told so by a client it first asks the follower, told so by the
 * follower itself (`DELETE /rpc/v1/agent`) it does not.
 */
export function removeFollowerAgent(target: AgentAddress, tellFollower: boolean): Template {
  const name = `Remove follower agent ${formatAddress(target)}`
  const removal: NodeTemplate = { name, body: 'Remove follower agent' }
  return {
    name,
    maintenance: 'global',
    params: { target: { ip: target.ip, port: target.port } },
    nodes: tellFollower ? [removeFollowerNode([target]), removal] : [removal],
  }
}

/** The parallel node that asks each follower to become single; DAG `Remove all agents` begins with it, too. */
export function removeFollowerNode(followers: readonly AgentAddress[]): NodeTemplate {
  return { name: 'Remove follower', executeAgents: followers.map(({ ip, port }) => ({ ip, port })) }
}

/** A follower that does not answer is asked so often; then the task succeeds all the same (tasks.md §5.2). */
const triesMax = 30

export const removeFollowerAgentBodies: Readonly<Record<string, Body<DagWorld>>> = {
  'Remove follower': {
    flags: { continue: true, pass: true },
    run: [
      log('announced', ({ subTask }) => `send remove agent request to follower, agent: ${formatAddress(subTask.executeAgent)}`),
      ask('remove', ({ subTask }) => ({ to: subTask.executeAgent, operation: 'rpcAgentRemove', body: subTask.executeAgent }), (context, reply) => {
        if (reply.kind === 'refused') return { fail: reply.failure }
        if (reply.kind === 'answer') {
          context.log(`send remove agent request succeed, remote dag id: &{${String((reply.data as { id?: unknown }).id)}}`)
          return 'done'
        }
        context.warn(`send remove agent request failed, err: ${context.world.message(reply.failure)}`)
        const tries = Number(context.memory['tries'] ?? 0) + 1
        context.memory['tries'] = tries
        return tries < triesMax ? { again: micros.s } : { again: micros.s, from: 'given up' }
      }),
      effect('given up', () => 'done'),
    ],
  },
  'Remove follower agent': {
    flags: { continue: true },
    run: [
      log('finding', (context) => `finding agent ${addressOf(context)} info`),
      effect('found', (context) => {
        const row = findRow(context.world.agent, targetOf(context))
        if (row === undefined) {
          context.log(`agent ${addressOf(context)} is not exists`)
          return 'done'
        }
        if (row.identity !== 'FOLLOWER') {
          return { fail: wrap(coded('Agent.Identify.NotSupportOperation', formatAddress(row), row.identity, 'FOLLOWER'), 'get follower agent failed') }
        }
        context.memory['zone'] = row.zone
      }),
      log('zone', ({ memory }) => `get zone '${String(memory['zone'])}' agents`),
      log('config', ({ world, memory }) => {
        const zone = String(memory['zone'])
        return zoneMembers(world.agent, zone).length < 2
          ? `zone '${zone}' has no other follower agent, clearing zone and observer config`
          : `zone '${zone}' has other follower agent, deleting observer config`
      }),
      effect('drop config', (context) => {
        const { world: { agent }, memory } = context
        const zone = String(memory['zone'])
        const isLast = zoneMembers(agent, zone).length < 2
        dropConfigs(agent.ob.configs, targetOf(context), isLast ? zone : null)
        // With the zone goes all that the master has stored of its own OceanBase, the root password too: an oddity of the agent.
        if (isLast) clearStored(agent)
      }),
      log('deleting', (context) => `deleting agent ${addressOf(context)}`),
      effect('delete', (context) => removeRow(context.world.agent, targetOf(context))),
      log('told', (context) => `remove follower agent ${addressOf(context)} success`),
    ],
  },
}

function targetOf({ subTask }: StepContext<DagWorld>): AgentAddress {
  return subTask.params['target'] as AgentAddress
}

function addressOf(context: StepContext<DagWorld>): string {
  return formatAddress(targetOf(context))
}
