import { initializeCluster } from '../dags/index.ts'
import type { ObInitParam } from '../openapi/index.ts'
import { byMaster } from './config.ts'
import type { OperationContext, Operations, Result } from './context.ts'
import { createdDag } from './created-dag.ts'

/** The agents become a cluster (wire.md §4.13). Nothing is asked before: what is missing shows when the DAG runs. */
export const initOperations: Operations = { obInit }

/** A FOLLOWER hands it on without its body, so what the client chose is lost. */
function obInit(context: OperationContext, body: ObInitParam): Result {
  const { agent } = context
  return byMaster(context, undefined, () => createdDag(context, initializeCluster(agent, {
    createsUser: body.create_proxyro_user, importsScript: body.import_script,
  }), null))
}
