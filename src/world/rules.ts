import { Random, type Instant, type Micros } from '../clock/index.ts'
import { directiveFor, RequestRules, type Occurrence, type RequestRule, type RuleTime, type Ruling, type SeenRequest, type TaskRule } from '../faults/index.ts'
import type { Directive, Run } from '../task/index.ts'
import type { WorldState } from './state.ts'

/** The rules in force in a world, made ready to be asked. What they remember is in the state. */
export class WorldRules {
  readonly #state: WorldState
  readonly #random: Random
  #requests: RequestRules | null = null
  /** Whether any rule acts at a step: else no step is asked for. */
  actAtSteps = false
  /** Whether any rule has held anything: then somebody may be waiting in vain. */
  mayHold = false

  constructor(state: WorldState, random: Random) {
    this.#state = state
    this.#random = random
  }

  /** Puts rules for requests in the place of those that are; what those of the same id remember stays. */
  setForRequests(rules: readonly RequestRule[]): void {
    this.#state.requestRules = rules
    this.#requests = rules.length === 0 ? null : new RequestRules(rules, this.#state.faultMemory)
  }

  /** Puts rules for work in the place of those that are. */
  setForTasks(rules: readonly TaskRule[]): void {
    this.#state.taskRules = rules
    this.actAtSteps = rules.some(({ when }) => when.step !== undefined)
    this.mayHold ||= rules.some(({ effect }) => effect.holds === true)
  }

  /** What the rules come to for a request that reaches an agent; null: nothing. */
  judge(request: SeenRequest, now: Instant): Ruling | null {
    return this.#requests === null ? null : this.#requests.judge(request, this.#time(now))
  }

  /** A client's request was answered. @param code the legacy number of a refusal; 1 and 10008 make SDKs renew their credential */
  answered(client: string, status: number, code: number | undefined): void {
    this.#requests?.answered(client, status < 400 ? 'well' : code === 1 || code === 10008 ? 'refused-credential' : 'refused')
  }

  /** Whether an agent refuses connections, whatever is asked. */
  refuses(agent: string, now: Instant): boolean {
    return this.#requests?.refuses(agent, this.#time(now)) === true
  }

  /** Whether any agent may. */
  get mayRefuse(): boolean {
    return this.#requests?.mayRefuse === true
  }

  /** What the first rule for work that fits says of a run of a sub-task, and which that is; null: nothing. */
  decide(agent: string, run: Run): { readonly rule: TaskRule; readonly directive: Directive } | null {
    const { taskRules, faultMemory } = this.#state
    if (taskRules.length === 0) return null
    const draw = (least: Micros, most: Micros): Micros => least + Random.below(this.#random.stream('takes', agent), most - least + 1)
    return directiveFor(taskRules, faultMemory, agent, run, draw)
  }

  /** Something has happened: windows may open. */
  notice(occurrence: Occurrence, now: Instant): void {
    if (this.#requests?.waits === true) this.#requests.notice(occurrence, now)
  }

  #time(now: Instant): RuleTime {
    return { now, start: this.#state.start, draw: (rule, bound) => Random.below(this.#random.stream('rule', rule), bound) }
  }
}
