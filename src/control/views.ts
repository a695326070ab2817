import { formatDuration, formatMode, type Instant } from '../clock/index.ts'
import { formatAddress, formatVersion, type Agent } from '../cluster/index.ts'
import type { Simulation, WorldTransition } from '../simulation.ts'
import { heldWork, instantText, lineOf, upcoming, whatHappens } from '../steering/index.ts'
import { formatGenericId, isLocked, nodesOf, subTasksOf, type Dag, type Node, type SubTask } from '../task/index.ts'
import type { ControlHost } from './host.ts'
import { prefix } from './route.ts'

/** JSON as people and programs see it. */
export type View = Readonly<Record<string, unknown>>

/** So many of the events that wait are told. */
const upcomingMax = 10

export function clockView(world: Simulation): View {
  const next = world.clock.peek()
  const now = world.now()
  const dated = (at: Instant): { at: string; in: string } => ({ at: instantText(world, at), in: formatDuration(at - now) })
  return {
    now: instantText(world, now),
    mode: formatMode(world.state.mode),
    elapsed: formatDuration(now - world.state.start),
    waiting: world.clock.waiting,
    next: next === undefined ? null : { ...dated(next.due), what: whatHappens(world, next.due, next.event), event: next.event },
    upcoming: upcoming(world, upcomingMax).map(({ at, what }) => ({ ...dated(at), what })),
    held: heldWork(world).map(({ since, ...held }) => ({ ...held, since: instantText(world, since), release: `${prefix}/dags/${held.id}/release` })),
  }
}

export function agentView(host: ControlHost, world: Simulation, agent: Agent): View {
  const { address, version } = world.state.nextStart[agent.name] ?? {}
  const store = world.tasks(agent)
  return {
    name: agent.name,
    address: formatAddress(agent),
    listening: host.listening(agent.name),
    aliases: agent.aliases,
    running: agent.process !== null,
    pid: agent.process?.pid ?? null,
    startedAt: agent.process === null ? null : instantText(world, agent.process.startedAt),
    identity: agent.identity,
    zone: agent.zone,
    obshell: formatVersion(agent.version),
    nextStart: { address: address === undefined ? null : formatAddress(address), obshell: version === undefined ? null : formatVersion(version) },
    observer: agent.observer,
    observerPid: agent.ob.pid,
    home: agent.home,
    security: agent.agentPassword !== null,
    rootPassword: agent.rootPassword !== null,
    underMaintenance: isLocked(store, 'global'),
    locks: store.locks,
    cutOffFrom: world.agents.filter(({ name }) => name !== agent.name && world.isCut(agent.name, name)).map(({ name }) => name),
    agents: agent.table.map(({ ip, port, zone, identity }) => ({ address: formatAddress({ ip, port }), zone, identity })),
  }
}

export function dagSummary(world: Simulation, agent: Agent, dag: Dag): View {
  return {
    id: formatGenericId(agent, dag.id, dag.type),
    agent: agent.name,
    name: dag.name,
    stage: dag.stage,
    maxStage: dag.nodeIds.length,
    state: dag.state,
    operator: dag.operator,
    startTime: instantText(world, dag.startTime),
    endTime: instantText(world, dag.endTime),
    held: world.engine(agent).heldOf(dag).map(({ name }) => name),
  }
}

/** A DAG with all that belongs to it, and the request that it came from. */
export function dagView(world: Simulation, agent: Agent, dag: Dag): View {
  const cause = dag.cause === null ? undefined : world.journal.request(dag.cause)
  const nodes = nodesOf(world.tasks(agent), dag)
  return {
    ...dagSummary(world, agent, dag),
    cause: dag.cause === null ? null : { seq: dag.cause, line: cause === undefined ? null : lineOf(world, cause) },
    nodes: nodes.map((node, index) => nodeView(world, agent, dag, node, index + 1)),
  }
}

function nodeView(world: Simulation, agent: Agent, dag: Dag, node: Node, stage: number): View {
  return {
    id: formatGenericId(agent, node.id, dag.type),
    stage,
    name: node.name,
    state: node.state,
    operator: node.operator,
    startTime: instantText(world, node.startTime),
    endTime: instantText(world, node.endTime),
    subTasks: subTasksOf(world.tasks(agent), node).map((subTask) => subTaskView(world, agent, dag, subTask)),
  }
}

function subTaskView(world: Simulation, agent: Agent, dag: Dag, subTask: SubTask): View {
  const { progress } = subTask
  return {
    id: formatGenericId(agent, subTask.id, dag.type),
    name: subTask.name,
    state: subTask.state,
    operator: subTask.operator,
    executeAgent: formatAddress({ ip: subTask.executeAgent.ip, port: subTask.executeAgent.port }),
    attempt: subTask.runs,
    held: progress?.gate === 'parked' && progress.directive?.holds === true,
    step: progress === null || progress.step === '' ? null : progress.step,
    startTime: instantText(world, subTask.startTime),
    endTime: instantText(world, subTask.endTime),
    logs: subTask.logs.map(({ text }) => text),
    data: subTask.additionalData,
  }
}

export function transitionView(world: Simulation, { seq, at, cause, agent, level, id, name, dag, dagName, from, to }: WorldTransition): View {
  return { seq, at: instantText(world, at), cause, agent, level, id, name, dag, dagName, from, to }
}
