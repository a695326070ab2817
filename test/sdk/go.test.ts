import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { spawnSimulator, type LogLine, type SimulatorProcess } from '../support/simulator.ts'
import { comparable, pretty, type Json } from './document.ts'
import { goSdk, runGo } from './go.ts'

/** What the program prints (go/observe.go). */
interface Printed {
  readonly observations: readonly Observation[]
  /** Wall time of the whole journey. */
  readonly elapsedMs: number
}

interface Observation {
  readonly call: string
  readonly returned?: Json
  readonly failed?: { readonly type: string; readonly text?: string; readonly code?: number }
  readonly panicked?: string
}

/** The SDK sleeps so long between two looks at a task. */
const sleepMs = 2_000

/** The log comes by another way than the answers. */
const loggedWithin = { timeout: 5_000 }

const sdk = await goSdk()
if ('missing' in sdk) console.warn(`SKIPPED: the tests with the official Go SDK, because ${sdk.missing}.`)

describe.skipIf('missing' in sdk)('the official Go SDK', () => {
  afterAll(async () => {
    if ('remove' in sdk) await sdk.remove()
  })

  test.each([
    ['reads a lone agent', 'reads', 1, 'auto'],
    ['joins three agents', 'join', 3, 'auto'],
    ['brings a password to agents that have none', 'password', 3, 'auto'],
    ['tells of refusals', 'refusals', 3, 'auto'],
    ['has no agent password', 'agent_password', 3, 'auto'],
    ['asks a follower', 'follower', 3, 'auto'],
    ['removes agents', 'removal', 3, 'auto'],
    ['looks at tasks', 'tasks', 2, 'auto'],
    ['recovers from a wrong key', 'keys', 3, 'auto'],
    ['configures a cluster to be, and follows its root password', 'config', 3, 'auto'],
    ['initialises in vain, tries again, rolls back', 'init', 3, 'auto'],
    ['sees a task go on as the clock is moved', 'manual', 2, 'manual'],
    ['is told why a join failed', 'failed_join', 2, 'manual'],
    ['takes the root password at the moment it takes effect', 'candidate', 2, 'manual'],
  ])('%s, and never sleeps', async (_, script, agents, clock) => {
    const simulator = await started(agents, clock)
    const { observations } = await journey(simulator, script)
    await expect.poll(() => simulator.log.filter(isMark).length, loggedWithin).toBe(observations.length + 1)
    const sent = betweenMarks(simulator.log)
    const observed = observations.map((observation, index) => ({ ...observation, sent: sent[index]! }))
    await expect(`${pretty(comparable(JSON.stringify(observed), simulator.agents))}\n`).toMatchFileSnapshot(`go/${script}.expected.json`)
  })

  test('waits for three agents that join: the same comes of it by the wall clock as by its own questions', async () => {
    const outcome = async (simulator: SimulatorProcess): Promise<string> => {
      const { observations, elapsedMs } = JSON.parse(await runGo(sdk, 'joined', simulator.agents.map(({ address }) => address))) as Printed
      expect(elapsedMs).toBeGreaterThan(3 * sleepMs)
      return pretty(comparable(JSON.stringify(observations), simulator.agents))
    }
    // Nothing shortens its sleeps: with steps of five seconds there is one a join.
    const simulators = [await started(3, 'real'), await started(3, 'per-poll:5s')]
    const [real, perPoll] = await Promise.all(simulators.map(outcome))
    await expect(`${real}\n`).toMatchFileSnapshot('go/joined.expected.json')
    expect(perPoll).toBe(real)
    expect(simulators.flatMap(({ complaints }) => complaints)).toEqual([])
  })

  test('meets a route with every method, and answers that it understands', async () => {
    const { observations } = await journey(await started(1, 'auto'), 'surface')
    expect(observations.length).toBeGreaterThan(60)
    expect(observations.filter(({ panicked, failed }) => panicked !== undefined || (failed !== undefined && !isPlainRefusal(failed)))).toEqual([])
  })
})

async function started(agents: number, clock: string): Promise<SimulatorProcess> {
  const simulator = await spawnSimulator({ agents, args: ['--clock', clock] })
  onTestFinished(async () => {
    expect(await simulator.stop()).toBe(0)
  })
  return simulator
}

/** Runs one of the program's journeys, faster than the SDK can sleep. */
async function journey(simulator: SimulatorProcess, name: string): Promise<Printed> {
  const printed = JSON.parse(await runGo(sdk, name, simulator.agents.map(({ address }) => address))) as Printed
  expect(printed.elapsedMs).toBeLessThan(sleepMs)
  expect(simulator.complaints).toEqual([])
  return printed
}

/** A refusal for what was asked: not for how it was written, nor for a path that is not there. */
function isPlainRefusal({ code, text }: NonNullable<Observation['failed']>): boolean {
  return code === 0 && !/URI mismatch|Element not found|header not found|[Ss]imulator bug/.test(text ?? '')
}

function isMark({ target }: LogLine): boolean {
  return target === '/mark'
}

/** What was sent after each mark, in the words that the Python tests use. */
function betweenMarks(log: readonly LogLine[]): string[][] {
  const sent: string[][] = []
  for (const line of log) {
    if (isMark(line)) sent.push([])
    else sent.at(-1)!.push(`${line.method} ${line.agent}${line.target} -> ${line.status}`)
  }
  return sent
}
