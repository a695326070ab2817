import { expect, test } from 'vitest'
import { paramsOf, routeOf } from './lookup.ts'

test('a route is found by its operation', () => {
  const { method, path } = routeOf('agentJoin')
  expect([method, path]).toEqual(['POST', '/api/v1/agent/join'])
  expect(() => routeOf('agentJump')).toThrow("openapi.yaml has no operation 'agentJump'")
})

test('parameters are read from the path that matched', () => {
  expect(paramsOf(routeOf('getUser'), '/api/v1/tenant/t 1/user/root')).toEqual({ name: 't 1', user: 'root' })
  expect(paramsOf(routeOf('getUser'), '/api/v1/tenant/:name/user/:user')).toEqual({ name: ':name', user: ':user' })
  expect(paramsOf(routeOf('getUser'), '/api/v1/tenant//user/')).toEqual({ name: '', user: '' })
  expect(paramsOf(routeOf('lockUser'), '/api/v1/tenant/a-long-name/user/x/lock')).toEqual({ name: 'a-long-name', user: 'x' })
  expect(paramsOf(routeOf('getInfo'), '/api/v1/info')).toEqual({})
})
