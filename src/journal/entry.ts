import type { Instant, Micros } from '../clock/index.ts'
import type { Action } from '../faults/index.ts'
import type { Directive, Level, State } from '../task/index.ts'

/** A request to an agent, of a client or of another agent. Everything but `wall` and `duration` follows from seed and requests. Plain data. */
export interface RequestEntry {
  readonly kind: 'request'
  /** Its place among all that has happened in this world, from 1: requests and {@link WorldEvent}s are counted together. */
  readonly seq: number
  /** The virtual instant at which it came. */
  readonly at: Instant
  /** Real time at which it came, microseconds since the Unix epoch. */
  readonly wall: number
  /** The request that this one serves, by its `seq`: that of a client whose request was forwarded or led to a task which asks. Null of a client's own. */
  readonly cause: number | null
  /** The agent that was asked, by name. */
  readonly agent: string
  /** `host:port` of a client, or the name of an agent. */
  readonly client: string
  readonly via: 'client' | 'forward' | 'manual' | 'peer'
  readonly transport: 'tcp' | 'tls' | 'socket'
  method: string
  /** The raw target. */
  target: string
  /** The operation, or null where no route took the request. */
  operation: string | null
  /** The credential as it was understood; null where there was none or none that could be read. */
  credential: SeenCredential | null
  /** The body, decrypted, of long ones the beginning. Passwords in it are masked when it is shown. */
  body: Uint8Array | string
  /** How many bytes the body has. */
  bodyLength: number
  /** 0 where the connection was dropped. */
  status: number
  errCode: string | null
  /** Bytes of the answer's body. */
  size: number
  /** Real microseconds from request to answer; 0 among agents. */
  duration: Micros
  /** For every refusal a sentence that a developer can act on. */
  why: string | null
  /** Something else that is worth knowing: that the work asked about is held, say. */
  note: string | null
  /** The rule for requests that acted, and those that fit but for one thing. */
  rule: ActedRule | null
  nearly: readonly NearRule[] | null
}

export interface SeenCredential {
  readonly header: 'agent' | 'oceanbase'
  /** Whether a password, a session and a token were shown, never what they were. */
  readonly auth: boolean
  readonly token: boolean
  readonly session: boolean
  /** Unix seconds as the client wrote them. */
  readonly ts: string
  readonly uri: string
  /** Whether it brought keys for the body. */
  readonly keys: boolean
  readonly forwardType: number
}

export interface ActedRule {
  readonly id: string
  /** What it did, in words: `replies Agent.UnderMaintenance`, `drops: reset`. */
  readonly effect: string
}

export interface NearRule {
  readonly id: string
  /** What it lacked, in words: `it acts on question 2, and this is 1`. */
  readonly lacks: string
}

/** Something that happened in the world and is no request. Plain data. */
export type WorldEvent =
  & {
    /** Its place among all that has happened in this world, from 1. */
    readonly seq: number
    readonly at: Instant
    /** The request that caused it, by its `seq`; null where time, the scenario or a person did. */
    readonly cause: number | null
  }
  & (
    | TransitionEvent
    /** The process of an agent. `why`: it could not start. */
    | { readonly kind: 'process'; readonly agent: string; readonly process: 'started' | 'stopped' | 'refused'; readonly pid: number | null; readonly why: string | null }
    /** An action of the timeline or of a person. `refused`: why nothing came of it. */
    | { readonly kind: 'action'; readonly action: Action; readonly by: 'timeline' | 'control'; readonly id: string | null; refused: string | null }
    /** A rule decided a run of a sub-task. */
    | { readonly kind: 'rule'; readonly id: string; readonly agent: string; readonly dag: number; readonly dagName: string; readonly node: string; readonly attempt: number; readonly directive: Directive }
  )

/** A change of state of a DAG, a node or a sub-task. `from` is null where the row was made. */
export interface TransitionEvent {
  readonly kind: 'transition'
  readonly agent: string
  readonly level: Level
  readonly id: number
  readonly name: string
  /** The DAG that it is, or belongs to: its number at this agent, and its name. */
  readonly dag: number
  readonly dagName: string
  readonly from: State | null
  readonly to: State
}

export type WorldTransition = Extract<WorldEvent, { kind: 'transition' }>
