import type { Agent } from '../cluster/index.ts'
import { coded, type TaskFailure } from '../task/index.ts'

/** An observer to be, as far as it matters for the bootstrap. */
export interface Server {
  readonly ip: string
  readonly zone: string
  readonly rpcPort: number
  readonly mysqlPort: number
  /** Whether it is that of the MASTER. */
  readonly isOwn: boolean
}

interface RootServer {
  readonly zone: string
  readonly server: Server
}

/** Each zone's root server, in the order in which the bootstrap names them, and the servers that are added after it, by zone. */
export interface RootServers {
  readonly zones: readonly RootServer[]
  readonly otherServers: Readonly<Record<string, readonly Server[]>>
}

type Placed = RootServers | { readonly fail: TaskFailure }

/**
 * Chooses the root servers: those of the list that a client gave, `ip:rpc_port:mysql_port` by semicolons, one for each zone; without
 * a list the first of each zone, the master's own first (wire.md §4.12).
 */
export function placeRootServers(master: Agent, servers: readonly Server[], list: string, log: (text: string) => void): Placed {
  const chosen = list === '' ? firstOfEachZone(master, servers) : listed(servers, list, log)
  if ('fail' in chosen) return chosen
  const others = new Map<string, Server[]>()
  for (const server of servers) {
    if (chosen.some((root) => root.server === server)) continue
    others.set(server.zone, [...others.get(server.zone) ?? [], server])
  }
  return { zones: chosen, otherServers: Object.fromEntries(others) }
}

function firstOfEachZone(master: Agent, servers: readonly Server[]): RootServer[] {
  const ordered = [...servers.filter(({ isOwn }) => isOwn), ...servers.filter(({ isOwn }) => !isOwn)]
  const zones = new Set([master.zone, ...ordered.map(({ zone }) => zone)])
  return [...zones].flatMap((zone) => {
    const server = ordered.find((each) => each.zone === zone)
    return server === undefined ? [] : [{ zone, server }]
  })
}

/** The servers of a list, with the agent's refusals in its own order. */
function listed(servers: readonly Server[], list: string, log: (text: string) => void): RootServer[] | { readonly fail: TaskFailure } {
  const invalid = (why: string): { fail: TaskFailure } => ({ fail: coded('OB.Parameter.RsList.Invalid', list, why) })
  log('rsList has set, check it')
  const texts = list.split(';')
  log(`check rsList config: [${texts.join(' ')}]`)
  const chosen: RootServer[] = []
  for (const text of texts) {
    if (text === '') return invalid('has empty rsServer')
    const parts = partsOf(text, log)
    if (parts === null || !isNumber(parts.rpcPort)) return invalid(text)
    // Of several observers behind one address the last one counts.
    const server = servers.findLast(({ ip, rpcPort }) => ip === parts.ip && rpcPort === Number(parts.rpcPort))
    if (server === undefined) return invalid(`${text} not in cluster`)
    if (!isNumber(parts.mysqlPort)) return invalid(text)
    if (server.mysqlPort !== Number(parts.mysqlPort)) return invalid(`${text} mysql port not match`)
    if (chosen.some(({ zone }) => zone === server.zone)) return invalid(`${server.zone} has more than one rootserver`)
    chosen.push({ zone: server.zone, server })
  }
  const missing = servers.find(({ zone }) => !chosen.some((root) => root.zone === zone))
  return missing === undefined ? chosen : invalid(`${missing.zone} has no rootserver`)
}

function partsOf(text: string, log: (text: string) => void): { ip: string; rpcPort: string; mysqlPort: string } | null {
  const isV6 = text.startsWith('[')
  log(`rsServer: ${text} is ${isV6 ? 'IPv6' : 'IPv4'} address`)
  if (isV6) {
    const halves = text.split(']')
    if (halves.length !== 2) return null
    const [, rpcPort, mysqlPort, ...more] = halves[1]!.split(':')
    return rpcPort === undefined || mysqlPort === undefined || more.length > 0 ? null : { ip: halves[0]!.slice(1), rpcPort, mysqlPort }
  }
  const [ip, rpcPort, mysqlPort, ...more] = text.split(':')
  return rpcPort === undefined || mysqlPort === undefined || more.length > 0 ? null : { ip: ip!, rpcPort, mysqlPort }
}

/** Whether Go's `strconv.Atoi` reads it. */
function isNumber(text: string): boolean {
  return /^[+-]?\d+$/.test(text)
}
