import { describe, expect, test } from 'vitest'
import { micros } from '../clock/index.ts'
import { coded, wrap } from './failure.ts'
import { ask, effect, hang, log, wait, type Body, type Step, type StepContext } from './steps.ts'
import type { Dag } from './store.ts'
import { node, TestWorld, type Script } from './testing/world.ts'

/** A world in which one DAG runs a body of these steps. */
function run(steps: readonly Step<Script>[], more: Partial<Body<Script>> = {}): [TestWorld, Dag] {
  const world = new TestWorld({ bodies: { A: { flags: { continue: true, retry: true }, run: steps, ...more } } })
  const dag = world.create([{ name: 'A' }])
  return [world, dag]
}

/** Lines with the second at which they were written. */
function lines(world: TestWorld, dag: Dag, place = 1): string[] {
  return world.subTask(dag, 1, place).logs.map(({ at, text }) => `${world.at(at)} ${text}`)
}

const here = log<Script>('here', 'here')
const ends = log<Script>('end', 'end')

describe('a body', () => {
  test('runs its steps at the instant at which it starts', () => {
    const [world, dag] = run([here, effect('act', () => undefined), ends])
    world.advance('1s')
    expect(lines(world, dag)).toEqual(['+1s here', '+1s end'])
    expect([world.times(world.subTask(dag, 1)), world.subTask(dag, 1).progress, world.store.busy]).toEqual(['+1s +1s', null, 0])
  })

  test('without steps succeeds with no line', () => {
    const [world, dag] = run([])
    world.advance('2s')
    expect([dag.state, world.logs(dag, 1)]).toEqual(['SUCCEED', []])
  })

  test('waits between ticks, and says where it stands', () => {
    const [world, dag] = run([here, wait('sleep', 1_200 * micros.ms), ends])
    world.advance('2s')
    expect(world.subTask(dag, 1).progress).toMatchObject({ step: 'sleep', continued: false })
    world.advance('500ms')
    expect(lines(world, dag)).toEqual(['+1s here', '+2.2s end'])
    expect(world.times(world.subTask(dag, 1))).toBe('+1s +2.2s')
  })

  test('takes a step again after a while, and remembers between the tries', () => {
    const [world, dag] = run([here, effect('try', (context) => {
      const tries = Number(context.memory['tries'] ?? 0) + 1
      context.memory['tries'] = tries
      context.warn(`try ${tries}`)
      return tries < 3 ? { again: 700 * micros.ms } : undefined
    }), ends])
    world.advance('5s')
    expect(lines(world, dag)).toEqual(['+1s here', '+1s WARN: try 1', '+1.7s WARN: try 2', '+2.4s WARN: try 3', '+2.4s end'])
  })

  test('goes on from another step after a while, and jumps without one', () => {
    const jump = effect<Script>('jump', ({ memory }) => {
      memory['jumps'] = Number(memory['jumps'] ?? 0) + 1
      return memory['jumps'] === 1 ? { again: micros.s, from: 'sleep' } : memory['jumps'] === 2 ? { goto: 'here' } : 'done'
    })
    const [world, dag] = run([here, wait('sleep', micros.s), jump, ends])
    world.advance('10s')
    // Each time the wait is waited out: 1 s, then the pause and 1 s, then 1 s.
    expect(lines(world, dag)).toEqual(['+1s here', '+4s here'])
    expect(world.times(world.subTask(dag, 1))).toBe('+1s +5s')
  })

  test('that names a step it has not is a bug', () => {
    const [world] = run([effect('jump', () => ({ goto: 'nowhere' }))])
    expect(() => world.advance('1s')).toThrow("body 'A' has no step 'nowhere'")
  })

  test('asks and does what follows from the answer', () => {
    const request = { to: { ip: '10.10.10.9', port: 2886 }, operation: 'getSecret' }
    const [world, dag] = run([ask('ask', () => request, (context, reply) => {
      if (reply.kind !== 'answer') return { fail: wrap(reply.failure, 'ask') }
      context.log(`got ${String(reply.data)}`)
    })], { rollback: [] })
    world.reply = { kind: 'refused', failure: coded('Agent.RPC.RequestError', 'POST', 7) }
    world.advance('2s')
    world.reply = { kind: 'answer', data: 42 }
    world.engine.retry(dag)
    world.advance('3s')
    expect(world.asked).toEqual([request, request])
    expect(world.logs(dag, 1)).toEqual(['ERROR: [Agent.RPC.RequestError]: POST, 7 in ask', 'got 42'])
  })

  test('without a rollback has one that does nothing', () => {
    const [world, dag] = run([effect('fail', () => ({ fail: { kind: 'plain', text: 'boom' } }))])
    world.advance('2s')
    world.engine.retry(dag)
    world.advance('1s')
    expect(world.look(dag)).toBe('RUNNING/RUN 1/1 | A RUNNING/RETRY: SUCCEED/ROLLBACK x2')
    expect(world.logs(dag, 1)).toEqual(['ERROR: boom'])
  })
})

describe('the log', () => {
  test('ends with the one ERROR line of a failure, and takes nothing after it', () => {
    const [world, dag] = run([here, effect('fail', () => ({ fail: coded('OB.Server.Process.NotExist', '10.10.10.1') })), ends])
    world.advance('2s')
    expect(world.logs(dag, 1)).toEqual(['here', 'ERROR: [OB.Server.Process.NotExist]: 10.10.10.1'])
  })

  test('has rows of one sequence over all sub-tasks, with the attempt that wrote them', () => {
    const world = new TestWorld({ fails: { 'A@1': 'boom' } })
    const dag = world.create([node('A', { agents: 2 })])
    world.advance('2s')
    delete world.script.fails['A@1']
    world.engine.retry(dag)
    world.advance('2s')
    const rows = world.store.subTasks.flatMap(({ logs }) => logs.map(({ id, subTaskId, executeTimes, text }) => `${id} ${subTaskId} x${executeTimes} ${text}`))
    expect(rows).toEqual([
      '1 1 x1 run A', '2 1 x1 ERROR: boom', '5 1 x2 undo A', '6 1 x2 undo A done', '7 1 x3 run A', '8 1 x3 run A done',
      '3 2 x1 run A', '4 2 x1 run A done',
    ])
  })
})

describe('the timeout', () => {
  const timeout = 'ERROR: task 1 timeout'

  test('comes 3600 s after the start of a body that waits', () => {
    const [world, dag] = run([here, wait('sleep', 2 * micros.h), ends])
    world.advance('3600s')
    expect(world.subTask(dag, 1).state).toBe('RUNNING')
    world.advance('1s')
    expect(lines(world, dag)).toEqual(['+1s here', `+3601s ${timeout}`])
    expect([world.subTask(dag, 1).state, world.times(world.subTask(dag, 1)), world.store.busy]).toEqual(['FAILED', '+1s +3601s', 0])
    world.advance('1s')
    expect(dag.state).toBe('FAILED')
  })

  test('comes to a body that tries again and again, too, between two tries', () => {
    const [world, dag] = run([effect('try', () => ({ again: 7 * micros.m }))])
    world.advance('2h')
    expect(lines(world, dag)).toEqual([`+3601s ${timeout}`])
  })

  test('or a CANCEL ends a body that hangs', () => {
    const [world, dag] = run([here, hang('stuck'), ends], { flags: { cancel: true } })
    world.advance('2h')
    expect(lines(world, dag)).toEqual(['+1s here', `+3601s ${timeout}`])
    const other = world.create([{ name: 'A' }])
    world.advance('30m')
    world.engine.cancel(other)
    world.advance('2s')
    expect([other.state, world.logs(other, 1)]).toEqual(['FAILED', ['here', 'sub task cancelled']])
  })

  test('counts from the start of each attempt', () => {
    const world = new TestWorld({ takes: { A: '40m' }, fails: { A: 'boom' } })
    const dag = world.create([node('A')])
    world.advance('41m')
    delete world.script.fails['A']
    world.engine.retry(dag)
    world.advance('45m')
    expect([dag.state, world.logs(dag, 1).slice(-2)]).toEqual(['SUCCEED', ['run A', 'run A done']])
  })
})

describe('workers', () => {
  const running = (world: TestWorld): number[] => world.store.subTasks.filter(({ state }) => state === 'RUNNING').map(({ id }) => id)

  test('are eight; what more is READY starts when one is free, not at a tick', () => {
    const world = new TestWorld({ takes: { A: '2400ms', 'A@3': '1200ms' } })
    const dag = world.create([node('A', { agents: 10 })])
    world.advance('1s')
    expect([running(world), world.store.queue, world.store.busy]).toEqual([[1, 2, 3, 4, 5, 6, 7, 8], [9, 10], 8])
    world.advance('1200ms')
    expect([running(world), world.store.queue]).toEqual([[1, 2, 4, 5, 6, 7, 8, 9], [10]])
    expect(world.at(world.subTask(dag, 1, 9).startTime)).toBe('+2.2s')
    world.advance('10s')
    expect(world.store.subTasks.map((subTask) => world.times(subTask))).toEqual([
      '+1s +3.4s', '+1s +3.4s', '+1s +2.2s', ...Array.from({ length: 5 }, () => '+1s +3.4s'), '+2.2s +4.6s', '+3.4s +5.8s',
    ])
    expect([dag.state, world.times(dag), world.store.busy]).toEqual(['SUCCEED', '+1s +6s', 0])
  })

  test('are not held by bodies that end at once', () => {
    const world = new TestWorld()
    const dag = world.create([node('A', { agents: 20 })])
    world.advance('1s')
    expect(world.store.subTasks.every(({ state, executeTimes }) => state === 'SUCCEED' && executeTimes === 1)).toBe(true)
    world.advance('1s')
    expect(dag.state).toBe('SUCCEED')
  })

  test('serve all DAGs of the agent in the order in which these asked', () => {
    const world = new TestWorld({ takes: { A: '5s', B: '5s' } })
    world.create([node('A', { agents: 7 })])
    world.create([node('B', { agents: 3 })])
    world.create([node('C')])
    world.advance('1s')
    expect([running(world), world.store.queue]).toEqual([[1, 2, 3, 4, 5, 6, 7, 8], [9, 10, 11]])
    world.advance('5s')
    expect(world.subTask(world.store.dags[2]!, 1).state).toBe('SUCCEED')
    expect(running(world)).toEqual([9, 10])
  })

  test('are set free by a CANCEL for those who wait', () => {
    const world = new TestWorld({ takes: { A: '1h' } })
    const dag = world.create([node('A', { agents: 8 })])
    const other = world.create([node('B')])
    world.advance('2s')
    expect(world.subTask(other, 1).state).toBe('READY')
    world.engine.cancel(dag)
    world.advance('1s')
    expect([world.subTask(other, 1).state, world.times(world.subTask(other, 1))]).toEqual(['SUCCEED', '+3s +3s'])
  })
})

test('steps see the operator of their node: a retry shows there alone', () => {
  const see = log<Script>('see', ({ nodeOperator, subTask }) => `${nodeOperator} ${subTask.operator}`)
  const [world, dag] = run([see, effect('fail', ({ subTask }) => (subTask.executeTimes === 1 ? { fail: coded('Common.Unexpected') } : undefined))], { rollback: [see] })
  world.advance('2s')
  world.engine.retry(dag)
  world.advance('2s')
  expect(world.logs(dag, 1)).toEqual(['RUN RUN', 'ERROR: [Common.Unexpected]: ', 'RETRY ROLLBACK', 'RETRY RUN'])
})

test('steps see the world, their sub-task and whether they go on after a restart', () => {
  const seen: unknown[] = []
  const [world, dag] = run([effect('look', (context: StepContext<Script>) => {
    seen.push([context.world === world.script, context.subTask === world.subTask(dag, 1), context.continued])
    return context.continued ? undefined : { again: micros.s }
  })])
  world.advance('1s')
  world.restart()
  expect(seen).toEqual([[true, true, false], [true, true, true]])
})
