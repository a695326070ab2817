import { expect, test } from 'vitest'
import { routes } from './generated/routes.ts'
import { socketRoutes } from './socket.ts'

test('the socket has every route but those of single sign-on', () => {
  expect(routes.filter((route) => !socketRoutes.includes(route)).map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /api/v1/sso/exchange', 'POST /api/v1/sso/token',
  ])
})
