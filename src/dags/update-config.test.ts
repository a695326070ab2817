import { describe, expect, test } from 'vitest'
import { nodesOf, subTasksOf } from '../task/index.ts'
import { LoneAgent } from './testing/lone-agent.ts'
import { updateClusterConfig, updateObserverConfig } from './update-config.ts'

describe('Update cluster config', () => {
  test('sets the cluster and the root password inside its body, a tick before it succeeds, and logs nothing', () => {
    const lone = LoneAgent.master()
    const dag = lone.run(updateClusterConfig({ id: '1', name: 'obc', rootPassword: 'r', rsList: null }), 0)
    expect([lone.agent.rootPassword, lone.agent.ob.configs.cluster]).toEqual([null, {}])
    lone.advance(1)
    expect([dag.state, lone.agent.rootPassword, Object.keys(lone.agent.ob.configs.cluster)]).toEqual(['RUNNING', 'r', ['cluster_id', 'cluster', 'rootPwd']])
    lone.advance(1)
    expect([dag.state, lone.logs(dag)]).toEqual(['SUCCEED', []])
  })

  test('without a password leaves the one there is', () => {
    const lone = LoneAgent.master()
    lone.run(updateClusterConfig({ id: '1', name: 'obc', rootPassword: 'r', rsList: null }), 2)
    lone.run(updateClusterConfig({ id: '2', name: 'obc', rootPassword: null, rsList: null }), 2)
    expect([lone.agent.rootPassword, Object.keys(lone.agent.ob.configs.cluster)]).toEqual(['r', ['cluster_id', 'cluster']])
  })
})

describe('Update observer config', () => {
  test('sets what is given for its scope', () => {
    const lone = LoneAgent.master()
    const dag = lone.run(updateObserverConfig({ type: 'ZONE', zones: ['zone1'] }, { memory_limit: '6G' }), 2)
    expect([dag.state, lone.logs(dag)]).toEqual(['SUCCEED', []])
    expect(Object.entries(lone.agent.ob.configs.zones).map(([zone, rows]) => [zone, rows['memory_limit']?.value])).toEqual([['zone1', '6G']])
  })

  test('fails, and sets nothing, where one server is named by two texts', () => {
    const lone = LoneAgent.master()
    const server = { ip: '10.10.10.1', port: 2886 }
    const dag = lone.run(updateObserverConfig({ type: 'SERVER', servers: [server, server] }, { memory_limit: '6G' }), 2)
    expect([dag.state, lone.logs(dag), lone.agent.ob.configs.servers]).toEqual([
      'FAILED', ['ERROR: UNIQUE constraint failed: ob_server_config.name, ob_server_config.agent_ip, ob_server_config.agent_port'], {},
    ])
  })
})

test.each([
  ['cluster', updateClusterConfig({ id: '1', name: 'obc', rootPassword: null, rsList: null })],
  ['observer', updateObserverConfig({ type: 'GLOBAL' }, { a: '1' })],
])('both may be cancelled, continued and retried, and neither passed nor rolled back: %s', (_what, template) => {
  const lone = LoneAgent.master()
  const dag = lone.run(template, 0)
  const { flags } = subTasksOf(lone.store, nodesOf(lone.store, dag)[0]!)[0]!
  expect(flags).toEqual({ cancel: true, continue: true, pass: false, retry: true, rollback: false })
})
