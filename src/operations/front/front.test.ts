import { describe, expect, test } from 'vitest'
import { createApp } from '../../app.ts'
import { createZone } from '../../clock/index.ts'
import { newAgent } from '../../cluster/testing/agent.ts'
import type { Agent } from '../../cluster/index.ts'
import { createPorts, KeyRing } from '../../dispatch/index.ts'
import { Simulation } from '../../simulation.ts'

/** What was answered, in short: `400 OB.Zone.NotExist: Zone 'z9' does not exist`, with `data` where it is there. */
function said(agent: Partial<Agent>, method: string, target: string, body?: unknown, type = 'application/json'): string {
  const keys = new KeyRing(1)
  const world = new Simulation({
    seed: 1, start: 1_700_000_000_000_000, mode: { mode: 'manual' }, zone: createZone('UTC')!, addressing: 'strict', encryption: false, tls: false,
    auth: { clock: 'ignore', skew: 0 },
  }, [newAgent(agent)], { ...createPorts(keys), act: () => null })
  const app = createApp({ world: () => world, keys, wallMicros: () => 0, bug: (error) => { throw error } })
  const bytes = Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body), 'latin1')
  const response = app('a', {
    method, target, headers: body === undefined ? [] : ['Content-Type', type], body: bytes,
    bodyLength: body === undefined ? 'none' : 'length', bodyError: null, remote: '127.0.0.1:1',
  })
  if (response.body === '') return String(response.status)
  const { data, error } = JSON.parse(response.body) as { data?: unknown; error?: { errCode: string; message: string } }
  const told = data === undefined ? '' : ` ${JSON.stringify(data)}`
  return `${response.status}${told}${error === undefined ? '' : ` ${error.errCode}: ${error.message}`}`
}

const single: Partial<Agent> = {}
const master: Partial<Agent> = {
  identity: 'MASTER', zone: 'zone1',
  table: ([['10.10.10.1', 'MASTER', 'zone1'], ['10.10.10.2', 'FOLLOWER', 'zone2']] as const).map(([ip, identity, zone]) => ({
    ip, port: 2886, identity, zone, version: '', homePath: '', os: '', architecture: '', publicKey: '',
  })),
}
const notCluster = (identity: string): string =>
  `Agent.Identify.NotSupportOperation: '10.10.10.1:2886' is '${identity}', instead of 'CLUSTER AGENT', does not support this operation`

describe('what a route requires (x-obshell-requires)', () => {
  test('an identity is asked for before a body is bound, or after, as the handler does', () => {
    expect(said(single, 'PATCH', '/api/v1/obcluster/parameters', { params: 1 })).toBe(`400 ${notCluster('SINGLE')}`)
    expect(said(master, 'GET', '/api/v1/tenants/overview')).toBe(`400 ${notCluster('MASTER')}`)
    expect(said(single, 'POST', '/api/v1/unit/config', { name: 'u', memory_size: '1G', max_cpu: '1' }))
      .toMatch(/^400 Common\.BindJsonFailed: /)
    expect(said(single, 'POST', '/api/v1/agent/upgrade', { version: '1', release: '1' })).toBe(`400 null ${notCluster('SINGLE')}`)
  })

  test('an OceanBase, or a tenant in it, that nobody holds is a 500, whatever the identity', () => {
    const held = 'Agent.OceanBase.NotHold: '
    expect(said(single, 'POST', '/api/v1/upgrade/params/backup')).toBe(`500 {"contents":null} ${held}Agent is not holding OceanBase`)
    expect(said(master, 'POST', '/api/v1/ob/upgrade/check', { version: '1', release: '1' })).toBe(`500 null ${held}Agent is not holding OceanBase`)
    expect(said(single, 'PUT', '/api/v1/tenant/a%20b/whitelist', '{')).toBe(`500 ${held}get tenant 'a b' info failed: Agent is not holding OceanBase`)
    expect(said(single, 'GET', '/api/v1/tenant//parameters')).toBe('400 OB.Tenant.Name.Empty: Tenant name is empty')
  })

  test('several identities are quoted as they stand', () => {
    expect(said(single, 'POST', '/rpc/v1/agent/sync-bin')).toBe(
      "400 Agent.Identify.NotSupportOperation: '10.10.10.1:2886' is 'SINGLE', instead of 'TAKE OVER MASTER or TAKE OVER FOLLOWER', does not support this operation",
    )
  })

  test('an agent that is what is asked for comes to the end of the model', () => {
    expect(said({ identity: 'CLUSTER AGENT' }, 'GET', '/api/v1/units/config')).toMatch(/^501 Simulator\.NotImplemented: Operation listUnitConfigs /)
  })
})

describe('start, stop, scale in', () => {
  const stop = (agent: Partial<Agent>, scope: unknown): string => said(agent, 'POST', '/api/v1/ob/stop', { scope })

  test.each([
    [{}, "400 OB.Cluster.Scope.Invalid: Scope '' is invalid"],
    [{ type: 'x' }, "400 OB.Cluster.Scope.Invalid: Scope 'X' is invalid"],
    [{ type: 'zone', target: [] }, "400 Common.IllegalArgument: The input parameter 'target' is illegal: target is empty"],
    [{ type: 'ZONE', target: ['zone2', 'z9'] }, "400 OB.Zone.NotExist: Zone 'z9' does not exist"],
    [{ type: 'SERVER', target: ['10.10.10.3'] }, "400 Agent.NotExist: Server '10.10.10.3' does not exist"],
    [{ type: 'SERVER', target: ['10.10.10.1:1024'] }, "400 Common.InvalidPort: The port '1024' is invalid, must be in [1024, 65535]"],
    [{ type: 'SERVER', target: ['1.2.3:2886'] }, "400 Common.InvalidIp: '1.2.3' is not a valid IP address"],
    [{ type: 'SERVER', target: ['1.2.3.4:1:2'] }, "400 Common.InvalidAddress: '1.2.3.4:1:2' is not a valid address"],
    [{ type: 'SERVER', target: ['zone1'] }, "400 Common.InvalidIp: 'e1' is not a valid IP address"],
    [{ type: 'SERVER', target: ['[::1]:80'] }, "400 Common.InvalidPort: The port '80' is invalid, must be in [1024, 65535]"],
    [{ type: 'SERVER', target: ['::ffff:102:304'] }, "400 Common.InvalidIp: '::ffff:102:304' is not a valid IP address"],
    [{ type: 'SERVER', target: ['xyz'] }, "400 Common.InvalidAddress: 'xyz' is not a valid address"],
    [{ type: 'SERVER', target: ['10.10.10.2', '10.10.10.1:2886'] }, `400 null ${notCluster('MASTER')}`],
  ])('a scope %j is judged by the agent’s table', (scope, answer) => {
    expect(stop(master, scope)).toBe(answer)
  })

  test('to start, an observer must have been started before; the identity does not matter', () => {
    expect(said(single, 'POST', '/api/v1/ob/start', { scope: { type: 'global' } })).toBe(
      '400 OB.Cluster.NotInitialized: Cluster has not been initialized, please initialize it first',
    )
  })

  test('an agent in no cluster need not leave it, and none can throw itself out', () => {
    const leave = (agent: Partial<Agent>, ip: string): string => said(agent, 'DELETE', '/api/v1/observer', { agent_info: { ip, port: 2886 } })
    expect(leave(single, '10.10.10.1')).toBe('204')
    expect(leave(master, '10.10.10.1')).toBe('400 OB.Server.DeleteSelf: Cannot delete the current server')
    expect(leave(single, '10.10.10.2')).toBe(`400 ${notCluster('SINGLE')}`)
  })
})

describe('tenants', () => {
  test('a tenant without a name is refused before the identity is', () => {
    expect(said(single, 'POST', '/api/v1/tenant', { name: '', zone_list: [] })).toBe('400 OB.Tenant.Name.Empty: Tenant name is empty')
    expect(said(single, 'POST', '/api/v1/tenant', { name: 'a b', zone_list: [] })).toBe(`400 ${notCluster('SINGLE')}`)
    expect(said(single, 'GET', '/api/v1/tenant/t1')).toBe("500 null Agent.OceanBase.NotHold: Get tenant 't1' failed.: Agent is not holding OceanBase")
  })

  const notHeld = '500 {"contents":null} Agent.OceanBase.NotHold: Agent is not holding OceanBase'
  test.each([
    ['top-compactions', notHeld],
    ['top-compactions?limit=-1', notHeld],
    ['top-compactions?limit=1;x', notHeld],
    ['top-compactions?limit=%zz', notHeld],
    ['top-compactions?limit=9223372036854775808', "400 Request.Query.Param.Illegal: Query parameter 'limit' is illegal"],
    ['top-slow-sqls?limit=x', "400 Request.Query.Param.Illegal: Query parameter 'limit' is illegal"],
    ['top-slow-sqls?end_time=x', "400 Request.Query.Param.Empty: Query parameter 'start_time' is empty"],
    ['top-slow-sqls?start_time=2024-01-01T00:00:00Z&end_time=2024-02-30T00:00:00Z', "400 Request.Query.Param.Illegal: Query parameter 'end_time' is illegal"],
    ['top-slow-sqls?start_time=2024-01-01T0:00:00Z&end_time=2024-01-01T00:00:00%2B08:00', notHeld],
  ])('%s', (target, answer) => {
    expect(said(single, 'GET', `/api/v1/tenant/${target}`)).toBe(answer)
  })
})

test.each([
  [{}, '500 null Agent.OceanBase.NotHold: check host in all_agent failed: get ocs instance failed: Agent is not holding OceanBase'],
  [{ target_type: 'VM' }, '400 null Credential.TargetType.NotSupported: Unsupported target_type, currently only supports HOST'],
  [{ targets: [] }, '400 null Common.IllegalArgument: Illegal argument: targets list cannot be empty'],
  [{ targets: [{ ip: '1.1.1.1', port: 65536 }, { ip: 'x' }] }, "400 null Credential.SSH.InvalidPort: The SSH port '65536' is invalid, must be in [1, 65535]"],
  [{ targets: [{ ip: '::1%eth0' }] }, "400 null Common.InvalidIp: '::1%!e(MISSING)th0' is not a valid IP address"],
  [{ type: 'KEY' }, '400 null Credential.AuthType.NotSupported: Unsupported authentication type, currently only supports PASSWORD'],
])('a credential %j is judged on any agent', (given, answer) => {
  const { target_type, ...property } = { target_type: 'HOST', targets: [{ ip: '10.10.10.1' }], username: 'u', type: 'PASSWORD', passphrase: '', ...given }
  expect(said(single, 'POST', '/api/v1/security/credential', { target_type, name: 'c', ssh_credential_property: property })).toBe(answer)
})

describe('what others watch over', () => {
  const key = 'Failed to get config: prometheus_config, '
  const inner = 'Get oceanbase instance failed: Agent is not holding OceanBase'

  test('a configuration that nobody can look up is told of once by each who asks', () => {
    expect(said(single, 'GET', '/api/v1/system/external/prometheus')).toBe(`500 Agent.OceanBase.NotHold: ${key}${inner}: ${inner}`)
    const twice = `${key}${key}${inner}: ${inner}: ${key}${inner}: ${inner}`
    expect(said(single, 'POST', '/api/v1/alarm/rules', {}))
      .toBe(`500 {"contents":null} Agent.OceanBase.NotHold: Failed to create Alertmanager/Prometheus client: ${twice}`)
    expect(said(single, 'GET', '/api/v1/alarm/rule/r'))
      .toBe(`500 null Agent.OceanBase.NotHold: Query alarm failed: Failed to create Alertmanager/Prometheus client: ${twice}`)
  })

  test.each([
    ['', 'Get "/-/ready": unsupported protocol scheme ""'],
    ['http://127.0.0.1:9//', 'Get "http://127.0.0.1:9/-/ready": dial tcp 127.0.0.1:9: connect: connection refused'],
    ['https://10.10.10.1:2886', 'Get "https://10.10.10.1:2886/-/ready": http: server gave HTTP response to HTTPS client'],
  ])('an address %j is tried', (address, error) => {
    expect(said(single, 'PUT', '/api/v1/system/external/alertmanager', { address }))
      .toBe(`500 External.Component.Not.Ready: external component alertmanager not ready: ${error}`)
  })

  test('an agent that answers is no Prometheus', () => {
    expect(said(single, 'PUT', '/api/v1/system/external/prometheus', { address: 'http://10.10.10.1:2886' }))
      .toBe('500 External.Component.Not.Ready: external component prometheus not ready')
  })

  test.each([
    [[{ type: 'unknown' }, { type: 'obcluster' }], "400 null Alarm.Silencer.UnknownInstanceType: Unknown instance type 'unknown' in silencer"],
    [[{ type: 'obcluster', obcluster: 'a' }, { type: 'observer' }], '400 null Alarm.Silencer.InstanceTypeMismatch: All instances in silencer should belong to one type'],
    [[{ type: 'obzone', obcluster: 'a' }, { type: 'obzone' }], '400 null Alarm.Silencer.OBClusterMismatch: All instances in silencer should belong to one obcluster'],
  ])('a silencer of %j is refused', (instances, answer) => {
    const body = { comment: 'c', created_by: 'u', starts_at: 1, ends_at: 1, instances, rules: ['r'], matchers: [] }
    expect(said(single, 'PUT', '/api/v1/alarm/silencer', body)).toBe(answer)
  })

  test('metrics need a scope, and without a Prometheus there are no series', () => {
    expect(said(single, 'GET', '/api/v1/metrics?scope=obcluster')).toBe('400 Common.BadRequest: Bad request: invalid scope')
    expect(said(single, 'GET', '/api/v1/metrics?scope=OBPROXY')).toMatch(/^501 /)
    expect(said(single, 'POST', '/api/v1/metrics/query', { metrics: ['x'] })).toBe('200 {"contents":[]}')
    expect(said(single, 'POST', '/api/v1/metrics/query?a;b', '{}', 'text/plain')).toBe('400 Common.BindJsonFailed: Bind JSON failed: invalid semicolon separator in query')
  })
})

describe('what the host lacks', () => {
  test('ob_admin and a module of Python', () => {
    expect(said(single, 'GET', '/api/v1/restore/windows', { data_backup_uri: 'x' })).toBe('500 null Environment.WithoutObAdmin: Please check if ob_admin is installed')
    expect(said(single, 'POST', '/api/v1/upgrade/env/check')).toBe("500 Environment.WithoutModule: Please check if Python module 'mysql.connector' is installed")
  })
})

describe('among agents', () => {
  test('no maintainer is a maintainer with nothing in it', () => {
    expect(said(single, 'GET', '/rpc/v1/maintainer')).toBe(
      '500 {"MaintainerInfo":{"Id":0,"AgentIp":"","AgentPort":0,"Counter":0,"AgentTime":0,"ActiveTime":"0001-01-01T00:00:00Z"},'
      + '"LifeTime":0,"LastUpdateTime":"0001-01-01T00:00:00Z","ExpirationTime":"0001-01-01T00:00:00Z"} '
      + 'Agent.Coordinator.NotInitialized: Coordinator is not initialized',
    )
  })

  test('to scale out locally an agent must be SINGLE, though the refusal says otherwise, and be told its own home', () => {
    const body = {
      agentInfo: { ip: '1.1.1.1', port: 1 }, obConfigs: { k: 'x' }, zone: 'x', allAgents: [{ ip: '1.1.1.1', port: 1 }], coordinateDagId: 'x', rootPwd: 'x', uuid: 'x',
      paramExpectDeployNextStage: 1, paramExpectStartNextStage: 1, paramExpectRollbackNextStage: 1, dirs: { homePath: '/elsewhere' },
    }
    expect(said(master, 'POST', '/rpc/v1/ob/scale_out', body)).toBe(`400 null ${notCluster('MASTER')}`)
    expect(said(single, 'POST', '/rpc/v1/ob/scale_out', body)).toBe('400 null Common.IllegalArgument: Illegal argument: homePath in dirs')
  })

  test('a task is cancelled in silence, and one of the cluster cannot be looked up', () => {
    const task = { task_id: 7, name: 'x', state: 1, operator: 1, execute_times: 1, executer_agent: { ip: '1.1.1.1', port: 1 } }
    expect(said(single, 'DELETE', '/rpc/v1/task/sub_task', task)).toBe('200')
    expect(said(single, 'PATCH', '/rpc/v1/task/sub_task', task)).toBe('500 Agent.OceanBase.NotHold: Agent is not holding OceanBase')
    expect(said(single, 'DELETE', '/rpc/v1/task/sub_task', '{')).toBe('500 Common.Unexpected: unexpected EOF')
  })
})

describe('obproxy and packages', () => {
  const form = (content: string): string => `--B\r\nContent-Disposition: form-data; name="file"; filename="a.rpm"\r\n\r\n${content}\r\n--B--\r\n`
  const upload = (content: string): string => said(single, 'POST', '/api/v1/obproxy/package', form(content), 'multipart/form-data; boundary=B')
  const lead = (version: number, signature: number): string => `\xed\xab\xee\xdb${String.fromCharCode(version)}\0${'\0'.repeat(72)}\0${String.fromCharCode(signature)}${'\0'.repeat(16)}`

  test('an agent without an obproxy has none to stop, and nothing to delete', () => {
    expect(said(single, 'POST', '/api/v1/obproxy/stop')).toBe('400 null OBProxy.NotBeManaged: This is not an OBProxy agent')
    expect(said(single, 'DELETE', '/api/v1/obproxy')).toBe('204')
    expect(said(single, 'POST', '/api/v1/obproxy', { home_path: '/nope' })).toBe("400 null Common.PathNotExist: invalid obproxy home path: '/nope' does not exist")
    expect(said(single, 'POST', '/api/v1/obproxy', { home_path: '/home/admin' })).toMatch(/^501 /)
  })

  test('a file that is no package is told by its first bytes', () => {
    expect(upload('')).toBe('500 null Common.Unexpected: EOF')
    expect(upload('x')).toBe('500 null Common.Unexpected: unexpected EOF')
    expect(upload('x'.repeat(96))).toBe('500 null Common.Unexpected: rpm: invalid file descriptor')
    expect(upload(lead(2, 5))).toBe('500 null Common.Unexpected: rpm: unsupported rpm version: 2')
    expect(upload(lead(3, 26))).toBe('500 null Common.Unexpected: rpm: unknown signature type: 1a')
    expect(upload(lead(3, 5))).toBe('500 null Common.Unexpected: EOF')
    expect(upload(`${lead(3, 5)}x`)).toMatch(/^501 /)
  })

  test('a form without a file, or read for the log before, is a 500 in Go’s words', () => {
    expect(said(single, 'POST', '/api/v1/obproxy/package')).toBe("500 Request.File.Missing: File 'file' in the request is missing: request Content-Type isn't multipart/form-data")
    expect(said(single, 'POST', '/api/v1/obproxy/package?a=b', form('x'), 'multipart/form-data; boundary=B'))
      .toBe("500 Request.File.Missing: File 'file' in the request is missing: multipart: NextPart: EOF")
    expect(said(single, 'POST', '/api/v1/package', form('x'), 'multipart/form-data; boundary=B')).toBe(`400 ${notCluster('SINGLE')}`)
  })
})
