import { micros, parseMode, type ClockMode, type Instant, type Zone, createZone } from '../clock/index.ts'
import { defaultObserver, defaultVersion, type Identity, type Observer, type Version } from '../cluster/index.ts'
import type { RequestRule, TaskRule } from '../faults/index.ts'
import type { WorldSettings } from '../simulation.ts'

/** A scenario as the code uses it: complete, its defaults applied (what people write is {@link ScenarioDocument}). */
export interface Scenario {
  readonly description: string
  readonly settings: WorldSettings
  readonly agents: readonly AgentSetup[]
  /** Calls made before the world is ready, in virtual time. */
  readonly setup: readonly SetupCall[]
  readonly taskRules: readonly TaskRule[]
  readonly requestRules: readonly RequestRule[]
}

/** A call that is made before the world is ready. */
export interface SetupCall {
  /** An agent's name. */
  readonly agent: string
  /** An operation, by its operationId. */
  readonly call: string
  readonly params: Readonly<Record<string, string>>
  readonly body: unknown
  /** How the DAG that it makes must end; null does not wait. */
  readonly until: 'SUCCEED' | 'FAILED' | null
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
  return { description: '', settings, agents, setup: [], taskRules: [], requestRules: [] }
}
