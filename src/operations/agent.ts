import { createHash } from 'node:crypto'
import { closeSessions, findRow, formatAddress, formatVersion, hostFacts, masterOf, ownToken, sameAddress, type AgentAddress } from '../cluster/index.ts'
import { followerRemoveSelf, joinSelf, joinToMaster, removeAllAgents, removeFollowerAgent } from '../dags/index.ts'
import type { JoinApiParam, AgentInfo, SetAgentPasswordParam } from '../openapi/index.ts'
import { coded, failureText, plain, wrap } from '../protocol/index.ts'
import { isLocked } from '../task/index.ts'
import { data, empty, noContent, refused, type OperationContext, type Operations, type Result } from './context.ts'
import { createdDag } from './created-dag.ts'
import { notSupported } from './refusals.ts'

/** An agent's way into and out of a cluster that has not been initialised (wire.md §4.5, §4.7–4.9). */
export const agentOperations: Operations = {
  agentJoin,
  agentJoinRoot: agentJoin,
  agentRemove,
  agentRemoveRoot: agentRemove,
  agentPassword,
  getHostInfo,
}

/** The checks of wire.md §4.7 in their order, then the DAG. */
function agentJoin(context: OperationContext, body: JoinApiParam): Result {
  const { world, agent, ask } = context
  if (agent.identity !== 'SINGLE') return refused(notSupported(agent, 'SINGLE'))
  const target = world.canonical(body.agentInfo)
  if (sameAddress(agent, target)) return createdDag(context, joinSelf(body.zoneName))

  const info = ask({ to: target, operation: 'getInfo' })
  if (info.kind !== 'answer') return refused(coded('Common.Unexpected', `get agent info failed: ${failureText(info.failure)}`))
  const { identity, version, obVersion } = info.data as { identity: string; version: string; obVersion: string }
  if (identity !== 'MASTER') return refused(coded('Agent.Identify.NotSupportOperation', formatAddress(target), identity, 'MASTER'))
  const ownVersion = formatVersion(agent.version)
  if (version !== ownVersion) {
    return refused(coded('Agent.Version.Inconsistent', formatAddress(target), version, formatAddress(agent), ownVersion))
  }
  // Without a binary the shell that should run it ends so.
  if (agent.observer.version === null) return refused(plain('exit status 127'))
  if (obVersion !== agent.observer.version) {
    return refused(coded('Agent.OB.Version.Inconsistent', formatAddress(target), obVersion, formatAddress(agent), agent.observer.version))
  }
  return sendToken(context, target, body.masterPassword) ?? createdDag(context, joinToMaster(target, body.zoneName, body.masterPassword))
}

/** The joiner's token goes to the master early, so that clients can follow the join there (tasks.md §3.2). */
function sendToken({ agent, ask }: OperationContext, master: AgentAddress, masterPassword: string): Result | null {
  // It is made first, and kept even if the master cannot be had.
  const token = ownToken(agent)
  if (ask({ to: master, operation: 'getSecret' }).kind !== 'answer') {
    return refused(wrap(plain('asn1: syntax error: sequence truncated'), 'get token failed'))
  }
  const reply = ask({
    to: master, operation: 'rpcAgentToken', agentPassword: masterPassword,
    body: { agentInfo: { ip: agent.ip, port: agent.port }, token },
  })
  return reply.kind === 'answer' ? null : refused(wrap(reply.failure, 'send post request failed'))
}

/** By identity (wire.md §4.9). */
function agentRemove(context: OperationContext, body: AgentInfo): Result {
  const { world, agent, ask, forward } = context
  const target = world.canonical(body)
  switch (agent.identity) {
    case 'SINGLE': return sameAddress(agent, target) ? noContent : refused(notSupported(agent, 'MASTER or FOLLOWER'))
    case 'MASTER': {
      if (isLocked(world.tasks(agent), 'global')) return refused(coded('Agent.UnderMaintenance', formatAddress(agent)))
      if (sameAddress(agent, target)) return createdDag(context, removeAllAgents(agent))
      return findRow(agent, target) === undefined ? noContent : createdDag(context, removeFollowerAgent(target, true))
    }
    case 'FOLLOWER': {
      const master = masterOf(agent)
      if (master === undefined) return refused(coded('Agent.NoMaster'))
      const status = ask({ to: master, operation: 'getStatus' })
      // A master that does not answer is ignored here.
      if (status.kind === 'answer' && (status.data as { underMaintenance: boolean }).underMaintenance) {
        return refused(coded('Agent.UnderMaintenance', formatAddress(master)))
      }
      if (!sameAddress(agent, target)) return forward(master, { ip: target.ip, port: target.port })
      return createdDag(context, followerRemoveSelf())
    }
    default: return refused(notSupported(agent, 'MASTER or FOLLOWER'))
  }
}

/** Takes effect at once, in this agent alone (wire.md §4.8). */
function agentPassword({ agent }: OperationContext, body: SetAgentPasswordParam): Result {
  agent.agentPassword = body.password
  closeSessions(agent)
  return empty
}

/** Plausible facts, drawn from the seed; only the hash is the agent's own arithmetic (wire.md §4.5). */
function getHostInfo({ world, agent }: OperationContext): Result {
  const facts = hostFacts(world.state.seed)
  return data({
    os: facts.os,
    cpuInfo: facts.cpuInfo,
    basic: { hostHash: createHash('sha1').update(agent.ip).digest('hex'), hostType: 'docker' },
    disks: facts.disks.map((disk) => disk),
    memoryInfo: facts.memoryInfo,
    ulimit: facts.ulimit,
  })
}
