import { expect, test } from 'vitest'
import { directiveFor, noFaultMemory, type TaskRule } from './index.ts'

const rule = (id: string, when: TaskRule['when'], effect: TaskRule['effect'], times: number | null = null): TaskRule => ({ id, when, effect, times })
const run = { dag: 'Join to master', dagId: 1, node: 'Be follower', attempt: 1, operator: 'RUN', step: null } as const
const decide = (rules: readonly TaskRule[], memory = noFaultMemory()) => (agent: string, more: Partial<Parameters<typeof directiveFor>[3]> = {}) =>
  directiveFor(rules, memory, agent, { ...run, ...more }, (least) => least + 1)?.directive ?? null

test('match on dag, node, agent and attempt, the first wins', () => {
  const decided = decide([rule('slow', { dag: 'Join to master', node: 'Be follower', attempt: 1 }, { takes: 5 }), rule('b', { agent: 'b' }, { never: true })])
  expect([decided('b'), decided('b', { attempt: 2 }), decided('c', { node: 'x' })]).toEqual([{ takes: 5 }, { never: true }, null])
})

test('rollbacks are decided only by rules that say so', () => {
  const decided = decide([rule('any', {}, { takes: 1 }), rule('back', { operator: 'ROLLBACK' }, { takes: 2 })])
  expect([decided('a'), decided('a', { operator: 'RETRY' }), decided('a', { operator: 'ROLLBACK' })]).toEqual([{ takes: 1 }, { takes: 1 }, { takes: 2 }])
})

test('a rule for a step does not act before the first one', () => {
  const decided = decide([rule('at', { step: 'ask' }, { holds: true })])
  expect([decided('a'), decided('a', { step: 'ask' }), decided('a', { step: 'other' })]).toEqual([null, { holds: true }, null])
})

test('so many runs at most, then the next rule', () => {
  const decided = decide([rule('once', {}, { holds: true }, 1), rule('then', {}, { never: true })])
  expect([decided('a'), decided('a')]).toEqual([{ holds: true }, { never: true }])
})

test('a length between two is drawn', () => {
  expect(decide([rule('drawn', {}, { takes: { least: 10, most: 20 } })])('a')).toEqual({ takes: 11 })
})
