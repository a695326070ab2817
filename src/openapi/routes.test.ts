import { describe, expect, test } from 'vitest'
import { bodies } from './generated/bodies.ts'
import { routes } from './generated/routes.ts'
import { registered } from './routes.fixture.ts'
import type { Requirement, Route } from './routes.ts'

const named = ({ method, path }: Route): string => `${method} ${path}`
const namesWhere = (condition: (route: Route) => boolean): readonly string[] => routes.filter(condition).map(named)

describe('the route table', () => {
  test('has every route of the agent, and no other', () => {
    expect(routes.map(named).sort()).toEqual([...registered].sort())
  })

  test('counts 198 routes of the API and 19 among agents', () => {
    const byPrefix = (prefix: string): number => routes.filter(({ path }) => path.startsWith(prefix)).length
    expect([byPrefix('/api/v1/'), byPrefix('/rpc/v1/'), routes.length]).toEqual([198, 19, 217])
  })

  test('gives each operation a name of its own', () => {
    expect(new Set(routes.map(({ operationId }) => operationId)).size).toBe(routes.length)
  })

  test('has no route behind another that would catch its requests', () => {
    const shadowed = routes.flatMap((route, index) => {
      const earlier = routes.slice(0, index).find(({ method, path }) => method === route.method && catches(path, route.path))
      return earlier === undefined ? [] : [`${named(earlier)} hides ${named(route)}`]
    })
    expect(shadowed).toEqual([])
  })

  test('puts what is fixed before what is a parameter', () => {
    const pairs = routes.flatMap((one) => routes
      .filter((other) => one !== other && one.method === other.method && catches(one.path, other.path))
      .map((other) => `${named(other)} before ${one.path}`))
    expect(pairs).toEqual([
      'GET /api/v1/task/dag/unfinish before /api/v1/task/dag/:id',
      'GET /api/v1/tenant/support-templates before /api/v1/tenant/:name',
      'GET /api/v1/tenant/top-compactions before /api/v1/tenant/:name',
      'GET /api/v1/tenant/top-slow-sqls before /api/v1/tenant/:name',
      'GET /api/v1/tenant/:name/sessions/stats before /api/v1/tenant/:name/sessions/:session_id',
    ])
  })

  test('takes a route apart', () => {
    expect(routes.find(({ operationId }) => operationId === 'operateDag')).toEqual({
      operationId: 'operateDag', method: 'POST', path: '/api/v1/task/dag/:id', params: ['id'], auth: 'task',
      bind: 'json', body: 'DagOperator', late: true, bodyUnread: false, question: false, upload: false, requires: null,
    })
    expect(routes.find(({ operationId }) => operationId === 'getInfo')).toEqual({
      operationId: 'getInfo', method: 'GET', path: '/api/v1/info', params: [], auth: 'none',
      bind: 'none', body: null, late: false, bodyUnread: false, question: false, upload: false, requires: null,
    })
  })
})

describe('who may ask (wire.md §2)', () => {
  test('nine routes ask nobody, three of which change the cluster', () => {
    expect(namesWhere(({ auth }) => auth === 'none')).toEqual([
      'GET /api/v1/git-info', 'GET /api/v1/info', 'POST /api/v1/obcluster/shared-storage/save-key',
      'POST /api/v1/obcluster/shared-storage/validate-key', 'GET /api/v1/secret', 'GET /api/v1/status', 'POST /api/v1/status',
      'GET /api/v1/time', 'DELETE /api/v1/zone/:name',
    ])
  })

  test('tasks, obproxy, sessions and packages have ways of their own', () => {
    expect(namesWhere(({ auth }) => auth === 'task')).toEqual(namesWhere(({ path }) => path.startsWith('/api/v1/task/')))
    expect(namesWhere(({ auth }) => auth === 'obproxy')).toEqual(namesWhere(({ path }) => /^\/api\/v1\/obproxy(\/|$)/.test(path)))
    expect(namesWhere(({ auth }) => auth === 'login')).toEqual(['POST /api/v1/login', 'POST /api/v1/sso/token'])
    expect(namesWhere(({ auth }) => auth === 'sso-exchange')).toEqual(['GET /api/v1/sso/exchange'])
    expect(namesWhere(({ auth }) => auth === 'file')).toEqual(['POST /api/v1/package'])
  })

  test('everything among agents is verified', () => {
    expect(routes.filter(({ path, auth }) => path.startsWith('/rpc/') && auth !== 'verify-ob')).toEqual([])
  })
})

describe('what a request does besides', () => {
  test('questions about work are those for tasks and for status', () => {
    expect(namesWhere(({ question }) => question)).toEqual([
      'GET /api/v1/agents/status', 'GET /api/v1/status', 'POST /api/v1/status',
      ...namesWhere(({ method, path }) => method === 'GET' && path.startsWith('/api/v1/task/')),
    ])
  })

  test('four paths have bodies that are not read for the log', () => {
    expect(namesWhere(({ bodyUnread }) => bodyUnread)).toEqual([
      'POST /api/v1/obproxy/package', 'POST /api/v1/package', 'POST /api/v1/upgrade/package',
      'POST /rpc/v1/task/sub_task', 'PATCH /rpc/v1/task/sub_task', 'DELETE /rpc/v1/task/sub_task',
    ])
  })

  test('packages are uploaded as forms', () => {
    expect(namesWhere(({ upload }) => upload)).toEqual(['POST /api/v1/obproxy/package', 'POST /api/v1/package', 'POST /api/v1/upgrade/package'])
  })

  test('bodies are read by content type in alarms, metrics and among agents', () => {
    expect(namesWhere(({ bind }) => bind === 'bind')).toEqual([
      'POST /api/v1/alarm/alerts', 'POST /api/v1/alarm/rules', 'PUT /api/v1/alarm/silencer', 'POST /api/v1/alarm/silencers',
      'POST /api/v1/metrics/query', 'POST /rpc/v1/agent', 'DELETE /rpc/v1/agent', 'POST /rpc/v1/agent/token', 'POST /rpc/v1/ob/scale_out',
      'POST /rpc/v1/ob/stop',
    ])
    expect(namesWhere(({ bind }) => bind === 'should-bind')).toEqual(namesWhere(({ path }) => path.startsWith('/rpc/v1/task/')))
  })

  test('each bound body has a type, save one that depends on the identity', () => {
    expect(namesWhere(({ bind, body }) => bind !== 'none' && body === null)).toEqual(['POST /rpc/v1/ob/start'])
    expect(routes.filter(({ body }) => body !== null && !(body in bodies))).toEqual([])
  })
})

describe('what a handler requires before anything else', () => {
  const required = (condition: (requires: Requirement) => boolean): readonly string[] =>
    namesWhere(({ requires }) => requires !== null && condition(requires))

  test('is mostly to be an agent of a cluster', () => {
    const counts: Record<string, number> = {}
    for (const { requires } of routes) {
      if (requires === null) continue
      const what = requires.of === 'identity' ? requires.identity : requires.of
      counts[what] = (counts[what] ?? 0) + 1
    }
    expect(counts).toEqual({
      'CLUSTER AGENT': 109, 'SCALING IN': 1, FOLLOWER: 3, 'TAKE OVER MASTER or TAKE OVER FOLLOWER': 1, OceanBase: 6, tenant: 12,
    })
  })

  test('is a tenant only where the path names one', () => {
    expect(required(({ of }) => of === 'tenant').filter((route) => !route.includes(':name'))).toEqual([])
  })

  test('leaves `data` away in a refusal, with few exceptions', () => {
    expect(required(({ refusedData }) => refusedData === 'nil')).toEqual([
      'POST /api/v1/agent/upgrade', 'POST /api/v1/agent/upgrade/check', 'POST /api/v1/ob/scale_out', 'POST /api/v1/ob/upgrade',
      'POST /api/v1/ob/upgrade/check', 'POST /api/v1/ob/zone/:zone_name/stop',
    ])
    expect(required(({ refusedData }) => refusedData === 'nil slice')).toEqual(['POST /api/v1/upgrade/params/backup'])
  })
})

/** Whether a path with parameters takes requests that are meant for another. */
function catches(path: string, other: string): boolean {
  const [parts, others] = [path.split('/'), other.split('/')]
  return parts.length === others.length && parts.every((part, index) => part.startsWith(':') || part === others[index])
}
