import { micros, Random, type Instant } from '../clock/index.ts'
import { formatAddress, noOceanBase, noSessions, type Agent } from '../cluster/index.ts'
import { createPorts, dispatch, type KeyRing } from '../dispatch/index.ts'
import { routeOf } from '../openapi/index.ts'
import { marshal } from '../protocol/index.ts'
import { Simulation } from '../simulation.ts'
import type { AgentSetup, Scenario } from './scenario.ts'

/** How long before the world is ready its agents were started, when nothing else happens before. */
const bootTime = 180 * micros.ms
/** How long before, when identities are reached by operations. */
const setupTime = 600 * micros.s

/** Builds the world of a scenario, ready at `settings.start`. @throws when its set-up is refused or does not end in time */
export function buildWorld(scenario: Scenario, keys: KeyRing): Simulation {
  const { settings, agents } = scenario
  const needsSetup = agents.some((agent) => agent.identity !== 'SINGLE' || agent.agentPassword !== null)
  const boot = settings.start - (needsSetup ? setupTime : bootTime)
  const world = new Simulation({ ...settings, start: boot }, agents.map((agent) => newAgent(agent, settings.seed, boot)), createPorts(keys))
  if (needsSetup) {
    reachIdentities(world, agents, keys)
    if (world.now() > settings.start) throw new Error('the set-up of the scenario takes more than ten minutes of virtual time')
  }
  world.advanceTo(settings.start)
  world.takeTransitions()
  return world
}

function newAgent(setup: AgentSetup, seed: number, boot: Instant): Agent {
  const random = new Random(seed)
  return {
    name: setup.name, ip: setup.ip, port: setup.port, aliases: setup.aliases, listening: setup.listen, home: setup.home, version: setup.version,
    observer: setup.observer,
    process: { pid: 1_000 + Random.below(random.stream('first pid', setup.name), 30_000), startedAt: boot + Random.below(random.stream('boot', setup.name), 100_000) },
    identity: 'SINGLE', zone: '', token: Random.uuid(random.stream('token', setup.name)), keyGeneration: 1, agentPassword: null, rootPassword: null,
    table: [], tokens: {}, ob: noOceanBase(setup.home), sessions: noSessions(),
  }
}

/** Passwords first, while any credential passes; then masters join themselves, then followers their masters, in the order of the file. */
function reachIdentities(world: Simulation, agents: readonly AgentSetup[], keys: KeyRing): void {
  for (const setup of agents) {
    if (setup.agentPassword !== null) ask(world, setup, 'agentPassword', { password: setup.agentPassword }, null, keys)
  }
  const byName = new Map(agents.map((agent) => [agent.name, agent]))
  for (const role of ['MASTER', 'FOLLOWER'] as const) {
    for (const setup of agents) {
      if (setup.identity !== role) continue
      const target = role === 'MASTER' ? setup : byName.get(setup.master!)!
      ask(world, setup, 'agentJoin', {
        agentInfo: { ip: target.ip, port: target.port }, zoneName: setup.zone, masterPassword: target.agentPassword ?? '',
      }, setup.agentPassword, keys)
      world.settle()
    }
  }
}

/** A call as a client would make it. */
function ask(world: Simulation, setup: AgentSetup, operation: 'agentPassword' | 'agentJoin', body: unknown, password: string | null, keys: KeyRing): void {
  const route = routeOf(operation)
  const agent = world.agent(setup.name)!
  const { answers } = dispatch(world, agent, {
    route, params: {}, method: route.method, target: route.path,
    credential: {
      sessionId: '', auth: password ?? '', ts: '9223372036854775807', token: '', ssoToken: '', uri: route.path, keys: null, sha256: '',
      forwardType: 0, forwardAgent: { ip: '', port: 0 },
    },
    header: password === null ? 'oceanbase' : 'agent',
    body: marshal(body), padsBody: true, bodyLost: false, bindsJson: true, file: null, fileDigest: '', language: null, via: 'client', transport: 'tcp', visited: [], traceId: null, wallSeconds: 0,
  }, keys)
  const { error } = answers[0]!
  if (error !== null) throw new Error(`the set-up of agent '${setup.name}' (${formatAddress(agent)}) as ${setup.identity} was refused: ${error.message}`)
}
