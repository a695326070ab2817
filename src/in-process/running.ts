import type { Identity } from '../cluster/index.ts'
import type { WorldTransition } from '../simulation.ts'
import type { AskOptions, Asked } from './ask.ts'
import type {
  ActionInput, ConditionInput, ExpectationInput, FailureInput, FaultInput, TaskRuleInput, TimelineInput, WorkConditionInput, WorkInput,
} from './inputs.ts'
import type { JournalReader } from './journal.ts'
import type { RuleList } from './rules.ts'

/** An agent as it is at this moment. */
export interface SimulatedAgent {
  /** Its short name in the scenario; by default its address. */
  readonly name: string
  /** What it believes to be its address, `ip:port`. */
  readonly address: string
  /** Where it answers. */
  readonly url: string
  /** Whether its process runs. */
  readonly running: boolean
  readonly identity: Identity
  readonly zone: string
}

/** What is loaded. */
export interface LoadedScenario {
  /** How its text is called: its path, say; null where there is no text. */
  readonly name: string | null
  readonly description: string
  /** What does not do what it seems to, a line each. */
  readonly warnings: readonly string[]
}

/** What came of something that was to happen. */
export interface Happened {
  /** Why nothing came of it; null where something did. */
  readonly refused: string | null
  /** What it changed in tasks at once. */
  readonly transitions: readonly WorldTransition[]
}

/**
 * A simulator that runs; once it is closed, every call but {@link close} throws. Whatever it is told takes effect in the call itself, but for what is written in the form of a scenario file, which is read first;
 * a promise says that the sockets are where the world is.
 */
export interface RunningSimulator {
  /** In the order of the scenario. */
  readonly agents: readonly SimulatedAgent[]
  /** An agent by its name, its address, or where it listens. @throws an error where none is called so */
  agent(name: string): SimulatedAgent
  readonly scenario: LoadedScenario
  /** The certificate to trust, PEM, where the agents speak TLS; null where not. */
  readonly ca: string | null

  /**
   * Asks an agent as an SDK would, encrypted: `sim.ask('b', 'POST', '/api/v1/agent/join', { json: { … } })`.
   *
   * @throws the error of the connection where no answer comes
   */
  ask(agent: string, method: string, target: string, options?: AskOptions): Promise<Asked>

  /** Virtual time now, microseconds since the Unix epoch. */
  now(): number
  /**
   * Moves virtual time on by a duration such as `5s`, ten years at most.
   *
   * @returns the transitions of tasks on the way, in order
   * @throws RangeError where time follows the wall clock, or is not to move so far
   */
  advance(by: string): Promise<readonly WorldTransition[]>
  /**
   * Lets events happen, one by one, until something is so; it may be so already. The time limits of work that stands still are not waited for.
   *
   * @param budget so much virtual time at most; by default a day
   * @throws ExpectationError when it does not come to be so, or nothing goes on that could bring it about; ScenarioError, QueryError for what is no condition
   */
  until(condition: ConditionInput, options?: { readonly budget?: string | undefined }): Promise<readonly WorldTransition[]>
  /** Lets the next event happen, whatever it is. */
  next(): Promise<readonly WorldTransition[]>
  /** Lets all work come to its end, or to where it is held. @throws SettleError when it does not; the error names what goes on */
  settle(): Promise<readonly WorldTransition[]>

  /** Such work is held from now on, where it stands or where it begins. @param work or the name of a DAG */
  hold(work: string | WorkConditionInput): Promise<void>
  /** What is held goes on. @param work the newest DAG of that name @throws ExpectationError where nothing of it is held */
  release(work: string | WorkInput): Promise<void>
  /** What is RUNNING of it fails at this instant. @throws ExpectationError where nothing is */
  fail(work: string | WorkInput, failure: FailureInput): Promise<void>
  /** Sends it an operator, as a client would. @throws ExpectationError where the agent refuses */
  operator(work: string | WorkInput, operator: 'RETRY' | 'ROLLBACK' | 'CANCEL' | 'PASS'): Promise<void>
  /** Lets something happen, in the form of a scenario's timeline: `{ stop: 'b' }`. @throws ScenarioError */
  act(action: ActionInput): Promise<Happened>

  /** How requests go. */
  readonly faults: RuleList<FaultInput>
  /** How work goes. */
  readonly tasks: RuleList<TaskRuleInput>
  /** What happens by itself; `at` counts from when the world was ready. */
  readonly timeline: RuleList<TimelineInput>

  readonly journal: JournalReader
  /** @throws ExpectationError where something of it has not happened so; QueryError for what is no expectation */
  verify(expected: ExpectationInput | readonly ExpectationInput[]): void

  /** Loads another scenario, by name, path or text, under the options of the start. @throws ScenarioError, SetupError: then nothing has changed */
  replace(scenario: string): Promise<void>
  /** The world as it was at the beginning. */
  reset(): Promise<void>
  /** Ends all; it may be called again. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}
