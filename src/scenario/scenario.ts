import { micros, parseMode, type ClockMode, type Instant, type Micros, type Zone, createZone } from '../clock/index.ts'
import { defaultObserver, defaultVersion, type Identity, type Observer, type Version } from '../cluster/index.ts'
import type { Action, EventCondition, RequestRule, TaskRule, TimelineEntry } from '../faults/index.ts'
import { defaultLimits, type JournalLimits } from '../journal/index.ts'
import type { WorldSettings } from '../simulation.ts'
import type { Problem } from './problem.ts'

/** A scenario as the code uses it: complete, its defaults applied (what people write is {@link ScenarioDocument}). */
export interface Scenario {
  readonly description: string
  readonly settings: WorldSettings
  readonly agents: readonly AgentSetup[]
  /** Calls and moves made before the world is ready, in virtual time. */
  readonly setup: readonly SetupStep[]
  readonly taskRules: readonly TaskRule[]
  readonly requestRules: readonly RequestRule[]
  /** What happens by itself, counted from when the world is ready. */
  readonly timeline: readonly TimelineEntry[]
  readonly journal: JournalLimits
  /** What is no mistake, and does not do what it seems to: rules that can never match, say. Told, and nothing else comes of them. */
  readonly warnings: readonly Problem[]
  /** The text that it was read from, and how that is called; without it there was none. */
  readonly source?: { readonly name: string; readonly text: string }
}

/** What is done before the world is ready, one step after the other. Agents are named by their short names. */
export type SetupStep = SetupDoing & {
  /** Where its entry stands; absent where it stands in no text. `file`: of a scenario that this one extends. */
  readonly place?: { readonly file?: string; readonly line: number; readonly column: number }
}

type SetupDoing =
  | SetupCall
  /** Time passes; `settle`: until no agent has work that goes on. */
  | { readonly kind: 'advance'; readonly by: Micros }
  | { readonly kind: 'settle' }
  /** Something happens, as it would by the timeline. */
  | { readonly kind: 'act'; readonly action: Action }
  /** Time passes until it is so. */
  | { readonly kind: 'wait'; readonly until: EventCondition }

/** A call that is made before the world is ready, by a client that knows the passwords. */
export interface SetupCall {
  readonly kind: 'call'
  readonly agent: string
  /** An operation, by its operationId. */
  readonly call: string
  readonly params: Readonly<Record<string, string>>
  /** Null is no body. */
  readonly body: unknown
  /**
   * What time passes for before the next step; null does not wait. `SUCCEED`, `FAILED`: how the DAG that the call makes at that agent has to end. Otherwise
   * what has to be so, of work that the call need not have made: the newest DAG of that name is in that state, or a node of it, or a process runs or does not.
   */
  readonly until: 'SUCCEED' | 'FAILED' | EventCondition | null
}

/** One agent, as it is when the world is ready. */
export interface AgentSetup {
  readonly name: string
  /** What it believes to be its address. */
  readonly ip: string
  readonly port: number
  /** Where it listens, `host:port`; port 0 takes any free one. */
  readonly listen: readonly string[]
  /** Unix sockets at which it answers, too: absolute paths. */
  readonly sockets: readonly string[]
  /** Whether `run/` in its home, a real folder, holds the sockets and pid files of the agent and its daemon (wire.md §2.1). */
  readonly runFiles: boolean
  readonly aliases: readonly string[]
  readonly version: Version
  readonly home: string
  readonly observer: Observer
  /** Reached by true operations before the world is ready. */
  readonly identity: Extract<Identity, 'SINGLE' | 'MASTER' | 'FOLLOWER'>
  readonly zone: string
  readonly agentPassword: string | null
  /** The name of a FOLLOWER's master. */
  readonly master: string | null
}

/** 2026-01-05T08:30:00.217409Z: a start with a fraction, so that no client gets used to whole seconds. */
export const defaultStart: Instant = 1_767_601_800_217_409

export const defaultMode: ClockMode = parseMode('auto') as ClockMode
export const defaultZone: Zone = createZone('UTC')!
export const defaultPort = 2886

export const defaultSettings: WorldSettings = {
  seed: 1,
  start: defaultStart,
  mode: defaultMode,
  zone: defaultZone,
  addressing: 'aliases',
  encryption: true,
  tls: false,
  auth: { clock: 'real', skew: 0 * micros.s },
}

/** An agent at an address, everything else by default. */
export function defaultAgent(name: string, ip: string, port: number, version: Version = defaultVersion): AgentSetup {
  return {
    name, ip, port, listen: [`${ip.includes(':') ? `[${ip}]` : ip}:${port}`], sockets: [], runFiles: false, aliases: [], version, home: '/home/admin/oceanbase',
    observer: defaultObserver, identity: 'SINGLE', zone: '', agentPassword: null, master: null,
  }
}

/** A scenario that is nothing but agents. */
export function scenarioOfAgents(agents: readonly AgentSetup[], settings: WorldSettings = defaultSettings): Scenario {
  return { description: '', settings, agents, setup: [], taskRules: [], requestRules: [], timeline: [], journal: defaultLimits, warnings: [] }
}
