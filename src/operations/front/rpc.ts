import type { LocalScaleOutParam, SyncAgentParams } from '../../openapi/index.ts'
import { coded, GO_ZERO_TIME, plain } from '../../protocol/index.ts'
import { empty, notModelled, refused, refusedWith, type OperationContext, type Operations, type Result } from '../context.ts'
import { notSupported } from '../refusals.ts'

/** What agents of a cluster ask of each other (cluster.md §13). */
export const rpcFront: Operations = {
  rpcGetMaintainer,
  rpcMaintainerUpdate: (context) => (inCluster(context) ? notModelled(context) : refused(coded('Agent.Synchronizer.NotInitialized'))),
  rpcObScaleOut,
  rpcAgentUpdate,
  // A task that was never given to this agent is cancelled in silence, and none can be given to it.
  rpcSubTaskCancel: () => empty,
}

function inCluster({ agent }: OperationContext): boolean {
  return agent.identity === 'CLUSTER AGENT'
}

/** The refusal comes with a maintainer all of whose fields are zero, under the names of Go's fields. */
function rpcGetMaintainer(context: OperationContext): Result {
  if (inCluster(context)) return notModelled(context)
  return refusedWith({
    MaintainerInfo: { Id: 0, AgentIp: '', AgentPort: 0, Counter: 0, AgentTime: 0, ActiveTime: GO_ZERO_TIME },
    LifeTime: 0, LastUpdateTime: GO_ZERO_TIME, ExpirationTime: GO_ZERO_TIME,
  }, coded('Agent.Coordinator.NotInitialized'))
}

/** Only a SINGLE agent scales out into a cluster; the refusal asks for the opposite of what it means. */
function rpcObScaleOut(context: OperationContext, { dirs }: LocalScaleOutParam): Result {
  const { agent } = context
  if (agent.identity !== 'SINGLE') return refusedWith(null, notSupported(agent, 'CLUSTER AGENT'))
  if ((dirs?.['homePath'] ?? '') !== agent.home) return refusedWith(null, coded('Common.IllegalArgument', 'homePath in dirs'))
  return notModelled(context)
}

/** The password is tried before the DAG is made, in any identity. What that DAG finds without an OceanBase is not known. */
function rpcAgentUpdate(context: OperationContext, { password }: SyncAgentParams): Result {
  const opened = context.unseal(password)
  return opened.ok ? notModelled(context) : refusedWith(null, plain(opened.reason))
}
