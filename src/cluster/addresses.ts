import { formatAddress, type Agent, type AgentAddress } from './agent.ts'

/** Who may be meant by an address, for all agents of a world. */
export interface AddressBook {
  readonly agents: readonly Agent[]
  /** Host names under which clients have asked agents (`Host` headers). */
  readonly learntHosts: Readonly<Record<string, true>>
}

/**
 * The agent at an address (DESIGN §3): an exact declared one first; else a loopback, declared or learnt host with an agent's
 * listening port, or else its believed one, if only one agent has that port.
 */
export function agentAt(book: AddressBook, address: AgentAddress): Agent | undefined {
  const text = formatAddress(address)
  const exact = book.agents.find((agent) => formatAddress(agent) === text)
    ?? book.agents.find((agent) => agent.listening.includes(text) || agent.aliases.includes(text))
  if (exact !== undefined) return exact
  if (!isKnownHost(book, address.ip)) return undefined
  const port = String(address.port)
  const listens = (agent: Agent): boolean => [...agent.listening, ...agent.aliases].some((place) => portOf(place) === port)
  // Who asks by the name of the machine means the socket: behind one IP several agents may believe in one port.
  const listeners = book.agents.filter(listens)
  if (listeners.length > 0) return listeners.length === 1 ? listeners[0] : undefined
  const believers = book.agents.filter((agent) => String(agent.port) === port)
  return believers.length === 1 ? believers[0] : undefined
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
