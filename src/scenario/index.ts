/**
 * Text → parsed → checked → a world, all problems reported at once with line and column.
 *
 * @module
 */
export { buildWorld, SetupError } from './build.ts'
export { loadScenario, loadScenarioFile } from './load.ts'
export { formatProblem, ScenarioError, type Problem, type ProblemCode } from './problem.ts'
export { defaultAgent, defaultPort, defaultSettings, scenarioOfAgents, type AgentSetup, type Scenario } from './scenario.ts'
export { agentSocket, daemonSocket } from './sockets.ts'
