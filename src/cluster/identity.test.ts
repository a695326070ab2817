import { expect, test } from 'vitest'
import { identities } from './identity.ts'

test('identities are the words of the wire', () => {
  expect(identities).toEqual([
    'SINGLE', 'MASTER', 'FOLLOWER', 'CLUSTER AGENT', 'TAKE OVER MASTER', 'TAKE OVER FOLLOWER', 'SCALING OUT', 'SCALING IN', 'UNIDENTIFIED',
  ])
})
