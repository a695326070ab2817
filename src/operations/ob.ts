import { formatVersion, rowsByKey, type Agent } from '../cluster/index.ts'
import { data, type OperationContext, type Operations, type Result } from './context.ts'

/** The cluster as an agent knows it before there is one (wire.md §4.6). */
export const obOperations: Operations = { getObInfo, getObAgents }

const noCluster = { id: 0, name: '', version: '', topology: null, is_shared_storage: false }

/** A MASTER tells all rows in order of insertion, a SINGLE agent itself. */
function getObInfo({ agent }: OperationContext): Result {
  const agents = agent.identity === 'MASTER'
    ? agent.table.map(({ ip, port, zone, identity, version }) => ({ ip, port, zone, identity, version }))
    : [ownInstance(agent)]
  return data({ agent_info: agents, obcluster_info: noCluster })
}

/** A MASTER tells all rows by key. */
function getObAgents({ agent }: OperationContext): Result {
  if (agent.identity === 'SINGLE') return data([{ ip: agent.ip, port: agent.port }])
  return data(agent.identity === 'MASTER' || agent.identity === 'FOLLOWER' ? rowsByKey(agent).map(({ ip, port }) => ({ ip, port })) : { contents: null })
}

/** An agent as it presents itself to others. */
export function ownInstance(agent: Agent): unknown {
  return { ip: agent.ip, port: agent.port, zone: agent.zone, identity: agent.identity, version: formatVersion(agent.version) }
}
