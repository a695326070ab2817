import { describe, expect, test } from 'vitest'
import { micros } from '../clock/index.ts'
import { TaskEngine, type TaskHost } from './engine.ts'
import { hang, wait } from './steps.ts'
import { node, TestWorld, type Script } from './testing/world.ts'

/** What waits in the clock's queue: when, and what. */
function waiting(world: TestWorld): string[] {
  return world.clock.list().map(({ due, event }) => `${world.at(due)} ${event.kind}${event.kind === 'resume' ? ` ${event.subTask}` : ''}`)
}

describe('ticks', () => {
  test('an idle scheduler ticks first a second after its DAG, then each second while there is work', () => {
    const world = new TestWorld()
    expect(waiting(world)).toEqual([])
    world.advance('300ms')
    world.create([node('A')])
    expect(waiting(world)).toEqual(['+1.3s tick'])
    world.advance('1s')
    expect(waiting(world)).toEqual(['+2.3s tick'])
    world.advance('1s')
    expect(waiting(world)).toEqual([])
  })

  test('a DAG made while there is work waits for the next tick, and never is there more than one', () => {
    const world = new TestWorld({ takes: { A: '10s' } })
    world.create([node('A')])
    world.advance('1700ms')
    const late = world.create([node('B')])
    expect(waiting(world)).toEqual(['+2s tick', '+11s resume 1'])
    world.advance('300ms')
    expect(world.look(late)).toBe('RUNNING/RUN 1/1 | B RUNNING/RUN: SUCCEED/RUN x1')
  })

  test('an operator wakes an idle scheduler a second later', () => {
    const world = new TestWorld({ fails: { A: 'boom' } })
    const dag = world.create([node('A')])
    world.advance('5500ms')
    expect(waiting(world)).toEqual([])
    world.engine.retry(dag)
    expect(waiting(world)).toEqual(['+6.5s tick'])
  })

  test('an operator that is refused, or a PASS, wakes nobody', () => {
    const world = new TestWorld({ fails: { A: 'boom' } })
    const dag = world.create([node('A')])
    world.advance('5s')
    world.engine.cancel(dag)
    world.engine.pass(dag)
    world.engine.retry(dag)
    expect(waiting(world)).toEqual([])
  })

  test('a FAILED maintenance DAG is unfinished, but no work', () => {
    const world = new TestWorld({ fails: { A: 'boom' } })
    world.create([node('A')], { maintenance: 'global' })
    world.advance('5s')
    expect([world.store.unfinished, waiting(world)]).toEqual([[1], []])
  })
})

describe('a restart', () => {
  test('of an idle agent does nothing', () => {
    const world = new TestWorld()
    world.create([node('A')])
    world.advance('5s')
    const before = JSON.stringify(world.store)
    world.restart('1h')
    expect([JSON.stringify(world.store), waiting(world)]).toEqual([before, []])
  })

  test('stops everything while the process is down', () => {
    const world = new TestWorld({ takes: { A: '3s' } })
    const dag = world.create([node('A', { agents: 9 })])
    world.advance('1s')
    world.engine.stop()
    expect(waiting(world)).toEqual([])
    const before = world.look(dag)
    world.advance('1h')
    expect(world.look(dag)).toBe(before)
  })

  test('makes a pass at once: a READY DAG goes on, the next tick comes a second later', () => {
    const world = new TestWorld()
    const dag = world.create([node('A'), node('B')])
    world.advance('500ms')
    world.restart('2s')
    expect(world.look(dag)).toBe('RUNNING/RUN 1/2 | A RUNNING/RUN: SUCCEED/RUN x1 | B PENDING/RUN: PENDING/RUN x0')
    expect([world.times(dag), waiting(world)]).toEqual(['+2.5s +0s', ['+3.5s tick']])
  })

  test('starts READY sub-tasks, which count no attempt more', () => {
    const world = new TestWorld({ takes: { A: '1h', 'A@9': '0s' } })
    const dag = world.create([node('A', { agents: 9 })])
    world.advance('1s')
    for (const subTask of world.store.subTasks.slice(0, 8)) Object.assign(subTask, { flags: { ...subTask.flags, continue: false } })
    expect([world.subTask(dag, 1, 9).state, world.subTask(dag, 1, 9).executeTimes]).toEqual(['READY', 1])
    world.restart('10s')
    world.advance('0s')
    expect([world.subTask(dag, 1, 9).state, world.subTask(dag, 1, 9).executeTimes, world.at(world.subTask(dag, 1, 9).startTime)]).toEqual(['SUCCEED', 1, '+11s'])
    expect(world.logs(dag, 1, 9)).toEqual(['run A', 'run A done'])
  })

  test('has a continuable sub-task run again from the top, told so; start and attempts stay', () => {
    const world = new TestWorld({ takes: { A: '5s' } })
    const dag = world.create([node('A')])
    world.advance('3s')
    world.restart('10s')
    expect(world.look(dag)).toBe('RUNNING/RUN 1/1 | A RUNNING/RUN: RUNNING/RUN x1')
    expect(waiting(world)).toEqual(['+14s tick', '+18s resume 1'])
    world.advance('10s')
    expect(world.logs(dag, 1)).toEqual(['run A', 'run A again', 'run A done'])
    expect([world.times(world.subTask(dag, 1)), dag.state]).toEqual(['+1s +18s', 'SUCCEED'])
  })

  test('fails one that is not, with a line that says so; the pass at once sees it', () => {
    const world = new TestWorld({ takes: { A: '5s' } })
    const dag = world.create([node('A', { barred: ['continue'] })])
    world.advance('3s')
    world.restart('10s')
    expect(world.look(dag)).toBe('FAILED/RUN 1/1 | A FAILED/RUN: FAILED/RUN x1')
    expect(world.logs(dag, 1)).toEqual(['run A', 'ERROR: task unexpectedly interrupted and cannot continue'])
    expect([world.times(world.subTask(dag, 1)), world.times(dag), world.store.busy]).toEqual(['+1s +13s', '+1s +13s', 0])
  })

  test('goes on with a rollback as with a run', () => {
    const world = new TestWorld({ fails: { A: 'boom' }, takes: { 'undo A': '5s' } })
    const dag = world.create([node('A')])
    world.advance('2s')
    world.engine.rollback(dag)
    world.advance('2s')
    world.restart()
    world.advance('10s')
    expect(world.logs(dag, 1)).toEqual(['run A', 'ERROR: boom', 'undo A', 'undo A again', 'undo A done'])
    expect(world.look(dag)).toBe('SUCCEED/ROLLBACK 1/1 | A SUCCEED/ROLLBACK: SUCCEED/ROLLBACK x2')
  })

  test('may come twice within one second', () => {
    const world = new TestWorld({ takes: { A: '5s' } })
    const dag = world.create([node('A')])
    world.advance('1500ms')
    world.restart()
    world.restart()
    expect(waiting(world)).toEqual(['+2.5s tick', '+6.5s resume 1'])
    world.advance('10s')
    expect(world.logs(dag, 1)).toEqual(['run A', 'run A again', 'run A again', 'run A done'])
  })

  test('gives a body a new hour, but the scheduler counts from the first start and ends it', () => {
    const world = new TestWorld({ takes: { A: '2h' } })
    const dag = world.create([node('A')])
    world.advance('10s')
    world.restart('30m')
    world.advance('1h')
    expect(world.logs(dag, 1)).toEqual(['run A', 'run A again', 'sub task timeout'])
    // Strictly more than 3600 s after +1s, at a tick of the scheduler that began anew at +1810s.
    expect([world.times(world.subTask(dag, 1)), world.times(dag), world.store.busy]).toEqual(['+1s +3602s', '+1s +3602s', 0])
  })

  test('after more than an hour finds the sub-task timed out at its first pass', () => {
    const world = new TestWorld({ takes: { A: '10s', B: '2h' } })
    const dag = world.create([node('A')])
    world.advance('2s')
    world.restart('1h')
    expect(world.look(dag)).toBe('FAILED/RUN 1/1 | A FAILED/RUN: FAILED/RUN x1')
    expect(world.logs(dag, 1)).toEqual(['run A', 'run A again', 'sub task timeout'])
  })
})

describe('whether a DAG goes on when time passes', () => {
  const bodies = {
    hangs: { flags: { cancel: true }, run: [hang<Script>('stuck')] },
    waits: { flags: {}, run: [wait<Script>('wait', micros.m)] },
    'waits for nothing': { flags: {}, run: [wait<Script>('wait', micros.m, ({ world }) => world.fails['peer'] !== undefined)] },
  }
  const goesOn = (world: TestWorld): boolean[] => [...world.store.dags.map((dag) => world.engine.goesOn(dag)), world.engine.hasWork()]

  test('it does until it is over, a FAILED one under maintenance included', () => {
    const world = new TestWorld({ takes: { A: '10s' }, fails: { A: 'boom' } })
    expect(world.engine.hasWork()).toBe(false)
    world.create([node('A')], { maintenance: 'global' })
    const seen = [goesOn(world)]
    for (const by of ['1s', '9s', '1s', '1s']) seen.push((world.advance(by), goesOn(world)))
    expect(seen).toEqual([[true, true], [true, true], [true, true], [false, false], [false, false]])
  })

  test('it does not while all that runs hangs, until a CANCEL', () => {
    const world = new TestWorld({ bodies })
    const dag = world.create([{ name: 'hangs' }])
    const seen = [goesOn(world)]
    world.advance('1s')
    seen.push(goesOn(world))
    world.engine.cancel(dag)
    seen.push(goesOn(world))
    world.advance('2s')
    expect([...seen, goesOn(world)]).toEqual([[true, true], [false, false], [true, true], [false, false]])
  })

  test('it does while another DAG or another sub-task does', () => {
    const world = new TestWorld({ bodies, takes: { 'A@2': '5s' } })
    world.create([{ name: 'hangs' }])
    world.create([{ name: 'waits' }])
    world.create([node('A', { agents: 2 })])
    world.advance('1s')
    expect(goesOn(world)).toEqual([false, true, true, true])
    world.advance('70s')
    expect(goesOn(world)).toEqual([false, false, false, false])
  })

  test('it does not while it waits for what hangs', () => {
    const world = new TestWorld({ bodies })
    world.create([{ name: 'waits for nothing' }])
    world.advance('1s')
    expect(goesOn(world)).toEqual([true, true])
    world.script.fails['peer'] = 'hangs'
    expect(goesOn(world)).toEqual([false, false])
  })
})

test('an engine holds no state: another one over the same store and clock goes on', () => {
  const world = new TestWorld({ takes: { A: '2s' } })
  const dag = world.create([node('A')])
  world.advance('1s')
  const host: TaskHost<Script> = {
    agent: 'a', address: { ip: '10.10.10.1', port: 2886 }, store: world.store, clock: world.clock, world: world.script,
    bodies: { [world.subTask(dag, 1).body]: { flags: {}, run: [{ step: 'end', kind: 'log', text: () => 'taken over' }] } },
    ask: (request) => { throw new Error(`nobody asks ${request.operation}`) },
    errorLine: ({ kind }) => kind,
  }
  const other = new TaskEngine(host)
  world.clock.advanceTo(world.clock.now() + 10e6, (event) => other.handle(event))
  expect([dag.state, world.logs(dag, 1)]).toEqual(['SUCCEED', ['run A', 'taken over']])
})
