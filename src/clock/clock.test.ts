import { describe, expect, test } from 'vitest'
import { VirtualClock, type ClockState } from './clock.ts'

describe('VirtualClock', () => {
  test('moves to the next event and runs it there', () => {
    const clock = new VirtualClock<string>(1_000)
    clock.schedule(1_500, 'a')
    const ran: [string, number][] = []
    expect(clock.runNext((event) => ran.push([event, clock.now()]))).toEqual({ due: 1_500, seq: 1, event: 'a' })
    expect(ran).toEqual([['a', 1_500]])
    expect(clock.runNext(() => { throw new Error('nothing waits') })).toBeUndefined()
    expect(clock.now()).toBe(1_500)
  })

  test('looks at the next event without running it, past those that were cancelled', () => {
    const clock = new VirtualClock<string>(0)
    const first = clock.schedule(1, 'first')
    clock.schedule(2, 'second')
    clock.cancel(first)
    expect(clock.peek()).toEqual({ due: 2, seq: 2, event: 'second' })
    expect(clock.now()).toBe(0)
    expect(clock.waiting).toBe(1)
  })

  test('goes on from its state as plain data, with the sequence and the cancellations', () => {
    const clock = new VirtualClock<string>(0)
    for (const event of ['a', 'b', 'c', 'd']) clock.schedule(10, event)
    clock.cancel(2)
    const copy = new VirtualClock<string>(JSON.parse(JSON.stringify(clock.state)) as ClockState<string>)
    expect(copy.waiting).toBe(3)
    expect(copy.schedule(10, 'e')).toBe(5)
    expect(copy.cancel(3)).toBe(true)
    const ran: string[] = []
    copy.advanceTo(10, (event) => ran.push(event))
    expect(ran).toEqual(['a', 'd', 'e'])
    expect(clock.list().map(({ event }) => event)).toEqual(['a', 'c', 'd'])
  })
})
