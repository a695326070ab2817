import type { Server } from 'node:http'
import { createApp, missRequest, timeText, type AgentApp, type AppRequest, type AppResponse, type LogEntry, type Transport } from '../app.ts'
import { hostOf } from '../cluster/index.ts'
import { createControl, type Control } from '../control/index.ts'
import type { KeyRing } from '../dispatch/index.ts'
import type { Action } from '../faults/index.ts'
import { agentSocket, daemonSocket, type AgentSetup, type Scenario } from '../scenario/index.ts'
import type { Simulation } from '../simulation.ts'
import { createAgentFront } from './agent-front.ts'
import { createControlHost } from './control-host.ts'
import { createDaemonFront } from './daemon.ts'
import { Entrance } from './entrance.ts'
import { closeGracefully } from './http/index.ts'
import { listen } from './listener.ts'
import { load, type Loaded, type LoadOptions } from './loaded.ts'
import { Stage } from './stage.ts'
import { requireLocal, tokenFor } from './token.ts'
import { createWallClock } from './wall.ts'

export interface SimulatorOptions extends LoadOptions {
  readonly scenario: Scenario
  /** Bytes; a larger body is refused before it is held in memory. */
  readonly maxBody?: number
  /** `shared`: under `/_sim` on every agent address; `off`; or an address of its own. */
  readonly control?: 'shared' | 'off' | { readonly place: string }
  /** What the control API asks for beyond loopback; `none` is a decision one can make. Without one it is drawn and told. */
  readonly controlToken?: string
  readonly log?: (entry: LogEntry) => void
  /** Bugs of ours, and addresses that an agent that starts again does not get any more. */
  readonly onBug?: (error: unknown) => void
}

const defaultMaxBody = 64 * 1024 * 1024
/** No answer: the agent does not run, or no longer. */
const lost = (how: 'refuse' | 'reset'): AppResponse => ({ status: 0, headers: [], body: '', fate: { how } })

/** A running simulator: a world, a socket for each agent address, the control API. */
export class Simulator {
  /** The token of the control API, or null where none is asked for. */
  readonly controlToken: string | null
  controlUrl: string | null = null
  readonly #options: SimulatorOptions
  #loaded: Loaded
  readonly #stage: Stage
  readonly #app: AgentApp
  readonly #wall = createWallClock()
  /** Whether the control API answers at the agents' own addresses. */
  readonly #shared: boolean
  readonly #control: Control | null
  #controlServer: Server | undefined
  #ready = false
  #closed = false
  /** The end of the last replacement, and what is left of agents that are gone. */
  #turn: Promise<void> = Promise.resolve()
  readonly #leaving = new Set<Promise<void>>()

  constructor(options: SimulatorOptions) {
    this.#options = options
    this.#loaded = load(options.scenario, options)
    this.#shared = options.control === undefined || options.control === 'shared'
    this.#stage = new Stage({
      world: this.#loaded.build(),
      entrances: this.scenario.agents.map((agent) => this.#createEntrance(agent, this.#loaded)),
      closes: !this.#shared,
      wall: this.#wall,
      bug: (error) => this.#bug(error),
    })
    const keys = (): KeyRing => this.keys
    this.#app = createApp({
      world: () => this.#stage.world,
      get keys() {
        return keys()
      },
      wallMicros: this.#wall,
      bug: (error) => this.#bug(error),
      ...(options.log === undefined ? {} : { log: options.log }),
    })
    this.controlToken = options.control === 'off' ? null : tokenFor(this.#controlPlaces(this.scenario), options.controlToken)
    this.#control = options.control === 'off' ? null : createControl(createControlHost({
      simulator: this, stage: this.#stage, isReady: () => this.#ready, token: this.controlToken, bug: (error) => this.#bug(error),
    }))
  }

  /** The world as it is at this moment. */
  get world(): Simulation {
    this.#stage.pace.catchUp()
    return this.#stage.world
  }

  /** What a reset goes back to. */
  get scenario(): Scenario {
    return this.#loaded.scenario
  }

  get keys(): KeyRing {
    return this.#loaded.keys
  }

  /** An instant as the agents print it. */
  timeText(instant: number): string {
    return timeText(this.#stage.world, instant)
  }

  /** Takes every address. @throws ListenError for the first that cannot be had; none is kept then */
  async listen(): Promise<void> {
    try {
      await this.#stage.entrances.open()
      const { control } = this.#options
      if (this.#control !== null && typeof control === 'object') {
        this.#controlServer = this.#control.createServer()
        this.controlUrl = `http://${await listen(this.#controlServer, control.place)}`
      }
      // The agents know from now on where they listen; those that do not run are left.
      await this.#stage.begin()
    } catch (error) {
      await this.close()
      throw error
    }
    this.#ready = true
  }

  /** Moves virtual time by hand. @throws RangeError in modes that follow the wall clock; SettleError for work that does not end */
  move(move: (world: Simulation) => void): void {
    try {
      this.#stage.pace.move(move)
    } finally {
      this.#stage.after()
    }
  }

  /** Lets something happen in the world; when it resolves, sockets are where the world is. @returns why nothing came of it, or null */
  async act(action: Action): Promise<string | null> {
    const refusal = this.world.act(action, 'control')
    await this.follow()
    return refusal
  }

  /** The world was changed by hand: brings its sockets to where it is. @throws ListenError for an address that cannot be had again */
  async follow(): Promise<void> {
    await this.#stage.follow()
  }

  /** Calls back after anything that may have changed the world, once for all that happens in one go. @returns what ends that */
  onChange(listener: () => void): () => void {
    return this.#stage.onChange(listener)
  }

  /** Asks an agent without a socket. How late the answer is, and how it fails to arrive, is left to who asks. */
  async ask(agent: string, request: AppRequest): Promise<AppResponse> {
    const stage = this.#stage
    const response = this.#answer(agent, request, 'tcp')
    if (response === null) {
      this.#miss(agent, request, 'tcp')
      return lost('refuse')
    }
    if (response.until !== undefined) stage.reach(response.until)
    // The request, or the time that it took, has ended the agent.
    return stage.runs(agent) ? response : lost('reset')
  }

  /** An agent's HTTP server, not listening: connections can be given to it by hand (`emit('connection', duplex)`). */
  front(agent: string, transport: Transport = 'tcp'): Server {
    const stage = this.#stage
    return createAgentFront({
      world: () => stage.world,
      agent,
      answer: (request) => this.#answer(agent, request, transport),
      waiting: { reach: (until) => stage.reach(until), park: (until, then) => stage.park(agent, until, then) },
      missed: (request) => this.#miss(agent, request, transport),
      wall: this.#wall,
      maxBody: this.#options.maxBody ?? defaultMaxBody,
      // A socket is the agent's alone.
      control: this.#shared && transport !== 'socket' ? this.#control?.listener ?? null : null,
      onBug: (error) => this.#bug(error),
    })
  }

  /** The URL of each agent, in the order of the scenario; `unix:PATH` of one that has nothing but sockets. */
  urls(): string[] {
    return this.#stage.entrances.all.map(({ url }) => url)
  }

  /** The certificate that clients should trust, PEM, or null where agents speak no TLS. */
  async authority(): Promise<string | null> {
    return this.#loaded.certificates?.authority() ?? null
  }

  /** Builds the world anew from its scenario, and starts agents that were stopped. Connections go on, but for answers that wait for an instant. */
  async reset(): Promise<void> {
    await this.#stage.begin(this.#loaded.build())
  }

  /**
   * Loads another scenario. Agents whose name and ways in are the same keep their sockets.
   *
   * @throws SetupError, ListenError: then nothing has changed
   */
  replace(scenario: Scenario): Promise<void> {
    const done = this.#turn.then(() => (this.#closed ? undefined : this.#replace(load(scenario, this.#options, this.#loaded))))
    this.#turn = done.catch(() => {})
    return done
  }

  /** Ends all within a second. */
  async close(): Promise<void> {
    this.#ready = false
    this.#closed = true
    this.#stage.close()
    this.#control?.close()
    // What is being opened at this moment must be there to be closed.
    await this.#turn
    await Promise.all([
      ...this.#stage.entrances.all.map((entrance) => entrance.close()), ...this.#leaving,
      ...(this.#controlServer === undefined ? [] : [closeGracefully(this.#controlServer)]),
    ])
  }

  #answer(name: string, request: AppRequest, transport: Transport): AppResponse | null {
    const stage = this.#stage
    stage.pace.catchUp()
    if (!stage.runs(name)) return null
    const response = this.#app(name, request, transport)
    stage.after()
    // Time that the request took, or the request itself, has ended the agent: nobody hears the answer.
    const entry = stage.runs(name) || response.seq === undefined ? undefined : stage.world.journal.request(response.seq)
    if (entry !== undefined) entry.note = `${name} ended before its answer was out: the connection is reset`
    stage.pace.arm()
    return response
  }

  /** A request came to an agent that does not run. */
  #miss(agent: string, request: Pick<AppRequest, 'method' | 'target' | 'remote'>, transport: Transport): void {
    const { log } = this.#options
    missRequest({ wallMicros: this.#wall, ...(log === undefined ? {} : { log }) }, this.#stage.world, agent, request, transport)
    this.#stage.missed()
  }

  async #replace(loaded: Loaded): Promise<void> {
    const { scenario } = loaded
    if (this.#shared && this.controlToken === null && this.#options.controlToken !== 'none') requireLocal(this.#controlPlaces(scenario))
    const world = loaded.build()
    this.#ready = false
    try {
      await this.#stage.entrances.replace(scenario.agents, scenario.settings.tls, {
        create: (setup) => this.#createEntrance(setup, loaded),
        again: (setup, places) => this.#createEntrance(setup, this.#loaded, places),
        left: (entrance) => this.#closeLater(entrance),
        failed: (error) => this.#bug(error),
      })
      this.#loaded = loaded
      await this.#stage.begin(world)
    } finally {
      this.#ready = !this.#closed
    }
  }

  /** What the control API is saying on a connection of an agent that is gone, it says to its end. */
  #closeLater(entrance: Entrance): void {
    const closing = entrance.close().catch((error: unknown) => this.#bug(error)).finally(() => this.#leaving.delete(closing))
    this.#leaving.add(closing)
  }

  #createEntrance(setup: AgentSetup, { certificates }: Loaded, places?: readonly string[]): Entrance {
    const { name, home } = setup
    const onBug = (error: unknown): void => this.#bug(error)
    return new Entrance(setup, {
      front: (transport) => this.front(name, transport),
      daemonFront: () => createDaemonFront({
        world: () => this.#stage.world, agent: name, pid: process.pid, socket: daemonSocket(home), agentSocket: agentSocket(home), onBug,
      }),
      // Another scenario may have brought others meanwhile.
      pair: certificates === null ? null : () => (this.#loaded.certificates ?? certificates).pairFor(name, this.#hostsOf(name)),
      keepsAddresses: this.#shared,
      onBug,
    }, places)
  }

  /** The names and addresses by which an agent may be asked. */
  #hostsOf(name: string): string[] {
    const agent = this.#stage.world.agent(name)
    const named = agent === undefined ? [] : [agent.ip, ...[...agent.listening, ...agent.aliases].map(hostOf)]
    return [...new Set([...named, 'localhost', '127.0.0.1', '::1'])].filter((host) => host !== '0.0.0.0' && host !== '::')
  }

  /** Where the control API answers. */
  #controlPlaces({ agents }: Scenario): readonly string[] {
    const { control } = this.#options
    return typeof control === 'object' ? [control.place] : agents.flatMap((agent) => agent.listen)
  }

  #bug(error: unknown): void {
    this.#options.onBug?.(error)
  }
}
