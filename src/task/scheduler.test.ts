import { describe, expect, test } from 'vitest'
import { effect, log } from './steps.ts'
import { node, TestWorld } from './testing/world.ts'

describe('RUN', () => {
  test('one node: READY until the first tick, done at the second', () => {
    const world = new TestWorld()
    expect(world.story(world.create([node('A')]), 3)).toEqual([
      'READY/RUN 1/1 | A PENDING/RUN: PENDING/RUN x0',
      'RUNNING/RUN 1/1 | A RUNNING/RUN: SUCCEED/RUN x1',
      'SUCCEED/RUN 1/1 | A SUCCEED/RUN: SUCCEED/RUN x1',
      'SUCCEED/RUN 1/1 | A SUCCEED/RUN: SUCCEED/RUN x1',
    ])
  })

  test('n nodes: each starts one tick after the stage has moved on, and the stage never passes the last', () => {
    const world = new TestWorld()
    const [done, open] = ['SUCCEED/RUN x1', 'PENDING/RUN: PENDING/RUN x0']
    expect(world.story(world.create([node('A'), node('B'), node('C')]), 6)).toEqual([
      `READY/RUN 1/3 | A ${open} | B ${open} | C ${open}`,
      `RUNNING/RUN 1/3 | A RUNNING/RUN: ${done} | B ${open} | C ${open}`,
      `RUNNING/RUN 2/3 | A SUCCEED/RUN: ${done} | B ${open} | C ${open}`,
      `RUNNING/RUN 2/3 | A SUCCEED/RUN: ${done} | B RUNNING/RUN: ${done} | C ${open}`,
      `RUNNING/RUN 3/3 | A SUCCEED/RUN: ${done} | B SUCCEED/RUN: ${done} | C ${open}`,
      `RUNNING/RUN 3/3 | A SUCCEED/RUN: ${done} | B SUCCEED/RUN: ${done} | C RUNNING/RUN: ${done}`,
      `SUCCEED/RUN 3/3 | A SUCCEED/RUN: ${done} | B SUCCEED/RUN: ${done} | C SUCCEED/RUN: ${done}`,
    ])
  })

  test('a node that takes its time is looked at each tick and ends at the one after it', () => {
    const world = new TestWorld({ takes: { A: '2500ms' } })
    const dag = world.create([node('A')])
    expect(world.story(dag, 5).slice(1)).toEqual([
      'RUNNING/RUN 1/1 | A RUNNING/RUN: RUNNING/RUN x1',
      'RUNNING/RUN 1/1 | A RUNNING/RUN: RUNNING/RUN x1',
      'RUNNING/RUN 1/1 | A RUNNING/RUN: RUNNING/RUN x1',
      'SUCCEED/RUN 1/1 | A SUCCEED/RUN: SUCCEED/RUN x1',
      'SUCCEED/RUN 1/1 | A SUCCEED/RUN: SUCCEED/RUN x1',
    ])
    expect([world.times(world.subTask(dag, 1)), world.times(world.node(dag, 1)), world.times(dag)]).toEqual(['+1s +3.5s', '+1s +4s', '+1s +4s'])
  })

  test('a parallel node starts all in one tick and waits for the last', () => {
    const world = new TestWorld({ takes: { 'A@2': '1500ms' } })
    expect(world.story(world.create([node('A', { agents: 3 })]), 4)).toEqual([
      'READY/RUN 1/1 | A PENDING/RUN: PENDING/RUN x0, PENDING/RUN x0, PENDING/RUN x0',
      'RUNNING/RUN 1/1 | A RUNNING/RUN: SUCCEED/RUN x1, RUNNING/RUN x1, SUCCEED/RUN x1',
      'RUNNING/RUN 1/1 | A RUNNING/RUN: SUCCEED/RUN x1, RUNNING/RUN x1, SUCCEED/RUN x1',
      'SUCCEED/RUN 1/1 | A SUCCEED/RUN: SUCCEED/RUN x1, SUCCEED/RUN x1, SUCCEED/RUN x1',
      'SUCCEED/RUN 1/1 | A SUCCEED/RUN: SUCCEED/RUN x1, SUCCEED/RUN x1, SUCCEED/RUN x1',
    ])
  })

  test('every unfinished DAG goes one step on in each pass, the oldest first', () => {
    const world = new TestWorld()
    const first = world.create([node('A')])
    const second = world.create([node('B'), node('C')])
    world.advance('1s')
    expect(world.store.subTasks.flatMap(({ logs }) => logs.map(({ id, text }) => `${id} ${text}`))).toEqual(['1 run A', '2 run A done', '3 run B', '4 run B done'])
    world.advance('1s')
    expect([world.look(first).slice(0, 15), world.look(second).slice(0, 15)]).toEqual(['SUCCEED/RUN 1/1', 'RUNNING/RUN 2/2'])
  })
})

describe('a failure', () => {
  test('ends node and DAG in one tick; the stage stays, later nodes never start', () => {
    const world = new TestWorld({ fails: { B: 'boom' } })
    const dag = world.create([node('A'), node('B'), node('C')])
    expect(world.story(dag, 6).slice(3)).toEqual([
      'RUNNING/RUN 2/3 | A SUCCEED/RUN: SUCCEED/RUN x1 | B RUNNING/RUN: FAILED/RUN x1 | C PENDING/RUN: PENDING/RUN x0',
      'FAILED/RUN 2/3 | A SUCCEED/RUN: SUCCEED/RUN x1 | B FAILED/RUN: FAILED/RUN x1 | C PENDING/RUN: PENDING/RUN x0',
      'FAILED/RUN 2/3 | A SUCCEED/RUN: SUCCEED/RUN x1 | B FAILED/RUN: FAILED/RUN x1 | C PENDING/RUN: PENDING/RUN x0',
      'FAILED/RUN 2/3 | A SUCCEED/RUN: SUCCEED/RUN x1 | B FAILED/RUN: FAILED/RUN x1 | C PENDING/RUN: PENDING/RUN x0',
    ])
    expect([world.times(dag), world.times(world.node(dag, 2)), world.times(world.node(dag, 3))]).toEqual(['+1s +4s', '+3s +4s', '+0s +0s'])
  })

  test('of one sub-task does not stop its siblings, but fails the node', () => {
    const world = new TestWorld({ fails: { 'A@1': 'boom' }, takes: { 'A@3': '2s' } })
    const dag = world.create([node('A', { agents: 3 })])
    expect(world.story(dag, 4).slice(1)).toEqual([
      'RUNNING/RUN 1/1 | A RUNNING/RUN: FAILED/RUN x1, SUCCEED/RUN x1, RUNNING/RUN x1',
      'RUNNING/RUN 1/1 | A RUNNING/RUN: FAILED/RUN x1, SUCCEED/RUN x1, RUNNING/RUN x1',
      'FAILED/RUN 1/1 | A FAILED/RUN: FAILED/RUN x1, SUCCEED/RUN x1, SUCCEED/RUN x1',
      'FAILED/RUN 1/1 | A FAILED/RUN: FAILED/RUN x1, SUCCEED/RUN x1, SUCCEED/RUN x1',
    ])
  })

  test.each([
    { maintenance: 'none', exit: false, finished: true, unfinished: [], locked: false },
    { maintenance: 'global', exit: false, finished: false, unfinished: [1], locked: true },
    { maintenance: 'global', exit: true, finished: false, unfinished: [1], locked: false },
  ] as const)('of a DAG with maintenance $maintenance, exit $exit: finished $finished, lock held $locked', ({ maintenance, exit, ...expected }) => {
    const world = new TestWorld({ fails: { A: 'boom' } })
    const dag = world.create([exit ? node('A', { exit }) : node('A')], { maintenance })
    world.advance('2s')
    expect(dag.state).toBe('FAILED')
    expect({ finished: dag.finished, unfinished: world.store.unfinished, locked: world.store.locks.global }).toEqual(expected)
    expect([world.store.active, world.clock.waiting]).toEqual([0, 0])
  })

  test('frees the lock by the mark of the node that failed, not of another', () => {
    const world = new TestWorld({ fails: { B: 'boom' } })
    world.create([node('A', { exit: true }), node('B'), node('C', { exit: true })], { maintenance: 'global' })
    world.advance('10s')
    expect(world.store.locks.global).toBe(true)
  })
})

describe('times', () => {
  test('follow the rows through run, failure and every operator', () => {
    const world = new TestWorld({ fails: { A: 'boom' } })
    world.advance('10s')
    const dag = world.create([node('A'), node('B')])
    const times = (): string[] => [dag, world.node(dag, 1), world.subTask(dag, 1)].map((row) => world.times(row))
    const after = (by: string): string[] => (world.advance(by), times())
    expect(times()).toEqual(['+10s +10s', '+10s +10s', '+10s +10s'])
    // Running: the DAG's end and the sub-task's end are stale, the node's is its start.
    expect(after('1s')).toEqual(['+11s +10s', '+11s +11s', '+11s +11s'])
    expect(after('1s')).toEqual(['+11s +12s', '+11s +12s', '+11s +11s'])
    world.advance('1s')
    world.script.takes['undo A'] = '1500ms'
    expect(world.engine.retry(dag)).toBeNull()
    expect(times()).toEqual(['epoch epoch', 'epoch epoch', '+11s +11s'])
    expect(after('1s')).toEqual(['+14s epoch', '+14s +14s', '+14s +11s'])
    expect(after('2s')).toEqual(['+14s epoch', '+14s +14s', '+16s +16s'])
    expect(after('1s')).toEqual(['+14s +17s', '+14s +17s', '+16s +16s'])
    expect(world.engine.rollback(dag)).toBeNull()
    expect(times()).toEqual(['epoch epoch', 'epoch epoch', '+16s +16s'])
    expect(after('1s')).toEqual(['+18s epoch', '+18s +18s', '+18s +16s'])
    world.advance('500ms')
    expect(world.engine.cancel(dag)).toBeNull()
    expect(times()).toEqual(['epoch epoch', 'epoch epoch', '+18s +16s'])
    expect(after('500ms')).toEqual(['+19s epoch', '+19s +19s', '+18s +19s'])
    expect(after('1s')).toEqual(['+19s +20s', '+19s +19s', '+18s +19s'])
    world.advance('5s')
    expect(world.engine.pass(dag)).toBeNull()
    expect(times()).toEqual(['+19s +25s', '+19s +25s', '+18s +25s'])
    expect(world.times(world.subTask(dag, 2))).toBe('+10s +25s')
  })

  test('of a node that was passed: its end is now, the DAG is at the epoch', () => {
    const world = new TestWorld({ fails: { 'A@2': 'boom' } })
    const dag = world.create([node('A', { agents: 2 }), node('B')])
    world.advance('5s')
    expect(world.engine.passNode(world.node(dag, 1))).toBeNull()
    const rows = [dag, world.node(dag, 1), world.subTask(dag, 1, 1), world.subTask(dag, 1, 2)]
    expect(rows.map((row) => world.times(row))).toEqual(['epoch epoch', '+1s +5s', '+1s +1s', '+1s +5s'])
    world.advance('1s')
    expect(world.times(dag)).toBe('+6s epoch')
  })
})

describe('data', () => {
  const say = log<unknown>('say', ({ subTask }) => JSON.stringify(subTask.data))

  test('goes from each node to the next, the last word of a parallel node wins', () => {
    const world = new TestWorld({
      bodies: {
        give: {
          flags: {}, run: [
            effect('give', ({ subTask }) => {
              Object.assign(subTask.data, { [`from ${subTask.executeAgent.ip}`]: true, last: subTask.executeAgent.ip })
            }),
          ],
        },
        show: { flags: {}, run: [say, effect('change', ({ subTask }) => { subTask.data['last'] = 'changed' })] },
      },
    })
    const agents = ['10.10.10.2', '10.10.10.3'].map((ip) => ({ ip, port: 2886 }))
    const dag = world.create([{ name: 'give', executeAgents: agents }, { name: 'show' }, { name: 'show' }])
    world.advance('6s')
    expect(dag.state).toBe('SUCCEED')
    const given = { 'from 10.10.10.2': true, last: '10.10.10.3', 'from 10.10.10.3': true }
    expect(world.logs(dag, 2)).toEqual([JSON.stringify(given)])
    expect(world.logs(dag, 3)).toEqual([JSON.stringify({ ...given, last: 'changed' })])
    // What one keeps is its own: the node after has changed a copy.
    expect(world.subTask(dag, 1, 2).data).toEqual({ 'from 10.10.10.3': true, last: '10.10.10.3' })
  })

  test('that a failed attempt left is seen by its rollback, not by the next attempt', () => {
    const world = new TestWorld({
      bodies: {
        A: {
          flags: { retry: true },
          run: [say, effect('leave', ({ subTask, world: { fails } }) => {
            subTask.data['attempt'] = subTask.executeTimes
            if (fails['A'] !== undefined) return { fail: { kind: 'plain', text: 'boom' } }
          })],
          rollback: [say],
        },
      },
      fails: { A: 'boom' },
    })
    const dag = world.create([{ name: 'A' }])
    world.advance('2s')
    delete world.script.fails['A']
    world.engine.retry(dag)
    world.advance('3s')
    expect(world.logs(dag, 1)).toEqual(['{}', 'ERROR: boom', '{"attempt":1}', '{}'])
    expect(dag.state).toBe('SUCCEED')
  })
})
