import { expect, test } from 'vitest'
import type { RequestRule, Window } from '../faults/index.ts'
import type { Row } from './explanation.ts'
import { base, request } from './testing/stories.ts'
import { withWindows } from './windows.ts'

const rule = (window: Window): RequestRule => ({ id: 'dark', when: { agent: 'b', window }, effect: { kind: 'drop', drop: { how: 'refuse' } }, times: null, count: 'questions' })
const asked = (at: number): Row => request({ seq: at, at, until: at })
const ended = (at: number, process: 'started' | 'stopped'): Row => ({ ...base, kind: 'process', seq: at, at, until: at, agent: 'b', process, pid: 1, why: null })
const told = (rows: readonly Row[], window: Window): string[] => withWindows(rows, [rule(window)]).map((row) => (row.kind === 'window' ? `${row.opens ? '[' : ']'} ${row.at} ${row.text}` : `${row.at}`))

test('a window of time begins and ends before what happens at that instant', () => {
  expect(told([asked(1), asked(5), asked(9), asked(10)], { kind: 'time', from: 5, to: 9 })).toEqual(['1', '[ 5 nobody reaches b', '5', '] 9 nobody reaches b', '9', '10'])
})

test('what lies beyond the last row is not told', () => {
  expect(told([asked(1), asked(5)], { kind: 'time', from: 5, to: 9 })).toEqual(['1', '[ 5 nobody reaches b', '5'])
  expect(told([asked(1)], { kind: 'time', from: 2, to: null })).toEqual(['1'])
})

test('a window that an event opens begins after it, and again with each', () => {
  const after: Window = { kind: 'after', event: { kind: 'process', agent: 'b', process: 'stopped' }, for: 10 }
  expect(told([ended(1, 'stopped'), ended(3, 'started'), ended(5, 'stopped'), asked(12), asked(20), ended(30, 'stopped')], after)).toEqual([
    '1', '[ 1 nobody reaches b', '3', '5', '12', '] 15 nobody reaches b', '20', '30', '[ 30 nobody reaches b',
  ])
})
