import { describe, expect, test } from 'vitest'
import { createGinTree, createSlashAdvice } from './gin-tree.ts'
import { routes } from './generated/routes.ts'

const advice = createSlashAdvice(routes)
const tree = createGinTree(routes)

/** The path of the route found, with the parameters in it; or the kind of what was found instead. */
function look(method: string, path: string): string {
  const found = tree(method, path)
  return found.kind === 'route' ? `${found.route.path} ${JSON.stringify(found.params)}` : found.kind
}

describe('a slash too many', () => {
  test.each([
    ['GET', '/api/v1/info/', '/api/v1/info'],
    ['GET', '/api/v1/status/', '/api/v1/status'],
    ['POST', '/api/v1/agent/join/', '/api/v1/agent/join'],
    ['PUT', '/api/v1/observer/config/', '/api/v1/observer/config'],
    ['DELETE', '/api/v1/agent/', '/api/v1/agent'],
    ['GET', '/api/v1/task/sub_task/1/', '/api/v1/task/sub_task/1'],
    ['GET', '/api/v1/task/dag/1/', '/api/v1/task/dag/1'],
  ])('%s %s is sent to the route without it', (method, path, target) => {
    expect(advice(method, path)).toBe(target)
  })

  test.each([
    ['POST', '/api/v1/info/'],
    ['HEAD', '/api/v1/info/'],
    ['OPTIONS', '/api/v1/info/'],
    ['GET', '/api/v1/agent/join/'],
    ['GET', '/api/v1/info'],
    ['GET', '/api/v1/nothing/'],
    ['GET', '/api/v1/'],
    ['GET', '/rpc/v1/'],
    ['GET', '/'],
    ['GET', '/foo/'],
  ])('%s %s is not redirected', (method, path) => {
    expect(advice(method, path)).toBeNull()
  })

  test('redirects to what is no route where texts part at the slash', () => {
    // `dag/` and `dags/` have `dag` in common, so the tree branches before the slash (golden join-self).
    expect(advice('GET', '/api/v1/task/dag/')).toBe('/api/v1/task/dag')
    expect(look('GET', '/api/v1/task/dag')).toBe('nothing')
  })

  test('does not redirect where the slash is within one text', () => {
    expect(advice('GET', '/api/v1/task/node/')).toBeNull()
    expect(advice('GET', '/api/v1/task/sub_task/')).toBeNull()
  })

  test('counts only routes of the method', () => {
    // Among POST routes nothing else begins with `dag`, so there the slash is within a text.
    expect(advice('POST', '/api/v1/task/dag/')).toBeNull()
  })

  test('takes one slash at a time', () => {
    expect(advice('GET', '/api/v1/task/dag//')).toBe('/api/v1/task/dag/')
    expect(advice('GET', '/api/v1/info//')).toBeNull()
  })
})

describe('routes', () => {
  test('texts go before parameters, and a parameter is tried when the text leads nowhere', () => {
    expect(look('GET', '/api/v1/task/dag/unfinish')).toBe('/api/v1/task/dag/unfinish {}')
    expect(look('GET', '/api/v1/task/dag/unfinished')).toBe('/api/v1/task/dag/:id {"id":"unfinished"}')
    expect(look('GET', '/api/v1/tenant/top-compactions/compaction')).toBe('/api/v1/tenant/:name/compaction {"name":"top-compactions"}')
    expect(look('DELETE', '/api/v1/tenant/t1/sessions/queries')).toBe('/api/v1/tenant/:name/sessions/queries {"name":"t1"}')
  })

  test('a parameter in the middle may be empty, one at the end may not', () => {
    expect(look('POST', '/api/v1/tenant//lock')).toBe('/api/v1/tenant/:name/lock {"name":""}')
    expect(look('GET', '/api/v1/tenant//user/u')).toBe('/api/v1/tenant/:name/user/:user {"name":"","user":"u"}')
    expect(look('GET', '/api/v1/unit/config/')).toBe('nothing')
  })

  test('finds each route by its own path', () => {
    const lost = routes.filter((route) => {
      const found = tree(route.method, route.path)
      return found.kind !== 'route' || found.route !== route
    })
    expect(lost).toEqual([])
  })

  test('does not depend on the order in which routes are put in', () => {
    const backwards = createGinTree([...routes].reverse())
    const paths = routes.flatMap(({ path }) => [path, `${path}/`, path.slice(0, -1), path.slice(0, path.lastIndexOf('/') + 1)])
    const differing = paths.filter((path) => ['GET', 'POST', 'DELETE'].some((method) => (
      JSON.stringify(tree(method, path)) !== JSON.stringify(backwards(method, path)))))
    expect(differing).toEqual([])
  })
})
