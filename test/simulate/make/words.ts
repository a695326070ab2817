import { micros, type Micros } from '../../../src/clock/index.ts'
import { bodies } from '../../../src/dags/index.ts'
import type { EventCondition, TaskCondition, WorkReference } from '../../../src/faults/index.ts'
import { states, type Operator, type State, type TaskFailure } from '../../../src/task/index.ts'
import type { Chance } from '../../hostile/chance.ts'
import { perhaps, weighed } from './chance.ts'

const { ms, s, m, h } = micros

/** DAGs with their nodes, those that random clients mostly make first. */
export const work: readonly (readonly [dag: string, ...nodes: string[]])[] = [
  ['Join to master', 'Join to master', 'Be follower'],
  ['Join self', 'Join self'],
  ['Remove follower agent *', 'Remove follower', 'Remove follower agent *'],
  ['Remove all agents', 'Remove follower', 'Remove master'],
  ['Agent to single', 'Agent to single'],
  ['Update cluster config', 'Update cluster config'],
  ['Update observer config', 'Update observer config'],
  ['Initialize cluster', 'Integrate config', 'Create observer workdir', 'Start observer', 'Cluster boostrap'],
  ['Create observer workdir', 'Create observer workdir'],
  ['Start observer', 'Start observer'],
  ['Follower remove self', 'Follower remove self', 'Agent to single'],
  ['Start obproxy', 'Check obproxy status', 'Start obproxy'],
  ['Stop observer', 'Stop observer'],
  ['Destroy observer workdir', 'Destroy observer workdir'],
]

export const clients: readonly string[] = ['192.168.7.1', '192.168.7.2', '192.168.7.3']
export const zones: readonly string[] = ['zone1', 'zone2', 'zone3']
export const passwords: readonly string[] = ['secret', 'other', '']

const lengths: readonly Micros[] = [0, ms, 300 * ms, s, s, 1_700 * ms, 2 * s, 5 * s, 20 * s]

/** How long something takes or is put off. */
export function length(chance: Chance): Micros {
  return chance.once(30) ? chance.pick([m, 31 * s, 181 * s, 10 * m, 2 * h]) : chance.pick(lengths)
}

export function stateOf(chance: Chance): State {
  return chance.pick(Object.keys(states) as State[])
}

export function failureOf(chance: Chance): TaskFailure {
  return chance.pick<TaskFailure>([
    { kind: 'coded', errCode: 'Agent.UnderMaintenance', args: ['here'] },
    { kind: 'coded', errCode: 'Common.NotFound', args: ['it'] },
    { kind: 'coded', errCode: 'Security.Authentication.Expired', args: [] },
    { kind: 'coded', errCode: 'OB.Cluster.NotInitialized', args: [] },
    { kind: 'worded', errCode: 'Agent.UnderMaintenance', text: 'gone fishing' },
    { kind: 'plain', text: 'no reason' },
    { kind: 'plain', text: '' },
    { kind: 'mysql', text: 'Error 1146 (42S02): no such table' },
    { kind: 'wrapped', context: 'on the way', inner: { kind: 'coded', errCode: 'Common.Unexpected', args: ['x'] } },
    { kind: 'retained', outer: { kind: 'coded', errCode: 'Common.Unauthorized', args: [] }, inner: { kind: 'plain', text: 'x' } },
  ])
}

/** Work of a kind, on any agent or one of them. */
export function workOf(chance: Chance, agents: readonly string[]): WorkReference {
  const [dag, ...nodes] = chance.once(2) ? work[chance.below(4)]! : chance.pick(work)
  return {
    dag: chance.once(4) ? '*' : dag,
    ...perhaps(chance, 25, () => ({ node: chance.pick(nodes) })),
    ...perhaps(chance, 25, () => ({ agent: chance.pick(agents) })),
  }
}

/** Which runs of sub-tasks are meant. */
export function runsOf(chance: Chance, agents: readonly string[]): TaskCondition {
  const [dag, ...nodes] = chance.once(2) ? work[chance.below(4)]! : chance.pick(work)
  const node = chance.pick(nodes)
  const steps = (bodies[node.replace(' *', '')]?.run ?? []).map(({ step }) => step)
  return {
    ...perhaps(chance, 60, () => ({ dag: chance.once(5) ? '*' : dag })),
    ...perhaps(chance, 30, () => ({ agent: chance.pick(agents) })),
    ...perhaps(chance, 20, () => ({ attempt: 1 + chance.below(2) })),
    ...perhaps(chance, 20, () => ({ operator: chance.pick(['RUN', 'RETRY', 'ROLLBACK'] as const) })),
    ...(steps.length > 0 && chance.once(4) ? { node, step: chance.pick(steps) } : perhaps(chance, 40, () => ({ node }))),
  }
}

/** Something that may happen. */
export function eventOf(chance: Chance, agents: readonly string[]): EventCondition {
  return weighed<EventCondition>(chance, [
    [4, () => ({ kind: 'task', ...workOf(chance, agents), state: chance.once(2) ? chance.pick(['RUNNING', 'SUCCEED', 'FAILED'] as const) : stateOf(chance) })],
    [1, () => ({ kind: 'task', state: stateOf(chance) })],
    [2, () => ({ kind: 'process', agent: chance.pick(agents), process: chance.pick(['started', 'stopped'] as const) })],
  ])
}

/** What a client may send to a DAG. */
export function operatorOf(chance: Chance): Exclude<Operator, 'RUN'> {
  return chance.pick(['RETRY', 'ROLLBACK', 'CANCEL', 'PASS'] as const)
}
