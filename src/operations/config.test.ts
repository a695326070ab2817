import { describe, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { createZone, micros } from '../clock/index.ts'
import { addFollower, becomeFollower, becomeMaster, noOceanBase, ownToken, type Agent } from '../cluster/index.ts'
import { newAgent } from '../cluster/testing/agent.ts'
import { createPorts, KeyRing } from '../dispatch/index.ts'
import { encodeBase64, encryptChunks } from '../protocol/index.ts'
import { Simulation } from '../simulation.ts'

const keys = new KeyRing(1)

/** A MASTER and two FOLLOWERs, built without encryption: no credential is asked for, so followers answer for themselves. */
function cluster(observer: Agent['observer'] = { version: '4.2.1.0-1', start: 'ok' }) {
  const [a, b, c] = ['a', 'b', 'c'].map((name, index) => newAgent({
    name, ip: `10.10.10.${index + 1}`, home: `/home/${name}`, observer, ob: noOceanBase(`/home/${name}`), firstToken: `token of ${name}`,
  })) as [Agent, Agent, Agent]
  becomeMaster(a, 'zone1', 'a#1')
  for (const agent of [b, c]) {
    becomeFollower(agent, `zone of ${agent.name}`, { ip: a.ip, port: a.port, zone: 'zone1', version: '4.5.0.0-1' }, `${agent.name}#1`)
    addFollower(a, { ip: agent.ip, port: agent.port, zone: agent.zone, version: '4.5.0.0-1', homePath: agent.home, os: 'linux', architecture: 'x86_64', publicKey: `${agent.name}#1` })
    a.tokens[`${agent.ip}:${agent.port}`] = ownToken(agent)
  }
  const world = new Simulation({
    seed: 1, start: 1_700_000_000 * micros.s, mode: { mode: 'manual' }, zone: createZone('UTC')!, addressing: 'strict', encryption: false, tls: false,
    auth: { clock: 'ignore', skew: 0 },
  }, [a, b, c], { ...createPorts(keys), act: () => null })
  const app = createApp({ world: () => world, keys, wallMicros: () => 0, bug: (error) => { throw error } })
  const ask = (name: string, method: string, target: string, body?: unknown): { status: number; data?: unknown; error?: { errCode: string; message: string } } => {
    const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body))
    const response = app(name, {
      method, target, headers: ['Content-Type', 'application/json'], body: bytes, bodyLength: body === undefined ? 'none' : 'length', bodyError: null, remote: '127.0.0.1:1',
    })
    return JSON.parse(response.body) as ReturnType<typeof ask>
  }
  /** The refusal in short, `null` before it where it comes with data. */
  const refusal = (name: string, method: string, target: string, body?: unknown): string => {
    const { data, error } = ask(name, method, target, body)
    return `${data === null ? 'null ' : ''}${error?.errCode}: ${error?.message}`
  }
  return { world, a, b, c, ask, refusal }
}

const scope = { type: 'GLOBAL' }
const illegal = 'Common.IllegalArgument: The input parameter \'observerConfig\' is illegal:'

describe('observer/config', () => {
  test.each([
    ['no setting', { observerConfig: {}, scope: { type: 'x' } }, `${illegal} config is empty`],
    ['a denied setting, before the scope is looked at', { observerConfig: { devname: 'x', zone: 'x' }, scope: { type: 'x' } }, `${illegal} config zone is not allowed to set`],
    ['a scope', { observerConfig: { a: '1', mysql_port: '1', mysqlPort: '2' }, scope: { type: 'x' } }, 'OB.Cluster.Scope.Invalid: Scope \'X\' is invalid'],
    ['two ports', { observerConfig: { mysql_port: '1', mysqlPort: '2' }, scope }, `null ${illegal} You cannot set both mysql_port and mysqlPort, use mysql_port instead.`],
  ])('refuses %s', (_what, body, said) => {
    const { refusal } = cluster()
    expect(refusal('a', 'PUT', '/api/v1/observer/config', body)).toBe(said)
    expect(refusal('a', 'POST', '/api/v1/observer/config', body)).toBe(said)
  })

  test('takes an older name for a newer one', () => {
    const { world, a, ask } = cluster()
    ask('a', 'PUT', '/api/v1/observer/config', { observerConfig: { rpcPort: '1', mysql_port: '2', mysqlPort: '2' }, scope })
    world.advanceBy(3 * micros.s)
    expect(Object.entries(a.ob.configs.global).map(([name, { value }]) => [name, value])).toEqual([['mysql_port', '2'], ['rpc_port', '1']])
  })

  test('is handed on by a FOLLOWER, and set by the MASTER for zones and servers, each once', () => {
    const { world, a, b, ask } = cluster()
    ask('b', 'PUT', '/api/v1/observer/config', { observerConfig: { x: '1' }, scope: { type: 'zone', target: ['zone1', 'zone of b', 'zone1'] } })
    world.advanceBy(3 * micros.s)
    ask('a', 'PUT', '/api/v1/observer/config', { observerConfig: { x: '1' }, scope: { type: 'SERVER', target: ['10.10.10.2', '10.10.10.3:2886'] } })
    world.advanceBy(3 * micros.s)
    expect([Object.keys(a.ob.configs.zones), Object.keys(a.ob.configs.servers)]).toEqual([['zone1', 'zone of b'], ['10.10.10.2:2886', '10.10.10.3:2886']])
    expect(b.ob.configs).toEqual(noOceanBase('').configs)
  })
})

describe('obcluster/config', () => {
  test.each([
    ['no id', { clusterName: 'c' }, 'OB.Cluster.Id.Invalid: Cluster ID is invalid'],
    ['a negative id', { clusterId: -1 }, 'OB.Cluster.Id.Invalid: Cluster ID is invalid'],
    ['no name', { clusterId: 1, clusterName: '' }, 'OB.Cluster.Name.Empty: Cluster name is empty'],
  ])('refuses %s', (_what, body, said) => {
    expect(cluster().refusal('a', 'PUT', '/api/v1/obcluster/config', body)).toBe(said)
  })

  test('is shown by /ob/info of any agent, when its DAG has run', () => {
    const { world, ask } = cluster()
    const info = (name: string): unknown => (ask(name, 'GET', '/api/v1/ob/info').data as { obcluster_info: unknown }).obcluster_info
    ask('a', 'POST', '/api/v1/obcluster/config', { clusterId: 12, clusterName: 'obc' })
    expect(info('a')).toMatchObject({ id: 0, name: '' })
    world.advanceBy(micros.s)
    expect([info('a'), info('c')]).toEqual(Array(2).fill({ id: 12, name: 'obc', version: '', topology: null, is_shared_storage: false }))
  })

  test('takes a root password in clear, or a long one encrypted for this agent, or as it stands', () => {
    const { world, a, ask } = cluster()
    const encrypted = encryptChunks(keys.publicKey(a), Buffer.from('secret'), 53, () => 1)
    const sealed = encrypted.ok ? encodeBase64(encrypted.bytes) : ''
    for (const [given, meant] of [['r', 'r'], [sealed, 'secret'], ['x'.repeat(172), 'x'.repeat(172)], ['', '']] as const) {
      ask('a', 'PUT', '/api/v1/obcluster/config', { clusterId: 1, clusterName: 'c', rootPwd: given })
      world.advanceBy(3 * micros.s)
      expect(a.rootPassword).toBe(meant)
    }
  })
})

describe.each([['/api/v1/observer/config', { observerConfig: { a: '1' }, scope }], ['/api/v1/obcluster/config', { clusterId: 1, clusterName: 'c' }], ['/api/v1/ob/init', {}]])('%s', (target, body) => {
  test('names the agent that is busy, with data null', () => {
    const { refusal, ask } = cluster()
    ask('a', 'POST', '/api/v1/ob/init', {})
    expect(refusal('a', 'POST', target, body)).toMatch(/^null Agent\.UnderMaintenance: Create task '.*' failed: 10\.10\.10\.1:2886 is under maintenance$/)
  })

  test('is no business of a SINGLE agent, nor of one in a cluster', () => {
    const { a, refusal } = cluster()
    a.identity = 'SINGLE'
    expect(refusal('a', 'POST', target, body)).toBe('Agent.Identify.NotSupportOperation: \'10.10.10.1:2886\' is \'SINGLE\', instead of \'MASTER or FOLLOWER\', does not support this operation')
    a.identity = 'CLUSTER AGENT'
    expect(refusal('a', 'POST', target, body)).toBe('OB.Cluster.AlreadyInitialized: Cluster has already been initialized')
  })

  test('asks a FOLLOWER for its master', () => {
    const { b, refusal } = cluster()
    b.table = []
    expect(refusal('b', 'POST', target, body)).toMatch(/^Agent\.NoMaster: /)
  })
})

describe('a FOLLOWER', () => {
  test('does its part of init in DAGs of its own, one after the other', () => {
    const { world, ask } = cluster({ version: '4.2.1.0-1', start: { exits: 1, prints: 'no disk\n' } })
    ask('a', 'PUT', '/api/v1/obcluster/config', { clusterId: 1, clusterName: 'c' })
    world.advanceBy(3 * micros.s)
    const init = ask('a', 'POST', '/api/v1/ob/init', {}).data as { id: string }
    world.advanceBy(20 * micros.s)
    const dags = (name: string): string[] => (ask(name, 'GET', '/api/v1/task/dags/agent?show_details=false').data as { contents: { name: string; state: string; operator: string }[] })
      .contents.map((dag) => `${dag.name} ${dag.state}/${dag.operator}`)
    expect([dags('a').at(-1), dags('b')]).toEqual(['Initialize cluster FAILED/RUN', ['Create observer workdir SUCCEED/RUN', 'Start observer FAILED/RUN']])
    ask('c', 'POST', `/api/v1/task/dag/${init.id}`, { operator: 'ROLLBACK' })
    world.advanceBy(20 * micros.s)
    expect([dags('a').at(-1), dags('c')]).toEqual(['Initialize cluster SUCCEED/ROLLBACK', [
      'Create observer workdir SUCCEED/RUN', 'Start observer SUCCEED/ROLLBACK', 'Destroy observer workdir SUCCEED/RUN',
    ]])
  })

  test('whose observer hangs keeps its master waiting, and settling ends there', () => {
    const { world, b, ask } = cluster()
    b.observer = { version: '4.2.1.0-1', start: 'hangs' }
    ask('a', 'PUT', '/api/v1/obcluster/config', { clusterId: 1, clusterName: 'c' })
    world.settle()
    const before = world.now()
    ask('a', 'POST', '/api/v1/ob/init', {})
    world.settle()
    expect(world.now() - before).toBeLessThan(60 * micros.s)
    const dag = world.tasks(world.agent('a')!).dags.at(-1)!
    expect([dag.name, dag.state, dag.stage]).toEqual(['Initialize cluster', 'RUNNING', 3])
    world.settle()
    world.advanceBy(3700 * micros.s)
    world.settle()
    expect(dag.state).toBe('FAILED')
  })

  test('makes directories only for its master, and all of them', () => {
    const { refusal, a } = cluster()
    expect(refusal('a', 'POST', '/rpc/v1/ob/deploy', { dirs: {} })).toBe(`Agent.Identify.NotSupportOperation: '10.10.10.1:2886' is '${a.identity}', instead of 'FOLLOWER', does not support this operation`)
    expect(refusal('b', 'POST', '/rpc/v1/ob/deploy', { dirs: { homePath: '/home/b' } })).toBe('Common.IllegalArgument: The input parameter \'dirs\' is illegal: dir \'data_dir\' unset')
    expect(refusal('b', 'POST', '/rpc/v1/ob/start', {})).toMatch(/^Common\.BindJsonFailed: /)
  })

  test('asked for itself removes itself', () => {
    const { world, b, ask } = cluster()
    const { data } = ask('b', 'POST', '/api/v1/agent/remove', { ip: b.ip, port: b.port })
    expect(data).toMatchObject({ name: 'Follower remove self', max_stage: 2 })
    world.settle()
    expect([b.identity, world.agent('a')!.table.map(({ ip }) => ip)]).toEqual(['SINGLE', ['10.10.10.1', '10.10.10.3']])
  })
})
