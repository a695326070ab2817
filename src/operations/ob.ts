import { configValue, formatVersion, masterOf, rowsByKey, type Agent } from '../cluster/index.ts'
import { coded } from '../protocol/index.ts'
import { data, refused, type OperationContext, type Operations, type Result } from './context.ts'

/** The cluster as an agent knows it before there is one (wire.md §4.6). */
export const obOperations: Operations = { getObInfo, getObAgents }

const noCluster = { id: 0, name: '', version: '', topology: null, is_shared_storage: false }

/** A MASTER tells all rows in order of insertion, a SINGLE agent itself. A FOLLOWER asks its master. */
function getObInfo({ agent, forward }: OperationContext): Result {
  if (agent.identity === 'FOLLOWER') return fromMaster(agent, forward)
  const agents = agent.identity === 'MASTER'
    ? agent.table.map(({ ip, port, zone, identity, version }) => ({ ip, port, zone, identity, version }))
    : [ownInstance(agent)]
  return data({ agent_info: agents, obcluster_info: agent.identity === 'MASTER' ? clusterToBe(agent) : noCluster })
}

/** What is set for the cluster, before there is one (wire.md §4.12). */
function clusterToBe({ ob }: Agent): unknown {
  const { cluster } = ob.configs
  return { ...noCluster, id: BigInt(configValue(cluster, 'cluster_id') ?? 0), name: configValue(cluster, 'cluster') ?? '' }
}

/** A MASTER tells all rows by key. */
function getObAgents({ agent, forward }: OperationContext): Result {
  if (agent.identity === 'FOLLOWER') return fromMaster(agent, forward)
  if (agent.identity === 'SINGLE') return data([{ ip: agent.ip, port: agent.port }])
  return data(agent.identity === 'MASTER' ? rowsByKey(agent).map(({ ip, port }) => ({ ip, port })) : { contents: null })
}

function fromMaster(agent: Agent, forward: OperationContext['forward']): Result {
  const master = masterOf(agent)
  return master === undefined ? refused(coded('Agent.NoMaster')) : forward(master)
}

/** An agent as it presents itself to others. */
export function ownInstance(agent: Agent): unknown {
  return { ip: agent.ip, port: agent.port, zone: agent.zone, identity: agent.identity, version: formatVersion(agent.version) }
}
