import type { Instant } from '../clock/index.ts'

/** What rules remember. Plain data, in the world's state. */
export interface FaultMemory {
  /** Of rules for requests, by their ids. */
  readonly requests: Record<string, RuleMemory>
  /** How many runs each rule for work has decided. */
  readonly tasks: Record<string, number>
  /** By client: its last request. */
  readonly last: Record<string, LastRequest>
}

export interface LastRequest {
  /** Agent, method and target. */
  identity: string
  /** How often it has been repeated since. */
  repetitions: number
  /** Whether it was answered well: then the same once more is another question. */
  answered: boolean
  /** Whether it was refused for its credential: then SDKs ask for identity and key before they repeat it. */
  renews: boolean
  /** The rule that acted on it. */
  acted: string | null
}

export interface RuleMemory {
  /** How many requests the condition has fitted, windows, `nth` and the like aside. */
  questions: number
  sends: number
  /** How often it has acted, by its own way of counting. */
  acted: number
  /** When its window was opened last by an event; null: never. */
  openedAt: Instant | null
}

export function noFaultMemory(): FaultMemory {
  // Names of rules are people's own words: `constructor` is one that an ordinary object has already.
  return { requests: bare(), tasks: bare(), last: bare() }
}

function bare<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>
}

export function noRuleMemory(): RuleMemory {
  return { questions: 0, sends: 0, acted: 0, openedAt: null }
}
