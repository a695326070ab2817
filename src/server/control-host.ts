import type { ControlHost } from '../control/index.ts'
import type { Simulation } from '../simulation.ts'
import { readDocument } from './document.ts'
import type { Entrances } from './entrances.ts'
import { mayAdvance, type Pace } from './pace.ts'
import type { Simulator } from './simulator.ts'

export interface ControlHostOptions {
  readonly simulator: Simulator
  world(): Simulation
  isReady(): boolean
  readonly token: string | null
  entrances(): Entrances
  readonly pace: Pace
  /** The world was moved by hand. */
  moved(): void
  bug(error: unknown): void
}

/** What the control API may see and do of a simulator. */
export function createControlHost({ simulator, world, isReady, token, entrances, pace, moved, bug }: ControlHostOptions): ControlHost {
  return {
    world, isReady, token, mayAdvance, moved, bug,
    hosts: () => simulator.scenario.agents.flatMap(({ aliases, listen, ip }) => [ip, ...aliases, ...listen]),
    listening: (name) => entrances().get(name)?.places ?? [],
    authority: () => simulator.authority(),
    document: readDocument,
    stop: async ({ name }, signal) => void await simulator.act({ do: 'stop', agent: name, signal }),
    start: async ({ name }) => void await simulator.act({ do: 'start', agent: name }),
    reset: () => simulator.reset(),
    catchUp: () => pace.catchUp(),
  }
}
