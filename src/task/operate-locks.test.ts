import { describe, expect, test } from 'vitest'
import type { Dag } from './store.ts'
import { node, TestWorld } from './testing/world.ts'

/** The ways in which a failed DAG goes on that need the lock again. */
const ways: Record<string, (world: TestWorld, dag: Dag) => unknown> = {
  RETRY: (world, dag) => world.engine.retry(dag),
  ROLLBACK: (world, dag) => world.engine.rollback(dag),
  'PASS of the node': (world, dag) => world.engine.passNode(world.node(dag, 1)),
}

/** A maintenance DAG that has failed at its only node, which frees the lock if it says so. */
function failed(exit: boolean): [TestWorld, Dag] {
  const world = new TestWorld({ fails: { A: 'boom' } })
  const dag = world.create([exit ? node('A', { exit }) : node('A')], { maintenance: 'global' })
  world.advance('2s')
  return [world, dag]
}

describe.each(Object.keys(ways))('%s', (way) => {
  const go = ways[way]!

  test('gets the lock back that the failure freed', () => {
    const [world, dag] = failed(true)
    expect(world.store.locks.global).toBe(false)
    expect(go(world, dag)).toBeNull()
    expect(world.store.locks.global).toBe(true)
    expect(world.refusal([node('B')], { maintenance: 'global' })).toEqual({ refused: 'locked' })
  })

  test('is refused while another DAG holds it, and changes nothing', () => {
    const [world, dag] = failed(true)
    world.create([node('B')], { maintenance: 'global' })
    const before = JSON.stringify([world.store, world.clock.state])
    expect(go(world, dag)).toEqual({ refused: 'locked' })
    expect(JSON.stringify([world.store, world.clock.state])).toBe(before)
    world.advance('2s')
    expect(go(world, dag)).toBeNull()
  })

  test('is not refused for the lock of obproxy', () => {
    const [world, dag] = failed(true)
    world.create([node('B')], { maintenance: 'obproxy', type: 'obproxy' })
    expect(go(world, dag)).toBeNull()
  })

  test('keeps the lock that the failure did not free', () => {
    const [world, dag] = failed(false)
    expect(world.store.locks.global).toBe(true)
    expect(go(world, dag)).toBeNull()
    expect(world.store.locks.global).toBe(true)
  })

  test('leaves the last maintenance DAG the one with the highest id', () => {
    const [world, dag] = failed(true)
    world.create([node('B')], { maintenance: 'global' })
    world.advance('2s')
    expect(go(world, dag)).toBeNull()
    expect(world.store.lastMaintenance).toBe(2)
  })

  test('comes to an end that frees the lock', () => {
    const [world, dag] = failed(true)
    delete world.script.fails['A']
    go(world, dag)
    world.advance('10s')
    expect([dag.state, world.store.locks.global, world.store.unfinished]).toEqual(['SUCCEED', false, []])
  })
})

describe('which node decides', () => {
  test.each([
    ['the failed one', [node('A'), node('B', { exit: true })]],
    ['not one before it', [node('A', { exit: true }), node('B')]],
  ] as const)('%s', (name, nodes) => {
    const world = new TestWorld({ fails: { B: 'boom' } })
    const dag = world.create(nodes, { maintenance: 'global' })
    world.advance('10s')
    const freed = name === 'the failed one'
    expect(world.store.locks.global).toBe(!freed)
    expect(world.engine.rollback(dag)).toBeNull()
    expect(world.store.locks.global).toBe(true)
  })

  test('comes after what nodes may do', () => {
    const world = new TestWorld({ fails: { A: 'boom' } })
    const dag = world.create([node('A', { exit: true, barred: ['retry', 'rollback', 'pass'] })], { maintenance: 'global' })
    world.advance('2s')
    world.create([node('B')], { maintenance: 'global' })
    expect(Object.values(ways).map((go) => go(world, dag))).toEqual([
      { refused: 'RetryNotAllowed', node: 'A' },
      { refused: 'RollbackNotAllowed', node: 'A' },
      { refused: 'PassNotAllowed', node: 'A' },
    ])
  })
})

describe('PASS of a DAG', () => {
  test('frees the lock', () => {
    const [world, dag] = failed(false)
    expect(world.engine.pass(dag)).toBeNull()
    expect([world.store.locks.global, world.store.unfinished]).toEqual([false, []])
  })

  test('asks for no lock, and frees one that another DAG holds (a quirk)', () => {
    const [world, dag] = failed(true)
    const holder = world.create([node('B')], { maintenance: 'global' })
    expect(world.engine.pass(dag)).toBeNull()
    expect([holder.state, world.store.locks.global]).toEqual(['READY', false])
    expect(world.create([node('C')], { maintenance: 'global' }).id).toBe(3)
  })

  test('of one without maintenance or of obproxy leaves the lock of the agent alone', () => {
    const world = new TestWorld({ fails: { A: 'boom' } })
    const [plain, proxy] = [world.create([node('A')]), world.create([node('A')], { maintenance: 'obproxy', type: 'obproxy' })]
    world.create([node('B')], { maintenance: 'global' })
    world.script.takes['B'] = '20s'
    world.advance('2s')
    expect([world.engine.pass(plain), world.engine.pass(proxy)]).toEqual([null, null])
    expect(world.store.locks).toEqual({ global: true, obproxy: false })
  })
})
