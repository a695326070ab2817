import { expect, test } from 'vitest'
import { difference } from './difference.ts'

const lines = (wanted: string, got: string): string[] => difference(wanted, got).map(({ sign, text }) => `${sign}${text}`)

test('tells the lines that differ, with two that agree around them', () => {
  expect(lines('a\nb\nc\nd\ne\nf\ng', 'a\nb\nc\nX\ne\nf\ng')).toEqual([' b', ' c', '-d', '+X', ' e', ' f'])
})

test('leaves out what agrees between two places', () => {
  expect(lines('1\na\nb\nc\nd\ne\nf\n2', 'x\na\nb\nc\nd\ne\nf\ny')).toEqual(['-1', '+x', ' a', ' b', '…', ' e', ' f', '-2', '+y'])
})

test('finds what was put in and taken out', () => {
  expect(lines('{\n  "a": 1\n}', '{\n  "b": 2,\n  "a": 1\n}')).toEqual([' {', '+  "b": 2,', '   "a": 1', ' }'])
  expect(lines('same', 'same')).toEqual([])
})

test('texts of many lines are told as a whole', () => {
  const many = (letter: string): string => Array.from({ length: 1_100 }, (_, index) => `${letter}${index}`).join('\n')
  const told = difference(many('a'), many('b'))
  expect([told.length, told[0], told.at(-1)]).toEqual([2_200, { sign: '-', text: 'a0' }, { sign: '+', text: 'b1099' }])
})
