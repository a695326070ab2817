/**
 * One file for each DAG that the agent runs: its template (nodes, parameters) and the bodies of its tasks as lists of steps.
 *
 * @module
 */
export { bodies } from './bodies.ts'
export type { DagWorld } from './context.ts'
export { agentToSingle } from './agent-to-single.ts'
export { joinSelf } from './join-self.ts'
export { joinToMaster } from './join-to-master.ts'
export { removeAllAgents } from './remove-all-agents.ts'
export { removeFollowerAgent } from './remove-follower-agent.ts'
