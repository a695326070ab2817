/**
 * Text → parsed → checked → a world, all problems reported at once with line and column.
 *
 * @module
 */
export { buildWorld, SetupError } from './build.ts'
export { loadParts, loadScenario, loadScenarioFile, openScenario, type LoadOptions, type OpenedScenario } from './load.ts'
export { Names } from './names.ts'
export type { Parts, ResolvedParts } from './parts.ts'
export { didYouMean, formatProblem, formatWarning, ScenarioError, suggest, type Places, type Problem, type ProblemCode, type WarningCode } from './problem.ts'
export { builtInNames, isText, readScenario, ScenarioNotFound, type ScenarioText } from './read.ts'
export { readScenarioSchema } from './schema-file.ts'
export { defaultAgent, defaultPort, defaultSettings, scenarioOfAgents, type AgentSetup, type Scenario, type SetupCall, type SetupStep } from './scenario.ts'
export { agentSocket, daemonSocket } from './sockets.ts'
export { yamlFaults } from './yaml-faults.ts'
