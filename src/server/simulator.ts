import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { createApp, isUpload, timeText, uploadReader, type AgentApp, type AppRequest, type AppResponse, type LogEntry, type Transport } from '../app.ts'
import type { Micros } from '../clock/index.ts'
import { hostOf, isLoopback, type Agent } from '../cluster/index.ts'
import { createControl, type Control } from '../control/index.ts'
import { KeyRing } from '../dispatch/index.ts'
import { coded, httpDate, renderEnvelope, renderFailure } from '../protocol/index.ts'
import { agentSocket, buildWorld, daemonSocket, type AgentSetup, type Scenario } from '../scenario/index.ts'
import type { Simulation } from '../simulation.ts'
import { closeGracefully, createHttpFront, type WireResponse } from './http/index.ts'
import { createDaemonFront } from './daemon.ts'
import { readDocument } from './document.ts'
import { Entrance, type Signal } from './entrance.ts'
import { listen } from './listener.ts'
import { mayAdvance, Pace, startOf } from './pace.ts'
import { Authority, type Certificates } from './tls/index.ts'

export interface SimulatorOptions {
  readonly scenario: Scenario
  /** Bytes; a larger body is refused before it is held in memory. */
  readonly maxBody?: number
  /** `shared`: under `/_sim` on every agent address; `off`; or an address of its own. */
  readonly control?: 'shared' | 'off' | { readonly place: string }
  /** What the control API asks for beyond loopback; `none` is a decision one can make. Without one it is drawn and told. */
  readonly controlToken?: string
  /** Certificates that were given, for a scenario with `tls`; without them they are made from its seed. */
  readonly certificates?: Certificates
  readonly log?: (entry: LogEntry) => void
  /** Bugs of ours. */
  readonly onBug?: (error: unknown) => void
}

const defaultMaxBody = 64 * 1024 * 1024
/** Packages are larger than other bodies, and where the agent would decrypt one it has to be held. */
const packageBytesMax = 1024 ** 3

/** An answer that a rule keeps back for so much real time. */
async function late(response: AppResponse, delay: Micros): Promise<AppResponse> {
  await sleep(delay / 1000, undefined, { ref: false })
  return response
}

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
  readonly #certificates: Certificates | null
  readonly #entrances: readonly Entrance[]
  readonly #control: Control | null
  #controlServer: Server | undefined
  #ready = false
  #closed = false
  /** The end of the last start, stop or reset. */
  #turn: Promise<void> = Promise.resolve()

  constructor(options: SimulatorOptions) {
    this.#options = options
    const { scenario } = options
    this.keys = new KeyRing(scenario.settings.seed)
    this.#world = this.#build()
    this.#pace = new Pace(() => this.#world)
    this.#app = createApp({
      world: () => this.#world,
      keys: this.keys,
      wallMicros: () => Math.round((performance.timeOrigin + performance.now()) * 1000),
      bug: (error) => options.onBug?.(error),
      ...(options.log === undefined ? {} : { log: options.log }),
    })
    this.#certificates = scenario.settings.tls ? options.certificates ?? new Authority(scenario.settings.seed) : null
    this.#entrances = scenario.agents.map((agent) => this.#createEntrance(agent))
    const shared = options.control === undefined || options.control === 'shared'
    this.controlToken = this.#tokenFor(options)
    this.#control = options.control === 'off' ? null : createControl({
      world: () => this.#world,
      isReady: () => this.#ready,
      token: this.controlToken,
      hosts: () => scenario.agents.flatMap(({ aliases, listen: places, ip }) => [ip, ...aliases, ...places]),
      listening: (name) => this.#entrance(name).places,
      authority: () => this.authority(),
      document: readDocument,
      stop: (agent, signal) => this.#stop(agent, signal, shared),
      start: (agent) => this.#start(agent),
      reset: () => this.reset(),
      moved: () => this.#pace.rebase(),
      catchUp: () => this.#pace.catchUp(),
      mayAdvance,
      bug: (error) => options.onBug?.(error),
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
      await this.#open()
      const { control } = this.#options
      if (this.#control !== null && typeof control === 'object') {
        this.#controlServer = this.#control.createServer()
        this.controlUrl = `http://${await listen(this.#controlServer, control.place)}`
      }
    } catch (error) {
      await this.close()
      throw error
    }
    this.#pace.begin()
    this.#ready = true
  }

  /** Moves virtual time by hand. @throws RangeError in modes that follow the wall clock; SettleError for work that does not end */
  move(move: (world: Simulation) => void): void {
    this.#pace.move(move)
  }

  /** Asks an agent without a socket. */
  async ask(agent: string, request: AppRequest): Promise<AppResponse> {
    this.#pace.catchUp()
    return this.#app(agent, request)
  }

  /** An agent's HTTP server, not listening: connections can be given to it by hand (`emit('connection', duplex)`). */
  front(agent: string, transport: Transport = 'tcp'): Server {
    return this.#createFront(agent, transport)
  }

  /** The URL of each agent, in the order of the scenario; `unix:PATH` of one that has nothing but sockets. */
  urls(): string[] {
    return this.#entrances.map(({ url }) => url)
  }

  /** The certificate that clients should trust, PEM, or null where agents speak no TLS. */
  async authority(): Promise<string | null> {
    return this.#certificates === null ? null : this.#certificates.authority()
  }

  /** Builds the world anew from its scenario, and starts agents that were stopped. The sockets stay. */
  async reset(): Promise<void> {
    this.#world = this.#build()
    this.#pace.begin()
    await this.#inTurn(() => this.#open())
  }

  /** Ends all within a second. */
  async close(): Promise<void> {
    this.#ready = false
    this.#closed = true
    this.#pace.stop()
    // What is being opened at this moment must be there to be closed.
    await this.#turn
    await Promise.all([...this.#entrances.map((entrance) => entrance.close()), ...(this.#controlServer === undefined ? [] : [closeGracefully(this.#controlServer)])])
  }

  #build(): Simulation {
    const { scenario } = this.#options
    return buildWorld({ ...scenario, settings: { ...scenario.settings, start: startOf(scenario.settings) } }, this.keys)
  }

  async #open(): Promise<void> {
    // All are waited for, so that none opens behind the back of a close.
    const opened = await Promise.allSettled(this.#entrances.map((entrance) => entrance.open()))
    const failed = opened.find((outcome) => outcome.status === 'rejected')
    if (failed !== undefined) throw failed.reason
    for (const { name, addresses } of this.#entrances) this.#world.agent(name)!.listening = addresses
  }

  #entrance(name: string): Entrance {
    return this.#entrances.find((entrance) => entrance.name === name)!
  }

  #createEntrance(setup: AgentSetup): Entrance {
    const { name, home } = setup
    const certificates = this.#certificates
    const onBug = (error: unknown): void => this.#options.onBug?.(error)
    return new Entrance(setup, {
      front: (transport) => this.#createFront(name, transport),
      daemonFront: () => createDaemonFront({
        world: () => this.#world, agent: name, pid: process.pid, socket: daemonSocket(home), agentSocket: agentSocket(home), onBug,
      }),
      pair: certificates === null ? null : () => certificates.pairFor(name, this.#hostsOf(name)),
      onBug,
    })
  }

  /** The names and addresses by which an agent may be asked. */
  #hostsOf(name: string): string[] {
    const { ip, aliases, listening } = this.#world.agent(name)!
    const hosts = [ip, ...[...listening, ...aliases].map(hostOf), 'localhost', '127.0.0.1', '::1']
    return [...new Set(hosts)].filter((host) => host !== '0.0.0.0' && host !== '::')
  }

  #createFront(name: string, transport: Transport): Server {
    const shared = this.#options.control === undefined || this.#options.control === 'shared'
    return createHttpFront({
      handler: (request) => {
        this.#pace.catchUp()
        const response = this.#app(name, request, transport)
        this.#pace.arm()
        return response.delay === undefined ? response : late(response, response.delay)
      },
      date: (at) => httpDate(at ?? this.#world.now()),
      maxBody: (target) => this.#maxBody(target),
      sink: (head) => uploadReader(head),
      tooLarge: ({ target }) => this.#tooLarge(target),
      alive: () => this.#world.agent(name)?.process != null,
      onBug: (error) => {
        this.#options.onBug?.(error)
        return this.#envelope(renderFailure(coded('Simulator.Bug', error instanceof Error ? error.message : String(error)), null))
      },
      // A socket is the agent's alone.
      ...(shared && transport !== 'socket' && this.#control !== null ? { side: { takes: (target: string) => target.startsWith('/_sim/') || target === '/_sim', listener: this.#control.listener } } : {}),
    })
  }

  #maxBody(target: string): number {
    const most = this.#options.maxBody ?? defaultMaxBody
    return isUpload(target) ? Math.max(most, packageBytesMax) : most
  }

  #tooLarge(target: string): WireResponse {
    return this.#envelope(renderFailure(coded('Simulator.BodyTooLarge', String(this.#maxBody(target))), null))
  }

  /** An answer of ours, in the agent's envelope. */
  #envelope(error: ReturnType<typeof renderFailure>): WireResponse {
    const timestamp = timeText(this.#world, this.#world.now())
    return {
      status: error.status, headers: [['Content-Type', 'application/json']],
      body: renderEnvelope({ status: error.status, timestamp, traceId: '', data: undefined, error }),
    }
  }

  async #stop(agent: Agent, signal: Signal, keepsAddresses: boolean): Promise<void> {
    const world = this.#world
    await this.#inTurn(async () => {
      // After a reset the agent is one of a world that is gone.
      if (world !== this.#world) return
      world.stop(agent)
      await this.#entrance(agent.name).stop(signal, keepsAddresses)
    })
  }

  async #start(agent: Agent): Promise<void> {
    const world = this.#world
    await this.#inTurn(async () => {
      if (world !== this.#world) return
      await this.#entrance(agent.name).open()
      world.start(agent)
    })
  }

  /** Agents start and stop one after the other: clients who ask for both at once would meet half-way, at an address that is open twice or not at all. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(() => (this.#closed ? undefined : work()))
    this.#turn = done.catch(() => {})
    return done
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
