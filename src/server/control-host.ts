import type { ControlHost } from '../control/index.ts'
import { readDocument } from './document.ts'
import { mayAdvance } from './pace.ts'
import type { Simulator } from './simulator.ts'
import type { Stage } from './stage.ts'

export interface ControlHostOptions {
  readonly simulator: Simulator
  readonly stage: Stage
  isReady(): boolean
  readonly token: string | null
  bug(error: unknown): void
}

/** What the control API may see and do of a simulator. */
export function createControlHost({ simulator, stage, isReady, token, bug }: ControlHostOptions): ControlHost {
  const { pace, entrances } = stage
  return {
    isReady, token, mayAdvance, bug,
    // Within one call the world stands where it has caught up.
    world: () => stage.world,
    catchUp: () => pace.catchUp(),
    moved() {
      pace.rebase()
      stage.after()
    },
    scenario: () => simulator.scenario,
    hosts: () => simulator.scenario.agents.flatMap(({ aliases, listen, ip }) => [ip, ...aliases, ...listen]),
    listening: (name) => entrances.get(name)?.places ?? [],
    authority: () => simulator.authority(),
    document: () => readDocument('openapi.yaml'),
    controlDocument: () => readDocument('openapi-control.json'),
    act: (action) => simulator.act(action),
    follow: () => simulator.follow(),
    reset: () => simulator.reset(),
    replace: (scenario) => simulator.replace(scenario),
    onChange: (listener) => simulator.onChange(listener),
    repeat(everyMs, what) {
      const timer = setInterval(what, everyMs).unref()
      return () => clearInterval(timer)
    },
  }
}
