import type { Bodies } from '../task/index.ts'
import { agentToSingleBodies } from './agent-to-single.ts'
import type { DagWorld } from './context.ts'
import { followerRemoveSelfBodies } from './follower-remove-self.ts'
import { initializeClusterBodies } from './initialize-cluster.ts'
import { integrateConfigBodies } from './integrate-config.ts'
import { joinSelfBodies } from './join-self.ts'
import { joinToMasterBodies } from './join-to-master.ts'
import { observerWorkdirBodies } from './observer-workdir.ts'
import { removeAllAgentsBodies } from './remove-all-agents.ts'
import { removeFollowerAgentBodies } from './remove-follower-agent.ts'
import { startObserverBodies } from './start-observer.ts'
import { stopObserverBodies } from './stop-observer.ts'
import { updateConfigBodies } from './update-config.ts'
import { startObproxyBodies } from './start-obproxy.ts'

/** Every body, by the name that a sub-task remembers. */
export const bodies: Bodies<DagWorld> = {
  ...joinSelfBodies,
  ...joinToMasterBodies,
  ...removeFollowerAgentBodies,
  ...removeAllAgentsBodies,
  ...agentToSingleBodies,
  ...followerRemoveSelfBodies,
  ...updateConfigBodies,
  ...initializeClusterBodies,
  ...integrateConfigBodies,
  ...observerWorkdirBodies,
  ...startObserverBodies,
  ...stopObserverBodies,
  ...startObproxyBodies,
}
