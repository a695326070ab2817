import { createApp, type AgentApp, type AppResponse } from '../../../src/app.ts'
import type { Agent } from '../../../src/cluster/index.ts'
import type { KeyRing } from '../../../src/dispatch/index.ts'
import { buildWorld, type Scenario } from '../../../src/scenario/index.ts'
import type { Simulation } from '../../../src/simulation.ts'
import type { RequestPlan } from '../plan.ts'
import { whoIs } from './fill.ts'
import { secondsOf, write } from './write.ts'

/** What a client sent, and what came back. */
export interface Exchange {
  readonly agent: string
  /** `host:port` of the client, another for each. */
  readonly client: string
  readonly transport: 'tcp' | 'tls' | 'socket'
  readonly method: string
  readonly target: string
  /** Null: the agent's process does not run, and takes no connection. */
  readonly response: AppResponse | null
}

/** Real time at the beginning, and how much of it goes by each time that it is looked at. */
const wallStart = 1_800_000_000_000_000
const wallStep = 137

/** A world with its app: what a simulator is without sockets, and with a wall clock that is counted. */
export class Site {
  readonly keys: KeyRing
  /** Bugs of ours that the app has told. */
  readonly bugs: unknown[] = []
  world: Simulation
  readonly #scenario: Scenario
  readonly #app: AgentApp
  #wall = wallStart
  #connections = 0

  constructor(scenario: Scenario, keys: KeyRing) {
    this.keys = keys
    this.#scenario = scenario
    this.world = this.#build()
    this.#app = createApp({ world: () => this.world, keys, wallMicros: () => (this.#wall += wallStep), bug: (error) => void this.bugs.push(error) })
  }

  /** The world as it was at the beginning. */
  reset(): void {
    this.world = this.#build()
  }

  ask(plan: RequestPlan): Exchange[] {
    const agent = whoIs(this.world, plan.agent)
    if (agent === null) return []
    const transport = plan.socket ? 'socket' : this.world.settings.tls ? 'tls' : 'tcp'
    return Array.from({ length: plan.sends }, () => {
      const client = `${plan.client}:${40_000 + this.#connections++}`
      const request = write(this, plan, agent)
      const { method, target } = request
      return { agent: agent.name, client, transport, method, target, response: this.#answer(agent, { ...request, remote: client }, transport) }
    })
  }

  /** The clock by which clients say when their credentials expire: the one that judges them, a scenario's skew aside. */
  clientSeconds(): number {
    return secondsOf(this.world.state.auth.clock === 'virtual' ? this.world.now() : this.#wall)
  }

  /** A public key that a client may have for an agent. */
  keyFor(agent: Agent, which: 'own' | 'old' | 'other'): string {
    const other = this.world.agents.find((each) => each !== agent) ?? agent
    return this.keys.publicKey(which === 'own' ? agent : which === 'other' ? other : { ...agent, keyGeneration: Math.max(1, agent.keyGeneration - 1) })
  }

  /** As `server/simulator.ts` does it: an agent that does not run is asked again and again, and an answer that comes late is waited for. */
  #answer(agent: Agent, request: Parameters<AgentApp>[1], transport: Exchange['transport']): AppResponse | null {
    if (agent.process === null) {
      this.world.afterRequest(true)
      return null
    }
    const response = this.#app(agent.name, request, transport)
    const { mode } = this.world.state.mode
    if (response.until !== undefined && response.until > this.world.now() && (mode === 'auto' || mode === 'per-poll')) this.world.advanceTo(response.until)
    return response
  }

  #build(): Simulation {
    return buildWorld(this.#scenario, this.keys)
  }
}
