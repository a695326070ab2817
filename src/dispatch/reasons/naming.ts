import { formatAddress, type Agent, type AgentAddress } from '../../cluster/index.ts'
import { formatTime } from '../../protocol/index.ts'
import type { Simulation } from '../../simulation.ts'

/** An agent as sentences call it: `b (10.10.10.2:2886)`. */
export function named(agent: Agent): string {
  const address = formatAddress(agent)
  return agent.name === address ? address : `${agent.name} (${address})`
}

/** Whoever is at an address, or the address itself. */
export function namedAt(world: Simulation, address: AgentAddress): string {
  const agent = world.reach(address)
  return agent === undefined ? formatAddress(address) : named(agent)
}

/** An address as errors quote it: `10.10.10.2:2886`, `[::1]:2886`. Null: it is none. */
export function addressOf(text: string): AgentAddress | null {
  const match = /^\[([^\]]*)\]:(\d{1,9})$|^([^:]*):(\d{1,9})$/.exec(text)
  return match === null ? null : { ip: match[1] ?? match[3]!, port: Number(match[2] ?? match[4]) }
}

/** An instant in the zone of the world. */
export function timed(world: Simulation, instant: number): string {
  return formatTime(instant, 0, world.settings.zone.offsetMinutes(instant))
}

export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts[0] ?? '' : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
