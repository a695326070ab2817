import { describe, expect, test } from 'vitest'
import { micros, parseMode, type ClockMode } from '../clock/index.ts'
import { KeyRing } from '../dispatch/index.ts'
import { buildWorld, defaultAgent, defaultSettings, scenarioOfAgents } from '../scenario/index.ts'
import { Pace, startOf } from './pace.ts'

const noon = 1_780_000_000_000_000

/** A world with a wall clock that a test moves. */
function paced(text: string) {
  let wall = noon
  const mode = parseMode(text) as ClockMode
  const settings = { ...defaultSettings, mode, start: startOf({ ...defaultSettings, mode }, () => wall) }
  const world = buildWorld(scenarioOfAgents([defaultAgent('a', '127.0.0.1', 2886)], settings), new KeyRing(1))
  const pace = new Pace(() => world, { wall: () => wall })
  return { world, pace, pass: (time: number) => (wall += time, pace.catchUp()) }
}

describe('time that follows the wall clock', () => {
  test('real begins at the start of the scenario, and is not moved by hand', () => {
    const { world, pace, pass } = paced('real')
    pass(3 * micros.s)
    expect(world.now() - defaultSettings.start).toBe(3 * micros.s)
    expect(() => pace.move((current) => current.settle())).toThrow('in mode real time follows the wall clock and is not moved by hand; use auto, manual, per-poll or offset')
    pace.stop()
  })

  test('scaled passes so many times faster', () => {
    const { world, pace, pass } = paced('scaled:60')
    pass(micros.s)
    expect(world.now() - defaultSettings.start).toBe(60 * micros.s)
    pace.stop()
  })

  test('offset begins so far from the wall clock, and an advance enlarges that', () => {
    const { world, pace, pass } = paced('offset:1h')
    expect(world.now() - noon).toBe(micros.h)
    pass(2 * micros.s)
    pace.move((current) => current.advanceBy(5 * micros.s))
    pass(micros.s)
    expect([world.now() - noon, world.state.mode]).toEqual([micros.h + 8 * micros.s, { mode: 'offset', offset: micros.h + 5 * micros.s }])
    pace.stop()
  })

  test('tells when the wall has moved the world, and wakes for what else is due', async () => {
    const { world } = paced('scaled:60')
    let wall = noon
    let due: number | undefined = world.now() + 600 * micros.ms
    const moved: number[] = []
    const began = world.now()
    const pace = new Pace(() => world, {
      wall: () => wall, alsoDue: () => due,
      moved: () => {
        moved.push(world.now() - began)
        due = undefined
      },
    })
    pace.catchUp()
    expect(moved).toEqual([])
    // 600 ms of virtual time are 10 ms of ours.
    wall += 10 * micros.ms
    while (moved.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    expect(moved).toEqual([600 * micros.ms])
    pace.stop()
  })

  test('a change of mode keeps the instant', () => {
    const { world, pace, pass } = paced('manual')
    pass(10 * micros.s)
    world.setMode({ mode: 'offset', offset: 0 })
    pace.rebase()
    expect(world.now()).toBe(defaultSettings.start)
    pass(micros.s)
    expect(world.now()).toBe(defaultSettings.start + micros.s)
    pace.stop()
  })
})
