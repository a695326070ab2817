import { expect, test } from 'vitest'
import { slashLocation } from './slash-location.ts'

test.each([
  ['/api/v1/info', '', '/api/v1/info'],
  ['/api/v1/status', '?a=b', '/api/v1/status?a=b'],
  ['/api/v1/info', '?', '/api/v1/info?'],
  ['/api/v1/task/dag/a b', '', '/api/v1/task/dag/a%20b'],
  ['/api/v1/task/dag/é?', '?x=é', '/api/v1/task/dag/%C3%A9%3F?x=%c3%a9'],
  ['/api/v1/task/dag/a+b;c=@:$,~', '', '/api/v1/task/dag/a+b;c=@:$,~'],
  ['/api/v1/tenant//lock', '', '/api/v1/tenant/lock'],
  ['/api/v1/tenant/../lock', '?y=/../z', '/api/v1/lock?y=/../z'],
  ['/api/v1/task/dag/', '', '/api/v1/task/dag/'],
])('%s with %s becomes %s', (path, query, location) => {
  expect(slashLocation(path, query)).toBe(location)
})
