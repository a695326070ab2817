import { expect, test } from 'vitest'
import { ask, effect, hang, log, wait, type StepContext } from './steps.ts'

test('steps are values that carry their names', () => {
  const context = { memory: { name: 'A' } } as unknown as StepContext<null>
  const fixed = log<null>('say', 'hello')
  const made = log<null>('say', ({ memory }) => `hello ${String(memory['name'])}`)
  expect([fixed, made].map((step) => step.kind === 'log' && step.text(context))).toEqual(['hello', 'hello A'])
  const act = (): void => {}
  const request = (): { to: { ip: string; port: number }; operation: string } => ({ to: { ip: '10.10.10.1', port: 2886 }, operation: 'getSecret' })
  expect(effect('do', act)).toEqual({ step: 'do', kind: 'effect', act })
  expect(ask('ask', request, act)).toEqual({ step: 'ask', kind: 'ask', request, answered: act })
  expect(wait('sleep', 5)).toEqual({ step: 'sleep', kind: 'wait', length: 5 })
  expect(hang('stuck')).toEqual({ step: 'stuck', kind: 'hang' })
})
