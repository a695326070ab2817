import { formatAddress, formatVersion, type Agent, sameAddress } from '../cluster/index.ts'
import { sortedMap } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'
import { isLocked } from '../task/index.ts'
import { data, type OperationContext, type Operations, type Result } from './context.ts'
import { timeText } from './time-text.ts'

/** What anyone may ask an agent about itself (wire.md §4.1–4.3, §3.1). */
export const infoOperations: Operations = {
  getInfo: ({ world, agent }) => data(infoOf(world, agent)),
  getStatus: ({ world, agent }) => data(statusOf(world, agent)),
  postStatus: ({ world, agent }) => data(statusOf(world, agent)),
  getTime: ({ world }) => data(timeText(world, world.now())),
  getGitInfo: () => data(build),
  getSecret: ({ world, agent }) => data({ ip: agent.ip, port: agent.port, public_key: world.publicKey(agent) }),
  getAgentsStatus,
}

/** From which commit the agent was built. */
export const build = {
  branch: 'master', commitId: '61ee14767de8b661dbbb3fbbd4fa6ae2bfb1c45b', shortCommitId: '61ee147', commitTime: 'Fri May 8 09:06:47 2026 +0000',
} as const

/** 2: running. TCP clients see nothing else of a process that answers. */
export const runningState = 2

function infoOf(world: Simulation, agent: Agent): unknown {
  return {
    pid: agent.process?.pid ?? 0,
    state: runningState,
    startAt: startAtOf(world, agent),
    homePath: agent.home,
    obVersion: agent.observer.version ?? '',
    architecture: 'x86_64',
    ip: agent.ip,
    port: agent.port,
    zone: agent.zone,
    identity: agent.identity,
    version: formatVersion(agent.version),
    isObproxyAgent: false,
    security: agent.agentPassword !== null,
    supportedAuth: ['v2'],
  }
}

export function statusOf(world: Simulation, agent: Agent): Record<string, unknown> {
  return {
    agent: { ip: agent.ip, port: agent.port, identity: agent.identity },
    state: runningState,
    version: formatVersion(agent.version),
    pid: agent.process?.pid ?? 0,
    startAt: startAtOf(world, agent),
    port: agent.port,
    obState: obStateOf(agent),
    ...(agent.ob.ports.mysql !== 0 && { sqlPort: agent.ob.ports.mysql }),
    underMaintenance: isLocked(world.tasks(agent), 'global'),
  }
}

/** 0: no observer runs; 1: its process runs. Connections to it, which are 2 and 3, are not modelled yet. */
export function obStateOf({ ob }: Agent): number {
  return ob.pid === null ? 0 : 1
}

/** Nanoseconds since the epoch: beyond what a JavaScript number holds. */
export function startAtOf(world: Simulation, agent: Agent): bigint {
  const at = agent.process?.startedAt ?? 0
  return BigInt(at) * 1000n + BigInt(world.nanos(at))
}

/** Itself first, then every other agent of its table that answers (wire.md §4.4). A Go map: keys sorted. */
function getAgentsStatus({ world, agent, ask }: OperationContext): Result {
  const entries: [string, unknown][] = [[formatAddress(agent), statusOf(world, agent)]]
  for (const row of agent.table) {
    if (sameAddress(row, agent)) continue
    const reply = ask({ to: row, operation: 'getStatus' })
    if (reply.kind === 'answer') entries.push([formatAddress(row), reply.data])
  }
  return data(sortedMap(entries))
}
