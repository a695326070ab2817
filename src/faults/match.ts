import type { Directive, Run } from '../task/index.ts'
import type { RequestEffect, RequestRule, TaskRule } from './rules.ts'

/** A request as rules see it. */
export interface SeenRequest {
  /** Null where no route takes it. */
  readonly operation: string | null
  readonly agent: string
  /** The client's host, without its port: SDKs open a connection for each call. */
  readonly client: string
  /** What makes a repetition: method and target. */
  readonly identity: string
}

/** What rules remember between requests. Plain data, in the world's state. */
export interface FaultMemory {
  /** By rule: how many requests its condition has fitted. */
  readonly questions: number[]
  readonly sends: number[]
  /** By client: its last request, and whether that was a repetition already. */
  readonly last: Record<string, { identity: string; repeated: boolean }>
}

export function noFaultMemory(): FaultMemory {
  return { questions: [], sends: [], last: {} }
}

/** So many clients are remembered; a client beyond them never counts as repeating itself. */
const clientsMax = 1_000

/** What the first rule that matches does to a request; every rule that fits counts it. */
export function effectOn(rules: readonly RequestRule[], memory: FaultMemory, request: SeenRequest): RequestEffect | null {
  const repeats = isRepetition(memory, request)
  let effect: RequestEffect | null = null
  for (const [index, rule] of rules.entries()) {
    const { operation, agent, nth } = rule.when
    if ((operation !== undefined && operation !== request.operation) || (agent !== undefined && agent !== request.agent)) continue
    memory.sends[index] = (memory.sends[index] ?? 0) + 1
    if (!repeats) memory.questions[index] = (memory.questions[index] ?? 0) + 1
    const count = rule.count === 'sends' ? memory.sends[index] : memory.questions[index] ?? 1
    if (effect === null && (nth === undefined || nth === count)) effect = rule.effect
  }
  return effect
}

/** The Python SDK sends every refused request once more (sdk-behaviour.md §9): one repetition belongs to its question. */
function isRepetition(memory: FaultMemory, { client, identity, agent }: SeenRequest): boolean {
  const key = `${agent} ${identity}`
  const last = memory.last[client]
  const repeated = last !== undefined && last.identity === key && !last.repeated
  if (last !== undefined || Object.keys(memory.last).length < clientsMax) memory.last[client] = { identity: key, repeated }
  return repeated
}

/** What the first rule that matches says of a sub-task, or null. */
export function directiveFor(rules: readonly TaskRule[], agent: string, run: Run): Directive | null {
  return rules.find(({ when }) => (when.dag === undefined || fits(when.dag, run.dag))
    && (when.node === undefined || fits(when.node, run.node))
    && (when.agent === undefined || when.agent === agent)
    && (when.attempt === undefined || when.attempt === run.attempt))?.directive ?? null
}

/** Names of DAGs may hold addresses: in a rule `*` stands for any text. */
function fits(pattern: string, name: string): boolean {
  if (!pattern.includes('*')) return pattern === name
  return new RegExp(`^${pattern.split('*').map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`).test(name)
}
