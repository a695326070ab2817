import { masterOf, type ClusterSettings, type ConfigScope } from '../cluster/index.ts'
import { updateClusterConfig, updateObserverConfig } from '../dags/index.ts'
import type { ObClusterConfigParams, ObServerConfigParams, Scope } from '../openapi/index.ts'
import { coded, type Failure } from '../protocol/index.ts'
import { refused, refusedWith, type OperationContext, type Operations, type Result } from './context.ts'
import { createdDag } from './created-dag.ts'
import { notSupported } from './refusals.ts'
import { scopeFault, serversOf } from './scope.ts'

/** What is set for the cluster to be and for its observers (wire.md §4.11–4.12). PUT and POST have the same handler. */
export const configOperations: Operations = {
  obclusterConfigPost: obclusterConfig,
  obclusterConfigPut: obclusterConfig,
  observerConfigPost: observerConfig,
  observerConfigPut: observerConfig,
}

/** The checks of wire.md §4.12 in their order, then the DAG. `rsList` is looked at by `Initialize cluster` only. */
function obclusterConfig(context: OperationContext, body: ObClusterConfigParams): Result {
  const { clusterId, clusterName, rsList, rootPwd } = body
  if (clusterId === null || clusterId <= 0) return refused(coded('OB.Cluster.Id.Invalid'))
  if (clusterName === null || clusterName === '') return refused(coded('OB.Cluster.Name.Empty'))
  return byMaster(context, body, () => {
    const password = rootPasswordOf(context, rootPwd)
    if (typeof password === 'object' && password !== null) return refused(password)
    const settings: ClusterSettings = { id: String(clusterId), name: clusterName, rootPassword: password, rsList }
    return createdDag(context, updateClusterConfig(settings), null)
  })
}

/** base64 of one block of the agent's RSA key: a shorter text cannot be encrypted. */
const sealedLength = 172

/**
 * The root password as it was meant. A long one may be encrypted with the key of this agent; where it is not it counts as it stands,
 * unless a follower has handed the request on: for whose key it was made can then not be known.
 */
function rootPasswordOf({ autoForwardedBy, unseal }: OperationContext, given: string | null): string | null | Failure {
  if (given === null || Buffer.byteLength(given) < sealedLength) return given
  const opened = unseal(given)
  if (opened.ok) return opened.text
  return autoForwardedBy === null ? given : coded('OB.Cluster.Password.Encrypted')
}

/** Keys that are not for clients to set, in the order in which they are looked for. */
const denied = ['cluster_id', 'cluster', 'rootPwd', 'rootservice_list', 'zone', 'local_ip', 'devname']

/** Keys with an older name. */
const aliases = [['rpc_port', 'rpcPort'], ['mysql_port', 'mysqlPort']] as const

/** The checks of wire.md §4.11 in their order, then the DAG. */
function observerConfig(context: OperationContext, body: ObServerConfigParams): Result {
  const given = new Map(Object.entries(body.observerConfig ?? {}))
  if (given.size === 0) return refused(illegalConfig('config is empty'))
  const forbidden = denied.find((key) => given.has(key))
  if (forbidden !== undefined) return refused(illegalConfig(`config ${forbidden} is not allowed to set`))
  return byMaster(context, body, () => {
    const fault = scopeFault(context, body.scope)
    if (fault !== null) return refused(fault)
    for (const [name, alias] of aliases) {
      const value = given.get(alias)
      if (value === undefined) continue
      if ((given.get(name) ?? value) !== value) {
        return refusedWith(null, illegalConfig(`You cannot set both ${name} and ${alias}, use ${name} instead.`))
      }
      given.set(name, value)
      given.delete(alias)
    }
    return createdDag(context, updateObserverConfig(scopeOf(context, body.scope), Object.fromEntries(given)), null)
  })
}

function illegalConfig(why: string): Failure {
  return coded('Common.IllegalArgument.WithMessage', 'observerConfig', why)
}

function scopeOf(context: OperationContext, { type, target }: Scope): ConfigScope {
  switch (type.toUpperCase()) {
    case 'ZONE': return { type: 'ZONE', zones: [...new Set(target)] }
    case 'SERVER': return { type: 'SERVER', servers: serversOf(context, target ?? []) }
    default: return { type: 'GLOBAL' }
  }
}

/** Before there is a cluster its MASTER does it; a FOLLOWER hands it on, with what it was given. */
export function byMaster({ agent, forward }: OperationContext, body: unknown, act: () => Result): Result {
  switch (agent.identity) {
    case 'MASTER': return act()
    case 'FOLLOWER': {
      const master = masterOf(agent)
      return master === undefined ? refused(coded('Agent.NoMaster')) : forward(master, body)
    }
    case 'CLUSTER AGENT': return refused(coded('OB.Cluster.AlreadyInitialized'))
    default: return refused(notSupported(agent, 'MASTER or FOLLOWER'))
  }
}
