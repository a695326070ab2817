import { agentOperations } from './agent.ts'
import type { Operations } from './context.ts'
import { infoOperations } from './info.ts'
import { obOperations } from './ob.ts'
import { rpcAgentOperations } from './rpc-agent.ts'
import { sessionOperations } from './session.ts'
import { taskListOperations } from './task-lists.ts'
import { taskOperations } from './task.ts'

/** Every operation that is modelled. */
export const operations: Operations = {
  ...infoOperations,
  ...agentOperations,
  ...obOperations,
  ...taskOperations,
  ...taskListOperations,
  ...sessionOperations,
  ...rpcAgentOperations,
}
