import type { Micros } from '../clock/index.ts'
import type { Operator, TaskFailure } from '../task/index.ts'
import type { EventCondition, TaskCondition } from './rules.ts'

/** Something that the scenario lets happen by itself. Plain data. */
export interface TimelineEntry {
  /** Its name in the scenario, or `timeline 1`, `timeline 2` … by its place there. Unique. */
  readonly id: string
  readonly when: Trigger
  readonly action: Action
}

export type Trigger =
  /** So long after the world was ready. */
  | { readonly kind: 'at'; readonly at: Micros }
  /** So long after something has happened, the first `times` times (null: each time). */
  | { readonly kind: 'after'; readonly event: EventCondition; readonly delay: Micros; readonly times: number | null }
  /** Again and again, first at `from` after the world was ready, at most `times` times. */
  | { readonly kind: 'every'; readonly every: Micros; readonly from: Micros; readonly times: number | null }

/** Work that is meant: the newest DAG of that name (`*` stands for any text), on that agent, or with `node` only that node of it. */
export interface WorkReference {
  readonly dag: string
  readonly node?: string
  readonly agent?: string
}

/** What the timeline, a person or a test lets happen. Agents are named by their short names. */
export type Action =
  | { readonly do: 'stop'; readonly agent: string; readonly signal: 'SIGTERM' | 'SIGKILL' }
  | { readonly do: 'start'; readonly agent: string }
  /** Its process ends, and is back after so long. */
  | { readonly do: 'restart'; readonly agent: string; readonly signal: 'SIGTERM' | 'SIGKILL'; readonly downFor: Micros }
  /** What happens when a task starts its observer from now on; `stop` ends the one that runs. */
  | { readonly do: 'observer'; readonly agent: string; readonly version?: string | null; readonly start?: ObserverStart; readonly stop?: true }
  /** No agent of one group reaches one of another, while clients reach all. */
  | { readonly do: 'partition'; readonly groups: readonly (readonly string[])[] }
  /** Those two reach each other again; without `between` all do. */
  | { readonly do: 'heal'; readonly between?: readonly [string, string] }
  /** Null takes the password away. */
  | { readonly do: 'agentPassword'; readonly agent: string; readonly password: string | null }
  /** The password of root@sys is another from now on, and these agents know it; null: they know none. */
  | { readonly do: 'rootPassword'; readonly agents: readonly string[]; readonly password: string | null }
  /** A new RSA key: what clients have stored is of no use any more. */
  | { readonly do: 'newKey'; readonly agent: string }
  /** The address that it believes in when it starts the next time; only a SINGLE agent starts with another. */
  | { readonly do: 'address'; readonly agent: string; readonly ip: string; readonly port: number }
  /** The version that it is of when it starts the next time. */
  | { readonly do: 'obshell'; readonly agent: string; readonly version: string }
  /** A maintenance lock that no DAG holds, taken or freed. */
  | { readonly do: 'lock' | 'unlock'; readonly agent: string; readonly lock: 'global' | 'obproxy' }
  /** How far the clock by which credentials expire is ahead of the one it follows. */
  | { readonly do: 'skew'; readonly skew: Micros }
  /** From now on such work is held where it is, or where it begins. */
  | { readonly do: 'hold'; readonly when: TaskCondition }
  /** What is held goes on, and such work is held no more. */
  | { readonly do: 'release'; readonly work: WorkReference }
  /** What is RUNNING of it fails at this instant. */
  | { readonly do: 'fail'; readonly work: WorkReference; readonly failure: TaskFailure }
  /** As a client would send it. */
  | { readonly do: 'operator'; readonly work: WorkReference; readonly operator: Exclude<Operator, 'RUN'> }
  /** A request, made by a client that knows the passwords. */
  | { readonly do: 'call'; readonly agent: string; readonly call: string; readonly params: Readonly<Record<string, string>>; readonly body: unknown }

export type ObserverStart = 'ok' | 'hangs' | { readonly exits: number; readonly prints: string }
