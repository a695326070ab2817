import { formatAddress } from '../cluster/index.ts'
import { routes } from '../openapi/index.ts'
import { errCodes } from '../protocol/index.ts'
import type { Parsed, Places } from './parse.ts'
import { suggest, type Problem, type ProblemCode } from './problem.ts'
import type { AgentSetup } from './scenario.ts'

type Path = readonly PropertyKey[]

/** Looks up what a scenario names, and remembers what there is not. */
export class Names {
  readonly problems: Problem[] = []
  readonly #agents: readonly AgentSetup[]
  readonly #named: readonly string[]
  readonly #places: Places
  readonly #told: readonly Problem[]

  constructor(agents: readonly AgentSetup[], { places, agentNames, problems }: Parsed) {
    this.#agents = agents
    this.#named = agentNames
    this.#places = places
    this.#told = problems
  }

  /** The short name of an agent that is given by name or by address. */
  agent(text: string, path: Path): string {
    const found = this.#agents.find((agent) => agent.name === text || formatAddress(agent) === text)
    // An agent that is named but wrong has been told of already.
    if (found === undefined && !this.#named.includes(text)) {
      this.#unknown('UNKNOWN_AGENT', `no agent is called '${text}'`, text, this.#agents.map(({ name }) => name), path)
    }
    return found?.name ?? text
  }

  /** An operation, by its operationId. */
  operation(text: string, path: Path): string {
    this.isOperation(text, path)
    return text
  }

  isOperation(text: string, path: Path): boolean {
    if (routes.some(({ operationId }) => operationId === text)) return true
    this.#unknown('UNKNOWN_OPERATION', `no operation is called '${text}'`, text, routes.map(({ operationId }) => operationId), path)
    return false
  }

  /** An error of the agent's catalogue. */
  errCode(text: string, path: Path): string {
    const known: string[] = errCodes()
    if (!known.includes(text)) this.#unknown('UNKNOWN_ERROR', `the agent has no error '${text}'`, text, known, path)
    return text
  }

  /** Something is wrong with a value. Nothing is said of what has been told to be wrong already, in part or as a whole. */
  wrong(path: Path, message: string): void {
    if (!this.#isBlamed(path)) this.problems.push(this.#places.at(path, 'WRONG_VALUE', message))
  }

  /** A key is missing. */
  missing(path: Path, key: string): void {
    if (!this.#isBlamed([...path, key])) this.problems.push(this.#places.at(path, 'MISSING_KEY', `'${key}' is missing in ${path.map(String).join('.')}`))
  }

  #isBlamed(path: Path): boolean {
    return this.#told.some((problem) => path.every((step, index) => problem.path?.[index] === step))
  }

  #unknown(code: ProblemCode, message: string, word: string, candidates: readonly string[], path: Path): void {
    const near = suggest(word, candidates)
    this.problems.push(this.#places.at(path, code, near === null ? message : `${message}; did you mean '${near}'?`))
  }
}
