import { agentAt, formatAddress, type Agent, type AgentAddress } from '../cluster/index.ts'
import type { WorldState } from './state.ts'

const learntHostsMax = 1_000

/** Who is where in a world, and who reaches whom. Agents are found by name and by address with every request: what finds them follows from the state. */
export class Directory {
  readonly #state: Pick<WorldState, 'agents' | 'learntHosts' | 'left' | 'cuts'>
  readonly #byName: ReadonlyMap<string, Agent>
  #byAddress: ReadonlyMap<string, Agent>

  constructor(state: Pick<WorldState, 'agents' | 'learntHosts' | 'left' | 'cuts'>) {
    this.#state = state
    this.#byName = new Map(state.agents.map((agent) => [agent.name, agent]))
    this.#byAddress = byAddress(state.agents)
  }

  /** An agent by its short name. */
  named(name: string): Agent | undefined {
    return this.#byName.get(name)
  }

  /** The agent that answers at an address, whether its process runs or not. */
  at(address: AgentAddress): Agent | undefined {
    const text = formatAddress(address)
    const agent = this.#byAddress.get(text)
    return agent === undefined && !Object.hasOwn(this.#state.left, text) ? agentAt(this.#state, address) : agent
  }

  /** An agent believes in another address from now on. */
  move(agent: Agent, address: { readonly ip: string; readonly port: number }): void {
    const { left } = this.#state
    if (formatAddress(address) === formatAddress(agent)) return
    left[formatAddress(agent)] = true
    delete left[formatAddress(address)]
    Object.assign(agent, { ip: address.ip, port: address.port })
    this.#byAddress = byAddress(this.#state.agents)
  }

  /** Remembers a host name under which a client has found an agent. */
  learnHost(host: string): void {
    const { learntHosts } = this.#state
    // Names are clients' own words: `constructor` is one that an object has already.
    if (!Object.hasOwn(learntHosts, host) && Object.keys(learntHosts).length < learntHostsMax) learntHosts[host] = true
  }

  /** Whether two agents are cut off from each other. */
  isCut(a: string, b: string): boolean {
    return Object.hasOwn(this.#state.cuts, cutOf(a, b))
  }

  /** Cuts two agents off from each other, or mends that. */
  setCut(a: string, b: string, isCut: boolean): void {
    if (isCut) this.#state.cuts[cutOf(a, b)] = true
    else delete this.#state.cuts[cutOf(a, b)]
  }
}

function byAddress(agents: readonly Agent[]): ReadonlyMap<string, Agent> {
  return new Map(agents.map((agent) => [formatAddress(agent), agent]))
}

function cutOf(a: string, b: string): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`
}
