import { beforeEach, describe, expect, test } from 'vitest'
import { micros } from '../../clock/index.ts'
import type { Agent } from '../../cluster/index.ts'
import type { Action, TaskRule } from '../../faults/index.ts'
import { coded, plain, wrap, wrapRetain, type ErrCode, type Failure } from '../../protocol/index.ts'
import { buildWorld, defaultAgent, defaultSettings, scenarioOfAgents, type Scenario } from '../../scenario/index.ts'
import type { Simulation } from '../../simulation.ts'
import { formatGenericId } from '../../task/index.ts'
import { explainRefusal } from './refusal.ts'
import { KeyRing } from '../keys.ts'

const base = scenarioOfAgents(['a', 'b', 'c'].map((name, index) => defaultAgent(name, `10.10.10.${index + 1}`, 2886)), { ...defaultSettings, mode: { mode: 'manual' } })
let world: Simulation

function begin(more: Partial<Scenario> = {}): void {
  world = buildWorld({ ...base, ...more }, new KeyRing(1))
}

beforeEach(() => begin())

const act = (action: Action): string | null => world.act(action, 'control')
const agent = (name: string): Agent => world.agent(name)!
const join = (name: string, to: number, body: object = {}): string | null =>
  act({ do: 'call', agent: name, call: 'agentJoin', params: {}, body: { agentInfo: { ip: `10.10.10.${to}`, port: 2886 }, zoneName: 'zone1', ...body } })
const stop = (name: string): string | null => act({ do: 'stop', agent: name, signal: 'SIGTERM' })

/** b is MASTER of zone1. */
function masterB(): void {
  join('b', 2)
  world.settle()
}

function refusal(name: string, operation: string, failure: Failure, more: { params?: Record<string, string>; body?: unknown } = {}): string | null {
  return explainRefusal(world, agent(name), { operation, failure, ...more })
}

const toB = { agentInfo: { ip: '10.10.10.2', port: 2886 }, zoneName: 'zone1' }
const addressB = '10.10.10.2:2886'

describe('a join is refused', () => {
  const sent = (text: string): Failure => wrap(coded('Agent.RPC.RequestError', 'POST', '/rpc/v1/agent/token', addressB, text), 'send post request failed')
  const wrongPassword = sent('Unauthorized: Agent password is incorrect')

  test('for its master has an agent password', () => {
    masterB()
    act({ do: 'agentPassword', agent: 'b', password: 'p' })
    act({ do: 'agentPassword', agent: 'a', password: 'own' })
    act({ do: 'agentPassword', agent: 'c', password: 'of c' })
    act({ do: 'rootPassword', agents: ['b'], password: 'root' })
    const why = (body: object): unknown => refusal('a', 'agentJoin', wrongPassword, { body })
    expect([toB, { ...toB, masterPassword: '' }, { ...toB, MASTERPASSWORD: 'x' }, { ...toB, masterPassword: 'root' }, { ...toB, masterPassword: 'own' }, { ...toB, masterPassword: 'of c' }].map(why)).toEqual([
      'the master has an agent password; masterPassword was not sent',
      'the master has an agent password; masterPassword was not sent',
      'the master has an agent password; masterPassword is not it',
      'the master has an agent password; masterPassword is not it: it is the root password',
      'the master has an agent password; masterPassword is not it: it is the agent password of the joiner, a (10.10.10.1:2886)',
      'the master has an agent password; masterPassword is not it: it is that of c (10.10.10.3:2886)',
    ])
  })

  test('for its master has a root password only, or knows it already', () => {
    masterB()
    join('a', 2)
    world.settle()
    expect([
      refusal('c', 'agentJoin', sent('Unauthorized: Should use oceanbase_password to verify: agent password is not initialized'), { body: toB }),
      refusal('a', 'agentJoin', sent('Agent 10.10.10.1:2886 already exists in cluster'), { body: toB }),
      refusal('a', 'agentJoin', sent('something else'), { body: toB }),
    ]).toEqual([
      'the master, b (10.10.10.2:2886), has a root password and no agent password: nothing that a join can bring passes there, until it has an agent password',
      '10.10.10.1:2886 stands in the table of the master, b (10.10.10.2:2886), already (FOLLOWER, zone1): POST /api/v1/agent/remove there takes it out',
      null,
    ])
  })

  test('for the agent is no SINGLE one, or its target no MASTER', () => {
    const notSupported = (address: string, identity: string, wanted: string): Failure => coded('Agent.Identify.NotSupportOperation', address, identity, wanted)
    const single = refusal('a', 'agentJoin', notSupported(addressB, 'SINGLE', 'MASTER'), { body: toB })
    masterB()
    join('a', 2)
    world.settle()
    expect([
      single,
      refusal('b', 'agentJoin', notSupported(addressB, 'MASTER', 'SINGLE')),
      refusal('a', 'agentJoin', notSupported('10.10.10.1:2886', 'FOLLOWER', 'SINGLE')),
      refusal('c', 'agentJoin', notSupported('10.10.10.1:2886', 'FOLLOWER', 'MASTER')),
      refusal('c', 'obInit', notSupported('10.10.10.3:2886', 'SINGLE', 'MASTER or FOLLOWER')),
      refusal('b', 'obStop', notSupported(addressB, 'MASTER', 'CLUSTER AGENT')),
      refusal('c', 'obStop', notSupported('10.10.10.3:2886', 'SINGLE', 'CLUSTER AGENT')),
      refusal('a', 'rpcAgentJoin', notSupported('10.10.10.1:2886', 'FOLLOWER', 'MASTER')),
    ]).toEqual([
      'b (10.10.10.2:2886), which is to be joined, is SINGLE: it has to be a MASTER first, by joining itself',
      'b (10.10.10.2:2886) is MASTER of zone1 already, and only a SINGLE agent joins; POST /api/v1/agent/remove makes it one',
      'a (10.10.10.1:2886) is FOLLOWER of b (10.10.10.2:2886) already, and only a SINGLE agent joins; POST /api/v1/agent/remove makes it one',
      'a (10.10.10.1:2886), which is to be joined, is no MASTER: its master is b (10.10.10.2:2886)',
      'c (10.10.10.3:2886) is SINGLE: it has to join first (POST /api/v1/agent/join), itself or a MASTER',
      'b (10.10.10.2:2886) is MASTER: there is no cluster before POST /api/v1/ob/init has made one',
      'c (10.10.10.3:2886) is SINGLE: there is no cluster before agents have joined and POST /api/v1/ob/init has made one',
      'a (10.10.10.1:2886) is FOLLOWER of b (10.10.10.2:2886), and this is for an agent that is MASTER',
    ])
  })

  test('for releases or observers differ, or there is no observer', () => {
    act({ do: 'observer', agent: 'b', version: '4.2.1.0' })
    act({ do: 'obshell', agent: 'b', version: '4.5.0.0-7' })
    stop('b')
    act({ do: 'start', agent: 'b' })
    const versions = [
      refusal('a', 'agentJoin', coded('Agent.Version.Inconsistent', addressB, '4.5.0.0-7', '10.10.10.1:2886', '4.5.0.0-1')),
      refusal('a', 'agentJoin', coded('Agent.OB.Version.Inconsistent', addressB, '4.2.1.0', '10.10.10.1:2886', 'x')),
    ]
    act({ do: 'observer', agent: 'a', version: null })
    expect([...versions, refusal('a', 'agentJoin', plain('exit status 127'), { body: toB })]).toEqual([
      'both agents need the same release of obshell: a (10.10.10.1:2886) has 4.5.0.0-1, b (10.10.10.2:2886) has 4.5.0.0-7',
      `both agents need the same observer: a (10.10.10.1:2886) has ${defaultAgent('x', 'x', 1).observer.version}, b (10.10.10.2:2886) has 4.2.1.0`,
      'a (10.10.10.1:2886) has no observer installed (observer.version: none), and a join compares observers',
    ])
  })

  test('for the agent to be joined does not answer', () => {
    const failed = (address: string): Failure => wrap(coded('Agent.RPC.RequestFailed', 'GET', address, '/api/v1/info', 'Get "…": dial tcp: connect: connection refused'), 'get agent info failed')
    stop('b')
    act({ do: 'partition', groups: [['a'], ['c']] })
    expect([
      refusal('a', 'agentJoin', coded('Common.Unexpected', `get agent info failed: …`), { body: toB }),
      refusal('a', 'agentJoin', failed(addressB), { body: toB }),
      refusal('a', 'agentJoin', failed('10.10.10.3:2886')),
      refusal('b', 'agentJoin', failed('10.10.10.3:2886')),
      refusal('a', 'agentJoin', failed('10.9.9.9:2886')),
      refusal('a', 'agentJoin', wrap(plain('asn1: syntax error: sequence truncated'), 'get token failed'), { body: toB }),
    ]).toEqual([
      'b (10.10.10.2:2886) is stopped',
      'b (10.10.10.2:2886) is stopped',
      'a (10.10.10.1:2886) and c (10.10.10.3:2886) are cut off from each other',
      null,
      'no agent of this world is at 10.9.9.9:2886; there are a (10.10.10.1:2886), b (10.10.10.2:2886) and c (10.10.10.3:2886)',
      'b (10.10.10.2:2886) is stopped',
    ])
  })
})

describe('what another agent has answered', () => {
  /** The request that led to it is being answered still. */
  const caused = (name: string, to: number): void => {
    join(name, to)
    world.cause = world.journal.requests().findLast(({ via }) => via === 'client')!.seq
  }

  test('is quoted where nothing else explains a refusal', () => {
    masterB()
    act({ do: 'agentPassword', agent: 'b', password: 'p' })
    caused('a', 2)
    const failure = wrap(coded('Agent.RPC.RequestError', 'POST', '/rpc/v1/agent/token', addressB, 'other words'), 'send post request failed')
    expect(refusal('a', 'agentJoin', failure, { body: toB })).toBe(
      'b (10.10.10.2:2886) refused rpcAgentToken: b (10.10.10.2:2886), MASTER, has an agent password and the credential shows none')
  })

  test('did not come, for a rule was in the way', () => {
    begin({ requestRules: [{ id: 'fault 1', when: { via: 'peer', agent: 'b' }, effect: { kind: 'drop', drop: { how: 'reset' } }, times: null, count: 'questions' }] })
    caused('a', 2)
    expect(refusal('a', 'agentJoin', coded('Common.Unexpected', 'get agent info failed: …'), { body: toB })).toBe(
      "the rule 'fault 1' drops: reset, when a asks b (GET /api/v1/info)")
  })
})

describe('a lock', () => {
  const locked = (name: string): string | null => refusal(name, 'agentJoin', wrapRetain(coded('Task.CreateFailed', 'Join self'), coded('Agent.UnderMaintenance', `10.10.10.${name === 'a' ? 1 : 2}:2886`)))
  const rule = (effect: TaskRule['effect']): Partial<Scenario> => ({ taskRules: [{ id: 'r', when: { dag: 'Join*' }, effect, times: null }] })

  test('held by a DAG that waits or runs', () => {
    join('a', 1)
    const ready = locked('a')
    begin(rule({ takes: 40 * micros.s }))
    join('a', 1)
    world.advanceBy(2 * micros.s)
    expect([ready, locked('a')]).toEqual([
      "DAG 1 'Join self' holds the maintenance lock of a (10.10.10.1:2886) since 2026-01-05T08:30:00.217409Z: it is READY; wait for its end",
      "DAG 1 'Join self' holds the maintenance lock of a (10.10.10.1:2886) since 2026-01-05T08:30:01.217409Z: it is RUNNING at 'Join self'; wait for its end",
    ])
  })

  test('held by a DAG that is held itself', () => {
    begin(rule({ holds: true }))
    join('a', 1)
    world.advanceBy(2 * micros.s)
    expect(locked('a')).toBe("DAG 1 'Join self' holds the maintenance lock of a (10.10.10.1:2886) since 2026-01-05T08:30:01.217409Z: it is RUNNING at 'Join self'; a rule keeps it there, until it is released or CANCEL ends it")
  })

  test('held by a DAG that has failed, with what may end that', () => {
    begin({ taskRules: [{ id: 'r', when: {}, effect: { fails: plain('x') }, times: null }] })
    join('a', 1)
    world.settle()
    expect(locked('a')).toBe("DAG 1 'Join self' holds the maintenance lock of a (10.10.10.1:2886) since 2026-01-05T08:30:01.217409Z: it is FAILED at 'Join self'; no operator ends that: an agent stays so for good")
    begin()
    masterB()
    world.setTaskRules([{ id: 'r', when: {}, effect: { fails: plain('x') }, times: null }])
    act({ do: 'call', agent: 'b', call: 'obclusterConfigPut', params: {}, body: { clusterId: 1, clusterName: 'c' } })
    world.settle()
    expect(locked('b')).toMatch(/^DAG 2 'Update cluster config' holds .* it is FAILED at 'Update cluster config'; RETRY may end that$/)
  })

  test('that no DAG holds', () => {
    act({ do: 'lock', agent: 'a', lock: 'global' })
    const held = locked('a')
    act({ do: 'unlock', agent: 'a', lock: 'global' })
    expect([held, locked('a')]).toEqual([
      'no DAG holds the maintenance lock of a (10.10.10.1:2886): the scenario or an action took it, and the action { unlock: a } frees it',
      'the maintenance lock of a (10.10.10.1:2886) was held and is free now',
    ])
  })
})

describe('a task', () => {
  const idOf = (owner: string, row: number): string => formatGenericId(agent(owner), row)
  const notFound = wrapRetain(coded('Task.NotFound'), plain('record not found'))
  const task = (name: string, operation: string, id: string, failure: Failure = notFound): string | null => refusal(name, operation, failure, { params: { id } })

  test('that is not there, or is another agent’s', () => {
    masterB()
    stop('c')
    expect([
      task('b', 'getDag', idOf('b', 7)), task('a', 'getDag', idOf('a', 1)), task('b', 'getNode', idOf('b', 2)), task('b', 'getSubTask', idOf('b', 9)),
      task('b', 'getDag', idOf('c', 1), plain('Get "http://10.10.10.3:2886/…": dial tcp 10.10.10.3:2886: connect: connection refused')),
      task('b', 'getDag', formatGenericId({ ip: '10.9.9.9', port: 2886 }, 1)),
      task('b', 'getDag', '11', wrapRetain(coded('Task.NotFound'), coded('Agent.OceanBase.NotHold'))),
      task('b', 'getDag', 'x'.repeat(100), coded('Task.GenericID.Invalid', 'x')),
      task('b', 'getDag', `4${idOf('b', 1).slice(1)}`, coded('Task.NotFound.WithReason', 'dag id not match')),
    ]).toEqual([
      'b (10.10.10.2:2886) has no DAG 7; it has only number 1',
      'a (10.10.10.1:2886) has no DAG 1; it has none',
      'b (10.10.10.2:2886) has no node 2; it has only number 1',
      'b (10.10.10.2:2886) has no sub-task 9; it has only number 1',
      'c (10.10.10.3:2886) has no DAG 1; it has none',
      'the id is of 10.9.9.9:2886, and no agent of this world is at 10.9.9.9:2886; there are a (10.10.10.1:2886), b (10.10.10.2:2886) and c (10.10.10.3:2886)',
      'b (10.10.10.2:2886) is MASTER, and only a CLUSTER AGENT is connected to an OceanBase: POST /api/v1/ob/init makes a cluster',
      `'${'x'.repeat(60)}…' is no id of the agent's: those are 2, ten digits of an IPv4 address, five of a port, and the number of the row (of IPv6 3 and 39 digits)`,
      `the id of DAG 1 'Join self' of b (10.10.10.2:2886) is ${idOf('b', 1)}`,
    ])
  })

  test('of an agent that cannot be asked', () => {
    masterB()
    act({ do: 'partition', groups: [['a'], ['b']] })
    const cut = task('a', 'getDag', idOf('b', 1), plain('Get "http://10.10.10.2:2886/…": dial tcp 10.10.10.2:2886: i/o timeout'))
    stop('b')
    expect([cut, task('c', 'getDag', idOf('b', 1), plain('Get "…": refused'))]).toEqual([
      'b (10.10.10.2:2886) has that DAG, and cannot be asked: a (10.10.10.1:2886) and b (10.10.10.2:2886) are cut off from each other',
      'b (10.10.10.2:2886) has that DAG, and cannot be asked: b (10.10.10.2:2886) is stopped',
    ])
  })

  test('on which an operator does nothing', () => {
    masterB()
    const operator = (operation: string, code: string, ...args: string[]): string | null => task('b', operation, idOf('b', 1), coded(code as ErrCode, ...args))
    expect([
      operator('operateDag', 'Task.Dag.Operator.RollbackNotFailedDag'), operator('operateDag', 'Task.Dag.Operator.CancelFinishedDag'),
      operator('operateDag', 'Task.Dag.Operator.RetryNotAllowed', 'Join self'), operator('operateNode', 'Task.Node.Operator.PassNotFailedNode', 'Join self'),
      operator('operateNode', 'Task.Node.Operator.PassNotFailedDag'), operator('operateDag', 'Task.Dag.Operator.NotSupport', 'JUMP'), operator('operateNode', 'Task.Node.Operator.NotSupport', 'RETRY'),
    ]).toEqual([
      "ROLLBACK is for a DAG that is FAILED, and DAG 1 'Join self' is SUCCEED",
      "CANCEL is for a DAG that is not over, and DAG 1 'Join self' is SUCCEED",
      "the agent allows no RETRY of DAG 1 'Join self': its node 'Join self' is not made for that",
      "PASS of a node is for one that is FAILED, and 'Join self' is not",
      "PASS is for a DAG that is FAILED, and DAG 1 'Join self' is SUCCEED",
      'the operators of a DAG are ROLLBACK, RETRY, CANCEL and PASS',
      'the only operator of a node is PASS',
    ])
  })

  test('that has another id in the body, or has not run at all', () => {
    masterB()
    const id = idOf('b', 1)
    const inBody = (body: unknown): string | null => refusal('b', 'operateDag', coded('Task.NotFound.WithReason', 'dag id not match'), { params: { id }, body })
    expect([inBody({ ID: '2', operator: 'RETRY' }), inBody({ operator: 'RETRY' }), task('b', 'operateDag', id, coded('Common.Unexpected', 'failed to set dag rollback: no node failed'))]).toEqual([
      'the body has another id than the path, 2, and that counts', null, 'ROLLBACK undoes what has run, and no node of the DAG has',
    ])
  })

  test('that has never been', () => {
    expect(refusal('a', 'getAgentMaintainDag', coded('Task.NotFound.WithReason', 'Agent is not under maintenance'))).toBe('a (10.10.10.1:2886) has not run any maintenance DAG yet')
  })
})

describe('a body', () => {
  const bind = (operation: string, text: string): string | null => refusal('a', operation, coded('Common.BindJsonFailed', text))

  test.each([
    ['agentJoin', "Key: 'JoinApiParam.ZoneName' Error:Field validation for 'ZoneName' failed on the 'required' tag", 'zoneName is missing in the body, or zero, which counts as missing'],
    ['agentJoin', "Key: 'JoinApiParam.AgentInfo.Ip' Error:Field validation for 'Ip' failed on the 'required' tag\nKey: 'JoinApiParam.ZoneName' Error:Field validation for 'ZoneName' failed on the 'required' tag",
      'agentInfo.ip and zoneName are missing in the body, or zero, which counts as missing'],
    ['agentJoin', 'json: cannot unmarshal number into Go struct field JoinApiParam.zoneName of type string', 'zoneName is to be a text, and the body says number'],
    ['agentJoin', 'json: cannot unmarshal string into Go struct field AgentInfo.agentInfo.port of type int', 'agentInfo.port is to be a whole number, and the body says string'],
    ['agentJoin', 'json: cannot unmarshal array into Go value of type param.JoinApiParam', 'the body is to be a map, and the body says array'],
    ['observerConfigPut', 'json: cannot unmarshal number into Go struct field ObServerConfigParams.observerConfig of type string', 'what is in observerConfig is to be a text, and the body says number'],
    ['observerConfigPut', 'json: cannot unmarshal string into Go struct field ObServerConfigParams.observerConfig of type map[string]string', 'observerConfig is to be a map, and the body says string'],
    ['observerConfigPut', 'json: cannot unmarshal string into Go struct field Scope.scope.target of type []string', 'scope.target is to be a list, and the body says string'],
    ['observerConfigPut', 'json: cannot unmarshal number into Go struct field Scope.scope.target of type string', 'what is in scope.target is to be a text, and the body says number'],
    ['rpcObStart', "Key: 'StartTaskParams.Config' Error:Field validation for 'Config' failed on the 'required' tag", 'config is missing in the body, or zero, which counts as missing'],
    ['agentJoin', 'EOF', 'the body is empty, or was decrypted to nothing: with other keys than those in the credential, say'],
    ['agentJoin', 'unexpected EOF', 'the body is JSON that breaks off'],
    ['agentJoin', "invalid character 'n' looking for beginning of value", "the body is no JSON: invalid character 'n' looking for beginning of value"],
    ['agentJoin', 'something else', null],
    ['getInfo', "Key: 'X.Y' Error:Field validation for 'Y' failed on the 'min' tag", 'Y is outside its bounds (min)'],
  ])('of %s: %s', (operation, text, says) => {
    expect(bind(operation, text)).toBe(says)
  })

  test('that is refused without a code, or lacks what a handler asks for', () => {
    masterB()
    join('a', 2)
    world.settle()
    stop('b')
    expect([
      refusal('a', 'rpcTaskLog', plain('EOF')), refusal('c', 'agentJoin', plain('EOF')), refusal('a', 'obInit', plain('Post "http://10.10.10.2:2886/api/v1/ob/init": EOF')),
      refusal('c', 'obInit', plain('Post "http://…": EOF')), refusal('a', 'obclusterConfigPut', coded('OB.Cluster.Id.Invalid')), refusal('a', 'obclusterConfigPut', coded('OB.Cluster.Name.Empty')),
      refusal('c', 'getObInfo', coded('Agent.NoMaster')), refusal('c', 'x', coded('OB.Server.DeleteSelf')), refusal('a', 'observerConfigPut', coded('OB.Cluster.Scope.Invalid', 'X')),
      refusal('b', 'observerConfigPut', coded('OB.Zone.NotExist', 'z')), refusal('b', 'observerConfigPut', coded('Agent.NotExist', 'x')), refusal('c', 'obStart', coded('Agent.NotExist', 'x')),
      refusal('a', 'login', coded('Request.Body.Decrypt.AES.KeyAndIv.Invalid')),
    ]).toEqual([
      'the body is empty, or was decrypted to nothing: with other keys than those in the credential, say',
      'the body is empty, or was decrypted to nothing: with other keys than those in the credential, say',
      'b (10.10.10.2:2886) is stopped', null, 'clusterId is missing in the body, or not above 0', 'clusterName is missing in the body, or empty',
      'c (10.10.10.3:2886) is SINGLE and knows no master', null, 'scope.type in the body is to be GLOBAL, ZONE or SERVER',
      'b (10.10.10.2:2886) knows of the zone zone1', 'b (10.10.10.2:2886) knows of the agents 10.10.10.2:2886 and 10.10.10.1:2886', 'c (10.10.10.3:2886) knows of no agent yet',
      'the answer is to be encrypted with the Keys in the credential, and these are not 32 bytes: 16 of a key and 16 of an IV',
    ])
  })
})
