import type { Bodies } from '../task/index.ts'
import { agentToSingleBodies } from './agent-to-single.ts'
import type { DagWorld } from './context.ts'
import { joinSelfBodies } from './join-self.ts'
import { joinToMasterBodies } from './join-to-master.ts'
import { removeAllAgentsBodies } from './remove-all-agents.ts'
import { removeFollowerAgentBodies } from './remove-follower-agent.ts'

/** Every body, by the name that a sub-task remembers. */
export const bodies: Bodies<DagWorld> = {
  ...joinSelfBodies,
  ...joinToMasterBodies,
  ...removeFollowerAgentBodies,
  ...removeAllAgentsBodies,
  ...agentToSingleBodies,
}
