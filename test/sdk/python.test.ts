import { describe, expect, onTestFinished, test } from 'vitest'
import { spawnSimulator, type SimulatorProcess } from '../support/simulator.ts'
import { comparable, pretty } from './document.ts'
import { pythonSdk, runPython } from './python.ts'

/** What a call of the SDK looked like from outside (python/observe.py). */
interface Observation {
  readonly call: string
  /** `METHOD host:port/target header -> status`. */
  readonly sent: readonly string[]
  readonly slept?: readonly number[]
  readonly raised?: { readonly type: string; readonly err_code?: string }
}

/** The log comes by another way than the answers. */
const loggedWithin = { timeout: 5_000 }

const sdk = await pythonSdk()
if ('missing' in sdk) console.warn(`SKIPPED: the tests with the official Python SDK, because ${sdk.missing}.`)

describe.skipIf('missing' in sdk)('the official Python SDK', () => {
  test.each([
    ['reads a lone agent', 'reads', 1],
    ['joins three agents', 'join', 3],
    ['brings a password to agents that have none', 'password', 3],
    ['tells of refusals', 'refusals', 3],
    ['works with agent passwords', 'agent_password', 3],
    ['asks a follower', 'follower', 3],
    ['removes agents', 'removal', 3],
    ['looks at tasks', 'tasks', 2],
    ['recovers from a wrong key', 'keys', 3],
    ['configures a cluster to be, and follows its root password', 'config', 3],
    ['initialises in vain, tries again, rolls back', 'init', 3],
  ])('%s, and never sleeps', async (_, script, agents) => {
    const observations = await journey(await started(agents), script)
    expect(observations.filter(({ slept }) => slept !== undefined)).toEqual([])
  })

  test.each([
    ['sees a task go on as the clock is moved', 'manual', 'manual'],
    ['sees each state in a world that goes on when it is asked', 'waiting', 'per-poll'],
    ['is told why a join failed', 'failed_join', 'manual'],
    ['takes the root password at the moment it takes effect', 'candidate', 'manual'],
  ])('%s', async (_, script, clock) => {
    await journey(await started(2, ['--clock', clock]), script)
  })

  test('waits for three agents that join: the same comes of it by the wall clock as by its own questions', async () => {
    const outcome = async (simulator: SimulatorProcess): Promise<string> => {
      const printed = await runPython(sdk, 'joined', simulator.agents.map(({ address }) => address))
      const observations = JSON.parse(printed) as readonly Observation[]
      expect(observations.filter(({ slept }) => slept !== undefined)).toHaveLength(3)
      // How often it asked depends on the clock.
      return pretty(comparable(JSON.stringify(observations.map(({ sent: _, slept: __, ...came }) => came)), simulator.agents))
    }
    const simulators = [await started(3, ['--clock', 'real']), await started(3, ['--clock', 'per-poll'])]
    const [real, perPoll] = await Promise.all(simulators.map(outcome))
    await expect(`${real}\n`).toMatchFileSnapshot('python/joined.expected.json')
    expect(perPoll).toBe(real)
    expect(simulators.flatMap(({ complaints }) => complaints)).toEqual([])
  })

  test('meets a route with every method, and answers that it understands', async () => {
    const simulator = await started(1)
    const observations = JSON.parse(await runPython(sdk, 'surface', [simulator.agents[0]!.address])) as readonly Observation[]
    expect(observations.length).toBeGreaterThan(150)
    const misfits = observations.filter(({ raised }) => raised !== undefined && !isPlainRefusal(raised))
    // These are methods for another product's agent.
    expect(misfits.filter(({ call }) => !/_seekdb_standby/.test(call))).toEqual([])
    expect(simulator.complaints).toEqual([])
  })

  test('gets the same bytes from a world that is built anew', async () => {
    const simulator = await started(3)
    const addresses = simulator.agents.map(({ address }) => address)
    const first = await runPython(sdk, 'join', addresses)
    await simulator.reset()
    expect(await runPython(sdk, 'join', addresses)).toBe(first)
  })
})

/**
 * Runs a program against agents and compares all it observed with the document beside it (`vitest -u` rewrites that, and its diff is
 * reviewed like code); the simulator must have logged what the program sent, and nothing else.
 */
async function journey(simulator: SimulatorProcess, script: string): Promise<readonly Observation[]> {
  const printed = await runPython(sdk, script, simulator.agents.map(({ address }) => address))
  const observed = comparable(printed, simulator.agents)
  await expect(`${pretty(observed)}\n`).toMatchFileSnapshot(`python/${script}.expected.json`)

  const observations = JSON.parse(printed) as readonly Observation[]
  const answered = observations.flatMap(({ sent }) => sent).filter((line) => / -> \d+$/.test(line)).map((line) => line.replace(/ X-OCS-\S+/, ''))
  // To an agent that is stopped it has lost its requests.
  await expect.poll(() => simulator.log.filter(({ status }) => status > 0).map(({ method, agent, target, status }) => `${method} ${agent}${target} -> ${status}`), loggedWithin).toEqual(answered)
  expect(simulator.complaints).toEqual([])
  return observations
}

/** A refusal for what was asked: not for how it was written, nor for a path that is not there. */
function isPlainRefusal({ type, err_code: code }: NonNullable<Observation['raised']>): boolean {
  return type === 'OBShellHandleError' && code !== undefined && !/^Common\.NotFound$|^Request\.|^Security\.Authentication\.Header\.|^Simulator\.Bug$/.test(code)
}

async function started(agents: number, args: readonly string[] = []): Promise<SimulatorProcess> {
  const simulator = await spawnSimulator({ agents, args })
  onTestFinished(async () => {
    expect(await simulator.stop()).toBe(0)
  })
  return simulator
}
