import { describe, expect, test } from 'vitest'
import { VirtualClock } from './clock.ts'
import { micros, type Instant, type Micros } from './instant.ts'
import { followWall, formatMode, modeNames, parseMode, policyOf, type ClockMode, type ModeName, type TimePolicy } from './mode.ts'

/** One way to write each mode. */
const texts: Readonly<Record<ModeName, string>> = {
  auto: 'auto:50ms', manual: 'manual', real: 'real', offset: 'offset:1h', scaled: 'scaled:60', 'per-poll': 'per-poll:1s',
}

const start: Instant = 1_795_491_709_807_238

/** A world's clock under one mode, moved by nothing but what moves it in that mode. */
class Harness {
  readonly policy: TimePolicy
  readonly clock = new VirtualClock<string>(start)
  /** `event@instant` as it ran. */
  readonly ran: string[] = []
  /** Every instant at which somebody looked. */
  readonly seen: Instant[] = [start]
  #wall = 0

  constructor(mode: ClockMode) {
    this.policy = policyOf(mode)
  }

  run = (event: string): void => {
    this.ran.push(`${event}@${this.clock.now() - start}`)
    this.seen.push(this.clock.now())
  }

  /** Lets at least so much time pass: told, by requests, by questions or by the wall clock. */
  pass(length: Micros): void {
    const { clock, policy } = this
    const end = clock.now() + length
    const stride = policy.perRequest + policy.perQuestion
    if (stride === 0 && policy.wallFactor === 0) clock.advanceTo(end, this.run)
    while (clock.now() < end) {
      if (policy.wallFactor > 0) this.#wall += 7_001
      clock.advanceTo(policy.wallFactor > 0 ? followWall(policy, start, 0, this.#wall) : clock.now() + stride, this.run)
      this.seen.push(clock.now())
    }
  }
}

describe.each(modeNames)('a clock in mode %s', (name) => {
  const mode = parseMode(texts[name]) as ClockMode
  const harness = (): Harness => new Harness(mode)

  test('is written as it is read', () => {
    expect(mode.mode).toBe(name)
    expect(formatMode(mode)).toBe(texts[name])
  })

  test('runs events by due time, those of one instant in the order in which they were scheduled', () => {
    const world = harness()
    for (const [event, after] of [['late', 90], ['first', 30], ['second', 30], ['soon', 10], ['third', 30]] as const) {
      world.clock.schedule(start + after * micros.ms, event)
    }
    world.pass(200 * micros.ms)
    expect(world.ran).toEqual(['soon@10000', 'first@30000', 'second@30000', 'third@30000', 'late@90000'])
    expect(world.clock.waiting).toBe(0)
  })

  test('runs what is due at the very instant where it comes to stand', () => {
    const world = harness()
    world.clock.schedule(start + 5 * micros.s, 'then')
    world.clock.advanceTo(start + 5 * micros.s, world.run)
    expect(world.ran).toEqual(['then@5000000'])
    expect(world.clock.now()).toBe(start + 5 * micros.s)
  })

  test('does not run what was cancelled, nor cancels what has run', () => {
    const world = harness()
    const [kept, dropped] = [world.clock.schedule(start + 1_000, 'kept'), world.clock.schedule(start + 1_000, 'dropped')]
    expect(world.clock.cancel(dropped)).toBe(true)
    expect(world.clock.cancel(dropped)).toBe(false)
    expect(world.clock.waiting).toBe(1)
    world.pass(2_000)
    expect(world.ran).toEqual(['kept@1000'])
    expect(world.clock.cancel(kept)).toBe(false)
    expect(world.clock.cancel(4711)).toBe(false)
  })

  test('runs at the present what is scheduled for the past, after what waits for the present already', () => {
    const world = harness()
    world.pass(3 * micros.s)
    const present = world.clock.now()
    world.clock.schedule(present, 'now')
    world.clock.schedule(start, 'long ago')
    expect(world.clock.peek()).toEqual({ due: present, seq: 1, event: 'now' })
    world.clock.advanceTo(present, world.run)
    expect(world.ran).toEqual([`now@${present - start}`, `long ago@${present - start}`])
  })

  test('runs on its way what an event schedules within the way, and keeps what lies beyond', () => {
    const world = harness()
    world.clock.schedule(start + 100, 'a')
    world.clock.advanceTo(start + 1_000, (event) => {
      world.run(event)
      if (event === 'a') {
        world.clock.schedule(start + 100, 'at once')
        world.clock.schedule(start + 500, 'on the way')
        world.clock.schedule(start + 1_001, 'beyond')
      }
    })
    expect(world.ran).toEqual(['a@100', 'at once@100', 'on the way@500'])
    expect(world.clock.list()).toEqual([{ due: start + 1_001, seq: 4, event: 'beyond' }])
  })

  test('never goes back, whatever it is told', () => {
    const world = harness()
    world.clock.schedule(start + micros.s, 'event')
    world.pass(10 * micros.s)
    const now = world.clock.now()
    expect(now).toBeGreaterThanOrEqual(start + 10 * micros.s)
    world.clock.advanceTo(start, world.run)
    expect(world.clock.now()).toBe(now)
    expect(world.seen).toEqual([...world.seen].sort((a, b) => a - b))
  })

  test('stops at its limit with the event that would be next, and stands at the last one that ran', () => {
    const world = harness()
    world.clock.schedule(start + 10, 'spin')
    const spinning = (event: string): void => {
      world.run(event)
      world.clock.schedule(world.clock.now() + 10, 'spin')
    }
    expect(world.clock.advanceTo(start + micros.h, spinning, 3)).toEqual({ due: start + 40, seq: 4, event: 'spin' })
    expect(world.ran).toEqual(['spin@10', 'spin@20', 'spin@30'])
    expect(world.clock.now()).toBe(start + 30)
  })

  test('answers undefined when the limit is not met, also where exactly so many were due', () => {
    const world = harness()
    for (const event of ['a', 'b', 'c']) world.clock.schedule(start + 1, event)
    expect(world.clock.advanceTo(start + 2, world.run, 3)).toBeUndefined()
    expect(world.clock.now()).toBe(start + 2)
  })
})
