import { describe, expect, test } from 'vitest'
import type { OperatorRefusal } from './operate.ts'
import type { Dag } from './store.ts'
import { node, TestWorld } from './testing/world.ts'

type Nodes = Parameters<TestWorld['create']>[0]
type Operator = 'retry' | 'rollback' | 'cancel' | 'pass'

/** A world with one DAG of these nodes, so many seconds on. */
function after(seconds: number, nodes: Nodes, fails: Record<string, string> = {}): [TestWorld, Dag] {
  const world = new TestWorld({ fails })
  const dag = world.create(nodes)
  world.advance(`${seconds}s`)
  return [world, dag]
}

/** What comes of an operator; one that is refused must change nothing. */
function operate(world: TestWorld, run: () => OperatorRefusal | null): OperatorRefusal | null {
  const before = JSON.stringify([world.store, world.clock.state])
  const refusal = run()
  if (refusal !== null) expect(JSON.stringify([world.store, world.clock.state])).toBe(before)
  return refusal
}

describe('by the state of the DAG', () => {
  const states: [string, number, Record<string, string>][] = [['READY', 0, {}], ['RUNNING', 1, {}], ['SUCCEED', 2, {}], ['FAILED', 2, { A: 'boom' }]]
  const refusals: Record<Operator, [string, readonly string[]]> = {
    retry: ['RetryNotFailedDag', ['READY', 'RUNNING', 'SUCCEED']],
    rollback: ['RollbackNotFailedDag', ['READY', 'RUNNING', 'SUCCEED']],
    pass: ['PassNotFailedDag', ['READY', 'RUNNING', 'SUCCEED']],
    cancel: ['CancelFinishedDag', ['SUCCEED', 'FAILED']],
  }
  describe.each(Object.keys(refusals) as Operator[])('%s', (operator) => {
    test.each(states)('%s', (state, seconds, fails) => {
      const [refused, refusedIn] = refusals[operator]
      const [world, dag] = after(seconds, [node('A')], fails)
      expect(dag.state).toBe(state)
      expect(operate(world, () => world.engine[operator](dag))).toEqual(refusedIn.includes(state) ? { refused } : null)
    })

    test('comes before what nodes may do', () => {
      const [refused, [state]] = refusals[operator]
      const [, seconds, fails] = states.find(([name]) => name === state)!
      const [world, dag] = after(seconds, [node('A', { barred: ['cancel', 'pass', 'retry', 'rollback'] })], fails)
      expect(operate(world, () => world.engine[operator](dag))).toEqual({ refused })
    })
  })

  test('between an operator and its first tick RETRY, ROLLBACK and PASS are refused, CANCEL is not', () => {
    const [world, dag] = after(2, [node('A')], { A: 'boom' })
    world.engine.retry(dag)
    const answers = (['retry', 'rollback', 'pass', 'cancel'] as const).map((operator) => operate(world, () => world.engine[operator](dag)))
    expect(answers).toEqual([{ refused: 'RetryNotFailedDag' }, { refused: 'RollbackNotFailedDag' }, { refused: 'PassNotFailedDag' }, null])
    expect(operate(world, () => world.engine.passNode(world.node(dag, 1)))).toEqual({ refused: 'PassNotFailedDag' })
  })
})

describe('by what nodes may do', () => {
  test('RETRY asks the node at the stage alone', () => {
    const [world, dag] = after(20, [node('A', { barred: ['retry'] }), node('B'), node('C', { barred: ['retry'] })], { B: 'boom' })
    expect(operate(world, () => world.engine.retry(dag))).toBeNull()
    const [other, barred] = after(20, [node('A'), node('B', { barred: ['retry'] })], { B: 'boom' })
    expect(operate(other, () => other.engine.retry(barred))).toEqual({ refused: 'RetryNotAllowed', node: 'B' })
  })

  test('ROLLBACK asks the nodes up to the failed one and names the first that may not', () => {
    const [world, dag] = after(20, [node('A'), node('B', { barred: ['rollback'] }), node('C', { barred: ['rollback'] })], { C: 'boom' })
    expect(operate(world, () => world.engine.rollback(dag))).toEqual({ refused: 'RollbackNotAllowed', node: 'B' })
    const [other, allowed] = after(20, [node('A'), node('B'), node('C', { barred: ['rollback'] })], { B: 'boom' })
    expect(operate(other, () => other.engine.rollback(allowed))).toBeNull()
    expect(other.look(allowed)).toBe(
      'READY/ROLLBACK 2/3 | A PENDING/ROLLBACK: SUCCEED/RUN x1 | B PENDING/ROLLBACK: FAILED/RUN x1 | C PENDING/RUN: PENDING/RUN x0',
    )
  })

  test('ROLLBACK finds no node when the first is one that a CANCEL left PENDING, whatever it may do', () => {
    const [world, dag] = after(20, [node('A'), node('B')], { B: 'boom', 'undo B': 'stuck' })
    world.engine.rollback(dag)
    world.engine.cancel(dag)
    world.advance('5s')
    expect(world.look(dag)).toBe('FAILED/CANCEL 2/2 | A PENDING/CANCEL: SUCCEED/RUN x1 | B FAILED/ROLLBACK: FAILED/ROLLBACK x2')
    Object.assign(world.subTask(dag, 1), { flags: { ...world.subTask(dag, 1).flags, rollback: false } })
    expect(operate(world, () => world.engine.rollback(dag))).toEqual({ refused: 'no-node-failed' })
  })

  test('CANCEL asks the nodes up to the first unfinished one', () => {
    const [world, dag] = after(3, [node('A', { barred: ['cancel'] }), node('B')])
    expect(operate(world, () => world.engine.cancel(dag))).toEqual({ refused: 'CancelNotAllowed', node: 'A' })
    const [other, allowed] = after(3, [node('A'), node('B'), node('C', { barred: ['cancel'] })])
    expect(operate(other, () => other.engine.cancel(allowed))).toBeNull()
    expect(other.look(allowed)).toBe(
      'READY/CANCEL 2/3 | A SUCCEED/RUN: SUCCEED/RUN x1 | B PENDING/CANCEL: SUCCEED/RUN x1 | C PENDING/RUN: PENDING/RUN x0',
    )
  })

  test('CANCEL takes the last node when all are finished', () => {
    const [world, dag] = after(2, [node('A')], { A: 'boom' })
    world.engine.passNode(world.node(dag, 1))
    expect(operate(world, () => world.engine.cancel(dag))).toBeNull()
    expect(world.look(dag)).toBe('READY/CANCEL 1/1 | A PENDING/CANCEL: SUCCEED/PASS x1')
  })

  test('PASS asks every node that has not succeeded, the later ones too, and names the first', () => {
    const [world, dag] = after(20, [node('A', { barred: ['pass'] }), node('B'), node('C'), node('D', { barred: ['pass'] })], { B: 'boom' })
    expect(operate(world, () => world.engine.pass(dag))).toEqual({ refused: 'PassNotAllowed', node: 'D' })
    const [other, allowed] = after(20, [node('A', { barred: ['pass'] }), node('B')], { B: 'boom' })
    expect(operate(other, () => other.engine.pass(allowed))).toBeNull()
  })

  test('a parallel node may what all of its sub-tasks may', () => {
    const [world, dag] = after(20, [node('A', { agents: 2 })], { A: 'boom' })
    const second = world.subTask(dag, 1, 2)
    Object.assign(second, { flags: { ...second.flags, retry: false } })
    expect(operate(world, () => world.engine.retry(dag))).toEqual({ refused: 'RetryNotAllowed', node: 'A' })
  })
})

describe('PASS', () => {
  test('counts the failed node and all later ones as done, at once, and no code runs', () => {
    const [world, dag] = after(20, [node('A'), node('B', { agents: 2 }), node('C')], { 'B@2': 'boom' })
    expect(operate(world, () => world.engine.pass(dag))).toBeNull()
    const passed = 'SUCCEED/PASS 2/3 | A SUCCEED/RUN: SUCCEED/RUN x1 | B SUCCEED/PASS: SUCCEED/RUN x1, SUCCEED/PASS x1 | C SUCCEED/PASS: SUCCEED/PASS x0'
    expect(world.story(dag, 2)).toEqual([passed, passed, passed])
    expect([dag.finished, world.store.unfinished, world.store.active, world.clock.waiting]).toEqual([true, [], 0, 0])
    expect(world.logs(dag, 2, 2)).toEqual(['run B', 'ERROR: boom'])
  })

  test('after a rollback that failed passes the nodes above it a second time', () => {
    const [world, dag] = after(20, [node('A'), node('B'), node('C')], { C: 'boom', 'undo B': 'stuck' })
    world.engine.rollback(dag)
    world.advance('20s')
    expect(operate(world, () => world.engine.pass(dag))).toBeNull()
    // What was not reached stays as the rollback marked it.
    expect(world.look(dag)).toBe('SUCCEED/PASS 2/3 | A PENDING/ROLLBACK: SUCCEED/RUN x1 | B SUCCEED/PASS: SUCCEED/PASS x2 | C SUCCEED/PASS: SUCCEED/ROLLBACK x2')
  })
})

describe('PASS of a node', () => {
  test('is refused by the state of the DAG, then of the node, then by what it may do', () => {
    const [running, dag] = after(1, [node('A', { barred: ['pass'] })])
    expect(operate(running, () => running.engine.passNode(running.node(dag, 1)))).toEqual({ refused: 'PassNotFailedDag' })
    const barred = ['pass'] as const
    const [world, failed] = after(20, [node('A', { barred }), node('B', { barred }), node('C', { barred })], { B: 'boom' })
    expect([1, 2, 3].map((stage) => operate(world, () => world.engine.passNode(world.node(failed, stage))))).toEqual([
      { refused: 'PassNotFailedNode', node: 'A' },
      { refused: 'PassNotAllowed', node: 'B' },
      { refused: 'PassNotFailedNode', node: 'C' },
    ])
  })

  test('counts it as done at once, and the DAG runs on: T0 RUNNING, T1 the stage, T2 the next node', () => {
    const [world, dag] = after(2, [node('A', { agents: 2 }), node('B')], { 'A@1': 'boom' })
    expect(operate(world, () => world.engine.passNode(world.node(dag, 1)))).toBeNull()
    const passed = 'A SUCCEED/PASS: SUCCEED/PASS x1, SUCCEED/RUN x1'
    expect(world.story(dag, 4)).toEqual([
      `READY/RUN 1/2 | ${passed} | B PENDING/RUN: PENDING/RUN x0`,
      `RUNNING/RUN 1/2 | ${passed} | B PENDING/RUN: PENDING/RUN x0`,
      `RUNNING/RUN 2/2 | ${passed} | B PENDING/RUN: PENDING/RUN x0`,
      `RUNNING/RUN 2/2 | ${passed} | B RUNNING/RUN: SUCCEED/RUN x1`,
      `SUCCEED/RUN 2/2 | ${passed} | B SUCCEED/RUN: SUCCEED/RUN x1`,
    ])
  })

  test('of the last node ends the DAG', () => {
    const [world, dag] = after(2, [node('A')], { A: 'boom' })
    world.engine.passNode(world.node(dag, 1))
    expect(world.story(dag, 2).slice(1)).toEqual(['RUNNING/RUN 1/1 | A SUCCEED/PASS: SUCCEED/PASS x1', 'SUCCEED/RUN 1/1 | A SUCCEED/PASS: SUCCEED/PASS x1'])
  })
})
