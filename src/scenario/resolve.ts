import { createZone, parseDuration, parseMode, type ClockMode } from '../clock/index.ts'
import { defaultVersion, formatAddress, hostOf, parseVersion, portOf, type Version } from '../cluster/index.ts'
import { defaultLimits } from '../journal/index.ts'
import { parseTime } from '../protocol/index.ts'
import type { AgentDocument, ScenarioDocument } from './document.ts'
import { Names } from './names.ts'
import { sorted, type Parsed, type Places } from './parse.ts'
import { resolveCall, resolveRequestRule, resolveTaskRule } from './rules.ts'
import { ScenarioError, suggest, type Problem } from './problem.ts'
import { defaultAgent, defaultSettings, type AgentSetup, type Scenario } from './scenario.ts'
import { placesOf, tooLongSocket } from './sockets.ts'

/**
 * A parsed text → a complete scenario, the defaults applied here and nowhere else.
 *
 * @throws ScenarioError with what is wrong by itself, and what only the whole can show: agents twice, masters that are none, unknown names
 */
export function resolveScenario(parsed: Parsed, file: string): Scenario {
  const { document, places } = parsed
  if (document === null) throw new ScenarioError(file, sorted(parsed.problems))
  const version = document.obshell === undefined ? defaultVersion : parseVersion(document.obshell) as Version
  const entries = agentEntries(document)
  const agents = entries.map(({ name, agent }) => resolveAgent(name, agent, version))
  // Where an agent is wrong by itself, who could be whose master is not known.
  const agentsAreSound = !parsed.problems.some(({ path }) => path?.[0] === 'agents')
  const problems = [...parsed.problems, ...checkAgents(agents, entries, places, agentsAreSound)]
  if (document.agents !== undefined && entries.length === 0 && agentsAreSound) {
    problems.push(places.at(['agents'], 'NO_AGENTS', 'agents is empty: name at least one, or leave the key out and have one at 127.0.0.1:2886'))
  }
  const all = agents.length > 0 ? agents : [defaultAgent('127.0.0.1:2886', '127.0.0.1', 2886, version)]
  const names = new Names(all, parsed)
  const scenario: Scenario = {
    description: document.description ?? '',
    settings: settingsOf(document),
    agents: all,
    setup: (document.setup ?? []).map((call, index) => resolveCall(call, ['setup', index], names)),
    taskRules: (document.tasks ?? []).map((rule, index) => resolveTaskRule(rule, ['tasks', index], names, index)),
    requestRules: (document.faults ?? []).map((rule, index) => resolveRequestRule(rule, ['faults', index], names, index)),
    timeline: [],
    journal: defaultLimits,
  }
  if (problems.length + names.problems.length > 0) throw new ScenarioError(file, sorted([...problems, ...names.problems]))
  return scenario
}

function settingsOf({ seed, auth, clock, timezone, addressing, encryption }: ScenarioDocument): Scenario['settings'] {
  return {
    seed: seed ?? defaultSettings.seed,
    start: clock?.start === undefined ? defaultSettings.start : parseTime(clock.start)!,
    mode: clock?.mode === undefined ? defaultSettings.mode : parseMode(clock.mode) as ClockMode,
    zone: timezone === undefined ? defaultSettings.zone : createZone(timezone)!,
    addressing: addressing ?? defaultSettings.addressing,
    encryption: encryption === undefined ? defaultSettings.encryption : encryption === 'on' || encryption === true,
    tls: defaultSettings.tls,
    auth: {
      clock: auth?.clock ?? defaultSettings.auth.clock,
      skew: auth?.skew === undefined ? defaultSettings.auth.skew : parseDuration(auth.skew)!,
    },
  }
}

interface Entry {
  readonly name: string
  readonly agent: AgentDocument
  readonly path: readonly (string | number)[]
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
  return {
    ...base,
    ...placesOf(listen, agent.sockets === true, agent.home ?? base.home),
    aliases: agent.aliases ?? [],
    version: agent.obshell === undefined ? version : parseVersion(agent.obshell) as Version,
    home: agent.home ?? base.home,
    observer: {
      version: agent.observer?.version === 'none' ? null : agent.observer?.version ?? base.observer.version,
      start: agent.observer?.start ?? base.observer.start,
    },
    identity,
    zone: agent.zone ?? (identity === 'SINGLE' ? '' : 'zone1'),
    agentPassword: agent.agentPassword ?? null,
    master: agent.master ?? null,
  }
}

/** What is wrong with the agents as a whole; gives FOLLOWERs the name of their master. */
function checkAgents(agents: AgentSetup[], entries: readonly Entry[], places: Places, mastersAreKnown: boolean): Problem[] {
  const problems: Problem[] = []
  const masters = agents.filter((agent) => agent.identity === 'MASTER')
  const seen = new Map<string, string>()
  const names = new Set<string>()
  for (const [index, agent] of agents.entries()) {
    const { path } = entries[index]!
    const address = formatAddress(agent)
    if (names.has(agent.name)) problems.push(places.at(path, 'DUPLICATE_AGENT', `two agents are called '${agent.name}'`))
    names.add(agent.name)
    const tooLong = tooLongSocket(agent)
    if (tooLong !== null) problems.push(places.at([...path, tooLong.key], 'WRONG_VALUE', tooLong.message))
    const sockets = agent.sockets.map((socket) => `unix:${socket}`)
    for (const where of new Set([address, ...agent.listen.filter((place) => portOf(place) !== '0'), ...sockets])) {
      const other = seen.get(where)
      if (other !== undefined && other !== agent.name) {
        problems.push(places.at([...path, 'address'], 'DUPLICATE_AGENT', `agents '${other}' and '${agent.name}' are both at ${where}`))
      }
      seen.set(where, agent.name)
    }
    if (agent.identity !== 'FOLLOWER') {
      if (agent.master !== null) problems.push(places.at([...path, 'master'], 'WRONG_VALUE', `only a FOLLOWER has a master, and '${agent.name}' is ${agent.identity}`))
      continue
    }
    const master = agent.master === null ? (masters.length === 1 ? masters[0] : undefined) : masters.find(({ name }) => name === agent.master)
    if (!mastersAreKnown) continue
    if (master !== undefined) {
      agents[index] = { ...agent, master: master.name }
    } else if (agent.master !== null) {
      const near = suggest(agent.master, masters.map(({ name }) => name))
      problems.push(places.at([...path, 'master'], 'UNKNOWN_AGENT', `no MASTER is called '${agent.master}'${near === null ? '' : `; did you mean '${near}'?`}`))
    } else {
      problems.push(places.at(path, 'UNKNOWN_AGENT', `'${agent.name}' is a FOLLOWER, and ${masters.length === 0 ? 'there is no MASTER it could have joined' : 'there are several MASTERs: say which with `master:`'}`))
    }
  }
  return problems
}
