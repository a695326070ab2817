import type { ClockMode, ClockState, Instant, Micros, RandomState, Zone } from '../clock/index.ts'
import type { Agent } from '../cluster/index.ts'
import type { Action, FaultMemory, RequestRule, TaskRule, TimelineEntry } from '../faults/index.ts'
import type { JournalState } from '../journal/index.ts'
import type { TaskEvent, TaskStore } from '../task/index.ts'

/** What waits in the queue of a world: work of its agents, or something that the scenario or a person lets happen. */
export type QueuedWork =
  | TaskEvent
  | { readonly kind: 'timeline'; readonly id: string }
  | { readonly kind: 'act'; readonly action: Action; readonly by: 'timeline' | 'control' }

/** All of a world. */
export interface WorldState {
  readonly seed: number
  clock: ClockState<QueuedWork>
  random: RandomState
  mode: ClockMode
  readonly agents: Agent[]
  /** Each agent's tasks, by its name. */
  readonly tasks: Record<string, TaskStore>
  readonly learntHosts: Record<string, true>
  /** By which clock credentials expire, and how far that clock is off. */
  auth: WorldSettings['auth']
  /** When the world was ready. */
  start: Instant
  /** How work and requests go; what no rule matches goes as it would. */
  taskRules: readonly TaskRule[]
  requestRules: readonly RequestRule[]
  faultMemory: FaultMemory
  /** What happens by itself, and how often each entry has. */
  timeline: readonly TimelineEntry[]
  readonly timelineRuns: Record<string, number>
  /** How often what an entry waits for has happened. */
  readonly timelineStarts: Record<string, number>
  /** Pairs of agents that do not reach each other: `a|b`, in alphabetical order. */
  readonly cuts: Record<string, true>
  /** Addresses that agents have believed in and left: its sockets may still be there, and no other agent finds it by them. */
  readonly left: Record<string, true>
  /** What agents will be when they start the next time. */
  readonly nextStart: Record<string, { readonly address?: { readonly ip: string; readonly port: number }; readonly version?: Agent['version'] }>
  readonly journal: JournalState
}

/** What a scenario decides of a world beside its agents. */
export interface WorldSettings {
  readonly seed: number
  readonly start: Instant
  readonly mode: ClockMode
  /** The zone in which the agents print their times. */
  readonly zone: Zone
  /** `aliases`: a name under which an agent can be reached means that agent; `strict`: texts are compared (DESIGN §3). */
  readonly addressing: 'aliases' | 'strict'
  /** Off: agents built without encryption, which ask for no credential (wire.md §2). */
  readonly encryption: boolean
  /** Agents with a certificate: they speak TLS, among each other, too. */
  readonly tls: boolean
  /** By which clock credentials expire, and how far that clock is off. */
  readonly auth: { readonly clock: 'real' | 'virtual' | 'ignore'; readonly skew: Micros }
}
