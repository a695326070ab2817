import { describe, expect, test } from 'vitest'
import { effect, hang, log, wait, type Bodies } from './steps.ts'
import { TestWorld, type Script } from './testing/world.ts'

/** A body that hangs, one that waits for it, and one that tells the operator of its node. */
const bodies: Bodies<Script> = {
  hangs: { flags: { cancel: true }, run: [log('before', 'before'), hang('stuck'), log('after', 'after')] },
  waits: { flags: {}, run: [wait('a moment', 1_000_000, ({ memory }) => memory['vain'] === true), effect('again', ({ memory }) => ((memory['vain'] = true), { goto: 'a moment' }))] },
  tells: { flags: { retry: true }, run: [log('operator', ({ nodeOperator }) => nodeOperator), effect('fail', () => ({ fail: { kind: 'plain', text: 'no' } }))] },
}

function world(body: string) {
  const agent = new TestWorld({ bodies })
  return { agent, dag: agent.create([{ name: 'work', body }]) }
}

describe('a body that hangs', () => {
  test('goes no further, and is no work', () => {
    const { agent, dag } = world('hangs')
    expect(agent.engine.hasWork()).toBe(true)
    agent.advance('10m')
    expect([dag.state, agent.logs(dag, 1), agent.engine.hasWork(), agent.engine.goesOn(dag)]).toEqual(['RUNNING', ['before'], false, false])
  })

  test('is ended by its time limit', () => {
    const { agent, dag } = world('hangs')
    agent.advance('1h2s')
    expect([dag.state, agent.logs(dag, 1).at(-1)]).toEqual(['FAILED', 'ERROR: task 1 timeout'])
  })

  test('is ended by CANCEL, which is work', () => {
    const { agent, dag } = world('hangs')
    agent.advance('10s')
    agent.engine.cancel(dag)
    expect(agent.engine.hasWork()).toBe(true)
    agent.advance('2s')
    expect([dag.state, agent.logs(dag, 1), agent.engine.hasWork()]).toEqual(['FAILED', ['before', 'sub task cancelled'], false])
  })

  test('in every worker leaves none to what is READY: that is no work either, until one is ended', () => {
    const { agent, dag } = world('hangs')
    for (let other = 1; other < 8; other++) agent.create([{ name: 'work', body: 'hangs' }])
    agent.advance('10s')
    const waiting = (state: string): string => `RUNNING/RUN 1/1 | work RUNNING/RUN: ${state}/RUN x1`
    const ninth = agent.create([{ name: 'work', body: 'waits' }])
    agent.advance('10s')
    expect([agent.look(ninth), agent.engine.goesOn(ninth), agent.engine.hasWork()]).toEqual([waiting('READY'), false, false])
    agent.engine.cancel(dag)
    agent.advance('1s')
    expect([agent.look(ninth), agent.engine.goesOn(ninth)]).toEqual([waiting('RUNNING'), true])
  })

  test('beside one that goes on leaves work', () => {
    const { agent } = world('hangs')
    agent.advance('10s')
    agent.create([{ name: 'work', body: 'waits' }])
    expect(agent.engine.hasWork()).toBe(true)
  })
})

describe('what a body has left for others', () => {
  const leaves: Bodies<Script> = {
    leaves: { flags: { cancel: true, continue: true }, run: [effect('leave', ({ subTask, continued }) => void (subTask.data['left'] = continued ? 'again' : 'once')), hang('stuck')] },
  }
  const begun = () => {
    const agent = new TestWorld({ bodies: leaves })
    const dag = agent.create([{ name: 'work', body: 'leaves' }])
    agent.advance('3s')
    return { agent, dag, left: () => agent.subTask(dag, 1).data }
  }

  test('is lost when it is cancelled', () => {
    const { agent, dag, left } = begun()
    expect(left()).toEqual({ left: 'once' })
    agent.engine.cancel(dag)
    agent.advance('3s')
    expect([dag.state, left()]).toEqual(['FAILED', {}])
  })

  test('is lost with the process, and left anew where it goes on', () => {
    const { agent, left } = begun()
    agent.restart()
    expect(left()).toEqual({ left: 'again' })
  })
})

test('a body that waits is work until it waits in vain', () => {
  const { agent, dag } = world('waits')
  agent.advance('1500ms')
  expect(agent.engine.hasWork()).toBe(true)
  agent.advance('1s')
  expect([dag.state, agent.engine.hasWork()]).toEqual(['RUNNING', false])
})

test('a body is told the operator of its node', () => {
  const { agent, dag } = world('tells')
  agent.advance('3s')
  agent.engine.retry(dag)
  agent.advance('5s')
  expect(agent.logs(dag, 1).filter((line) => !line.startsWith('ERROR'))).toEqual(['RUN', 'RETRY'])
})
