import { formatAddress, hostOf, parseVersion, portOf, type Version } from '../cluster/index.ts'
import type { AgentDocument } from './document-agents.ts'
import type { ScenarioDocument } from './document.ts'
import { didYouMean, type Path, type Places, type Problem } from './problem.ts'
import { defaultAgent, type AgentSetup } from './scenario.ts'
import { placesOf, tooLongSocket } from './sockets.ts'

/** Agents of a document, and what is wrong with them as a whole. */
export interface ResolvedAgents {
  readonly agents: readonly AgentSetup[]
  readonly problems: readonly Problem[]
}

/** @param areSound whether no agent is wrong by itself: else who could be whose master is not known */
export function resolveAgents(document: ScenarioDocument, version: Version, places: Places, areSound: boolean): ResolvedAgents {
  const entries = agentEntries(document)
  const agents = entries.map(({ name, agent }) => resolveAgent(name, agent, version))
  const problems = [...checkPlaces(agents, entries, places), ...nameMasters(agents, entries, places, areSound)]
  if (document.agents !== undefined && entries.length === 0 && areSound) {
    problems.push(places.at(['agents'], 'NO_AGENTS', 'agents is empty: name at least one, or leave the key out and have one at 127.0.0.1:2886'))
  }
  return { agents: agents.length > 0 ? agents : [defaultAgent('127.0.0.1:2886', '127.0.0.1', 2886, version)], problems }
}

interface Entry {
  readonly name: string
  readonly agent: AgentDocument
  readonly path: Path
}

function agentEntries(document: ScenarioDocument): Entry[] {
  const { agents } = document
  if (agents === undefined) return []
  if (Array.isArray(agents)) return agents.map((agent, index) => ({ name: agent.name ?? agent.address, agent, path: ['agents', index] }))
  return Object.entries(agents).map(([name, agent]) => ({ name, agent, path: ['agents', name] }))
}

function resolveAgent(name: string, agent: AgentDocument, version: Version): AgentSetup {
  const base = defaultAgent(name, hostOf(agent.address), Number(portOf(agent.address)), version)
  const identity = agent.identity ?? 'SINGLE'
  const listen = agent.listen === undefined ? base.listen : typeof agent.listen === 'string' ? [agent.listen] : agent.listen
  const start = agent.observer?.start
  return {
    ...base,
    ...placesOf(listen, agent.sockets === true, agent.home ?? base.home),
    aliases: agent.aliases ?? [],
    version: agent.obshell === undefined ? version : parseVersion(agent.obshell) as Version,
    home: agent.home ?? base.home,
    observer: {
      version: agent.observer?.version === 'none' ? null : agent.observer?.version ?? base.observer.version,
      start: start === undefined ? base.observer.start : typeof start === 'string' ? start : { exits: start.exits, prints: start.prints ?? '' },
    },
    identity,
    zone: agent.zone ?? (identity === 'SINGLE' ? '' : 'zone1'),
    agentPassword: agent.agentPassword ?? null,
    master: agent.master ?? null,
  }
}

/** Two agents of one name, or at one place, and places that no system would take. */
function checkPlaces(agents: readonly AgentSetup[], entries: readonly Entry[], places: Places): Problem[] {
  const problems: Problem[] = []
  const seen = new Map<string, string>()
  const names = new Set<string>()
  for (const [index, agent] of agents.entries()) {
    const { path } = entries[index]!
    if (names.has(agent.name)) problems.push(places.at(path, 'DUPLICATE_AGENT', `two agents are called '${agent.name}'`))
    names.add(agent.name)
    const tooLong = tooLongSocket(agent)
    if (tooLong !== null) problems.push(places.at([...path, tooLong.key], 'WRONG_VALUE', tooLong.message))
    const sockets = agent.sockets.map((socket) => `unix:${socket}`)
    for (const where of new Set([formatAddress(agent), ...agent.listen.filter((place) => portOf(place) !== '0'), ...sockets])) {
      const other = seen.get(where)
      if (other !== undefined && other !== agent.name) {
        problems.push(places.at([...path, 'address'], 'DUPLICATE_AGENT', `agents '${other}' and '${agent.name}' are both at ${where}`))
      }
      seen.set(where, agent.name)
    }
  }
  return problems
}

/** Gives FOLLOWERs the name of their master, and tells who has none. */
function nameMasters(agents: AgentSetup[], entries: readonly Entry[], places: Places, areSound: boolean): Problem[] {
  const problems: Problem[] = []
  const masters = agents.filter((agent) => agent.identity === 'MASTER')
  for (const [index, agent] of agents.entries()) {
    const { path } = entries[index]!
    const { identity, master: given } = agent
    if (identity !== 'FOLLOWER') {
      if (given !== null) problems.push(places.at([...path, 'master'], 'WRONG_VALUE', `only a FOLLOWER has a master, and '${agent.name}' is ${identity}`))
      continue
    }
    const master = given === null ? (masters.length === 1 ? masters[0] : undefined) : masters.find((each) => each.name === given || formatAddress(each) === given)
    if (!areSound) continue
    if (master !== undefined) {
      agents[index] = { ...agent, master: master.name }
    } else if (given !== null) {
      const hint = didYouMean(given, masters.map(({ name }) => name))
      problems.push(places.at([...path, 'master'], 'UNKNOWN_AGENT', `no MASTER is called '${given}'${hint === undefined ? '' : `; ${hint}`}`))
    } else {
      const why = masters.length === 0 ? 'there is no MASTER it could have joined' : 'there are several MASTERs: say which with `master:`'
      problems.push(places.at(path, 'UNKNOWN_AGENT', `'${agent.name}' is a FOLLOWER, and ${why}`))
    }
  }
  return problems
}
