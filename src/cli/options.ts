import { parseMode, type ClockMode } from '../clock/index.ts'
import { hostOf, parseVersion, portOf, type Version } from '../cluster/index.ts'
import { defaultAgent, defaultPort, ScenarioError, scenarioOfAgents, type AgentSetup, type OpenedScenario, type Scenario } from '../scenario/index.ts'
import { exitCodes, UsageError } from './exit.ts'
import { openGiven } from './files.ts'

/** The options of `serve` as they were given, by option or by environment. */
export interface ServeFlags {
  readonly scenario?: string
  readonly agents?: string
  readonly host?: string
  readonly port?: string
  readonly clock?: string
  readonly seed?: string
  readonly obshell?: string
  readonly encryption: boolean
  readonly controlPort?: string
  readonly controlToken?: string
  readonly control: boolean
  readonly tls?: boolean
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly maxBody?: string
  readonly journalEntries?: string
  readonly journalBytes?: string
  readonly log: string
}

/** The scenario that the flags ask for: the file's, changed by what was said beside it; and how it is called. @throws UsageError with one sentence */
export async function scenarioOf(flags: ServeFlags): Promise<OpenedScenario> {
  if (flags.scenario !== undefined && flags.agents !== undefined && countOf(flags.agents) === null) {
    throw new UsageError('--agents and --scenario exclude each other: the scenario names its agents')
  }
  const { scenario, name } = flags.scenario === undefined ? { scenario: plainScenario(flags), name: '' } : await loadedScenario(flags.scenario)
  const settings = {
    ...scenario.settings,
    ...(flags.clock === undefined ? {} : { mode: modeOf(flags.clock) }),
    ...(flags.seed === undefined ? {} : { seed: wholeNumber('--seed', flags.seed, 0, Number.MAX_SAFE_INTEGER) }),
    ...(flags.encryption ? {} : { encryption: false }),
  }
  const agents = scenario.agents.map((agent) => (flags.obshell === undefined ? agent : { ...agent, version: versionOf(flags.obshell) }))
  const journal = {
    ...scenario.journal,
    ...(flags.journalEntries === undefined ? {} : { entries: wholeNumber('--journal-entries', flags.journalEntries, 1, 10_000_000) }),
    ...(flags.journalBytes === undefined ? {} : { bytes: bytesOf('--journal-bytes', flags.journalBytes) }),
  }
  return { scenario: { ...scenario, settings, journal, agents: placed(agents, flags) }, name }
}

/** Bytes: a number, with KiB, MiB or GiB behind it if one likes. */
export function bytesOf(option: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(B|KiB|MiB|GiB)?$/i.exec(text)
  const units: Record<string, number> = { b: 1, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3 }
  const bytes = match === null ? NaN : Math.floor(Number(match[1]) * units[(match[2] ?? 'B').toLowerCase()]!)
  if (!(bytes > 0 && bytes <= 4 * 1024 ** 3)) throw new UsageError(`${option} ${text}: write a size from 1 to 4GiB, such as 64MiB`)
  return bytes
}

/** A port number. */
export function portNumber(option: string, text: string): number {
  return wholeNumber(option, text, 0, 65535)
}

/** `1/true/yes/on` or `0/false/no/off`. */
export function booleanOf(name: string, text: string): boolean {
  if (/^(?:1|true|yes|on)$/i.test(text)) return true
  if (/^(?:0|false|no|off|)$/i.test(text)) return false
  throw new UsageError(`${name}=${text}: write 1, true, yes or on, or 0, false, no or off`)
}

function plainScenario(flags: ServeFlags): Scenario {
  const version = flags.obshell === undefined ? undefined : versionOf(flags.obshell)
  return scenarioOfAgents(addressesOf(flags).map(([ip, port]) => defaultAgent(`${ip}:${port}`, ip, port, version)))
}

/** What the agents believe to be their addresses: the named ones, or so many from the first port on. */
function addressesOf({ agents = '1', host, port }: ServeFlags): [string, number][] {
  const count = countOf(agents)
  if (count !== null) {
    const number = port === undefined ? defaultPort : portNumber('--port', port)
    const believed = host === undefined || host === '0.0.0.0' || host === '::' || !isIp(host) ? '127.0.0.1' : host
    const first = number === 0 ? defaultPort : number
    return Array.from({ length: count }, (_, index) => [believed, first + index])
  }
  const seen = new Set<string>()
  return agents.split(',').map((text) => {
    const place = text.trim()
    if (!/^(?:\[[0-9a-fA-F:.]+\]|[^:[\]\s]+):\d+$/.test(place)) throw new UsageError(`--agents: '${place}' is not an address: write it like 127.0.0.1:2886`)
    const number = wholeNumber(`--agents ${place}: the port`, portOf(place), 1, 65535)
    if (seen.has(place)) throw new UsageError(`--agents: ${place} is named twice; every agent needs an address of its own`)
    seen.add(place)
    return [hostOf(place), number]
  })
}

/**
 * `--agents 3` says how many and not where, so it gives way to a scenario: an image can start three agents by default and still be told
 * another scenario by one variable.
 *
 * @returns null when the agents are named
 */
function countOf(agents: string): number | null {
  return /^\s*\d+\s*$/.test(agents) ? wholeNumber('--agents', agents.trim(), 1, 1000) : null
}

/**
 * `--host` moves every socket to that host; `--port` gives the first agent that port, the next the following one, or with 0 any free ones.
 * What the agents believe stays.
 */
function placed(agents: readonly AgentSetup[], { host, port }: ServeFlags): AgentSetup[] {
  if (host === undefined && port === undefined) return [...agents]
  const first = port === undefined ? null : portNumber('--port', port)
  if (first !== null && first > 0 && first + agents.length - 1 > 65535) {
    throw new UsageError(`--port ${first}: ${agents.length} agents need the ports from there on, and the last is 65535`)
  }
  const moved = agents.map((agent, index) => {
    const listen = agent.listen.slice(0, first === null ? undefined : 1).map((place) => {
      const where = host ?? hostOf(place)
      const number = first === null ? portOf(place) : first === 0 ? 0 : first + index
      return `${where.includes(':') ? `[${where}]` : where}:${number}`
    })
    return { ...agent, listen: [...new Set(listen)] }
  })
  // "Another process listens there" would be the system's word for it, and wrong.
  const places = moved.flatMap(({ listen }) => listen).filter((place) => portOf(place) !== '0')
  const twice = places.find((place, index) => places.indexOf(place) !== index)
  if (twice !== undefined) throw new UsageError(`--host ${host}: several agents would listen at ${twice}; say the first port with --port, and the others follow`)
  return moved
}

async function loadedScenario(given: string): Promise<OpenedScenario> {
  try {
    return await openGiven(given)
  } catch (error) {
    if (error instanceof ScenarioError) throw new UsageError(error.message, exitCodes.failed)
    throw error
  }
}

function modeOf(text: string): ClockMode {
  const mode = parseMode(text)
  if (typeof mode === 'string') throw new UsageError(`--clock: ${mode}`)
  return mode
}

function versionOf(text: string): Version {
  const version = parseVersion(text)
  if (typeof version === 'string') throw new UsageError(`--obshell: ${version}`)
  return version
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN
  if (!(number >= least && number <= most)) throw new UsageError(`${option} must be a whole number from ${least} to ${most}, not '${text}'`)
  return number
}

function isIp(host: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || host.includes(':')
}
