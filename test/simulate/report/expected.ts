import { routes } from '../../../src/openapi/index.ts'
import { transitionsOf, type Level } from '../../../src/task/index.ts'
import { work } from '../make/words.ts'

const levels: readonly Level[] = ['dag', 'node', 'sub-task']

/**
 * In the table, and beyond today's DAGs: a failed DAG has no READY sub-task any more, and none that may be passed can fail in the middle of a rollback.
 */
const beyond: ReadonlySet<string> = new Set(['node SUCCEED → SUCCEED', 'sub-task READY → READY', 'sub-task READY → SUCCEED'])

/** Transitions between states that are told; several reasons may lead from one to another. */
const transitions = levels.flatMap((level) => [...new Set(Object.values(transitionsOf(level)).flatMap((row) => Object.entries(row).map(([from, to]) => `${level} ${from} → ${to}`)))])

/** What two hundred histories should have brought about, by the groups of `Tally`. A kind that never occurs is a gap of the generators. */
export const expected: Readonly<Record<string, readonly string[]>> = {
  steps: [
    'ask', 'advance', 'to', 'until', 'next', 'settle', 'walk', 'act', 'rule a request', 'rule work', 'unrule requests', 'unrule work', 'take from the timeline', 'add to the timeline', 'change the mode', 'reset',
  ],
  actions: [
    'stop', 'start', 'restart', 'observer', 'partition', 'heal', 'agentPassword', 'rootPassword', 'newKey', 'address', 'obshell', 'lock', 'unlock', 'skew', 'hold', 'release', 'fail', 'operator', 'call',
  ],
  'refused actions': ['stop', 'start', 'heal', 'obshell', 'lock', 'unlock', 'release', 'fail', 'operator', 'call'],
  'actions by': ['timeline', 'control'],
  triggers: ['at', 'after', 'every'],
  processes: ['started', 'stopped', 'refused'],
  'effects on work': ['takes', 'logs', 'data', 'restarts', 'holds', 'never', 'fails'],
  'conditions on work': ['dag', 'node', 'agent', 'attempt', 'operator', 'step'],
  'effects on requests': ['reply', 'answer', 'edit', 'delay', 'delay virtual', 'refuse', 'reset', 'hang', 'garbage', 'truncate', 'reset-after', 'slow'],
  'rules by way': ['client', 'forward', 'peer'].flatMap((way) => ['reply', 'answer', 'edit', 'delay', 'drop'].map((effect) => `${way} ${effect}`)),
  'conditions on requests': ['operation', 'method', 'path', 'agent', 'via', 'client', 'nth', 'every', 'chance', 'window', 'times', 'counted by sends'],
  windows: ['time', 'after'],
  ways: ['client', 'forward', 'manual', 'peer'],
  transports: ['tcp', 'tls', 'socket'],
  credentials: ['agent', 'oceanbase'],
  notes: ['held'],
  operations: ['none', ...routes.map(({ operationId }) => operationId)],
  DAGs: [...work.map(([dag]) => dag), 'Stop local observer'],
  transitions: ['dag new → READY', ...transitions.filter((kind) => !beyond.has(kind))],
}
