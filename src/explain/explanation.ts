import type { Micros } from '../clock/index.ts'
import type { Action } from '../faults/index.ts'
import type { State } from '../task/index.ts'

/** What a scenario is, and what happens when it runs. Plain data: table, diagrams and JSON are made of it. */
export interface Explanation {
  /** How the scenario was named. */
  readonly name: string
  readonly description: string
  /** The instant at which the world is ready, as its agents print it: offsets count from there. */
  readonly start: string
  /** How time passes, as `--clock` says it. */
  readonly clock: string
  /** What other names of an agent mean. */
  readonly addressing: 'aliases' | 'strict'
  /** How far the clock by which credentials expire is ahead. */
  readonly skew: Micros
  readonly agents: readonly AgentLine[]
  /** What is done before the world is ready, in words. */
  readonly setup: readonly string[]
  readonly rules: readonly RuleLine[]
  readonly timeline: readonly TimelineLine[]
  /** The transcript whose asks are made, by its file; null: nobody asks anything. */
  readonly transcript: string | null
  /** The agents that rows tell of, in the order of the scenario. */
  readonly actors: readonly { readonly name: string; readonly address: string }[]
  readonly rows: readonly Row[]
  /** Why the story ends where it ends, and what else is to be known of it. */
  readonly remarks: readonly string[]
}

export interface AgentLine {
  readonly name: string
  readonly address: string
  /** What it is when the world is ready. */
  readonly identity: string
  readonly zone: string
  readonly agentPassword: boolean
  readonly rootPassword: boolean
  /** Where it listens, sockets as `unix:PATH`; empty: at its address and nowhere else. */
  readonly listen: readonly string[]
  /** How many more follow it that are so, at the addresses after it. */
  readonly likewise: number
  /** Of the last of those. */
  readonly last: { readonly name: string; readonly address: string; readonly listen: readonly string[] } | null
}

export interface RuleLine {
  readonly id: string
  readonly of: 'requests' | 'work'
  readonly text: string
}

export interface TimelineLine {
  readonly id: string
  readonly text: string
}

/** Something that happens, as one line tells it. */
export type Row = RowBase & Fact

export interface RowBase {
  /** Its place in the journal; null of what no journal tells: windows, notes, what is folded. */
  readonly seq: number | null
  /** After the world was ready; before it is negative. */
  readonly at: Micros
  /** The agent at which it happens, by name; null where that is no single one. */
  readonly agent: string | null
  /** The request that caused it, by its place. */
  readonly cause: number | null
  /** How many requests it is away from one that nothing caused. */
  readonly depth: number
  /** How often it happens one after the other, and when the last time. */
  readonly times: number
  readonly until: Micros
}

export type Fact =
  | RequestFact
  | WorkFact
  /** A rule decided a run of a sub-task. */
  | { readonly kind: 'rule'; readonly id: string; readonly dag: number; readonly dagName: string; readonly node: string; readonly attempt: number; readonly effect: string }
  | { readonly kind: 'action'; readonly action: Action; readonly text: string; readonly by: 'timeline' | 'control'; readonly id: string | null; readonly refused: string | null }
  | { readonly kind: 'process'; readonly process: 'started' | 'stopped' | 'refused'; readonly pid: number | null; readonly why: string | null }
  /** A rule for requests begins or ceases to be in force. */
  | { readonly kind: 'window'; readonly id: string; readonly opens: boolean; readonly text: string }
  /** What the transcript says of its next step. */
  | { readonly kind: 'note'; readonly text: string }
  /** What other agents do in the same way. */
  | { readonly kind: 'likewise'; readonly agents: readonly string[] }

export interface RequestFact {
  readonly kind: 'request'
  /** `client`, the host of a client that is elsewhere, `scenario`, or the name of an agent. */
  readonly from: string
  readonly via: 'client' | 'forward' | 'manual' | 'peer'
  /** The operation, or method and path of what is none. */
  readonly what: string
  /** 0 where no answer came. */
  readonly status: number
  readonly errCode: string | null
  readonly why: string | null
  /** The rule that acted. */
  readonly rule: { readonly id: string; readonly effect: string } | null
}

export interface WorkFact {
  readonly kind: 'work'
  /** Of the DAG at its agent. */
  readonly dag: number
  readonly dagName: string
  readonly changes: readonly WorkChange[]
}

export interface WorkChange {
  readonly level: 'dag' | 'node' | 'sub-task'
  readonly id: number
  readonly name: string
  /** Null where it is new. */
  readonly from: State | null
  /** What it comes into, one after the other. */
  readonly states: readonly State[]
}
