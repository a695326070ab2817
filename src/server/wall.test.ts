import { expect, test } from 'vitest'
import { createWallClock } from './wall.ts'

test('real time is that of the system, in whole microseconds that go forward', () => {
  const wall = createWallClock()
  const before = Date.now() * 1000
  const [first, second] = [wall(), wall()]
  const after = (Date.now() + 1) * 1000
  expect([Number.isSafeInteger(first), first >= before - 1_000, second >= first, second <= after + 1_000]).toEqual([true, true, true, true])
})

test('follows a clock that was set, or a machine that has slept, and ignores what a date of milliseconds cannot tell', () => {
  let [date, up] = [1_000_000, 5_000]
  const wall = createWallClock(() => date, () => up)
  const seen = [wall()]
  const pass = (dateMs: number, upMicros: number): void => {
    date += dateMs
    up += upMicros
    seen.push(wall())
  }
  pass(0, 400)
  pass(1_000, 1_000_300)
  pass(3_600_000, 1_000_000)
  expect(seen).toEqual([1_000_000_000, 1_000_000_400, 1_001_000_700, 4_601_000_000])
})
