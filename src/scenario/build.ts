import { micros, Random, type Instant } from '../clock/index.ts'
import { formatAddress, noOceanBase, noSessions, type Agent } from '../cluster/index.ts'
import { createPorts, dispatch, emptyCredential, unwired, type KeyRing } from '../dispatch/index.ts'
import { routeOf } from '../openapi/index.ts'
import { marshal } from '../protocol/index.ts'
import { Simulation } from '../simulation.ts'
import { isFinished } from '../task/index.ts'
import type { AgentSetup, Scenario, SetupCall } from './scenario.ts'

/** How long before the world is ready its agents were started, when nothing else happens before. */
const bootTime = 180 * micros.ms
/** How long before, when identities are reached by operations. */
const setupTime = 600 * micros.s

/** What a scenario asks for before its world is ready cannot be had. */
export class SetupError extends Error {}

/** Builds the world of a scenario, ready at `settings.start`. @throws SetupError when its set-up is refused or does not end in time */
export function buildWorld(scenario: Scenario, keys: KeyRing): Simulation {
  const { settings, agents } = scenario
  const needsSetup = scenario.setup.length > 0 || agents.some((agent) => agent.identity !== 'SINGLE' || agent.agentPassword !== null)
  const boot = settings.start - (needsSetup ? setupTime : bootTime)
  const world = new Simulation({ ...settings, start: boot }, agents.map((agent) => newAgent(agent, settings.seed, boot)), createPorts(keys))
  if (needsSetup) {
    reachIdentities(world, agents, keys)
    world.state.taskRules = scenario.taskRules
    for (const call of scenario.setup) makeCall(world, call, agents, keys)
    if (world.now() > settings.start) throw new SetupError('the set-up of the scenario takes more than ten minutes of virtual time')
  }
  world.advanceTo(settings.start)
  world.takeTransitions()
  world.state.taskRules = scenario.taskRules
  world.state.requestRules = scenario.requestRules
  return world
}

function newAgent(setup: AgentSetup, seed: number, boot: Instant): Agent {
  const random = new Random(seed)
  return {
    name: setup.name, ip: setup.ip, port: setup.port, aliases: setup.aliases, listening: setup.listen, home: setup.home, version: setup.version,
    observer: setup.observer,
    process: { pid: 1_000 + Random.below(random.stream('first pid', setup.name), 30_000), startedAt: boot + Random.below(random.stream('boot', setup.name), 100_000) },
    identity: 'SINGLE', zone: '', firstToken: Random.uuid(random.stream('token', setup.name)), keyGeneration: 1, agentPassword: null, rootPassword: null,
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

/** A call of `setup`; where it shall end in a state, time passes until it does. */
function makeCall(world: Simulation, { agent: name, call, params, body, until }: SetupCall, agents: readonly AgentSetup[], keys: KeyRing): void {
  const setup = agents.find((agent) => agent.name === name)!
  const agent = world.agent(name)!
  const before = world.tasks(agent).dags.length
  ask(world, setup, call, body, agent.agentPassword, keys, params)
  if (until === null) return
  const made = world.tasks(agent).dags[before]
  if (made === undefined) throw new SetupError(`setup: ${call} of agent '${name}' makes no DAG there, so that there is nothing that could be ${until}`)
  world.advanceUntil(() => isFinished(made.state), setupTime)
  if (made.state !== until) throw new SetupError(`setup: '${made.name}' of agent '${name}' is ${made.state}, and the scenario waits until it is ${until}`)
}

/** A call as a client would make it. */
function ask(
  world: Simulation, setup: AgentSetup, operation: string, body: unknown, password: string | null, keys: KeyRing, params: Readonly<Record<string, string>> = {},
): void {
  const route = routeOf(operation)
  const agent = world.agent(setup.name)!
  const target = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const { answers } = dispatch(world, agent, {
    route, params, method: route.method, target,
    ...unwired,
    credential: { ...emptyCredential, auth: password ?? agent.rootPassword ?? '', uri: target },
    header: password === null ? 'oceanbase' : 'agent',
    body: body === null ? '' : marshal(body), via: 'client', transport: 'tcp', visited: [],
  }, keys)
  const { error } = answers[0]!
  if (error !== null) throw new SetupError(`the set-up of agent '${setup.name}' (${formatAddress(agent)}) was refused at ${operation}: ${error.message}`)
}
