import { describe, expect, test } from 'vitest'
import { createTaskStore, dagOf, nodeAt, nodeMay, nodeOf, nodesOf, subTaskOf, subTasksOf } from './store.ts'
import { node, TestWorld } from './testing/world.ts'

describe('the store', () => {
  test('begins empty, and every store is its own', () => {
    expect(createTaskStore()).toEqual({
      dags: [], nodes: [], subTasks: [], nextLogId: 1, unfinished: [], active: 0, lastMaintenance: null,
      locks: { global: false, obproxy: false }, queue: [], busy: 0, tickEvent: null, changes: [],
    })
    expect(createTaskStore().locks).not.toBe(createTaskStore().locks)
  })

  test('finds rows by id, nodes by stage, sub-tasks in their order', () => {
    const world = new TestWorld()
    world.create([node('A')])
    const dag = world.create([node('B', { agents: 2 }), node('C')])
    const { store } = world
    expect(dagOf(store, 2)).toBe(dag)
    expect(nodesOf(store, dag).map(({ id, name }) => [id, name])).toEqual([[2, 'B'], [3, 'C']])
    expect(nodeAt(store, dag, 2)).toBe(nodeOf(store, 3))
    expect(subTasksOf(store, nodeAt(store, dag, 1))).toEqual([subTaskOf(store, 2), subTaskOf(store, 3)])
    expect([dagOf(store, 3), nodeOf(store, 0), subTaskOf(store, 5)]).toEqual([undefined, undefined, undefined])
  })

  test('lets a node do what all of its sub-tasks may do', () => {
    const world = new TestWorld()
    const dag = world.create([node('A', { barred: ['pass', 'retry'], agents: 2 })])
    const only = world.node(dag, 1)
    const may = (): string[] => (['cancel', 'continue', 'pass', 'retry', 'rollback'] as const).filter((what) => nodeMay(world.store, only, what))
    expect(may()).toEqual(['cancel', 'continue', 'rollback'])
    Object.assign(world.subTask(dag, 1, 2), { flags: { cancel: false, continue: true, pass: true, retry: true, rollback: true } })
    expect(may()).toEqual(['continue', 'rollback'])
  })
})
