import type { Agent } from '../cluster/index.ts'
import type { ClockMode } from '../clock/index.ts'
import type { Simulation } from '../simulation.ts'

/** What the control API is given by the server: the world as it stands, and verbs. */
export interface ControlHost {
  world(): Simulation
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
  stop(agent: Agent, signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  start(agent: Agent): Promise<void>
  reset(): Promise<void>
  /** Time was moved by hand. */
  moved(): void
  /** Brings a world that follows the wall clock up to date. */
  catchUp(): void
  mayAdvance(mode: ClockMode): boolean
  /** A bug of ours: told loudly. */
  bug(error: unknown): void
}
