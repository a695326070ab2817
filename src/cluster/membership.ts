import { findRow, formatAddress, sameAddress, type Agent, type AgentAddress, type AgentRow } from './agent.ts'
import { formatVersion } from './version.ts'

/** What a joining agent tells its master of itself (wire.md §4.10). */
export interface Joiner extends AgentAddress {
  readonly zone: string
  readonly version: string
  readonly homePath: string
  readonly os: string
  readonly architecture: string
  readonly publicKey: string
}

/** `Join self`: the agent is MASTER of its zone and the first row of its own table (wire.md §4.7). */
export function becomeMaster(agent: Agent, zone: string, publicKey: string): void {
  agent.identity = 'MASTER'
  agent.zone = zone
  agent.table = [ownRow(agent, publicKey)]
}

/** `Be follower`: the table holds itself, then the master, whose row has no home, system or key (wire.md §4.7). */
export function becomeFollower(agent: Agent, zone: string, master: AgentAddress & { zone: string; version: string }, publicKey: string): void {
  agent.identity = 'FOLLOWER'
  agent.zone = zone
  agent.table = [
    ownRow(agent, publicKey),
    { ip: master.ip, port: master.port, zone: master.zone, identity: 'MASTER', version: master.version, homePath: '', os: '', architecture: '', publicKey: '' },
  ]
}

/**
 * Zone, table and root password are forgotten; agent password and tokens stay (wire.md §4.9). An empty root password stays in the
 * store, so after a restart the agent has one, which nobody else knows of (wire.md §3.7).
 */
export function becomeSingle(agent: Agent): void {
  agent.identity = 'SINGLE'
  agent.zone = ''
  agent.table = []
  agent.rootPassword = null
  agent.ob.stored.rootPassword = ''
  agent.ob.memberPorts = {}
}

/** A master takes a follower into its table. */
export function addFollower(agent: Agent, joiner: Joiner): void {
  const { ip, port, zone, version, homePath, os, architecture, publicKey } = joiner
  agent.table.push({ ip, port, zone, identity: 'FOLLOWER', version, homePath, os, architecture, publicKey })
}

export function removeRow(agent: Agent, address: AgentAddress): void {
  agent.table = agent.table.filter((row) => !sameAddress(row, address))
  agent.ob.memberPorts = Object.fromEntries(Object.entries(agent.ob.memberPorts).filter(([member]) => member !== formatAddress(address)))
}

/** How many rows, master's included, are in a zone. */
export function zoneMembers(agent: Agent, zone: string): AgentRow[] {
  return agent.table.filter((row) => row.zone === zone)
}

/** The zone of a member, by the table. */
export function zoneOf(agent: Agent, address: AgentAddress): string | undefined {
  return findRow(agent, address)?.zone
}

function ownRow(agent: Agent, publicKey: string): AgentRow {
  return {
    ip: agent.ip, port: agent.port, zone: agent.zone, identity: agent.identity, version: formatVersion(agent.version),
    homePath: agent.home, os: 'linux', architecture: 'x86_64', publicKey,
  }
}
