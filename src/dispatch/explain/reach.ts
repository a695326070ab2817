import { formatAddress, type Agent, type AgentAddress } from '../../cluster/index.ts'
import type { Simulation } from '../../simulation.ts'
import { listed, named } from './naming.ts'

const namedMax = 5

/** Why an agent gets no answer from an address, as a clause; null when nothing of the world is in the way. */
export function explainUnreachable(world: Simulation, from: Agent, address: AgentAddress): string | null {
  const agent = world.reach(address)
  if (agent === undefined) {
    const others = world.agents.slice(0, namedMax).map(named)
    return `no agent of this world is at ${formatAddress(address)}; there ${world.agents.length === 1 ? 'is' : 'are'} ${listed(others)}${world.agents.length > namedMax ? ' and others' : ''}`
  }
  if (agent.process === null) return `${named(agent)} is stopped`
  return world.isCut(from.name, agent.name) ? `${named(from)} and ${named(agent)} are cut off from each other` : null
}
