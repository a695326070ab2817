import { describe, expect, test } from 'vitest'
import { addFollower, setClusterConfig, setObserverConfig } from '../cluster/index.ts'
import { nodesOf, subTasksOf } from '../task/index.ts'
import { initializeCluster } from './initialize-cluster.ts'
import { LoneAgent } from './testing/lone-agent.ts'

const follower = {
  ip: '10.10.10.2', port: 2886, zone: 'zone2', version: '4.5.0.0-1', homePath: '/home/b', os: 'linux', architecture: 'x86_64', publicKey: 'b#1',
}

/** A MASTER that has run `Integrate config`: its log, and what it left for the nodes to come. */
function integrated(prepare: (lone: LoneAgent) => void = () => undefined) {
  const lone = LoneAgent.master()
  addFollower(lone.agent, follower)
  prepare(lone)
  const dag = lone.run(initializeCluster(lone.agent, { createsUser: false, importsScript: false }), 1)
  return { log: lone.logs(dag), left: subTasksOf(lone.store, nodesOf(lone.store, dag)[0]!)[0]!.data }
}

const row = '10.10.10.1:2886:{10.10.10.1 2886 MASTER 4.5.0.0-1 linux x86_64 zone1 0 0 /home/admin/oceanbase key of a#1}'

describe('Integrate config', () => {
  test('says what it looks at, as recorded', () => {
    expect(integrated().log).toEqual([
      'get all agents',
      `agents: map[${row} 10.10.10.2:2886:{10.10.10.2 2886 FOLLOWER 4.5.0.0-1 linux x86_64 zone2 0 0 /home/b key of b#1}]`,
      'get global config', 'init all zone config',
      'build zone1 zone config', 'merge zone1 zone config', 'build zone2 zone config', 'merge zone2 zone config',
      'Integrating 10.10.10.1:2886 agent config', 'get 10.10.10.1:2886 agent config', 'merge 10.10.10.1:2886 agent config', 'fill 10.10.10.1:2886 agent config',
      'Integrating 10.10.10.2:2886 agent config', 'get 10.10.10.2:2886 agent config', 'merge 10.10.10.2:2886 agent config', 'fill 10.10.10.2:2886 agent config',
      'setting bootstrap config',
    ])
  })

  test('mentions a root password only if it is not empty', () => {
    const withPassword = (rootPassword: string) => integrated(({ agent, clock }) => {
      setClusterConfig(agent.ob.configs, { id: '1', name: 'obc', rootPassword, rsList: null }, clock.now())
    }).log.includes('set root password')
    expect([withPassword(''), withPassword('r')]).toEqual([false, true])
  })

  test('leaves each observer its settings, the later of two scopes first, and its directories', () => {
    const { left } = integrated(({ agent: { ob: { configs } } }) => {
      setClusterConfig(configs, { id: '1', name: 'obc', rootPassword: 'r', rsList: null }, 1)
      setObserverConfig(configs, { type: 'SERVER', servers: [{ ip: '10.10.10.2', port: 2886 }] }, { a: 'server', b: 'server' }, 2)
      setObserverConfig(configs, { type: 'ZONE', zones: ['zone2'] }, { a: 'zone', data_dir: '/data' }, 3)
      setObserverConfig(configs, { type: 'GLOBAL' }, { b: 'global', mysql_port: '3881' }, 1)
    })
    expect(left['config@10.10.10.2:2886']).toEqual({
      a: 'zone', b: 'server', mysql_port: '3881', rpc_port: '2882', cluster: 'obc', cluster_id: '1', zone: 'zone2',
    })
    expect(left['dirs@10.10.10.2:2886']).toEqual({
      homePath: '/home/b', data_dir: '/data', redo_dir: '/data', clog_dir: '/data/clog', slog_dir: '/data/slog',
    })
    expect(left['config@10.10.10.1:2886']).toEqual({ b: 'global', mysql_port: '3881', rpc_port: '2882', cluster: 'obc', cluster_id: '1', zone: 'zone1' })
  })

  test.each(['x', '1024', '65536'])('fails on port %s', (port) => {
    const { log } = integrated(({ agent }) => setObserverConfig(agent.ob.configs, { type: 'GLOBAL' }, { rpc_port: port }, 1))
    expect(log.at(-1)).toBe(`ERROR: Common.InvalidPort ${port}`)
  })

  test('fails on a list of root servers that does not fit, and looks at it here first', () => {
    const { log } = integrated(({ agent }) => setClusterConfig(agent.ob.configs, { id: '1', name: 'obc', rootPassword: null, rsList: 'not:checked' }, 1))
    expect(log.slice(-4)).toEqual([
      'rsList has set, check it', 'check rsList config: [not:checked]', 'rsServer: not:checked is IPv4 address',
      'ERROR: OB.Parameter.RsList.Invalid not:checked not:checked',
    ])
  })
})
