import { describe, expect, test } from 'vitest'
import { node, TestWorld } from './testing/world.ts'

describe('CANCEL', () => {
  test('of a DAG that waits for its first tick: the node fails without its sub-task, the DAG one tick later', () => {
    const world = new TestWorld()
    const dag = world.create([node('A')], { maintenance: 'global' })
    expect(world.engine.cancel(dag)).toBeNull()
    expect(world.story(dag, 2)).toEqual([
      'READY/CANCEL 1/1 | A PENDING/CANCEL: PENDING/RUN x0',
      'RUNNING/CANCEL 1/1 | A FAILED/CANCEL: PENDING/RUN x0',
      'FAILED/CANCEL 1/1 | A FAILED/CANCEL: PENDING/RUN x0',
    ])
    expect([world.store.locks.global, world.store.unfinished]).toEqual([true, [1]])
  })

  test('of a running node ends what runs, with a last line, and keeps what has finished', () => {
    const world = new TestWorld({ takes: { 'A@2': '10s' } })
    const dag = world.create([node('A', { agents: 2 }), node('B')])
    world.advance('1500ms')
    expect(world.engine.cancel(dag)).toBeNull()
    expect(world.story(dag, 2)).toEqual([
      'READY/CANCEL 1/2 | A PENDING/CANCEL: SUCCEED/RUN x1, RUNNING/RUN x1 | B PENDING/RUN: PENDING/RUN x0',
      'RUNNING/CANCEL 1/2 | A FAILED/CANCEL: SUCCEED/RUN x1, FAILED/RUN x1 | B PENDING/RUN: PENDING/RUN x0',
      'FAILED/CANCEL 1/2 | A FAILED/CANCEL: SUCCEED/RUN x1, FAILED/RUN x1 | B PENDING/RUN: PENDING/RUN x0',
    ])
    expect(world.logs(dag, 1, 2)).toEqual(['run A', 'sub task cancelled'])
    expect([world.times(world.subTask(dag, 1, 2)), world.store.busy, world.clock.waiting]).toEqual(['+1s +2s', 0, 0])
  })

  test('lets a body end that ends before the next tick', () => {
    const world = new TestWorld({ takes: { A: '500ms' } })
    const dag = world.create([node('A')])
    world.advance('1200ms')
    world.engine.cancel(dag)
    world.advance('5s')
    expect(world.look(dag)).toBe('FAILED/CANCEL 1/1 | A FAILED/CANCEL: SUCCEED/RUN x1')
    expect(world.logs(dag, 1)).toEqual(['run A', 'run A done'])
  })

  test('of sub-tasks that wait for a worker fails them as well; their times are stale', () => {
    const world = new TestWorld({ takes: { A: '10s' } })
    const dag = world.create([node('A', { agents: 9 })])
    world.advance('1s')
    expect([world.subTask(dag, 1, 9).state, world.store.queue]).toEqual(['READY', [9]])
    world.engine.cancel(dag)
    world.advance('1s')
    expect(world.look(dag)).toBe(`RUNNING/CANCEL 1/1 | A FAILED/CANCEL: ${Array.from({ length: 9 }, () => 'FAILED/RUN x1').join(', ')}`)
    expect([world.logs(dag, 1, 9), world.times(world.subTask(dag, 1, 9)), world.store.queue]).toEqual([['sub task cancelled'], '+0s +2s', []])
    world.advance('20s')
    expect(world.logs(dag, 1, 1)).toEqual(['run A', 'sub task cancelled'])
  })

  test('between two nodes hits the next one', () => {
    const world = new TestWorld()
    const dag = world.create([node('A'), node('B')])
    world.advance('2s')
    world.engine.cancel(dag)
    expect(world.story(dag, 2)).toEqual([
      'READY/CANCEL 2/2 | A SUCCEED/RUN: SUCCEED/RUN x1 | B PENDING/CANCEL: PENDING/RUN x0',
      'RUNNING/CANCEL 2/2 | A SUCCEED/RUN: SUCCEED/RUN x1 | B FAILED/CANCEL: PENDING/RUN x0',
      'FAILED/CANCEL 2/2 | A SUCCEED/RUN: SUCCEED/RUN x1 | B FAILED/CANCEL: PENDING/RUN x0',
    ])
  })

  test('while a node is done and its stage has not moved on hits the node after it', () => {
    const world = new TestWorld({ fails: { A: 'boom' } })
    const dag = world.create([node('A'), node('B')])
    world.advance('2s')
    world.engine.retry(dag)
    world.advance('1s')
    world.engine.cancel(dag)
    world.advance('2s')
    world.engine.retry(dag)
    world.advance('1s')
    world.engine.cancel(dag)
    expect(world.story(dag, 3)).toEqual([
      'READY/CANCEL 1/2 | A SUCCEED/RETRY: SUCCEED/ROLLBACK x2 | B PENDING/CANCEL: PENDING/RUN x0',
      'RUNNING/CANCEL 1/2 | A SUCCEED/RETRY: SUCCEED/ROLLBACK x2 | B PENDING/CANCEL: PENDING/RUN x0',
      'RUNNING/CANCEL 2/2 | A SUCCEED/RETRY: SUCCEED/ROLLBACK x2 | B PENDING/CANCEL: PENDING/RUN x0',
      'FAILED/CANCEL 2/2 | A SUCCEED/RETRY: SUCCEED/ROLLBACK x2 | B FAILED/CANCEL: PENDING/RUN x0',
    ])
  })

  test('is accepted again before the first tick, and changes nothing then', () => {
    const world = new TestWorld()
    const dag = world.create([node('A')])
    world.engine.cancel(dag)
    const before = world.look(dag)
    expect(world.engine.cancel(dag)).toBeNull()
    expect(world.look(dag)).toBe(before)
  })

  test('during a rollback: that stage is undone, then the DAG runs forward until a node fails (golden init-cancel-rollback)', () => {
    const world = new TestWorld({ fails: { 'Start observer': 'no observer', 'Cluster boostrap': 'no observer' } })
    const names = ['Integrate config', 'Create observer workdir', 'Start observer', 'Cluster boostrap', 'Migrate table']
    const dag = world.create(names.map((name) => node(name)), { maintenance: 'global' })
    world.advance('20s')
    expect(world.engine.rollback(dag)).toBeNull()
    expect(world.engine.cancel(dag)).toBeNull()
    const before = 'Integrate config PENDING/CANCEL: SUCCEED/RUN x1 | Create observer workdir PENDING/ROLLBACK: SUCCEED/RUN x1'
    const after = 'Migrate table PENDING/RUN: PENDING/RUN x0'
    const open = 'Cluster boostrap PENDING/RUN: PENDING/RUN x0'
    expect(world.story(dag, 4)).toEqual([
      `READY/CANCEL 3/5 | ${before} | Start observer PENDING/ROLLBACK: FAILED/RUN x1 | ${open} | ${after}`,
      `RUNNING/CANCEL 3/5 | ${before} | Start observer RUNNING/ROLLBACK: SUCCEED/ROLLBACK x2 | ${open} | ${after}`,
      `RUNNING/CANCEL 4/5 | ${before} | Start observer SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2 | ${open} | ${after}`,
      `RUNNING/CANCEL 4/5 | ${before} | Start observer SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2 | Cluster boostrap RUNNING/RUN: FAILED/RUN x1 | ${after}`,
      `FAILED/CANCEL 4/5 | ${before} | Start observer SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2 | Cluster boostrap FAILED/RUN: FAILED/RUN x1 | ${after}`,
    ])
    expect(world.engine.rollback(dag)).toEqual({ refused: 'no-node-failed' })
  })

  test('of what has timed out by the scheduler as well leaves both lines', () => {
    const world = new TestWorld({ takes: { A: '2h' } })
    const dag = world.create([node('A')])
    world.advance('2s')
    world.restart('30m')
    world.advance('1799s')
    expect(world.at(world.clock.now())).toBe('+3601s')
    world.engine.cancel(dag)
    world.advance('1s')
    expect(world.look(dag)).toBe('RUNNING/CANCEL 1/1 | A FAILED/CANCEL: FAILED/RUN x1')
    expect(world.logs(dag, 1)).toEqual(['run A', 'run A again', 'sub task timeout', 'sub task cancelled'])
  })
})
