import { micros, Random, type Instant } from '../clock/index.ts'
import { formatAddress, noOceanBase, noSessions, type Agent } from '../cluster/index.ts'
import { act, callAsClient } from '../actions/index.ts'
import { createPorts, type KeyRing } from '../dispatch/index.ts'
import { describeEvent, type Action, type EventCondition } from '../faults/index.ts'
import { Simulation } from '../simulation.ts'
import { isFinished } from '../task/index.ts'
import type { AgentSetup, Scenario, SetupCall, SetupStep } from './scenario.ts'

/** How long before the world is ready its agents were started, when nothing else happens before. */
const bootTime = 180 * micros.ms
/** How long before, when identities are reached by operations. */
const setupTime = 600 * micros.s

/** What a scenario asks for before its world is ready cannot be had. The message is a sentence, behind the place of the step if it is one of `setup`: `file:line:column `. */
export class SetupError extends Error {
  /** Whether the message begins with a place. */
  readonly isPlaced: boolean

  constructor(message: string, isPlaced = false) {
    super(message)
    this.isPlaced = isPlaced
  }
}

/**
 * Builds the world of a scenario, ready at `settings.start`.
 *
 * @param keepsSetup whether what was done before stays in the journal; without it that begins empty
 * @throws SetupError when its set-up is refused or does not end in time
 */
export function buildWorld(scenario: Scenario, keys: KeyRing, { keepsSetup = false }: { readonly keepsSetup?: boolean } = {}): Simulation {
  const { settings, agents } = scenario
  const needsSetup = scenario.setup.length > 0 || agents.some((agent) => agent.identity !== 'SINGLE' || agent.agentPassword !== null)
  const boot = settings.start - (needsSetup ? setupTime : bootTime)
  const ports = { ...createPorts(keys), act: (world: Simulation, action: Action) => act(world, action, keys) }
  const world = new Simulation({ ...settings, start: boot }, agents.map((agent) => newAgent(agent, settings.seed, boot)), ports, scenario.journal)
  if (needsSetup) {
    reachIdentities(world, agents, keys)
    world.setTaskRules(scenario.taskRules)
    for (const step of scenario.setup) placed(step, scenario, () => take(world, step, keys))
    if (world.now() > settings.start) throw new SetupError('the set-up of the scenario takes more than ten minutes of virtual time')
  }
  world.advanceTo(settings.start)
  world.noteTransitions()
  if (!keepsSetup) world.journal.clear()
  // What the set-up held from some point on goes on being held.
  if (!needsSetup) world.setTaskRules(scenario.taskRules)
  world.setRequestRules(scenario.requestRules)
  world.begin(scenario.timeline)
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
    if (setup.agentPassword !== null) ask(world, setup.name, 'agentPassword', { password: setup.agentPassword }, keys)
  }
  const byName = new Map(agents.map((agent) => [agent.name, agent]))
  for (const role of ['MASTER', 'FOLLOWER'] as const) {
    for (const setup of agents) {
      if (setup.identity !== role) continue
      const target = role === 'MASTER' ? setup : byName.get(setup.master!)!
      ask(world, setup.name, 'agentJoin', {
        agentInfo: { ip: target.ip, port: target.port }, zoneName: setup.zone, masterPassword: target.agentPassword ?? '',
      }, keys)
      world.settle()
    }
  }
}

/** What goes wrong at a step is told with its place. */
function placed({ place }: SetupStep, { source }: Scenario, take: () => void): void {
  try {
    take()
  } catch (error) {
    if (!(error instanceof SetupError) || place === undefined) throw error
    throw new SetupError(`${place.file ?? source?.name ?? '<scenario>'}:${place.line}:${place.column} ${error.message}`, true)
  }
}

/** A step of `setup`. */
function take(world: Simulation, step: SetupStep, keys: KeyRing): void {
  switch (step.kind) {
    case 'call': return makeCall(world, step, keys)
    case 'advance': return world.advanceBy(step.by)
    case 'settle': return world.settle()
    case 'wait': return waitFor(world, step.until, 'setup:')
    case 'act': {
      const refused = world.act(step.action, 'timeline')
      if (refused !== null) throw new SetupError(`setup: nothing came of '${step.action.do}': ${refused}`)
    }
  }
}

/** Where a call shall end in a state, time passes until it does. */
function makeCall(world: Simulation, { agent: name, call, params, body, until }: SetupCall, keys: KeyRing): void {
  const agent = world.agent(name)!
  const before = world.tasks(agent).dags.length
  ask(world, name, call, body, keys, params)
  if (until === null) return
  if (typeof until !== 'string') return waitFor(world, until, `setup: after ${call} of agent '${name}'`)
  const made = world.tasks(agent).dags[before]
  if (made === undefined) throw new SetupError(`setup: ${call} of agent '${name}' makes no DAG there, so that there is nothing that could be ${until}`)
  world.advanceUntil(() => isFinished(made.state), setupTime)
  if (made.state !== until) throw new SetupError(`setup: '${made.name}' of agent '${name}' is ${made.state}, and the scenario waits until it is ${until}`)
}

/** @throws SetupError when it does not come to be so in time */
function waitFor(world: Simulation, condition: EventCondition, where: string): void {
  if (world.advanceUntil(() => world.holds(condition), setupTime)) return
  throw new SetupError(`${where} ${describeEvent(condition)} is waited for and does not happen: ${world.howItStands(condition)}`)
}

function ask(world: Simulation, name: string, call: string, body: unknown, keys: KeyRing, params: Readonly<Record<string, string>> = {}): void {
  const agent = world.agent(name)!
  if (agent.process === null) throw new SetupError(`setup: ${name} does not run when it is asked for ${call}`)
  const before = world.journal.seq
  const { error } = callAsClient(world, agent, { call, params, body }, keys)
  if (error === null) return
  // What the agent says is for those who know it; the journal says what came of what.
  const why = world.journal.requestsAfter(before).findLast((entry) => entry.agent === name && entry.operation === call && entry.cause === null)?.why ?? null
  throw new SetupError(`the set-up of agent '${name}' (${formatAddress(agent)}) was refused at ${call}: ${error.message}${why === null ? '' : ` (${why})`}`)
}
