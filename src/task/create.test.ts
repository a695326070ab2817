import { describe, expect, test } from 'vitest'
import { effect } from './steps.ts'
import { node, TestWorld } from './testing/world.ts'

describe('a new DAG', () => {
  test('is READY, its nodes and sub-tasks PENDING, all times the present', () => {
    const world = new TestWorld({ bodies: { A: { flags: { retry: true, pass: true }, run: [] }, other: { flags: {}, run: [] } } })
    world.advance('1500ms')
    const now = world.clock.now()
    const times = { startTime: now, endTime: now }
    world.create([{ name: 'A' }, { name: 'B', body: 'other', executeAgents: [{ ip: '10.10.10.2', port: 2886 }, { ip: '10.10.10.1', port: 2887 }] }])
    const noFlags = { cancel: false, continue: false, pass: false, retry: false, rollback: false }
    const subTask = { params: {}, data: {}, additionalData: null, state: 'PENDING', operator: 'RUN', ...times, executeTimes: 0, runs: 0, logs: [], progress: null }
    expect(world.store.dags).toEqual([{
      id: 1, name: 'work', type: '', maintenance: 'none', maintenanceKey: '', nodeIds: [1, 2], stage: 1, state: 'READY', operator: 'RUN', ...times, finished: false, cause: null,
    }])
    expect(world.store.nodes).toEqual([
      { id: 1, dagId: 1, stage: 1, name: 'A', failureExitMaintenance: false, subTaskIds: [1], data: {}, state: 'PENDING', operator: 'RUN', ...times },
      { id: 2, dagId: 1, stage: 2, name: 'B', failureExitMaintenance: false, subTaskIds: [2, 3], data: {}, state: 'PENDING', operator: 'RUN', ...times },
    ])
    expect(world.store.subTasks).toEqual([
      { ...subTask, id: 1, nodeId: 1, name: 'A', body: 'A', flags: { ...noFlags, retry: true, pass: true }, executeAgent: { ip: '10.10.10.1', port: 2886 } },
      { ...subTask, id: 2, nodeId: 2, name: 'B', body: 'other', flags: noFlags, executeAgent: { ip: '10.10.10.2', port: 2886 } },
      { ...subTask, id: 3, nodeId: 2, name: 'B', body: 'other', flags: noFlags, executeAgent: { ip: '10.10.10.1', port: 2887 } },
    ])
    expect(world.store.changes).toEqual([{ level: 'dag', id: 1, name: 'work', from: null, to: 'READY', dag: 1 }])
    expect([world.store.unfinished, world.store.active, world.store.lastMaintenance]).toEqual([[1], 1, null])
  })

  test('counts DAGs, nodes and sub-tasks in three sequences', () => {
    const world = new TestWorld()
    world.create([node('A', { agents: 3 })])
    const dag = world.create([node('B'), node('C', { agents: 2 })])
    expect([dag.id, dag.nodeIds, world.node(dag, 2).subTaskIds]).toEqual([2, [2, 3], [5, 6]])
  })

  test('keeps its type, its kind of maintenance and its key', () => {
    const world = new TestWorld()
    const dag = world.create([node('A', { exit: true })], { name: 'Restart obproxy', maintenance: 'obproxy', maintenanceKey: 'k', type: 'obproxy' })
    expect([dag.name, dag.type, dag.maintenance, dag.maintenanceKey]).toEqual(['Restart obproxy', 'obproxy', 'obproxy', 'k'])
    expect(world.node(dag, 1).failureExitMaintenance).toBe(true)
  })

  test('gives its parameters to every sub-task, those of the node above them', () => {
    const world = new TestWorld()
    const dag = world.create([{ ...node('A'), params: { zone: 'z1' } }, node('B')], { params: { zone: 'z0', key: 1 } })
    expect([world.subTask(dag, 1).params, world.subTask(dag, 2).params]).toEqual([{ zone: 'z1', key: 1 }, { zone: 'z0', key: 1 }])
  })

  test('keeps of an agent the address alone', () => {
    const world = new TestWorld()
    const row = { ip: '10.10.10.2', port: 2886, zone: 'zone1', identity: 'FOLLOWER' }
    const dag = world.create([{ ...node('A'), executeAgents: [row] }])
    expect(world.subTask(dag, 1).executeAgent).toEqual({ ip: '10.10.10.2', port: 2886 })
  })

  test('is a bug when it names no body', () => {
    expect(() => new TestWorld().create([{ name: 'Nothing' }])).toThrow("node 'Nothing' of DAG 'work' has no body 'Nothing'")
  })
})

describe('a refusal', () => {
  /** A world with a global maintenance DAG, to be refused in. */
  function locked(): TestWorld {
    const world = new TestWorld()
    world.create([node('A')], { maintenance: 'global' })
    return world
  }

  test('of an empty template', () => {
    expect(new TestWorld().refusal([])).toEqual({ refused: 'empty-template' })
  })

  test('of a parallel node without agents names the node', () => {
    const empty = { ...node('B'), executeAgents: [] }
    expect(new TestWorld().refusal([node('A'), empty, { ...empty, name: 'C' }])).toEqual({ refused: 'no-execute-agents', node: 'B' })
  })

  test('while the lock is held', () => {
    expect(locked().refusal([node('B')], { maintenance: 'global' })).toEqual({ refused: 'locked' })
  })

  test('comes in the order: empty, locked, without agents', () => {
    expect(locked().refusal([], { maintenance: 'global' })).toEqual({ refused: 'empty-template' })
    expect(locked().refusal([{ ...node('B'), executeAgents: [] }], { maintenance: 'global' })).toEqual({ refused: 'locked' })
  })

  test('leaves no row, uses no id, takes no lock, wakes no scheduler', () => {
    const world = locked()
    const before = JSON.stringify([world.store, world.clock.state])
    world.refusal([node('B')], { maintenance: 'global' })
    world.refusal([{ ...node('B'), executeAgents: [] }], { maintenance: 'obproxy' })
    world.refusal([])
    expect(JSON.stringify([world.store, world.clock.state])).toBe(before)
    expect(world.create([node('B')]).id).toBe(2)
  })
})

describe('the maintenance lock', () => {
  test('is taken by the DAG, at once, and freed when it succeeds', () => {
    const world = new TestWorld()
    const dag = world.create([node('A')], { maintenance: 'global' })
    expect([world.store.locks.global, world.store.lastMaintenance]).toEqual([true, dag.id])
    world.advance('1s')
    expect(world.store.locks.global).toBe(true)
    world.advance('1s')
    expect([dag.state, world.store.locks.global, world.store.lastMaintenance]).toEqual(['SUCCEED', false, dag.id])
    expect(world.create([node('B')], { maintenance: 'global' }).id).toBe(2)
  })

  test('keeps out neither DAGs without maintenance nor those of obproxy', () => {
    const world = new TestWorld()
    world.create([node('A')], { maintenance: 'global' })
    world.create([node('B')])
    world.create([node('C')], { maintenance: 'obproxy', type: 'obproxy' })
    expect(world.refusal([node('D')], { maintenance: 'obproxy', type: 'obproxy' })).toEqual({ refused: 'locked' })
    expect([world.store.dags.length, world.store.locks, world.store.lastMaintenance]).toEqual([3, { global: true, obproxy: true }, 3])
  })

  test('is held still when a body makes a DAG while its own runs', () => {
    const refusals: unknown[] = []
    const world: TestWorld = new TestWorld({
      bodies: { A: { flags: {}, run: [effect('make', () => { refusals.push(world.refusal([node('B')], { maintenance: 'global' })) })] } },
    })
    world.create([{ name: 'A' }], { maintenance: 'global' })
    world.advance('5s')
    expect(refusals).toEqual([{ refused: 'locked' }])
  })
})
