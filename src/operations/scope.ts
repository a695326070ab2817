import type { AgentAddress } from '../cluster/index.ts'
import { findRow } from '../cluster/index.ts'
import type { Scope } from '../openapi/index.ts'
import { coded, parseIp, type Failure } from '../protocol/index.ts'
import type { OperationContext } from './context.ts'

/** How far an operation reaches, judged against the agent's own table (wire.md §4.11): the fault, or null. */
export function scopeFault({ agent, world }: OperationContext, { type, target }: Scope): Failure | null {
  const kind = type.toUpperCase()
  if (kind === 'GLOBAL') return null
  if (kind !== 'ZONE' && kind !== 'SERVER') return coded('OB.Cluster.Scope.Invalid', kind)
  const targets = new Set(target ?? [])
  if (targets.size === 0) return coded('Common.IllegalArgument.WithMessage', 'target', 'target is empty')
  for (const text of targets) {
    if (kind === 'ZONE') {
      if (!agent.table.some(({ zone }) => zone === text)) return coded('OB.Zone.NotExist', text)
      continue
    }
    const address = parseServer(text)
    if (!('ip' in address)) return address
    if (findRow(agent, world.canonical(address)) === undefined) return coded('Agent.NotExist', text)
  }
  return null
}

/** The servers of a scope without fault, each once. */
export function serversOf({ world }: OperationContext, target: readonly string[]): AgentAddress[] {
  return [...new Set(target)].map((text) => world.canonical(parseServer(text) as AgentAddress))
}

const defaultPort = 2886

/**
 * A server as clients write it, `10.10.10.1:2886` or `[fe80::1]`, or what the agent says of it. A text without a dot is searched for
 * something like IPv6, so that of `zone1` the `e1` is what is no address.
 */
function parseServer(text: string): AgentAddress | Failure {
  if (text.includes('.')) {
    const [ip = '', port, ...more] = text.split(':')
    if (more.length > 0) return coded('Common.InvalidAddress', text)
    // Without a port nothing is looked at.
    if (port === undefined) return { ip, port: defaultPort }
    if (!isPort(port)) return coded('Common.InvalidPort', port)
    const parsed = parseIp(ip)
    return parsed.ok && parsed.family === 4 ? { ip, port: Number(port) } : coded('Common.InvalidIp', ip)
  }
  const match = /(?:\[([0-9a-fA-F:]+)\]|([0-9a-fA-F:]+))(?::(\d+))?/.exec(text)
  if (match === null) return coded('Common.InvalidAddress', text)
  const [, bracketed, bare = '', port] = match
  const ip = bracketed ?? bare
  if (port !== undefined && !isPort(port)) return coded('Common.InvalidPort', port)
  const parsed = parseIp(ip)
  // IPv4 written as IPv6 counts as IPv4.
  if (!parsed.ok || !parsed.text.includes(':')) return coded('Common.InvalidIp', ip)
  return { ip, port: port === undefined ? defaultPort : Number(port) }
}

function isPort(text: string): boolean {
  return /^[+-]?\d+$/.test(text) && Number(text) > 1024 && Number(text) < 65536
}
