import { formatAddress, type Agent } from '../cluster/index.ts'
import type { Simulation } from '../simulation.ts'
import { missingName } from './missing.ts'

/** The agent of that name, else the one that believes in that address, else the one that listens there; or why there is none, as a sentence. */
export function agentCalled({ agents }: Simulation, name: string): Agent | string {
  return agents.find((agent) => agent.name === name) ?? agents.find((agent) => formatAddress(agent) === name)
    ?? agents.find(({ listening }) => listening.includes(name)) ?? missingName('agent', name, agents.map((agent) => agent.name))
}
