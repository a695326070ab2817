import { parseDuration, type Micros } from '../../clock/index.ts'
import type { Agent } from '../../cluster/index.ts'
import type { Action } from '../../faults/index.ts'
import type { Problem } from '../../scenario/index.ts'
import { PartError, readAction } from '../../steering/index.ts'
import type { Call } from '../call.ts'
import { findAgent } from '../find.ts'
import { badRequest, ControlProblem, noEffect } from '../problem.ts'
import { ok, type Answer, type Route } from '../route.ts'
import { agentView } from '../views.ts'

/** Agents, and their processes. */
export const agentRoutes: readonly Route[] = [
  { method: 'GET', path: '/agents', name: 'listAgents', handle: list },
  { method: 'GET', path: '/agents/{agent}', name: 'getAgent', handle: (call) => shown(call, agentOf(call)) },
  { method: 'PATCH', path: '/agents/{agent}', name: 'patchAgent', handle: patch },
  { method: 'POST', path: '/agents/{agent}/stop', name: 'stopAgent', handle: stop },
  { method: 'POST', path: '/agents/{agent}/start', name: 'startAgent', handle: start },
  { method: 'POST', path: '/agents/{agent}/restart', name: 'restartAgent', handle: restart },
  { method: 'POST', path: '/agents/{agent}/new-key', name: 'newAgentKey', handle: newKey },
  { method: 'POST', path: '/agents/{agent}/observer/stop', name: 'stopObserver', handle: stopObserver },
]

function list({ host, world }: Call): Answer {
  return ok({ agents: world.agents.map((agent) => agentView(host, world, agent)) })
}

function agentOf(call: Call): Agent {
  return findAgent(call.world, call.param('agent'))
}

function shown({ host, world }: Call, { name }: Agent): Answer {
  // A replaced scenario may have none of that name; then who was asked for is gone.
  return ok(agentView(host, world, findAgent(world, name)))
}

/** @throws ControlProblem where nothing came of it */
async function act({ host }: Call, action: Action): Promise<void> {
  const refused = await host.act(action)
  if (refused !== null) throw noEffect(refused)
}

/** As {@link act}, of what shall end with a process that runs. @throws ControlProblem where it does not start */
async function actToStart(call: Call, agent: string, action: Action): Promise<void> {
  const refused = await call.host.act(action)
  if (refused !== null) throw new ControlProblem(409, 'It did not start', `${refused}; ${agent} is stopped now`)
}

async function stop(call: Call): Promise<Answer> {
  const { name, process } = agentOf(call)
  const signal = signalOf(call.object('signal'))
  // It is so already.
  if (process !== null) await act(call, { do: 'stop', agent: name, signal })
  return shown(call, agentOf(call))
}

async function start(call: Call): Promise<Answer> {
  const { name, process } = agentOf(call)
  call.nothing()
  if (process === null) await actToStart(call, name, { do: 'start', agent: name })
  return shown(call, agentOf(call))
}

async function restart(call: Call): Promise<Answer> {
  const { name, process } = agentOf(call)
  const body = call.object('signal', 'downFor')
  const [signal, downFor] = [signalOf(body), downForOf(body)]
  const action: Action = process === null && downFor === 0 ? { do: 'start', agent: name } : { do: 'restart', agent: name, signal, downFor }
  await (process === null && downFor > 0 ? act(call, action) : actToStart(call, name, action))
  return shown(call, agentOf(call))
}

async function newKey(call: Call): Promise<Answer> {
  const { name } = agentOf(call)
  call.nothing()
  await act(call, { do: 'newKey', agent: name })
  return shown(call, agentOf(call))
}

async function stopObserver(call: Call): Promise<Answer> {
  const { name } = agentOf(call)
  signalOf(call.object('signal'))
  await act(call, { do: 'observer', agent: name, stop: true })
  return shown(call, agentOf(call))
}

const patchKeys = ['observer', 'aliases', 'obshell', 'address', 'agentPassword', 'reachable']

/** Changes what a scenario may say of an agent while it runs: all of what is asked, or nothing. */
async function patch(call: Call): Promise<Answer> {
  const { name } = agentOf(call)
  const { observer, aliases, obshell, address, agentPassword, reachable } = call.object(...patchKeys)
  const names = aliases === undefined ? null : aliasesOf(aliases)
  const actions: Action[] = []
  const wanted: Readonly<Record<string, unknown>> = {
    ...(observer !== undefined && { observer: isMap(observer) ? { agent: name, ...observer } : observer }),
    ...(agentPassword !== undefined && { agentPassword: { agent: name, password: agentPassword } }),
    ...(obshell != null && { obshell: { agent: name, version: obshell } }),
    ...(address != null && { address: { agent: name, address } }),
  }
  const problems: Problem[] = []
  for (const [key, given] of Object.entries(wanted)) {
    const read = await readPart(call, key, given)
    if (Array.isArray(read)) problems.push(...read)
    else actions.push(read as Action)
  }
  if (problems.length > 0) throw new PartError(problems)
  if (reachable !== undefined) actions.push(...reachability(call, name, reachable))
  for (const action of actions) await act(call, action)
  if (address === null || obshell === null) takeBack(call, name, { address, obshell })
  const agent = agentOf(call)
  if (names !== null) agent.aliases = names
  return shown(call, agent)
}

/** What an agent was to be from its next start on, it stays as it is: of what is null. */
function takeBack({ world: { state: { nextStart } } }: Call, name: string, { address, obshell }: { readonly address: unknown; readonly obshell: unknown }): void {
  const { address: nextAddress, version } = nextStart[name] ?? {}
  nextStart[name] = {
    ...(address !== null && nextAddress !== undefined && { address: nextAddress }), ...(obshell !== null && version !== undefined && { version }),
  }
}

/** A part of the body as the action that it is in a scenario file, or what is wrong with it. */
async function readPart({ world }: Call, key: string, given: unknown): Promise<Action | readonly Problem[]> {
  try {
    return (await readAction(world, { [key]: given })).value
  } catch (error) {
    if (!(error instanceof PartError)) throw error
    if (key === 'observer') return error.problems
    // The action has a map where the body has the value.
    return error.problems.map((problem) => ({ ...problem, path: [key], message: problem.message.replace(/^(\w+)\.\w+/, '$1') }))
  }
}

/** An agent that is not reachable is cut off from all others. */
function reachability({ world }: Call, name: string, reachable: unknown): Action[] {
  if (typeof reachable !== 'boolean') throw badRequest(`"reachable" must be true or false, not ${JSON.stringify(reachable)}`)
  const others = world.agents.map((agent) => agent.name).filter((other) => other !== name)
  if (reachable) return others.filter((other) => world.isCut(name, other)).map((other) => ({ do: 'heal', between: [name, other] }))
  return others.length === 0 ? [] : [{ do: 'partition', groups: [[name], others] }]
}

function signalOf({ signal = 'SIGTERM' }: Readonly<Record<string, unknown>>): 'SIGTERM' | 'SIGKILL' {
  if (signal !== 'SIGTERM' && signal !== 'SIGKILL') throw badRequest(`"signal" must be SIGTERM or SIGKILL, not ${JSON.stringify(signal)}`)
  return signal
}

function downForOf({ downFor = '0s' }: Readonly<Record<string, unknown>>): Micros {
  const duration = typeof downFor === 'string' ? parseDuration(downFor) : null
  if (duration === null || duration < 0) throw badRequest(`"downFor" must be a duration such as "5s", not ${JSON.stringify(downFor)}`)
  return duration
}

function aliasesOf(aliases: unknown): string[] {
  if (!Array.isArray(aliases) || !aliases.every((alias) => typeof alias === 'string' && /^.+:\d+$/.test(alias))) {
    throw badRequest('"aliases" must be a list of "host:port"')
  }
  return aliases as string[]
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
