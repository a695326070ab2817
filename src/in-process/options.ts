import { parseMode, type ClockMode } from '../clock/index.ts'
import { defaultAgent, openScenario, scenarioOfAgents, type Scenario } from '../scenario/index.ts'
import { unknownName } from '../steering/index.ts'

export interface StartOptions {
  /** A scenario: the name of a built-in one, a path, or its text (it is text if it has a line break or begins with `{`). */
  readonly scenario?: string | undefined
  /** Addresses that the agents believe to be theirs, or how many there are, when no scenario names them; by default one, `127.0.0.1:2886`. */
  readonly agents?: readonly string[] | number | undefined
  /** How time passes, as `--clock` takes it: `auto`, `manual`, `per-poll:1s` … */
  readonly clock?: string | undefined
  /** All chance comes from it: ids, keys, tokens. */
  readonly seed?: number | undefined
  /** False: agents that ask for no credential. */
  readonly encryption?: boolean | undefined
  /** True: agents that speak TLS, with certificates from the seed. */
  readonly tls?: boolean | undefined
  /** Where the sockets are: by default each agent on a free port of 127.0.0.1; `declared` is where the scenario says. */
  readonly listen?: 'free' | 'declared' | undefined
  /** Variables for `${NAME}` in the scenario; by default those of this process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
}

const optionNames: readonly (keyof StartOptions)[] = ['scenario', 'agents', 'clock', 'seed', 'encryption', 'tls', 'listen', 'env']

/** @throws TypeError for an option that there is not, so that a slip of the keyboard is not taken for the default */
export function requireKnown(what: string, given: object, known: readonly string[]): void {
  if (typeof given !== 'object' || given === null) throw new TypeError(`${what}: options must be an object with ${known.join(', ')}, not ${String(given)}`)
  const unknown = Object.keys(given).find((key) => !known.includes(key))
  if (unknown !== undefined) throw new TypeError(`${what}: ${unknownName('option', unknown, known, '')}`)
}

/** @throws TypeError for what no option is */
export function checkOptions(options: StartOptions): void {
  requireKnown('startSimulator', options, optionNames)
  const { seed, listen } = options
  if (seed !== undefined && !(Number.isSafeInteger(seed) && seed >= 0)) throw new TypeError(`startSimulator: seed must be a whole number from 0, not ${seed}`)
  if (listen !== undefined && listen !== 'free' && listen !== 'declared') {
    throw new TypeError(`startSimulator: listen must be free or declared, not '${String(listen)}'`)
  }
}

/** The scenario that options ask for. @throws TypeError, ScenarioError, ScenarioNotFound */
export async function scenarioOf(options: StartOptions): Promise<Scenario> {
  const { scenario, agents } = options
  if (scenario !== undefined && agents !== undefined) throw new TypeError('startSimulator: give either a scenario or agents; the scenario names its agents')
  return scenario === undefined ? withOptions(plainScenario(addressesOf(agents ?? 1)), options) : loadedScenario(scenario, options)
}

/** A scenario by its name, path or text, with what options say of it: an option beats the scenario. @throws ScenarioError, ScenarioNotFound */
export async function loadedScenario(given: string, options: StartOptions): Promise<Scenario> {
  const { scenario } = await openScenario(given, { env: options.env ?? process.env })
  return withOptions(scenario, options)
}

function withOptions(scenario: Scenario, { clock, seed, encryption, tls }: StartOptions): Scenario {
  return {
    ...scenario,
    settings: {
      ...scenario.settings,
      ...(clock === undefined ? {} : { mode: modeOf(clock) }),
      ...(seed === undefined ? {} : { seed }),
      ...(encryption === undefined ? {} : { encryption }),
      ...(tls === undefined ? {} : { tls }),
    },
  }
}

const firstPort = 2886
const agentsMax = 10_000

function addressesOf(agents: readonly string[] | number): readonly string[] {
  if (typeof agents !== 'number') return agents
  if (!Number.isInteger(agents) || agents < 1 || agents > agentsMax) {
    throw new TypeError(`startSimulator: agents must be addresses, or how many there are, from 1 to ${agentsMax}, not ${agents}`)
  }
  return Array.from({ length: agents }, (_, index) => `127.0.0.1:${firstPort + index}`)
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
