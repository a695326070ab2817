import type { Instant } from '../clock/index.ts'
import type { Identity } from './identity.ts'
import type { OceanBase } from './oceanbase.ts'
import type { Observer } from './observer.ts'
import type { Sessions } from './sessions.ts'
import type { Version } from './version.ts'

/** An agent's place: `ip:port`, as it believes it to be. Ports keep what a client wrote, beyond 65535 too. */
export interface AgentAddress {
  readonly ip: string
  readonly port: number | bigint
}

/** A row of an agent's table of agents (`all_agent`), in order of insertion. */
export interface AgentRow {
  readonly ip: string
  readonly port: number | bigint
  readonly zone: string
  readonly identity: Identity
  readonly version: string
  readonly homePath: string
  readonly os: string
  readonly architecture: string
  readonly publicKey: string
}

/** The process of an agent: a restart gives another. */
export interface AgentProcess {
  readonly pid: number
  /** When it started. Answers to a panic carry this instant for the life of the process (wire.md §1.10). */
  readonly startedAt: Instant
}

/** One agent: all that it knows and stores. Plain data; its tasks are beside it in the world. */
export interface Agent {
  /** Its short name in the scenario; by default its address. */
  readonly name: string
  /** Where it believes to be; a restart may change that. */
  ip: string
  port: number
  /** Other `host:port` texts that mean this agent (DESIGN §3). */
  aliases: readonly string[]
  /** Where its sockets are, as `host:port`; by default where it believes to be. */
  listening: readonly string[]
  readonly home: string
  version: Version
  observer: Observer
  /** Null while its process is not running. */
  process: AgentProcess | null
  identity: Identity
  zone: string
  /** What its own token will be when it makes one; agents send each other tokens in place of passwords (wire.md §3.11). */
  readonly firstToken: string
  /** Which of the keys made from the seed it has; a new key is the next one. */
  keyGeneration: number
  agentPassword: string | null
  /** Null until a root password was stored in memory, `""` counts (wire.md §3.7, P_o). What a restart finds is in `ob.stored`. */
  rootPassword: string | null
  /** `all_agent`: empty when SINGLE, itself and the master for a FOLLOWER, all for a MASTER. */
  table: AgentRow[]
  /** Tokens of agents, its own among them, by address. */
  readonly tokens: Record<string, string>
  readonly ob: OceanBase
  /** Lost with the process. */
  sessions: Sessions
}

/** Writes an address as the agent does, IPv6 in brackets (wire.md §4). */
export function formatAddress(address: AgentAddress): string {
  return address.ip.includes(':') ? `[${address.ip}]:${address.port}` : `${address.ip}:${address.port}`
}

/** Addresses are compared as texts and numbers, as `AgentInfo.Equal` does. */
export function sameAddress(a: AgentAddress, b: AgentAddress): boolean {
  return a.ip === b.ip && BigInt(a.port) === BigInt(b.port)
}

/** The row of an address in an agent's table. */
export function findRow(agent: Agent, address: AgentAddress): AgentRow | undefined {
  return agent.table.find((row) => sameAddress(row, address))
}

/** The master as this agent's table has it. */
export function masterOf(agent: Agent): AgentRow | undefined {
  return agent.table.find((row) => row.identity === 'MASTER')
}

/** The followers in an agent's table, in order of insertion. */
export function followersOf(agent: Agent): AgentRow[] {
  return agent.table.filter((row) => row.identity === 'FOLLOWER')
}

/**
 * The table as an unordered SELECT of (ip, port) comes out of SQLite: by primary key, ip as text, then port
 * (tasks.md §1.1).
 */
export function rowsByKey(agent: Agent): AgentRow[] {
  return [...agent.table].sort((a, b) => (a.ip < b.ip ? -1 : a.ip > b.ip ? 1 : Number(a.port) - Number(b.port)))
}
