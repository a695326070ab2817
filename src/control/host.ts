import type { ClockMode } from '../clock/index.ts'
import type { Action } from '../faults/index.ts'
import type { Scenario } from '../scenario/index.ts'
import type { Simulation } from '../simulation.ts'

/** What the control API is given by the server: the world as it stands, and verbs. */
export interface ControlHost {
  world(): Simulation
  /** What a reset goes back to. */
  scenario(): Scenario
  isReady(): boolean
  /** Asked for where the API is bound beyond loopback; null where it is not. */
  readonly token: string | null
  /** Declared host names (and `host:port`s) under which the API may be asked. */
  hosts(): readonly string[]
  /** Where an agent listens, as `host:port`, or `unix:PATH` for a socket. */
  listening(agent: string): readonly string[]
  /** The certificate that clients of the agents should trust, PEM; null where there is none. */
  authority(): Promise<string | null>
  /** The agents' OpenAPI document, as YAML; null where it did not come with the program. */
  document(): Promise<string | null>
  /** The document of this API itself, as JSON; null where it did not come with the program. */
  controlDocument(): Promise<string | null>
  /** Lets something happen in the world; when it resolves, sockets are where the world is. @returns why nothing came of it, or null */
  act(action: Action): Promise<string | null>
  /**
   * The world was changed by hand: when it resolves, sockets are where it is.
   *
   * @throws an error called `ListenError` for an address that cannot be had again
   */
  follow(): Promise<void>
  reset(): Promise<void>
  /** Loads another scenario. @throws SetupError, and an error called `ListenError`: then nothing has changed */
  replace(scenario: Scenario): Promise<void>
  /** Time was moved by hand. */
  moved(): void
  /** Brings a world that follows the wall clock up to date. */
  catchUp(): void
  mayAdvance(mode: ClockMode): boolean
  /** Calls back after anything that may have changed the world, once for all that happens in one go. @returns what ends that */
  onChange(listener: () => void): () => void
  /** Calls back again and again, in real time. @returns what ends that */
  repeat(everyMs: number, what: () => void): () => void
  /** A bug of ours: told loudly. */
  bug(error: unknown): void
}
