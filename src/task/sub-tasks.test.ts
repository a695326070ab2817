import { describe, expect, test } from 'vitest'
import { node, TestWorld } from './testing/world.ts'
import type { Dag } from './store.ts'

/** A world in which a DAG of these nodes has come to its end, failed at what the script says. */
function ended(fails: Record<string, string>, nodes: Parameters<TestWorld['create']>[0], maintenance: 'none' | 'global' = 'none'): [TestWorld, Dag] {
  const world = new TestWorld({ fails })
  const dag = world.create(nodes, { maintenance })
  world.advance('20s')
  return [world, dag]
}

describe('RETRY', () => {
  test('rolls back what failed, then runs it, then goes on', () => {
    const [world, dag] = ended({ A: 'boom' }, [node('A'), node('B')])
    delete world.script.fails['A']
    expect(world.engine.retry(dag)).toBeNull()
    const open = 'B PENDING/RUN: PENDING/RUN x0'
    expect(world.story(dag, 5)).toEqual([
      `READY/RUN 1/2 | A PENDING/RETRY: FAILED/RUN x1 | ${open}`,
      `RUNNING/RUN 1/2 | A RUNNING/RETRY: SUCCEED/ROLLBACK x2 | ${open}`,
      `RUNNING/RUN 1/2 | A RUNNING/RETRY: SUCCEED/RUN x3 | ${open}`,
      `RUNNING/RUN 2/2 | A SUCCEED/RETRY: SUCCEED/RUN x3 | ${open}`,
      'RUNNING/RUN 2/2 | A SUCCEED/RETRY: SUCCEED/RUN x3 | B RUNNING/RUN: SUCCEED/RUN x1',
      'SUCCEED/RUN 2/2 | A SUCCEED/RETRY: SUCCEED/RUN x3 | B SUCCEED/RUN: SUCCEED/RUN x1',
    ])
    expect(world.logs(dag, 1)).toEqual(['run A', 'ERROR: boom', 'undo A', 'undo A done', 'run A', 'run A done'])
    expect(world.subTask(dag, 1).logs.map(({ executeTimes }) => executeTimes)).toEqual([1, 1, 2, 2, 3, 3])
  })

  test('rolls back whether the body may be rolled back or not', () => {
    const [world, dag] = ended({ A: 'boom' }, [node('A', { barred: ['rollback'] })])
    world.engine.retry(dag)
    world.advance('1s')
    expect(world.look(dag)).toBe('RUNNING/RUN 1/1 | A RUNNING/RETRY: SUCCEED/ROLLBACK x2')
  })

  test('leaves alone what has succeeded', () => {
    const [world, dag] = ended({ 'A@2': 'boom' }, [node('A', { agents: 3 })])
    delete world.script.fails['A@2']
    world.engine.retry(dag)
    expect(world.story(dag, 3)).toEqual([
      'READY/RUN 1/1 | A PENDING/RETRY: SUCCEED/RUN x1, FAILED/RUN x1, SUCCEED/RUN x1',
      'RUNNING/RUN 1/1 | A RUNNING/RETRY: SUCCEED/RUN x1, SUCCEED/ROLLBACK x2, SUCCEED/RUN x1',
      'RUNNING/RUN 1/1 | A RUNNING/RETRY: SUCCEED/RUN x1, SUCCEED/RUN x3, SUCCEED/RUN x1',
      'SUCCEED/RUN 1/1 | A SUCCEED/RETRY: SUCCEED/RUN x1, SUCCEED/RUN x3, SUCCEED/RUN x1',
    ])
  })

  test('that fails again fails node and DAG, and may be asked for again', () => {
    const [world, dag] = ended({ A: 'boom' }, [node('A')])
    for (const times of [1, 3]) {
      expect(world.engine.retry(dag)).toBeNull()
      expect(world.story(dag, 3)).toEqual([
        `READY/RUN 1/1 | A PENDING/RETRY: FAILED/RUN x${times}`,
        `RUNNING/RUN 1/1 | A RUNNING/RETRY: SUCCEED/ROLLBACK x${times + 1}`,
        `RUNNING/RUN 1/1 | A RUNNING/RETRY: FAILED/RUN x${times + 2}`,
        `FAILED/RUN 1/1 | A FAILED/RETRY: FAILED/RUN x${times + 2}`,
      ])
    }
  })

  test('whose rollback fails does not run; the next one rolls back once more', () => {
    const [world, dag] = ended({ A: 'boom', 'undo A': 'stuck' }, [node('A')])
    world.engine.retry(dag)
    expect(world.story(dag, 2)).toEqual([
      'READY/RUN 1/1 | A PENDING/RETRY: FAILED/RUN x1',
      'RUNNING/RUN 1/1 | A RUNNING/RETRY: FAILED/ROLLBACK x2',
      'FAILED/RUN 1/1 | A FAILED/RETRY: FAILED/ROLLBACK x2',
    ])
    world.script.fails['undo A'] = 'still stuck'
    world.engine.retry(dag)
    world.advance('2s')
    expect(world.look(dag)).toBe('FAILED/RUN 1/1 | A FAILED/RETRY: FAILED/ROLLBACK x3')
    expect(world.logs(dag, 1)).toEqual(['run A', 'ERROR: boom', 'undo A', 'ERROR: stuck', 'undo A', 'ERROR: still stuck'])
  })

  test('starts at once what a CANCEL kept from starting', () => {
    const world = new TestWorld()
    const dag = world.create([node('A')])
    world.engine.cancel(dag)
    world.advance('5s')
    world.engine.retry(dag)
    expect(world.story(dag, 2)).toEqual([
      'READY/RUN 1/1 | A PENDING/RETRY: PENDING/RUN x0',
      'RUNNING/RUN 1/1 | A RUNNING/RETRY: SUCCEED/RUN x1',
      'SUCCEED/RUN 1/1 | A SUCCEED/RETRY: SUCCEED/RUN x1',
    ])
  })

  test('takes for done what a CANCEL caught between its rollback and its run (a quirk)', () => {
    const [world, dag] = ended({ A: 'boom' }, [node('A')])
    world.engine.retry(dag)
    world.advance('1s')
    world.engine.cancel(dag)
    world.advance('5s')
    expect(world.look(dag)).toBe('FAILED/CANCEL 1/1 | A FAILED/CANCEL: SUCCEED/ROLLBACK x2')
    world.engine.retry(dag)
    expect(world.story(dag, 2).slice(1)).toEqual([
      'RUNNING/RUN 1/1 | A SUCCEED/RETRY: SUCCEED/ROLLBACK x2',
      'SUCCEED/RUN 1/1 | A SUCCEED/RETRY: SUCCEED/ROLLBACK x2',
    ])
  })
})

describe('ROLLBACK', () => {
  test('counts the stage down to 1; what never ran stays as it is; the DAG succeeds', () => {
    const [world, dag] = ended({ B: 'boom' }, [node('A'), node('B'), node('C')], 'global')
    expect(world.engine.rollback(dag)).toBeNull()
    const open = 'C PENDING/RUN: PENDING/RUN x0'
    expect(world.story(dag, 4)).toEqual([
      `READY/ROLLBACK 2/3 | A PENDING/ROLLBACK: SUCCEED/RUN x1 | B PENDING/ROLLBACK: FAILED/RUN x1 | ${open}`,
      `RUNNING/ROLLBACK 2/3 | A PENDING/ROLLBACK: SUCCEED/RUN x1 | B RUNNING/ROLLBACK: SUCCEED/ROLLBACK x2 | ${open}`,
      `RUNNING/ROLLBACK 1/3 | A PENDING/ROLLBACK: SUCCEED/RUN x1 | B SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2 | ${open}`,
      `RUNNING/ROLLBACK 1/3 | A RUNNING/ROLLBACK: SUCCEED/ROLLBACK x2 | B SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2 | ${open}`,
      `SUCCEED/ROLLBACK 1/3 | A SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2 | B SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2 | ${open}`,
    ])
    expect([dag.finished, world.store.locks.global]).toEqual([true, false])
    expect(world.logs(dag, 1)).toEqual(['run A', 'run A done', 'undo A', 'undo A done'])
  })

  test('rolls back the succeeded sub-tasks of a failed node as well', () => {
    const [world, dag] = ended({ 'A@1': 'boom' }, [node('A', { agents: 2 })])
    world.engine.rollback(dag)
    world.advance('1s')
    expect(world.look(dag)).toBe('RUNNING/ROLLBACK 1/1 | A RUNNING/ROLLBACK: SUCCEED/ROLLBACK x2, SUCCEED/ROLLBACK x2')
  })

  test('that fails stops where it is, and goes on from there when asked again', () => {
    const [world, dag] = ended({ C: 'boom', 'undo B': 'stuck' }, [node('A'), node('B'), node('C')], 'global')
    world.engine.rollback(dag)
    world.advance('10s')
    const failed = 'A PENDING/ROLLBACK: SUCCEED/RUN x1 | B FAILED/ROLLBACK: FAILED/ROLLBACK x2 | C SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2'
    expect(world.look(dag)).toBe(`FAILED/ROLLBACK 2/3 | ${failed}`)
    expect([world.store.unfinished, world.store.locks.global]).toEqual([[1], true])
    delete world.script.fails['undo B']
    expect(world.engine.rollback(dag)).toBeNull()
    expect(world.story(dag, 4)).toEqual([
      'READY/ROLLBACK 2/3 | A PENDING/ROLLBACK: SUCCEED/RUN x1 | B PENDING/ROLLBACK: FAILED/ROLLBACK x2 | C SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2',
      'RUNNING/ROLLBACK 2/3 | A PENDING/ROLLBACK: SUCCEED/RUN x1 | B RUNNING/ROLLBACK: SUCCEED/ROLLBACK x3 | C SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2',
      'RUNNING/ROLLBACK 1/3 | A PENDING/ROLLBACK: SUCCEED/RUN x1 | B SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x3 | C SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2',
      'RUNNING/ROLLBACK 1/3 | A RUNNING/ROLLBACK: SUCCEED/ROLLBACK x2 | B SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x3 | C SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2',
      'SUCCEED/ROLLBACK 1/3 | A SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2 | B SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x3 | C SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2',
    ])
  })

  test('that fails may be retried: the node runs, those above it count as done though they were undone (a quirk)', () => {
    const [world, dag] = ended({ C: 'boom', 'undo B': 'stuck' }, [node('A'), node('B'), node('C')])
    world.engine.rollback(dag)
    world.advance('10s')
    delete world.script.fails['undo B']
    expect(world.engine.retry(dag)).toBeNull()
    expect(world.story(dag, 4).slice(1)).toEqual([
      'RUNNING/RUN 2/3 | A PENDING/ROLLBACK: SUCCEED/RUN x1 | B RUNNING/RETRY: SUCCEED/ROLLBACK x3 | C SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2',
      'RUNNING/RUN 2/3 | A PENDING/ROLLBACK: SUCCEED/RUN x1 | B RUNNING/RETRY: SUCCEED/RUN x4 | C SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2',
      'RUNNING/RUN 3/3 | A PENDING/ROLLBACK: SUCCEED/RUN x1 | B SUCCEED/RETRY: SUCCEED/RUN x4 | C SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2',
      'SUCCEED/RUN 3/3 | A PENDING/ROLLBACK: SUCCEED/RUN x1 | B SUCCEED/RETRY: SUCCEED/RUN x4 | C SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2',
    ])
  })

  test('of what was cancelled before anything ran is over in the tick in which it starts', () => {
    const world = new TestWorld()
    const dag = world.create([node('A'), node('B')])
    world.engine.cancel(dag)
    world.advance('5s')
    world.engine.rollback(dag)
    expect(world.story(dag, 2)).toEqual([
      'READY/ROLLBACK 1/2 | A PENDING/ROLLBACK: PENDING/RUN x0 | B PENDING/RUN: PENDING/RUN x0',
      'RUNNING/ROLLBACK 1/2 | A SUCCEED/ROLLBACK: PENDING/RUN x0 | B PENDING/RUN: PENDING/RUN x0',
      'SUCCEED/ROLLBACK 1/2 | A SUCCEED/ROLLBACK: PENDING/RUN x0 | B PENDING/RUN: PENDING/RUN x0',
    ])
    expect(world.times(world.node(dag, 1))).toBe('+6s +6s')
  })
})

test('a node that is RUNNING with operator PASS is a bug', () => {
  const world = new TestWorld()
  const dag = world.create([node('A')])
  world.node(dag, 1).operator = 'PASS'
  expect(() => world.advance('1s')).toThrow("node 1 'A' is RUNNING with operator PASS")
})
