/**
 * One file for each DAG that the agent runs: its template (nodes, parameters) and the bodies of its tasks as lists of steps.
 *
 * @module
 */
export { bodies } from './bodies.ts'
export type { DagWorld } from './context.ts'
export { agentToSingle } from './agent-to-single.ts'
export { followerRemoveSelf } from './follower-remove-self.ts'
export { initializeCluster, type InitOptions } from './initialize-cluster.ts'
export { joinSelf } from './join-self.ts'
export { joinToMaster } from './join-to-master.ts'
export { createObserverWorkdir, destroyObserverWorkdir, dirNames, type Dirs } from './observer-workdir.ts'
export { removeAllAgents } from './remove-all-agents.ts'
export { removeFollowerAgent } from './remove-follower-agent.ts'
export { startObproxy } from './start-obproxy.ts'
export { startObserver, type ObserverConfig } from './start-observer.ts'
export { stopLocalObserver, stopObserver } from './stop-observer.ts'
export { updateClusterConfig, updateObserverConfig } from './update-config.ts'
