import type { Route } from '../openapi/index.ts'
import { agentOperations } from './agent.ts'
import { configOperations } from './config.ts'
import type { Operations } from './context.ts'
import { frontOperations } from './front/index.ts'
import { infoOperations } from './info.ts'
import { initOperations } from './init.ts'
import { obOperations } from './ob.ts'
import { observerOperations } from './observer.ts'
import { rpcAgentOperations } from './rpc-agent.ts'
import { rpcObOperations } from './rpc-ob.ts'
import { sessionOperations } from './session.ts'
import { taskListOperations } from './task-lists.ts'
import { taskOperations } from './task.ts'

/** The operations that are modelled, as far as they go before a cluster. */
const modelled: Operations = {
  ...infoOperations,
  ...agentOperations,
  ...obOperations,
  ...configOperations,
  ...initOperations,
  ...observerOperations,
  ...taskOperations,
  ...taskListOperations,
  ...sessionOperations,
  ...rpcAgentOperations,
  ...rpcObOperations,
}

/** Every operation with a function. What is modelled as a whole counts more than its front alone. */
export const operations: Operations = { ...frontOperations, ...modelled }

/** How far an operation goes: see `coverageOf`. */
export type Coverage = 'modelled' | 'refused' | 'missing'

/**
 * How far an operation goes: it is `modelled`; or it is `refused` as by an agent without a cluster, by a function or by what its route
 * requires; or it is `missing`, and answers 501 to whoever passes authentication and binding. `docs/coverage.md` is made from it.
 */
export function coverageOf({ operationId, requires }: Route): Coverage {
  if (modelled[operationId] !== undefined) return 'modelled'
  return frontOperations[operationId] !== undefined || requires !== null ? 'refused' : 'missing'
}
