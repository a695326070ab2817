import { formatMode, type Instant } from '../clock/index.ts'
import { formatAddress, formatVersion, type Agent } from '../cluster/index.ts'
import { formatTime } from '../protocol/index.ts'
import type { Simulation, WorldTransition } from '../simulation.ts'
import { formatGenericId, isLocked, type Dag } from '../task/index.ts'
import type { ControlHost } from './host.ts'

/** An instant as the control API writes it: RFC 3339 in the world's zone, microseconds. */
export function instantView(world: Simulation, instant: Instant): string {
  return formatTime(instant, 0, world.settings.zone.offsetMinutes(instant))
}

export function clockView(world: Simulation): Record<string, unknown> {
  const next = world.clock.peek()
  return {
    now: instantView(world, world.now()),
    mode: formatMode(world.state.mode),
    waiting: world.clock.waiting,
    next: next === undefined ? null : { at: instantView(world, next.due), event: next.event },
  }
}

export function agentView(host: ControlHost, world: Simulation, agent: Agent): Record<string, unknown> {
  return {
    name: agent.name,
    address: formatAddress(agent),
    listening: host.listening(agent.name),
    aliases: agent.aliases,
    running: agent.process !== null,
    pid: agent.process?.pid ?? null,
    startedAt: agent.process === null ? null : instantView(world, agent.process.startedAt),
    identity: agent.identity,
    zone: agent.zone,
    obshell: formatVersion(agent.version),
    observer: agent.observer,
    home: agent.home,
    security: agent.agentPassword !== null,
    underMaintenance: isLocked(world.tasks(agent), 'global'),
    agents: agent.table.map(({ ip, port, zone, identity }) => ({ address: formatAddress({ ip, port }), zone, identity })),
  }
}

export function dagSummary(world: Simulation, agent: Agent, dag: Dag): Record<string, unknown> {
  return {
    id: formatGenericId(agent, dag.id, dag.type),
    agent: agent.name,
    name: dag.name,
    stage: dag.stage,
    maxStage: dag.nodeIds.length,
    state: dag.state,
    operator: dag.operator,
    startTime: instantView(world, dag.startTime),
    endTime: instantView(world, dag.endTime),
    held: world.engine(agent).heldOf(dag).map(({ name }) => name),
  }
}

export function transitionView(world: Simulation, transition: WorldTransition): Record<string, unknown> {
  const { at, agent, level, id, name, from, to } = transition
  return { at: instantView(world, at), agent, level, id, name, from, to }
}
