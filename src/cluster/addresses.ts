import { formatAddress, type Agent, type AgentAddress } from './agent.ts'

/** Who may be meant by an address, for all agents of a world. */
export interface AddressBook {
  readonly agents: readonly Agent[]
  /** Host names under which clients have asked agents (`Host` headers). */
  readonly learntHosts: Readonly<Record<string, true>>
}

/**
 * The agent at an address (DESIGN §3): an exact declared one first; else a loopback, declared or learnt host with an agent's
 * listening or believed port, if only one agent has that port.
 */
export function agentAt(book: AddressBook, address: AgentAddress): Agent | undefined {
  const text = formatAddress(address)
  const exact = book.agents.find((agent) => formatAddress(agent) === text)
    ?? book.agents.find((agent) => agent.listening.includes(text) || agent.aliases.includes(text))
  if (exact !== undefined) return exact
  if (!isKnownHost(book, address.ip)) return undefined
  const port = String(address.port)
  const candidates = book.agents.filter((agent) => String(agent.port) === port || [...agent.listening, ...agent.aliases].some((place) => portOf(place) === port))
  return candidates.length === 1 ? candidates[0] : undefined
}

/** The whole of 127.0.0.0/8, `::1` and `localhost`. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

function isKnownHost(book: AddressBook, host: string): boolean {
  return isLoopback(host) || Object.hasOwn(book.learntHosts, host)
    || book.agents.some((agent) => agent.ip === host || [...agent.listening, ...agent.aliases].some((place) => hostOf(place) === host))
}

/** The host of a `Host` header, which may lack a port. */
export function hostOfHeader(text: string): string {
  return /^\[.*\]$|^[^:]*$/.test(text) ? text.replace(/^\[(.*)\]$/, '$1') : hostOf(text)
}

/** The host of `host:port` or `[host]:port`. */
export function hostOf(place: string): string {
  return place.slice(0, Math.max(place.lastIndexOf(':'), 0)).replace(/^\[(.*)\]$/, '$1')
}

/** The port of `host:port`, as text. */
export function portOf(place: string): string {
  return place.slice(place.lastIndexOf(':') + 1)
}
