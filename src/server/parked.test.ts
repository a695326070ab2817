import { expect, test } from 'vitest'
import { Parked } from './parked.ts'

function parked(waiting: readonly (readonly [name: string, until: number, agent?: string])[]) {
  const told: string[] = []
  const lot = new Parked()
  const leave = new Map(waiting.map(([name, until, agent = 'a']) => [name, lot.park(agent, until, (outcome) => told.push(`${name} ${outcome}`))]))
  return { lot, told, leave }
}

test('what waits falls due in the order of its instants, then in that in which it came', () => {
  const { lot, told } = parked([['third', 30], ['first', 10], ['second', 20], ['second too', 20]])
  expect([lot.earliest, lot.size]).toEqual([10, 4])
  lot.flush(9)
  expect(told).toEqual([])
  lot.flush(20)
  expect([told, lot.earliest]).toEqual([['first due', 'second due', 'second too due'], 30])
  lot.flush(1_000)
  expect([told.at(-1), lot.earliest, lot.size]).toEqual(['third due', undefined, 0])
})

test('what has left is not told, nor what comes too late', () => {
  const { lot, told, leave } = parked([['gone', 10], ['there', 10]])
  leave.get('gone')!()
  lot.flush(10)
  leave.get('there')!()
  expect(told).toEqual(['there due'])
})

test('only what belongs to an agent that ends, and was due by then', () => {
  const { lot, told } = parked([['early', 10], ['late', 30], ['of another', 10, 'b']])
  lot.flushOf('a', 20)
  expect([told, lot.size]).toEqual([['early due'], 2])
})

test('what falls due may park, leave and flush itself', () => {
  const told: string[] = []
  const lot = new Parked()
  lot.park('a', 10, () => {
    told.push('first')
    lot.park('a', 10, () => told.push('parked meanwhile'))
    leave()
    lot.flush(10)
  })
  const leave = lot.park('a', 10, () => told.push('has left'))
  lot.flush(10)
  expect([told, lot.size]).toEqual([['first', 'parked meanwhile'], 0])
})

test('all is dropped with the world', () => {
  const { lot, told } = parked([['one', 10], ['two', 20]])
  lot.drop()
  lot.flush(100)
  expect([told, lot.size]).toEqual([['one dropped', 'two dropped'], 0])
})
