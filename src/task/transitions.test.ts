import { describe, expect, test } from 'vitest'
import { states, type Operator, type State } from './states.ts'
import { node, TestWorld } from './testing/world.ts'
import { moveDag, moveNode, moveSubTask, transitionsOf, type Level, type Transition } from './transitions.ts'

const transitions: readonly Transition[] = ['start', 'succeed', 'fail', 'retry', 'rollback', 'cancel', 'pass', 'resume', 'ready', 'ready-rollback']
const levels: readonly Level[] = ['dag', 'node', 'sub-task']

/** Moves a fresh row of a level that was put into a state; `null` when that is refused. */
function move(level: Level, from: State, transition: Transition): { state: State; operator: Operator } | null {
  const world = new TestWorld()
  const dag = world.create([node('A')])
  const row = level === 'dag' ? dag : level === 'node' ? world.node(dag, 1) : world.subTask(dag, 1)
  row.state = from
  world.store.changes.length = 0
  const name = row.name
  try {
    if (level === 'dag') moveDag(world.store, dag, transition)
    else if (level === 'node') moveNode(world.store, world.node(dag, 1), transition)
    else moveSubTask(world.store, world.subTask(dag, 1), transition)
  } catch (error) {
    expect((error as Error).message).toBe(`no transition '${transition}' from ${from} for ${level} 1 '${name}' (src/task/transitions.ts)`)
    expect([row.state, world.store.changes]).toEqual([from, []])
    return null
  }
  expect(world.store.changes).toEqual([{ level, id: 1, name, from, dag: 1, to: row.state }])
  return { state: row.state, operator: row.operator }
}

describe('transitions', () => {
  test.each(levels)('%s: moves along the table, writes the change down, and throws beside it', (level) => {
    for (const transition of transitions) {
      for (const from of Object.keys(states) as State[]) {
        expect(move(level, from, transition)?.state, `${transition} from ${from}`).toBe(transitionsOf(level)[transition]?.[from])
      }
    }
  })

  test('DAGs are never PENDING, nodes never READY', () => {
    const met = (level: Level): Set<string> => new Set(Object.values(transitionsOf(level)).flatMap((row) => Object.entries(row).flat()))
    expect([...met('dag')].sort()).toEqual(['FAILED', 'READY', 'RUNNING', 'SUCCEED'])
    expect([...met('node')].sort()).toEqual(['FAILED', 'PENDING', 'RUNNING', 'SUCCEED'])
  })

  test('a DAG that has succeeded is done for good', () => {
    for (const row of Object.values(transitionsOf('dag'))) expect(row).not.toHaveProperty('SUCCEED')
  })

  test.each<[Level, Transition, State, Operator]>([
    ['dag', 'retry', 'FAILED', 'RUN'],
    ['dag', 'rollback', 'FAILED', 'ROLLBACK'],
    ['dag', 'cancel', 'RUNNING', 'CANCEL'],
    ['dag', 'pass', 'FAILED', 'PASS'],
    ['dag', 'resume', 'FAILED', 'RUN'],
    ['node', 'retry', 'FAILED', 'RETRY'],
    ['node', 'rollback', 'SUCCEED', 'ROLLBACK'],
    ['node', 'cancel', 'RUNNING', 'CANCEL'],
    ['node', 'pass', 'FAILED', 'PASS'],
    ['sub-task', 'ready-rollback', 'FAILED', 'ROLLBACK'],
    ['sub-task', 'pass', 'PENDING', 'PASS'],
    ['sub-task', 'cancel', 'RUNNING', 'RUN'],
  ])('%s: %s from %s leaves operator %s', (level, transition, from, operator) => {
    expect(move(level, from, transition)!.operator).toBe(operator)
  })
})

describe('moving a DAG', () => {
  test.each(['none', 'global'] as const)('keeps the count of active DAGs and the list of unfinished ones (maintenance %s)', (maintenance) => {
    const world = new TestWorld()
    const dags = [world.create([node('A')]), world.create([node('B')], { maintenance }), world.create([node('C')])]
    const dag = dags[1]!
    const steps: [Transition, number, number[]][] = [
      ['start', 3, [1, 2, 3]],
      ['fail', 2, maintenance === 'none' ? [1, 3] : [1, 2, 3]],
      ['rollback', 3, [1, 2, 3]],
      ['cancel', 3, [1, 2, 3]],
      ['start', 3, [1, 2, 3]],
      ['succeed', 2, [1, 3]],
    ]
    for (const [transition, active, unfinished] of steps) {
      moveDag(world.store, dag, transition)
      expect([transition, world.store.active, world.store.unfinished]).toEqual([transition, active, unfinished])
      expect(dag.finished).toBe(!unfinished.includes(2))
    }
  })

  test('puts a DAG that works again at its place, which may be the last', () => {
    const world = new TestWorld()
    world.create([node('A')])
    const last = world.create([node('B')])
    for (const transition of ['start', 'fail', 'retry'] as const) moveDag(world.store, last, transition)
    expect(world.store.unfinished).toEqual([1, 2])
  })
})
