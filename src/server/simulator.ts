import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { createApp, timeText, uploadReader, type AgentApp, type AppRequest, type AppResponse, type LogEntry } from '../app.ts'
import { isLoopback, type Agent } from '../cluster/index.ts'
import { createControl, type Control } from '../control/index.ts'
import { KeyRing } from '../dispatch/index.ts'
import { coded, httpDate, renderEnvelope, renderFailure } from '../protocol/index.ts'
import { buildWorld, type Scenario } from '../scenario/index.ts'
import type { Simulation } from '../simulation.ts'
import { closeGracefully, createHttpFront, resetConnections, type WireResponse } from './http/index.ts'
import { listen } from './listener.ts'
import { mayAdvance, Pace } from './pace.ts'

export interface SimulatorOptions {
  readonly scenario: Scenario
  /** Bytes; a larger body is refused before it is held in memory. */
  readonly maxBody?: number
  /** `shared`: under `/_sim` on every agent address; `off`; or an address of its own. */
  readonly control?: 'shared' | 'off' | { readonly place: string }
  /** What the control API asks for beyond loopback; `none` is a decision one can make. Without one it is drawn and told. */
  readonly controlToken?: string
  readonly log?: (entry: LogEntry) => void
  /** Bugs of ours. */
  readonly onBug?: (error: unknown) => void
}

interface AgentListener {
  readonly name: string
  readonly places: readonly string[]
  servers: Server[]
  /** Where it listens, when it does. */
  at: string[]
}

const defaultMaxBody = 64 * 1024 * 1024

/** A running simulator: a world, a socket for each agent address, the control API. */
export class Simulator {
  readonly keys: KeyRing
  /** The token of the control API, or null where none is asked for. */
  readonly controlToken: string | null
  controlUrl: string | null = null
  #world: Simulation
  readonly #options: SimulatorOptions
  readonly #pace: Pace
  readonly #app: AgentApp
  readonly #listeners: AgentListener[]
  readonly #control: Control | null
  #controlServer: Server | undefined
  #ready = false

  constructor(options: SimulatorOptions) {
    this.#options = options
    const { scenario } = options
    this.keys = new KeyRing(scenario.settings.seed)
    this.#world = buildWorld(scenario, this.keys)
    this.#pace = new Pace(() => this.#world)
    this.#app = createApp({
      world: () => this.#world,
      keys: this.keys,
      wallSeconds: () => Math.floor(Date.now() / 1000),
      bug: (error) => options.onBug?.(error),
      ...(options.log === undefined ? {} : { log: options.log }),
    })
    this.#listeners = scenario.agents.map(({ name, listen: places }) => ({ name, places, servers: [], at: [] }))
    const shared = options.control === undefined || options.control === 'shared'
    this.controlToken = this.#tokenFor(options)
    this.#control = options.control === 'off' ? null : createControl({
      world: () => this.#world,
      isReady: () => this.#ready,
      token: this.controlToken,
      hosts: () => scenario.agents.flatMap(({ aliases, listen: places, ip }) => [ip, ...aliases, ...places]),
      listening: (name) => this.#listeners.find((listener) => listener.name === name)?.at ?? [],
      stop: (agent) => this.#stop(agent, !shared),
      start: (agent) => this.#start(agent, !shared),
      reset: () => this.reset(),
      moved: () => this.#pace.rebase(),
      catchUp: () => this.#pace.catchUp(),
      mayAdvance,
    })
  }

  get world(): Simulation {
    this.#pace.catchUp()
    return this.#world
  }

  /** An instant as the agents print it. */
  timeText(instant: number): string {
    return timeText(this.#world, instant)
  }

  /** Takes every address. @throws ListenError for the first that cannot be had; none is kept then */
  async listen(): Promise<void> {
    try {
      await Promise.all(this.#listeners.map((listener) => this.#open(listener)))
      const { control } = this.#options
      if (this.#control !== null && typeof control === 'object') {
        this.#controlServer = this.#control.createServer()
        this.controlUrl = `http://${await listen(this.#controlServer, control.place)}`
      }
    } catch (error) {
      await this.close()
      throw error
    }
    this.#pace.rebase()
    this.#ready = true
  }

  /** Asks an agent without a socket. */
  async ask(agent: string, request: AppRequest): Promise<AppResponse> {
    this.#pace.catchUp()
    return this.#app(agent, request)
  }

  /** An agent's HTTP server, not listening: connections can be given to it by hand (`emit('connection', duplex)`). */
  front(agent: string): Server {
    return this.#createFront(agent)
  }

  /** The URL of each agent, in the order of the scenario. */
  urls(): string[] {
    return this.#listeners.map((listener) => `http://${listener.at[0] ?? listener.places[0]}`)
  }

  /** Builds the world anew from its scenario, and starts agents that were stopped. The sockets stay. */
  async reset(): Promise<void> {
    this.#world = buildWorld(this.#options.scenario, this.keys)
    this.#pace.rebase()
    for (const listener of this.#listeners) {
      if (listener.servers.length === 0) await this.#open(listener)
      else this.#tellWhereItListens(listener)
    }
  }

  /** Ends all within a second. */
  async close(): Promise<void> {
    this.#ready = false
    this.#pace.stop()
    const servers = this.#listeners.flatMap((listener) => listener.servers)
    await Promise.all([...servers, ...(this.#controlServer === undefined ? [] : [this.#controlServer])].map((server) => closeGracefully(server)))
  }

  async #open(listener: AgentListener): Promise<void> {
    listener.servers = []
    listener.at = []
    for (const place of listener.places) {
      const server = this.#createFront(listener.name)
      listener.servers.push(server)
      listener.at.push(await listen(server, place))
    }
    this.#tellWhereItListens(listener)
  }

  #tellWhereItListens(listener: AgentListener): void {
    this.#world.agent(listener.name)!.listening = listener.at
  }

  #createFront(name: string): Server {
    const shared = this.#options.control === undefined || this.#options.control === 'shared'
    return createHttpFront({
      handler: (request) => {
        this.#pace.catchUp()
        const response = this.#app(name, request)
        this.#pace.arm()
        return response
      },
      date: () => httpDate(this.#world.now()),
      maxBody: () => this.#options.maxBody ?? defaultMaxBody,
      unbounded: (target) => /\/package(?:\?|$)/.test(target),
      sink: (head) => uploadReader(head),
      tooLarge: () => this.#tooLarge(),
      alive: () => this.#world.agent(name)?.process != null,
      onBug: (error) => {
        this.#options.onBug?.(error)
        return this.#envelope(renderFailure(coded('Simulator.Bug', error instanceof Error ? error.message : String(error)), null))
      },
      ...(shared && this.#control !== null ? { side: { takes: (target: string) => target.startsWith('/_sim/') || target === '/_sim', listener: this.#control.listener } } : {}),
    })
  }

  #tooLarge(): WireResponse {
    return this.#envelope(renderFailure(coded('Simulator.BodyTooLarge', String(this.#options.maxBody ?? defaultMaxBody)), null))
  }

  /** An answer of ours, in the agent's envelope. */
  #envelope(error: ReturnType<typeof renderFailure>): WireResponse {
    const timestamp = timeText(this.#world, this.#world.now())
    return {
      status: error.status, headers: [['Content-Type', 'application/json']],
      body: renderEnvelope({ status: error.status, timestamp, traceId: '', data: undefined, error }),
    }
  }

  async #stop(agent: Agent, closeSockets: boolean): Promise<void> {
    this.#world.stop(agent)
    const listener = this.#listeners.find(({ name }) => name === agent.name)!
    for (const server of listener.servers) resetConnections(server)
    if (!closeSockets) return
    await Promise.all(listener.servers.map((server) => closeGracefully(server, 0)))
    listener.servers = []
  }

  async #start(agent: Agent, openSockets: boolean): Promise<void> {
    const listener = this.#listeners.find(({ name }) => name === agent.name)!
    if (openSockets && listener.servers.length === 0) {
      const places = listener.at
      listener.at = []
      for (const place of places.length > 0 ? places : listener.places) {
        const server = this.#createFront(agent.name)
        listener.servers.push(server)
        listener.at.push(await listen(server, place))
      }
    }
    this.#world.start(agent)
  }

  #tokenFor({ scenario, control, controlToken }: SimulatorOptions): string | null {
    if (control === 'off' || controlToken === 'none') return null
    if (controlToken !== undefined) return controlToken
    const places = typeof control === 'object' ? [control.place] : scenario.agents.flatMap((agent) => agent.listen)
    const isLocal = places.every((place) => isLoopback(place.slice(0, place.lastIndexOf(':')).replace(/^\[(.*)\]$/, '$1')))
    // Real entropy: a token that the seed gives away protects nothing.
    return isLocal ? null : randomBytes(16).toString('hex')
  }
}
