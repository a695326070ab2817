import { rowsByKey, type Agent } from '../cluster/index.ts'
import { coded, effect, log, plain, wrap, type Body, type Flags, type NodeTemplate, type Template } from '../task/index.ts'
import type { DagWorld } from './context.ts'

/** What a client may choose (wire.md §4.13). */
export interface InitOptions {
  readonly createsUser: boolean
  readonly importsScript: boolean
}

/**
 * `POST /ob/init` on a MASTER: the observers of all agents are started and made one cluster (wire.md §4.13, dags.csv). The nodes with
 * `executeAgents` have a sub-task for each agent, in the order of the addresses; the followers' are done by DAGs of their own.
 */
export function initializeCluster(master: Agent, options: InitOptions): Template {
  const executeAgents = rowsByKey(master).map(({ ip, port }) => ({ ip, port }))
  const everywhere = (name: string): NodeTemplate => ({ name, executeAgents })
  return {
    name: 'Initialize cluster',
    maintenance: 'global',
    params: { healthCheck: true },
    nodes: [
      { name: 'Integrate config' },
      everywhere('Create observer workdir'),
      everywhere('Start observer'),
      { name: 'Cluster boostrap' }, // sic
      { name: 'Migrate table' },
      { name: 'Modify password' },
      ...(options.createsUser ? [{ name: 'Create user' }] : []),
      { name: 'Migrate data' },
      { name: 'Convert follower to cluster agent' },
      everywhere('Synchronize agent from cluster'),
      { name: 'Convert master to cluster agent' },
      ...(options.importsScript ? [{ name: 'Import script for tenant' }] : []),
      everywhere('Synchronize agent from cluster'),
    ],
  }
}

export const initializeClusterBodies: Readonly<Record<string, Body<DagWorld>>> = {
  'Cluster boostrap': {
    flags: { cancel: true, continue: true, retry: true, rollback: true },
    run: [
      log('connect', 'try to connect to observer'),
      effect('bootstrap', ({ world: { agent }, subTask }) => (agent.ob.ports.mysql === 0
        ? { fail: wrap(coded('OB.Cluster.MysqlPortNotInitialized'), 'get port failed') }
        : { fail: notModelled(subTask.name) })),
    ],
    rollback: [log('forget', 'clear db Instance')],
  },
  ...missing('Migrate table', { cancel: true, continue: true, retry: true, rollback: true }),
  ...missing('Modify password', { continue: true, retry: true, rollback: true }),
  ...missing('Create user', { cancel: true, continue: true, retry: true }),
  ...missing('Migrate data', { cancel: true, continue: true, retry: true, rollback: true }),
  ...missing('Convert follower to cluster agent', { continue: true, retry: true, rollback: true }),
  ...missing('Synchronize agent from cluster', { cancel: true, continue: true, retry: true }),
  ...missing('Convert master to cluster agent', { continue: true, retry: true, rollback: true }),
  ...missing('Import script for tenant', { cancel: true, continue: true, pass: true, retry: true }),
}

/** A body with the true flags (dags.csv) that does nothing yet but say so. */
function missing(name: string, flags: Partial<Flags>): Readonly<Record<string, Body<DagWorld>>> {
  return { [name]: { flags, run: [effect('missing', () => ({ fail: notModelled(name) }))] } }
}

function notModelled(node: string): ReturnType<typeof plain> {
  return plain(`the simulator has no node '${node}' yet`)
}
