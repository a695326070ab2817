import { describe, expect, test } from 'vitest'
import { wasStarted, type Observer } from '../cluster/index.ts'
import { startObserver, type ObserverConfig } from './start-observer.ts'
import { stopObserver } from './stop-observer.ts'
import { LoneAgent } from './testing/lone-agent.ts'

const config: ObserverConfig = { cluster: 'obc', cluster_id: '1', zone: 'zone1', mysql_port: '2881', rpc_port: '2882' }
const beginning = ['start observer', 'check if first start', 'generate start cmd']

function started(observer: Partial<Observer>, given: ObserverConfig = config, healthCheck = true, seconds = 4) {
  const lone = LoneAgent.master({ observer: { version: '4.2.1.0-1', start: 'ok', ...observer } })
  const dag = lone.run(startObserver(lone.agent, given, healthCheck), seconds)
  const logs = lone.logs(dag).map((line) => (line.startsWith('start cmd: ') ? 'start cmd' : line))
  return { lone, dag, logs }
}

describe('an observer that starts', () => {
  test('is well after two seconds; then its ports are known', () => {
    const { lone, dag, logs } = started({}, config, true, 3.5)
    expect(dag.state).toBe('RUNNING')
    expect(logs).toEqual([...beginning, 'start cmd', 'observer health check, retry [1/300]', 'update self OB port', 'update OB port in all_agent'])
    expect([lone.agent.ob.pid, lone.agent.ob.ports, wasStarted(lone.agent)]).toEqual([4711, { mysql: 2881, rpc: 2882 }, true])
    lone.advance(1)
    expect(dag.state).toBe('SUCCEED')
  })

  test('is not looked at again where nobody asked for that', () => {
    const { logs, dag } = started({}, config, false, 2)
    expect([dag.state, logs]).toEqual(['SUCCEED', [...beginning, 'start cmd', 'update self OB port', 'update OB port in all_agent']])
  })

  test('and dies at once fails its health check', () => {
    const { lone, dag } = started({}, config, true, 2)
    lone.agent.ob.pid = null
    lone.advance(3)
    expect([dag.state, lone.logs(dag).at(-1)]).toEqual(['FAILED', 'ERROR: observer health check failed: OB.Server.Process.NotExist'])
  })

  test('needs less when it was started before', () => {
    const { lone } = started({}, config, false, 2)
    const again = lone.run(startObserver(lone.agent, {}, false), 2)
    expect([again.state, lone.logs(again).slice(0, 4)]).toEqual(['SUCCEED', [
      'start observer', 'check if first start', 'not first start, skip require check', 'generate start cmd',
    ]])
  })
})

describe('an observer that does not start', () => {
  test.each(['cluster', 'cluster_id', 'zone', 'mysql_port', 'rpc_port'])('because %s is not set', (name) => {
    const rest = Object.fromEntries(Object.entries(config).filter(([key]) => key !== name))
    expect(started({}, rest).logs).toEqual(['start observer', 'check if first start', `ERROR: Common.Unexpected config ${name} is required`])
  })

  test('because a port is no number', () => {
    expect(started({}, { ...config, mysql_port: 'x' }).logs).toEqual(['start observer', 'ERROR: Common.InvalidPort x'])
  })

  test('because its process exits, says what it printed', () => {
    const { lone, logs } = started({ start: { exits: 3, prints: 'no disk\n' } })
    expect(logs).toEqual([...beginning, 'start cmd', 'ERROR: no disk\n: exit status 3'])
    expect([lone.agent.ob.pid, lone.agent.ob.ports]).toEqual([null, { mysql: 0, rpc: 0 }])
  })

  test('because its process exits without an error is missed by the health check', () => {
    expect(started({ start: { exits: 0, prints: '' } }).logs.at(-1)).toBe('ERROR: observer health check failed: OB.Server.Process.NotExist')
  })

  test('because there is no binary', () => {
    expect(started({ version: null }).logs.at(-1)).toMatch(/: exit status 127$/)
  })

  test('because it hangs in the foreground, until its hour is over', () => {
    const { lone, dag, logs } = started({ start: 'hangs' })
    expect([dag.state, logs, lone.engine.hasWork()]).toEqual(['RUNNING', [...beginning, 'start cmd'], false])
    lone.advance(3600)
    expect([dag.state, lone.logs(dag).at(-1)]).toEqual(['FAILED', 'ERROR: task 1 timeout'])
  })

  test('is cancelled with one line', () => {
    const { lone, dag } = started({ start: 'hangs' })
    lone.engine.cancel(dag)
    expect(lone.engine.hasWork()).toBe(true)
    lone.advance(2)
    expect([dag.state, dag.operator, lone.logs(dag).at(-1), lone.engine.hasWork()]).toEqual(['FAILED', 'CANCEL', 'sub task cancelled', false])
  })
})

describe('stopping', () => {
  test('an observer that runs takes five seconds', () => {
    const { lone } = started({}, config, false, 2)
    const dag = lone.run(stopObserver(), 6)
    expect(dag.state).toBe('RUNNING')
    lone.advance(2)
    expect([dag.state, lone.agent.ob.pid, lone.logs(dag)]).toEqual(['SUCCEED', null, [
      'Get observer Pid', 'Kill observer process 4711', 'Check observer process', 'Successfully killed the observer process',
    ]])
  })

  test('none takes no time, and the ports stay known', () => {
    const lone = LoneAgent.master()
    const dag = lone.run(stopObserver(), 2)
    expect([dag.state, lone.logs(dag)]).toEqual(['SUCCEED', ['Get observer Pid', 'Observer is not running']])
  })

  test('is what a rollback of the start does', () => {
    const { lone, dag } = started({ start: { exits: 1, prints: 'x' } })
    lone.engine.rollback(dag)
    lone.advance(2)
    expect([dag.state, dag.operator, lone.logs(dag).slice(-2)]).toEqual(['SUCCEED', 'ROLLBACK', ['Get observer Pid', 'Observer is not running']])
  })
})
