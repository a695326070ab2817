import { formatAddress, type Agent, type AgentAddress } from './agent.ts'

/** The token an agent has for an agent, itself included (table `ocs_token`); empty when it has none. */
export function tokenFor(agent: Agent, address: AgentAddress): string {
  return agent.tokens[formatAddress(address)] ?? ''
}

export function storeToken(agent: Agent, address: AgentAddress, token: string): void {
  agent.tokens[formatAddress(address)] = token
}

/**
 * The agent's own token. There is none before its first join to a master, so what it forwards until then carries an empty one; from then on
 * it stays the same, whatever becomes of that join (wire.md §3.11).
 */
export function ownToken(agent: Agent): string {
  if (tokenFor(agent, agent) === '') storeToken(agent, agent, agent.firstToken)
  return tokenFor(agent, agent)
}
