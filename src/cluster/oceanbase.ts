import { posix } from 'node:path'
import { findRow, formatAddress, sameAddress, type Agent, type AgentAddress } from './agent.ts'
import { noConfigs, type Configs } from './config.ts'
import { exists, homePaths, makeFile, type Paths } from './paths.ts'
import { closeSessions } from './sessions.ts'

/** The ports of an observer; 0: not known. */
export interface ObserverPorts {
  readonly mysql: number
  readonly rpc: number
}

/** What an agent knows and has of the OceanBase that it is there for. Plain data. */
export interface OceanBase {
  /** What is set for the cluster to be; on a MASTER only. */
  configs: Configs
  /** The ports that its observer was last started with, as the process knows them: `/status` tells the first as `sqlPort`. */
  ports: ObserverPorts
  /** Table `ob_config`: what a restart of the agent reads back (wire.md §3.7). */
  stored: { rootPassword: string | null; ports: ObserverPorts }
  /** The ports of other agents' observers, by address, from when they were started through this agent. */
  memberPorts: Readonly<Record<string, ObserverPorts>>
  /** The process of its observer; null when none runs. It outlives the agent's own. */
  pid: number | null
  paths: Paths
}

const noPorts: ObserverPorts = { mysql: 0, rpc: 0 }

export function noOceanBase(home: string): OceanBase {
  return {
    configs: noConfigs(),
    ports: noPorts,
    stored: { rootPassword: null, ports: noPorts },
    memberPorts: {},
    pid: null,
    paths: homePaths(home),
  }
}

/** A root password takes effect at once, for authentication too, and is stored. An empty one counts (wire.md §3.7). */
export function setRootPassword(agent: Agent, password: string): void {
  // Empty and none are the same here.
  if (password !== (agent.rootPassword ?? '')) closeSessions(agent)
  agent.rootPassword = password
  agent.ob.stored.rootPassword = password
}

/** Empties table `ob_config`. The process goes on with what it has in memory. */
export function clearStored(agent: Agent): void {
  agent.ob.stored = { rootPassword: null, ports: noPorts }
}

/** The process starts: it knows of its OceanBase what is stored. */
export function recallStored(agent: Agent): void {
  agent.rootPassword = agent.ob.stored.rootPassword
  agent.ob.ports = agent.ob.stored.ports
}

/** An observer was started: the agent remembers the ports of its own and, in its table, of any member's. A port of 0 changes nothing. */
export function learnPorts(agent: Agent, member: AgentAddress, ports: ObserverPorts): void {
  const { ob } = agent
  if (sameAddress(agent, member)) {
    ob.ports = later(ob.ports, ports)
    ob.stored = { ...ob.stored, ports: later(ob.stored.ports, ports) }
  }
  if (findRow(agent, member) === undefined) return
  ob.memberPorts = { ...ob.memberPorts, [formatAddress(member)]: later(memberPorts(agent, member), ports) }
}

/** Whether its observer was ever started, and not removed since: it then has a configuration of its own. */
export function wasStarted({ home, ob }: Agent): boolean {
  return exists(ob.paths, configFile(home))
}

/** The observer's process runs, and has written its first files. One that runs already goes on. */
export function observerStarted(agent: Agent, pid: number): void {
  const { home, ob } = agent
  ob.pid ??= pid
  const files = [configFile(home), posix.join(home, 'log/observer.log'), posix.join(home, 'store/sstable/block_file')]
  for (const file of files) makeFile(ob.paths, file)
}

/** The observer's own configuration. */
export function configFile(home: string): string {
  return posix.join(home, 'etc/observer.config.bin')
}

/** The ports of a member as the agent's table has them. */
export function memberPorts(agent: Agent, member: AgentAddress): ObserverPorts {
  return agent.ob.memberPorts[formatAddress(member)] ?? noPorts
}

function later(before: ObserverPorts, now: ObserverPorts): ObserverPorts {
  return { mysql: now.mysql || before.mysql, rpc: now.rpc || before.rpc }
}
