/**
 * What `import … from 'obshell-sim'` gives: a simulator in this process. Importing and starting it changes no global.
 *
 * @module
 */
import { parseDuration, parseMode, type ClockMode } from './clock/index.ts'
import { formatAddress } from './cluster/index.ts'
import { defaultAgent, loadScenario, loadScenarioFile, scenarioOfAgents, type Scenario } from './scenario/index.ts'
import { Simulator } from './server/index.ts'
import type { Simulation, WorldTransition } from './simulation.ts'

export { ScenarioError, SetupError, type Problem } from './scenario/index.ts'
export { SettleError } from './simulation.ts'
export type { WorldTransition } from './simulation.ts'

export interface StartOptions {
  /** A scenario: a path, or its text (it is text if it has a line break or begins with `{`). */
  readonly scenario?: string
  /** Addresses that the agents believe to be theirs, when no scenario names them; by default one, `127.0.0.1:2886`. */
  readonly agents?: readonly string[]
  /** How time passes, as `--clock` takes it. */
  readonly clock?: string
  readonly seed?: number
  /** False: agents that ask for no credential. */
  readonly encryption?: boolean
  /** True: agents that speak TLS, with certificates from the seed. */
  readonly tls?: boolean
  /** Where the sockets are: by default each agent on a free port of 127.0.0.1; `declared` is where the scenario says. */
  readonly listen?: 'free' | 'declared'
}

export interface SimulatedAgent {
  readonly name: string
  /** What it believes to be its address, `ip:port`. */
  readonly address: string
  /** Where it answers. */
  readonly url: string
}

export interface RunningSimulator {
  readonly agents: readonly SimulatedAgent[]
  /** The certificate to trust, PEM, where the agents speak TLS; null where not. */
  readonly ca: string | null
  /** Virtual time now, microseconds since the Unix epoch. */
  now(): number
  /** Moves virtual time on by a duration such as `5s`. @returns the transitions of tasks on the way, in order @throws RangeError where time follows the wall clock */
  advance(by: string): WorldTransition[]
  /** Lets all work come to its end. @throws when it does not; the error names what goes on */
  settle(): WorldTransition[]
  /** The world as it was at the beginning. */
  reset(): Promise<void>
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Starts a simulator in this process.
 *
 * @throws ScenarioError for a wrong scenario, SetupError for one whose set-up is refused, TypeError for a wrong option
 */
export async function startSimulator(options: StartOptions = {}): Promise<RunningSimulator> {
  checkOptions(options)
  const simulator = new Simulator({ scenario: await scenarioOf(options) })
  await simulator.listen()
  const urls = simulator.urls()
  const ca = await simulator.authority()
  const agents = simulator.world.agents.map((agent, index) => ({ name: agent.name, address: formatAddress(agent), url: urls[index]! }))
  const close = (): Promise<void> => simulator.close()
  const moved = (move: (world: Simulation) => void): WorldTransition[] => {
    const before = simulator.world.journal.seq
    simulator.move(move)
    return simulator.world.transitionsAfter(before)
  }
  return {
    agents,
    ca,
    now: () => simulator.world.now(),
    advance: (by) => moved((world) => {
      const duration = parseDuration(by)
      if (duration === null || duration < 0) throw new TypeError(`advance: '${by}' is not a duration; write it like 500ms, 5s or 1h30m`)
      world.advanceBy(duration)
    }),
    settle: () => moved((world) => world.settle()),
    reset: () => simulator.reset(),
    close,
    [Symbol.asyncDispose]: close,
  }
}

const optionNames: readonly (keyof StartOptions)[] = ['scenario', 'agents', 'clock', 'seed', 'encryption', 'tls', 'listen']

/** @throws TypeError for what no option is, so that a slip of the keyboard is not taken for the default */
function checkOptions(options: StartOptions): void {
  const unknown = Object.keys(options).find((key) => !optionNames.includes(key as keyof StartOptions))
  if (unknown !== undefined) throw new TypeError(`startSimulator: there is no option '${unknown}'; there are ${optionNames.join(', ')}`)
  const { seed } = options
  if (seed !== undefined && !(Number.isSafeInteger(seed) && seed >= 0)) throw new TypeError(`startSimulator: seed must be a whole number from 0, not ${seed}`)
}

async function scenarioOf({ scenario, agents, clock, seed, encryption, tls, listen = 'free' }: StartOptions): Promise<Scenario> {
  if (scenario !== undefined && agents !== undefined) throw new TypeError('startSimulator: give either a scenario or agents; the scenario names its agents')
  const base = scenario === undefined ? plainScenario(agents ?? ['127.0.0.1:2886']) : await loaded(scenario)
  return {
    ...base,
    settings: {
      ...base.settings,
      ...(clock === undefined ? {} : { mode: modeOf(clock) }),
      ...(seed === undefined ? {} : { seed }),
      ...(encryption === undefined ? {} : { encryption }),
      ...(tls === undefined ? {} : { tls }),
    },
    agents: listen === 'declared' ? base.agents : base.agents.map((agent) => ({ ...agent, listen: ['127.0.0.1:0'] })),
  }
}

function loaded(scenario: string): Promise<Scenario> {
  return scenario.includes('\n') || scenario.trimStart().startsWith('{') ? loadScenario(scenario, '<scenario>') : loadScenarioFile(scenario)
}

function plainScenario(addresses: readonly string[]): Scenario {
  return scenarioOfAgents(addresses.map((address) => {
    const match = /^\[?([^\]]+?)\]?:(\d{1,5})$/.exec(address)
    if (match === null) throw new TypeError(`startSimulator: '${address}' is not an address; write it like 127.0.0.1:2886`)
    return defaultAgent(address, match[1]!, Number(match[2]))
  }))
}

function modeOf(clock: string): ClockMode {
  const mode = parseMode(clock)
  if (typeof mode === 'string') throw new TypeError(`startSimulator: ${mode}`)
  return mode
}
