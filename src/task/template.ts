import type { Maintenance } from './states.ts'
import type { Address, Params } from './store.ts'

/** A DAG as it is asked for: nodes in a row, each run by a body of that name. */
export interface Template {
  readonly name: string
  readonly maintenance: Maintenance
  readonly maintenanceKey?: string
  /** `obproxy` for the DAGs that obproxy's lock and ids belong to. */
  readonly type?: 'obproxy'
  readonly params?: Params
  readonly nodes: readonly NodeTemplate[]
}

export interface NodeTemplate {
  readonly name: string
  /** The body; by default the one named as the node. */
  readonly body?: string
  /** One sub-task for each of these agents (a parallel node); without it one sub-task, run by the owner. */
  readonly executeAgents?: readonly Address[]
  readonly params?: Params
  /** A failure of this node frees the lock (tasks.md §2.4, mark X of dags.csv). */
  readonly failureExitMaintenance?: true
}
