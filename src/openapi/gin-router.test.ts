import { describe, expect, test } from 'vitest'
import { routes } from './generated/routes.ts'
import { GinRouter } from './gin-router.ts'

function routerOf(...added: readonly string[]): GinRouter<string> {
  const router = new GinRouter<string>()
  for (const route of added) router.add(...route.split(' ') as [string, string], route)
  return router
}

function matched(router: GinRouter<string>, method: string, path: string): readonly string[] {
  return router.match(method, path)[0].map(([handler]) => handler)
}

describe('a router that is gin’s', () => {
  const router = routerOf('GET /task/dag/:id', 'GET /task/dag/unfinish', 'POST /task/dag/:id', 'POST /tenant/:name/lock')

  test.each([
    ['GET', '/task/dag/unfinish', ['GET /task/dag/unfinish']],
    ['GET', '/task/dag/unfinished', ['GET /task/dag/:id']],
    ['GET', '/task/dag/:id', ['GET /task/dag/:id']],
    ['POST', '/task/dag/unfinish', ['POST /task/dag/:id']],
    ['POST', '/tenant//lock', ['POST /tenant/:name/lock']],
    ['POST', '/tenant/:name/lock', ['POST /tenant/:name/lock']],
    ['GET', '/task/dag/1/2', []],
    ['GET', '/task/dag', []],
    ['HEAD', '/task/dag/unfinish', []],
    ['GET', '', []],
  ])('%s %s is for %j', (method, path, handlers) => {
    expect(matched(router, method, path)).toEqual(handlers)
  })

  test('takes routes that are added after it was asked', () => {
    const late = routerOf('GET /a/:b')
    expect(matched(late, 'GET', '/a/c/d')).toEqual([])
    late.add('GET', '/a/:b/d', 'GET /a/:b/d')
    expect(matched(late, 'GET', '/a/c/d')).toEqual(['GET /a/:b/d'])
  })

  test('refuses a second handler for a route', () => {
    expect(() => routerOf('GET /a', 'GET /a')).toThrow('GET /a has a handler')
  })

  test('finds every route of the agent by a path of its own', () => {
    const all = routerOf(...routes.map(({ method, path }) => `${method} ${path}`))
    const found = routes.map(({ method, path }) => matched(all, method, path.replace(/:\w+/g, 'x')))
    expect(found).toEqual(routes.map(({ method, path }) => [`${method} ${path}`]))
  })
})
