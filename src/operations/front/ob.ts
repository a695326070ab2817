import { formatAddress, sameAddress, wasStarted } from '../../cluster/index.ts'
import { stopLocalObserver } from '../../dags/index.ts'
import type { ClusterScaleInParam, ObStopParam, Scope, StartObParam } from '../../openapi/index.ts'
import { coded } from '../../protocol/index.ts'
import { createdDag } from '../created-dag.ts'
import { noContent, notModelled, refused, refusedWith, type OperationContext, type Operations, type Result } from '../context.ts'
import { notSupported } from '../refusals.ts'
import { scopeFault } from '../scope.ts'

/** Starting, stopping and scaling in (wire.md §4.14, cluster.md §7.3). */
export const obFront: Operations = { obStart, obStop, obScaleIn, observerRemove: obScaleIn }

/** That no observer was ever started here counts before the identity. */
function obStart(context: OperationContext, { scope }: StartObParam): Result {
  const isEmergency = asksForItself(context, scope)
  const fault = isEmergency ? null : scopeFault(context, scope)
  if (fault !== null) return refused(fault)
  const { agent } = context
  if (!wasStarted(agent)) return refused(coded('OB.Cluster.NotInitialized'))
  if (isEmergency) return notModelled(context)
  return agent.identity === 'CLUSTER AGENT' ? notModelled(context) : refusedWith(null, notSupported(agent, 'CLUSTER AGENT'))
}

function obStop(context: OperationContext, { scope, force }: ObStopParam): Result {
  const { agent } = context
  const isEmergency = asksForItself(context, scope)
  const fault = isEmergency ? null : scopeFault(context, scope)
  if (fault !== null) return refused(fault)
  if (isEmergency && force) return createdDag(context, stopLocalObserver())
  return agent.identity === 'CLUSTER AGENT' ? notModelled(context) : refusedWith(null, notSupported(agent, 'CLUSTER AGENT'))
}

/**
 * On its socket an agent that is in no cluster does for itself what it is asked to do for itself alone, though its table may not have it
 * (tasks.md §5; seen on a running agent). Texts are compared.
 */
function asksForItself({ agent, transport }: OperationContext, { type, target }: Scope): boolean {
  const targets = [...new Set(target ?? [])]
  return transport === 'socket' && agent.identity !== 'CLUSTER AGENT' && type.toUpperCase() === 'SERVER'
    && targets.length === 1 && targets[0] === formatAddress(agent)
}

/** Nothing is to be done where an agent that is in no cluster is to leave it. */
function obScaleIn(context: OperationContext, { agent_info: server }: ClusterScaleInParam): Result {
  const { agent, world } = context
  const isSelf = sameAddress(agent, world.canonical(server))
  if (isSelf) return agent.identity === 'SINGLE' ? noContent : refused(coded('OB.Server.DeleteSelf'))
  return agent.identity === 'CLUSTER AGENT' ? notModelled(context) : refused(notSupported(agent, 'CLUSTER AGENT'))
}
