import { addFollower, findRow, formatAddress, storeToken } from '../cluster/index.ts'
import { agentToSingle, removeFollowerAgent } from '../dags/index.ts'
import type { AddTokenParam, JoinMasterParam, AgentInfo } from '../openapi/index.ts'
import { coded, plain, wrap } from '../protocol/index.ts'
import { data, empty, refused, type OperationContext, type Operations, type Result } from './context.ts'
import { createdDag } from './created-dag.ts'
import { ownInstance } from './ob.ts'
import { notSupported } from './refusals.ts'

/** What agents ask of each other to join and to leave (wire.md §4.10). Identity is judged before the body is bound. */
export const rpcAgentOperations: Operations = { rpcAgentToken, rpcAgentJoin, rpcAgentRemove }

function rpcAgentToken(context: OperationContext): Result {
  const { agent, unseal } = context
  if (agent.identity !== 'MASTER') return refused(notSupported(agent, 'MASTER'))
  const bound = context.bind()
  if (!bound.ok) return bound.result
  const { agentInfo, token } = bound.value as AddTokenParam
  const known = findRow(agent, agentInfo)
  if (known !== undefined) return refused(coded('Agent.AlreadyExists', formatAddress(known)))
  const opened = unseal(token)
  if (!opened.ok) return refused(wrap(plain(opened.reason), `decrypt token of '${formatAddress(agentInfo)}' failed`))
  storeToken(agent, agentInfo, opened.text)
  return empty
}

function rpcAgentJoin(context: OperationContext): Result {
  const { agent, unseal } = context
  if (agent.identity !== 'MASTER') return refused(notSupported(agent, 'MASTER'))
  const bound = context.bind()
  if (!bound.ok) return bound.result
  const body = bound.value as JoinMasterParam
  const { agentInfo, zoneName } = body.joinApiParam
  const known = findRow(agent, agentInfo)
  if (known !== undefined) return refused(coded('Agent.AlreadyExists', formatAddress(known)))
  const opened = unseal(body.token)
  if (!opened.ok) return refused(wrap(plain(opened.reason), `decrypt token of '${formatAddress(agentInfo)}' failed`))
  addFollower(agent, {
    ip: agentInfo.ip, port: agentInfo.port, zone: zoneName, version: body.version, homePath: body.home_path,
    os: body.os, architecture: body.architecture, publicKey: body.public_key,
  })
  storeToken(agent, agentInfo, opened.text)
  return data(ownInstance(agent))
}

function rpcAgentRemove(context: OperationContext): Result {
  const { agent } = context
  switch (agent.identity) {
    case 'MASTER': {
      const bound = context.bind()
      if (!bound.ok) return bound.result
      const target = bound.value as AgentInfo
      const row = findRow(agent, target)
      if (row === undefined) return data({})
      if (row.identity !== 'FOLLOWER') return refused(coded('Agent.Identify.NotSupportOperation', formatAddress(row), row.identity, 'FOLLOWER'))
      return createdDag(context, removeFollowerAgent(target, false))
    }
    case 'FOLLOWER': return createdDag(context, agentToSingle())
    // An empty object, which the asker takes for no answer (tasks.md §5.2).
    case 'SINGLE': return data({})
    default: return refused(notSupported(agent, 'MASTER or FOLLOWER or SINGLE'))
  }
}
