import { expect, test } from 'vitest'
import { coded, plain, wrap } from './failure.ts'

test('failures are values', () => {
  expect(wrap(coded('Agent.RPC.RequestFailed', 'GET', 2886, 7n), 'get token failed')).toEqual({
    kind: 'wrapped', context: 'get token failed', inner: { kind: 'coded', errCode: 'Agent.RPC.RequestFailed', args: ['GET', 2886, 7n] },
  })
  expect(plain('boom')).toEqual({ kind: 'plain', text: 'boom' })
})
