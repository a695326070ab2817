import { sameAddress, wasStarted } from '../../cluster/index.ts'
import type { ClusterScaleInParam, ObStopParam, StartObParam } from '../../openapi/index.ts'
import { coded } from '../../protocol/index.ts'
import { noContent, notModelled, refused, refusedWith, type OperationContext, type Operations, type Result } from '../context.ts'
import { notSupported } from '../refusals.ts'
import { scopeFault } from '../scope.ts'

/** Starting, stopping and scaling in (wire.md §4.14, cluster.md §7.3). */
export const obFront: Operations = { obStart, obStop, obScaleIn, observerRemove: obScaleIn }

/** That no observer was ever started here counts before the identity. */
function obStart(context: OperationContext, { scope }: StartObParam): Result {
  const fault = scopeFault(context, scope)
  if (fault !== null) return refused(fault)
  const { agent } = context
  if (!wasStarted(agent)) return refused(coded('OB.Cluster.NotInitialized'))
  return agent.identity === 'CLUSTER AGENT' ? notModelled(context) : refusedWith(null, notSupported(agent, 'CLUSTER AGENT'))
}

function obStop(context: OperationContext, { scope }: ObStopParam): Result {
  const { agent } = context
  const fault = scopeFault(context, scope)
  if (fault !== null) return refused(fault)
  return agent.identity === 'CLUSTER AGENT' ? notModelled(context) : refusedWith(null, notSupported(agent, 'CLUSTER AGENT'))
}

/** Nothing is to be done where an agent that is in no cluster is to leave it. */
function obScaleIn(context: OperationContext, { agent_info: server }: ClusterScaleInParam): Result {
  const { agent, world } = context
  const isSelf = sameAddress(agent, world.canonical(server))
  if (isSelf) return agent.identity === 'SINGLE' ? noContent : refused(coded('OB.Server.DeleteSelf'))
  return agent.identity === 'CLUSTER AGENT' ? notModelled(context) : refused(notSupported(agent, 'CLUSTER AGENT'))
}
