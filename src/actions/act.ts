import { closeSessions, masterOf, parseVersion, setRootPassword, type Agent } from '../cluster/index.ts'
import type { Doors } from '../dispatch/index.ts'
import { fits, type Action, type TaskRule, type WorkReference } from '../faults/index.ts'
import type { Simulation } from '../simulation.ts'
import { formatGenericId, isFinished, isLocked, lock, nodeAt, nodesOf, unlock, type Dag, type Node } from '../task/index.ts'
import { callAsClient } from './call.ts'

/** Lets an action happen. @returns why nothing came of it, or null */
export function act(world: Simulation, action: Action, doors: Doors): string | null {
  switch (action.do) {
    case 'partition': return partition(world, action.groups)
    case 'heal': return heal(world, action.between)
    case 'rootPassword': return changeRootPassword(world, action.agents, action.password)
    case 'skew': {
      world.state.auth = { ...world.state.auth, skew: action.skew }
      return null
    }
    case 'hold': return hold(world, action.when)
    case 'release': return release(world, action.work)
    case 'fail': return onWork(world, action.work, (agent, _dag, node) => {
      if (agent.process === null) return `${agent.name} does not run`
      const count = world.engine(agent).fail(node, action.failure)
      return count > 0 ? null : `nothing of '${node.name}' is RUNNING: it is ${node.state}`
    })
    case 'operator': return onWork(world, action.work, (agent, dag, node) => {
      if (agent.process === null) return `${agent.name} does not run`
      const level = action.work.node === undefined ? dag : node
      // A FOLLOWER hands on only what X-OCS-Header can say: its master is asked, as clients do, and hands it back.
      const door = agent.identity === 'FOLLOWER' ? masterAgent(world, agent) ?? agent : agent
      const answer = callAsClient(world, door, {
        call: level === dag ? 'operateDag' : 'operateNode', params: { id: formatGenericId(agent, level.id, dag.type) }, body: { operator: action.operator },
      }, doors)
      return answer.error?.message ?? null
    })
    default: {
      const agent = world.agent(action.agent)
      return agent === undefined ? `no agent is called '${action.agent}'` : actOnAgent(world, agent, action, doors)
    }
  }
}

function actOnAgent(world: Simulation, agent: Agent, action: Extract<Action, { agent: string }>, doors: Doors): string | null {
  switch (action.do) {
    case 'stop': return world.stop(agent) ? null : `${agent.name} does not run`
    case 'start': return world.start(agent)
    case 'restart': {
      if (!world.stop(agent)) return `${agent.name} does not run`
      if (action.downFor === 0) return world.start(agent)
      world.schedule(world.now() + action.downFor, { do: 'start', agent: agent.name }, 'timeline')
      return null
    }
    case 'observer': {
      agent.observer = { version: action.version === undefined ? agent.observer.version : action.version, start: action.start ?? agent.observer.start }
      if (action.stop === true) agent.ob.pid = null
      return null
    }
    case 'agentPassword': {
      agent.agentPassword = action.password
      closeSessions(agent)
      return null
    }
    case 'newKey': {
      agent.keyGeneration++
      return null
    }
    case 'address': {
      world.state.nextStart[agent.name] = { ...world.state.nextStart[agent.name], address: { ip: action.ip, port: action.port } }
      return null
    }
    case 'obshell': {
      const version = parseVersion(action.version)
      if (typeof version === 'string') return version
      world.state.nextStart[agent.name] = { ...world.state.nextStart[agent.name], version }
      return null
    }
    case 'lock':
    case 'unlock': {
      const store = world.tasks(agent)
      const maintenance = action.lock
      const isNow = isLocked(store, maintenance)
      if (isNow === (action.do === 'lock')) return `the ${action.lock} lock of ${agent.name} is ${isNow ? 'taken' : 'free'} already`
      if (action.do === 'lock') lock(store, maintenance)
      else unlock(store, maintenance)
      return null
    }
    case 'call': return agent.process === null ? `${agent.name} does not run` : callAsClient(world, agent, action, doors).error?.message ?? null
  }
}

/** The master of a FOLLOWER, if it is one of this world and runs. */
function masterAgent(world: Simulation, agent: Agent): Agent | undefined {
  const master = masterOf(agent)
  const found = master === undefined ? undefined : world.reach(master)
  return found?.process == null ? undefined : found
}

function partition(world: Simulation, groups: readonly (readonly string[])[]): null {
  for (const [index, group] of groups.entries()) {
    for (const a of group) for (const b of groups.slice(index + 1).flat()) world.setCut(a, b, true)
  }
  return null
}

function heal(world: Simulation, between: readonly [string, string] | undefined): string | null {
  if (between === undefined) {
    for (const pair of Object.keys(world.state.cuts)) delete world.state.cuts[pair]
    return null
  }
  if (!world.isCut(...between)) return `${between.join(' and ')} reach each other already`
  world.setCut(...between, false)
  return null
}

/** Somebody has changed it at the database; agents that do not know it are left with the old one. */
function changeRootPassword(world: Simulation, names: readonly string[], password: string | null): string | null {
  const agents = names.flatMap((name) => world.agent(name) ?? [])
  for (const agent of agents) {
    if (password !== null) setRootPassword(agent, password)
    else {
      agent.rootPassword = null
      agent.ob.stored.rootPassword = null
    }
  }
  return agents.length === names.length ? null : `not all of ${names.join(', ')} are agents`
}

/** How rules are called that hold something from now on. */
const holdId = 'hold '

function hold(world: Simulation, when: TaskRule['when']): null {
  const { taskRules } = world.state
  const used = new Set(taskRules.map(({ id }) => id))
  let number = 1
  while (used.has(`${holdId}${number}`)) number++
  world.setTaskRules([{ id: `${holdId}${number}`, when, effect: { holds: true }, times: null }, ...taskRules])
  // What runs already is held where it stands; a rule that names a step or an attempt waits for that.
  if (when.step !== undefined || when.attempt !== undefined || when.operator !== undefined) return null
  for (const agent of world.agents) {
    if (when.agent !== undefined && when.agent !== agent.name) continue
    const store = world.tasks(agent)
    for (const dag of store.unfinished.map((id) => store.dags[id - 1]!)) {
      const node = nodeAt(store, dag, dag.stage)
      if ((when.dag === undefined || fits(when.dag, dag.name)) && (when.node === undefined || fits(when.node, node.name))) world.engine(agent).hold(node)
    }
  }
  return null
}

function release(world: Simulation, work: WorkReference): string | null {
  const kept = world.state.taskRules.filter(({ id, when }) => !(id.startsWith(holdId) && isSame(when.dag, work.dag) && isSame(when.node, work.node) && isSame(when.agent, work.agent)))
  const removed = world.state.taskRules.length - kept.length
  world.setTaskRules(kept)
  const found = world.workOf(work)
  const released = found === null || isFinished(found.dag.state) ? 0 : world.engine(found.agent).release(found.dag)
  if (released + removed > 0) return null
  return found === null ? `no agent has a DAG '${work.dag}'` : `no sub-task of '${found.dag.name}' at ${found.agent.name} is held; it is ${found.dag.state}`
}

/** Whether what was held is what is released; what one of them does not say does not matter. */
function isSame(held: string | undefined, released: string | undefined): boolean {
  return held === undefined || released === undefined || held === released || fits(released, held)
}

/** The node that is meant: the named one, or the one at which the DAG stands. */
function onWork(world: Simulation, work: WorkReference, run: (agent: Agent, dag: Dag, node: Node) => string | null): string | null {
  const found = world.workOf(work)
  if (found === null) return `no agent${work.agent === undefined ? '' : ` '${work.agent}'`} has a DAG '${work.dag}'`
  const store = world.tasks(found.agent)
  const node = work.node === undefined ? nodeAt(store, found.dag, found.dag.stage) : nodesOf(store, found.dag).find(({ name }) => fits(work.node!, name))
  return node === undefined ? `'${found.dag.name}' has no node '${work.node}'` : run(found.agent, found.dag, node)
}
