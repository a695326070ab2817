import type { Agent } from '../cluster/index.ts'
import type { Simulation } from '../simulation.ts'
import { runningState, startAtOf, statusOf } from './info.ts'

/** What a daemon knows that is not in the world. */
export interface Daemon {
  readonly pid: number
  /** Absolute paths. */
  readonly socket: string
  readonly agentSocket: string
}

/** It starts its agent, so it is somewhat older. */
const headStartMs = 75
/** The zero time of Go in nanoseconds: the agent has not ended. */
const never = -6_795_364_578_871_345_152n

/** `GET /api/v1/status` of the daemon beside an agent that runs (wire.md §2.1; `endAt` as seen on a running one). It knows no release. */
export function daemonStatusOf(world: Simulation, agent: Agent, { pid, socket, agentSocket }: Daemon): unknown {
  return {
    state: runningState,
    ready: true,
    version: agent.version.version,
    pid,
    socket,
    server: { Status: statusOf(world, agent), socket: agentSocket, endAt: never },
    startAt: startAtOf(world, agent) - BigInt(headStartMs) * 1_000_000n,
  }
}
