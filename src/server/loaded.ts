import { KeyRing } from '../dispatch/index.ts'
import { buildWorld, type AgentSetup, type Scenario } from '../scenario/index.ts'
import type { Simulation } from '../simulation.ts'
import { startOf } from './pace.ts'
import { Authority, type Certificates } from './tls/index.ts'

export interface LoadOptions {
  /** Where an agent listens, `host:port`, in place of what the scenario says; of each scenario that is loaded. */
  place?(agent: AgentSetup): readonly string[]
  /** Certificates that were given, for a scenario with `tls`; without them they are made from its seed. */
  readonly certificates?: Certificates
  /** Whether what was done before the world was ready stays in its journal. */
  readonly keepsSetup?: boolean
}

/** A scenario that is loaded, and what follows from it; worlds come and go. */
export interface Loaded {
  readonly scenario: Scenario
  readonly keys: KeyRing
  /** Null where the agents speak no TLS. */
  readonly certificates: Certificates | null
  /** A world of it, ready. @throws SetupError */
  build(): Simulation
}

/** Loads a scenario. @param before what was loaded before: what is the same stays, for keys and certificates are dear */
export function load(given: Scenario, { place, certificates, keepsSetup = false }: LoadOptions, before: Loaded | null = null): Loaded {
  const scenario = place === undefined ? given : { ...given, agents: given.agents.map((agent) => ({ ...agent, listen: place(agent) })) }
  const { seed, tls } = scenario.settings
  const known = before?.scenario.settings.seed === seed ? before : null
  const keys = known?.keys ?? new KeyRing(seed)
  return {
    scenario, keys,
    certificates: tls ? certificates ?? known?.certificates ?? new Authority(seed) : null,
    build: () => buildWorld({ ...scenario, settings: { ...scenario.settings, start: startOf(scenario.settings) } }, keys, { keepsSetup }),
  }
}
