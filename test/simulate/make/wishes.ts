import type { AgentSetup } from '../../../src/scenario/index.ts'
import type { Chance } from '../../hostile/chance.ts'
import type { BodyPlan } from '../plan.ts'
import { between, weighed } from './chance.ts'
import { passwords, zones } from './words.ts'

/** What a client wants of an agent: the request without who asks and how. */
export interface Wish {
  /** Whom a client would ask for it who knows what it does; null: anyone. */
  readonly of: 'SINGLE' | 'MASTER' | 'FOLLOWER' | null
  readonly method: string
  readonly target: string
  readonly body: BodyPlan | null
}

/** Something that means something to agents, whether they will have it or not. */
export function wishOf(chance: Chance, agents: readonly AgentSetup[]): Wish {
  return weighed(chance, [
    [9, () => join(chance, agents)],
    [5, () => of(chance.pick(['MASTER', 'MASTER', 'FOLLOWER'] as const), wish(chance.pick(['POST /api/v1/agent/remove', 'POST /api/v1/agent/remove', 'DELETE /api/v1/agent']), placeOf(chance, agents)))],
    [8, () => wish(`GET /api/v1/task/dag/${rowOf(chance, 'dag')}${chance.once(5) ? chance.pick(['?show_details=false', '?show_details=no', '?show_details=True']) : ''}`)],
    [4, () => wish(`GET /api/v1/task/${chance.pick([`node/${rowOf(chance, 'node')}`, `sub_task/${rowOf(chance, 'sub-task')}`, `sub_task/${rowOf(chance, 'sub-task')}/logs`])}`)],
    [9, () => operate(chance)],
    [4, () => wish(`GET /api/v1/task/${chance.pick(taskLists)}`)],
    [6, () => wish(`GET /api/v1/${chance.pick(reads)}`)],
    [6, () => of('MASTER', config(chance, agents))],
    [5, () => of('MASTER', wish('POST /api/v1/ob/init', chance.pick([{}, { import_script: true }, { create_proxyro_user: true, proxyro_password: 'x' }, null])))],
    [1, () => wish('POST /api/v1/agent/password', { password: chance.pick(passwords) })],
    [3, () => session(chance, agents)],
    [5, () => amongAgents(chance, agents)],
    [2, () => upload(chance)],
    [2, () => wish('POST /api/v1/obproxy/start')],
    [2, () => wish(chance.pick(['POST /api/v1/ob/stop', 'POST /api/v1/ob/start']), chance.pick([{}, { scope: { type: 'SERVER', target: ['${ip:asked}:2886'] }, force: true }, null]))],
    [2, () => wish(chance.pick(strange))],
  ])
}

function of(role: NonNullable<Wish['of']>, { method, target, body }: Wish): Wish {
  return { of: role, method, target, body }
}

const taskLists = ['dags/agent', 'dags/ob', 'dag/maintain/agent', 'dag/maintain/agents', 'dag/maintain/ob', 'dag/unfinish', 'dag/agent/unfinish', 'dag/ob/unfinish', 'dag/agent/main_dags']
const reads = ['info', 'status', 'secret', 'time', 'git-info', 'agents/status', 'ob/info', 'ob/agents', 'agent/host-info', 'observer/info', 'obcluster/statistics', 'tenant/support-templates']
/** What no route takes, or only almost. */
const strange = ['GET /', 'GET /index.html', 'GET /api/v1/nope', 'GET /api/v1/info/', 'POST /api/v1/info', 'HEAD /api/v1/info', 'GET /api//v1/info', 'GET /api/v1/task/dag/', 'GET /rpc/v1/nope', 'OPTIONS /api/v1/info', 'GET /api/v1/task/dag/x', 'POST /api/v1/status', 'GET /%61pi/v1/info']

export function wish(line: string, body: unknown = null): Wish {
  const space = line.indexOf(' ')
  const [method, target] = [line.slice(0, space), line.slice(space + 1)]
  return { of: null, method, target, body: body === null ? null : { kind: 'text', text: typeof body === 'string' ? body : JSON.stringify(body).replace(/"(\$\{port:[\w ]+\})"/g, '$1') } }
}

/** An agent where it is now, or where nobody is. */
function placeOf(chance: Chance, agents: readonly AgentSetup[]): { ip: string; port: unknown } {
  const { name, ip, port } = chance.pick(agents)
  return weighed<{ ip: string; port: unknown }>(chance, [
    [8, () => ({ ip: `$\{ip:${name}}`, port: `$\{port:${name}}` })], [3, () => ({ ip: '${ip:asked}', port: '${port:asked}' })],
    [5, () => ({ ip: `$\{ip:FOLLOWER ${chance.below(6)}}`, port: `$\{port:FOLLOWER ${chance.below(6)}}` })], [2, () => ({ ip, port })], [1, () => ({ ip: '10.10.10.99', port: 2886 })],
    [1, () => ({ ip: 'localhost', port })], [1, () => ({ ip: 'x', port: 70_000 })], [1, () => ({ ip: `${name}.example`, port: 2886 })],
  ])
}

function join(chance: Chance, agents: readonly AgentSetup[]): Wish {
  const target = weighed(chance, [
    [3, () => 'asked'], [8, () => `MASTER ${chance.below(6)}`], [2, () => chance.pick(agents).name],
  ])
  const wanted = wish(chance.once(5) ? 'POST /api/v1/agent' : 'POST /api/v1/agent/join', {
    agentInfo: chance.once(10) ? placeOf(chance, agents) : { ip: `$\{ip:${target}}`, port: `$\{port:${target}}` },
    zoneName: chance.once(30) ? '' : chance.pick(zones),
    ...(chance.once(6) ? {} : { masterPassword: chance.once(6) ? chance.pick(passwords) : `$\{password:${target}}` }),
  })
  return of('SINGLE', wanted)
}

function rowOf(chance: Chance, level: 'dag' | 'node' | 'sub-task', state = ''): string {
  if (chance.once(15)) return chance.pick(['20168430081028861', '20168430081028869', '17', 'x', '21', '4016843008102886', '%00'])
  return `$\{${level}:${chance.below(40)}${state}}`
}

/** Mostly what could be accepted. */
function operate(chance: Chance): Wish {
  const level = chance.once(6) ? 'node' : 'dag'
  const operator = chance.once(12) ? chance.pick(['retry', 'JUMP', '', 'RUN']) : level === 'node' ? 'PASS' : chance.pick(['RETRY', 'ROLLBACK', 'CANCEL', 'CANCEL', 'PASS'])
  const state = chance.once(6) ? '' : operator === 'CANCEL' ? chance.pick([' RUNNING may', ' READY may']) : ' FAILED may'
  return wish(`POST /api/v1/task/${level}/${rowOf(chance, level, state)}`, { operator, ...(chance.once(20) ? { id: 'x' } : {}) })
}

function config(chance: Chance, agents: readonly AgentSetup[]): Wish {
  if (chance.once(2)) {
    return wish(chance.pick(['POST /api/v1/obcluster/config', 'PUT /api/v1/obcluster/config']), {
      clusterId: chance.once(8) ? 0 : between(chance, 1, 3), clusterName: chance.once(8) ? '' : 'obc', ...(chance.once(2) ? {} : { rootPwd: chance.pick([...passwords, '${sealed:secret}']) }),
      ...(chance.once(4) ? { rsList: `$\{ip:${chance.pick(agents).name}}:2882:2881` } : {}),
    })
  }
  const scope = chance.pick<unknown>([
    { type: 'GLOBAL' }, { type: 'GLOBAL' }, { type: 'ZONE', target: [chance.pick(zones)] }, { type: 'SERVER', target: [`$\{ip:${chance.pick(agents).name}}:2886`] }, { type: 'x' },
  ])
  const observerConfig = chance.pick<unknown>([{ memory_limit: '8G' }, { memory_limit: '6G', system_memory: '1G' }, { rpc_port: '2882', mysqlPort: '2881' }, { mysql_port: '80' }, {}, { zone: 'x' }])
  return wish(chance.pick(['POST /api/v1/observer/config', 'PUT /api/v1/observer/config']), { observerConfig, scope })
}

function session(chance: Chance, agents: readonly AgentSetup[]): Wish {
  const { name } = chance.pick(agents)
  return chance.pick([
    wish('POST /api/v1/login'), wish('POST /api/v1/sso/token'), wish('GET /api/v1/sso/exchange'), wish('POST /api/v1/logout', { session_id: `$\{session:${name}}` }),
  ])
}

/** What agents ask of each other, asked by a client. */
function amongAgents(chance: Chance, agents: readonly AgentSetup[]): Wish {
  const agentInfo = placeOf(chance, agents)
  const token = chance.once(4) ? 'x' : '${sealed:a token}'
  return weighed(chance, [
    [2, () => wish('POST /rpc/v1/agent/token', { agentInfo, token })],
    [1, () => wish('POST /rpc/v1/agent', {
      joinApiParam: { agentInfo, zoneName: chance.pick(zones) }, home_path: '/home/x', version: '4.5.0.0-1', os: 'linux', architecture: 'x86_64', public_key: 'x', token,
    })],
    [2, () => wish('DELETE /rpc/v1/agent', agentInfo)],
    [1, () => wish(chance.pick(['POST /rpc/v1/ob/deploy', 'POST /rpc/v1/observer/deploy']), {
      dirs: { homePath: '/home/admin/oceanbase', data_dir: '/data', redo_dir: '/redo', clog_dir: '/redo/clog', slog_dir: '/data/slog' },
    })],
    [1, () => wish('POST /rpc/v1/ob/destroy')],
    [2, () => wish('POST /rpc/v1/ob/start', { config: { cluster: 'obc', cluster_id: '1', zone: 'zone1', mysql_port: '2881', rpc_port: '2882' }, healthCheck: chance.once(2) })],
    [2, () => wish('POST /rpc/v1/ob/stop', {})],
  ])
}

function upload(chance: Chance): Wish {
  return {
    of: null, method: 'POST', target: chance.pick(['/api/v1/package', '/api/v1/package', '/api/v1/upgrade/package', '/api/v1/obproxy/package', '/api/v1/upgrade/package?x']),
    body: { kind: 'form', field: chance.once(6) ? 'f' : 'file', file: 'x'.repeat(chance.below(200)), digest: chance.pick(['right', 'right', 'wrong', 'none'] as const) },
  }
}
