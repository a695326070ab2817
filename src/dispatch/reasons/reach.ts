import { formatAddress, type Agent, type AgentAddress } from '../../cluster/index.ts'
import type { RequestEntry } from '../../journal/index.ts'
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
  if (world.isCut(from.name, agent.name)) return `${named(from)} and ${named(agent)} are cut off from each other`
  const asked = lastAsked(world, from, agent)
  return asked?.rule == null ? null : `the rule '${asked.rule.id}' ${asked.rule.effect}, when ${from.name} asks ${agent.name} (${asked.method} ${asked.target})`
}

/** Why another agent has refused what it was asked for the request that is being answered; null where that is not known. */
export function explainPeer(world: Simulation, from: Agent, address: AgentAddress): string | null {
  const agent = world.reach(address)
  const asked = agent === undefined ? undefined : lastAsked(world, from, agent)
  return asked?.why == null ? null : `${named(agent!)} refused ${asked.operation ?? asked.target}: ${asked.why}`
}

/** What one agent has asked another last, for the request that is being answered. */
function lastAsked(world: Simulation, from: Agent, to: Agent): RequestEntry | undefined {
  const { cause } = world
  return cause === null ? undefined : world.journal.requestsAfter(cause).findLast((entry) => entry.cause === cause && entry.client === from.name && entry.agent === to.name)
}
