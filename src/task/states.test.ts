import { expect, test } from 'vitest'
import { isFinished, maintenance, operators, states, type State } from './states.ts'

test('states, operators and kinds of maintenance have the numbers of the agent', () => {
  expect(states).toEqual({ PENDING: 1, READY: 2, RUNNING: 3, FAILED: 4, SUCCEED: 5 })
  expect(operators).toEqual({ RUN: 1, RETRY: 2, ROLLBACK: 3, CANCEL: 4, PASS: 5 })
  expect(maintenance).toEqual({ none: 1, global: 2, tenant: 3, obproxy: 4 })
})

test('FAILED and SUCCEED are the ends', () => {
  expect((Object.keys(states) as State[]).filter(isFinished)).toEqual(['FAILED', 'SUCCEED'])
})
