import { formatAddress } from '../cluster/index.ts'
import { routes } from '../openapi/index.ts'
import { entryOf, errCodes, isErrCode, verbsOf } from '../protocol/index.ts'
import { didYouMean, type Path, type Places, type Problem, type ProblemCode, type WarningCode } from './problem.ts'
import type { AgentSetup } from './scenario.ts'
import { dagsMeant, dagWords, misspeltNode, modelledDags, nodesMeant, nodeWords, stepsOf } from './work-names.ts'

/** What is known of a text before its names are looked up. */
export interface Known {
  readonly agents: readonly AgentSetup[]
  /** Agents that are named in the text, sound or not: who is wrong has been told of already. */
  readonly agentNames: readonly string[]
  readonly places: Places
  /** Problems that have been told already. */
  readonly told: readonly Problem[]
}

/** Work as it is named. */
export interface NamedWork {
  readonly dag?: string | undefined
  readonly node?: string | undefined
  readonly step?: string | undefined
  readonly operator?: string | undefined
}

/** Looks up what a scenario names, and remembers what there is not. */
export class Names {
  readonly problems: Problem[] = []
  readonly warnings: Problem[] = []
  readonly #known: Known

  constructor(known: Known) {
    this.#known = known
  }

  get places(): Places {
    return this.#known.places
  }

  get agents(): readonly AgentSetup[] {
    return this.#known.agents
  }

  /** The short name of an agent that is given by name or by address. */
  agent(text: string, path: Path): string {
    const { agents, agentNames } = this.#known
    const found = this.agentOrNull(text)
    if (found === null && !agentNames.includes(text)) {
      const all = agents.map(({ name }) => name)
      this.#unknown('UNKNOWN_AGENT', `no agent is called '${text}'`, text, all, path, listed(all))
    }
    return found ?? text
  }

  /** As {@link agent}, where a text may also be something else. */
  agentOrNull(text: string): string | null {
    const { agents } = this.#known
    return (agents.find(({ name }) => name === text) ?? agents.find((agent) => formatAddress(agent) === text))?.name ?? null
  }

  isOperation(text: string, path: Path): boolean {
    if (routes.some(({ operationId }) => operationId === text)) return true
    this.#unknown('UNKNOWN_OPERATION', `no operation is called '${text}'`, text, routes.map(({ operationId }) => operationId), path, 'openapi.yaml has them all')
    return false
  }

  /** An error of the agent's catalogue. */
  errCode(text: string, path: Path): string {
    const known: string[] = errCodes()
    if (!known.includes(text)) this.#unknown('UNKNOWN_ERROR', `the agent has no error '${text}'`, text, known, path, 'write an errCode such as Agent.UnderMaintenance')
    return text
  }

  /** The arguments of an error: what does not fill its template is sent as Go sends it, `%!s(MISSING)`, and that is told. */
  fill(errCode: string, args: readonly (string | number)[], path: Path): void {
    if (!isErrCode(errCode)) return
    const { template } = entryOf(errCode)
    const verbs = verbsOf(template)
    const quoted = `'${template}'`
    if (verbs.length !== args.length) {
      this.warn(path, 'WRONG_ARGUMENTS', `${errCode} takes ${counted(verbs.length, 'argument')} (${quoted}), and ${args.length} ${args.length === 1 ? 'is' : 'are'} given`)
      return
    }
    verbs.forEach((verb, index) => {
      const isText = typeof args[index] === 'string'
      if (verb === 'v' || (verb === 's') === isText) return
      const [wanted, given] = isText ? ['a number', 'a text'] : ['a text', 'a number']
      this.warn([...path, index], 'WRONG_ARGUMENTS', `${errCode} takes ${wanted} here (%${verb} in ${quoted}), and ${given} is given`)
    })
  }

  /** The names of work, at the keys `dag`, `node` and `step` of a path. */
  work({ dag, node, step, operator }: NamedWork, path: Path): void {
    const dags = dagsMeant(dag)
    if (dags.length === 0) {
      this.#unknown('UNKNOWN_DAG', `no DAG is called '${dag}'`, dag!, dagWords, [...path, 'dag'], `agents of this release run ${modelledDags.join(', ')}`)
      return
    }
    const nodes = nodesMeant(dags, node)
    const misspelt = dag === undefined && node !== undefined ? misspeltNode(node, nodes) : null
    if (misspelt !== null) return this.#unknown('UNKNOWN_NODE', `no DAG has a node '${node}'`, node!, [misspelt], [...path, 'node'])
    if (nodes.length === 0) {
      const here = nodeWords(dags)
      const isAt = dags.length === 1 ? `DAG '${dag}' has no node '${node}'` : `no ${dag === undefined ? 'DAG' : `DAG like '${dag}'`} has a node '${node}'`
      this.#unknown('UNKNOWN_NODE', isAt, node!, here, [...path, 'node'], listed(here))
      return
    }
    if (!nodes.some(({ isModelled }) => isModelled)) {
      const what = dag === undefined ? `a node '${node}'` : `${node === undefined ? '' : `node '${node}' of `}'${dag}'`
      this.warn([...path, dag === undefined ? 'node' : 'dag'], 'NOT_MODELLED', `agents of this release never run ${what}: they answer 501 where it would begin`)
    }
    if (step === undefined) return
    const steps = stepsOf(nodes, operator === 'ROLLBACK')
    if (steps.includes(step)) return
    const where = node === undefined ? dag === undefined ? 'no work' : `nothing in DAG '${dag}'` : `node '${node}'`
    const what = `${where} has ${node === undefined ? 'a' : 'no'} step '${step}'${operator === 'ROLLBACK' ? ' when it is rolled back' : ''}`
    this.#unknown('UNKNOWN_STEP', what, step, steps, [...path, 'step'], steps.length === 0 ? 'it has none that a rule could name' : listed(steps))
  }

  /** Something is wrong with a value. Nothing is said of what has been told to be wrong already, in part or as a whole. */
  wrong(path: Path, message: string, code: ProblemCode = 'WRONG_VALUE', atKey = false): void {
    if (!this.#isBlamed(path)) this.problems.push(this.#known.places.at(path, code, message, atKey))
  }

  /** Something does not do what it seems to. */
  warn(path: Path, code: WarningCode, message: string): void {
    this.warnings.push(this.#known.places.at(path, code, message))
  }

  /** A key is missing. */
  missing(path: Path, key: string): void {
    const { places } = this.#known
    if (!this.#isBlamed([...path, key])) this.problems.push(places.at(path, 'MISSING_KEY', `'${key}' is missing in ${places.nameOf(path)}`))
  }

  #isBlamed(path: Path): boolean {
    const { told, places } = this.#known
    return told.some((problem) => places.isWithin(problem, path))
  }

  #unknown(code: ProblemCode, message: string, word: string, candidates: readonly string[], path: Path, otherwise?: string): void {
    const hint = didYouMean(word, candidates) ?? otherwise
    this.problems.push(this.#known.places.at(path, code, hint === undefined ? message : `${message}; ${hint}`))
  }
}

function counted(count: number, what: string): string {
  return `${count === 0 ? 'no' : count} ${what}${count === 1 ? '' : 's'}`
}

/** All there is, if that is not too much to read. */
function listed(all: readonly string[]): string | undefined {
  return all.length > 0 && all.length <= 12 ? `there ${all.length === 1 ? 'is' : 'are'} ${all.join(', ')}` : undefined
}
