import type { Server } from 'node:http'
import type { Transport } from '../app.ts'
import type { AgentSetup } from '../scenario/index.ts'
import { openTcp, type Door, type TcpDoor } from './door.ts'
import { RunFolder } from './run-folder.ts'
import { openSocket, type SocketDoor } from './socket.ts'
import { openTls, type CertificatePair } from './tls/index.ts'

export interface EntranceOptions {
  /** An HTTP server that does not listen yet, for what comes in one way. */
  front(transport: Transport): Server
  /** That of the agent's daemon. */
  daemonFront(): Server
  /** The certificate to show, or null where the agent speaks no TLS. */
  readonly pair: (() => Promise<CertificatePair>) | null
  /** Whether somebody else, the control API, answers at its TCP addresses, too: these are never closed then. */
  readonly keepsAddresses: boolean
  /** Bugs of ours. */
  readonly onBug: (error: unknown) => void
}

export type Signal = 'SIGTERM' | 'SIGKILL'

/** What of an agent can be seen from outside. */
export interface Presence {
  /** Whether its process runs. */
  readonly runs: boolean
  /** Whether it refuses connections although it runs. */
  readonly refuses: boolean
  /** By what its process has ended. */
  readonly signal: Signal
}

export const present: Presence = { runs: true, refuses: false, signal: 'SIGKILL' }

/** All ways to one agent: its TCP addresses, its unix sockets, and the files in its home that tell of it. */
export class Entrance {
  readonly setup: AgentSetup
  readonly #options: EntranceOptions
  readonly #socketPaths: readonly string[]
  readonly #run: RunFolder | null
  /** Where to listen; free ports are kept once they are known. */
  #places: readonly string[]
  readonly #tcp: TcpDoor[] = []
  #sockets: SocketDoor[] = []
  #daemon: SocketDoor | null = null
  #presence: Presence = { ...present, runs: false }
  /** What is being done to show it. */
  #underWay: Promise<void> | null = null
  /** Something was not to be had: it is tried again when it is wanted the next time. */
  #lacking = false
  /** What is done to them is done one after the other: half-way, an address would be open twice or not at all. */
  #turn: Promise<void> = Promise.resolve()
  #left = false

  /** @param places where it was before, free ports known */
  constructor(setup: AgentSetup, options: EntranceOptions, places: readonly string[] = setup.listen) {
    this.setup = setup
    this.#options = options
    this.#places = places
    this.#socketPaths = setup.sockets
    this.#run = setup.runFiles ? new RunFolder(setup.home) : null
  }

  get name(): string {
    return this.setup.name
  }

  /** Whether an agent of that name would have just these ways in. */
  suits({ name, listen, sockets, runFiles, home }: AgentSetup, tls: boolean): boolean {
    const { setup } = this
    return name === setup.name && runFiles === setup.runFiles && home === setup.home && tls === (this.#options.pair !== null)
      && String(listen) === String(setup.listen) && String(sockets) === String(setup.sockets)
  }

  /** Its TCP addresses, as `host:port`. */
  get addresses(): readonly string[] {
    return this.#places
  }

  /** Its addresses and its sockets, these as `unix:PATH`. */
  get places(): readonly string[] {
    return [...this.#places, ...this.#socketPaths.map((path) => `unix:${path}`)]
  }

  get url(): string {
    const [address] = this.#places
    if (address === undefined) return this.places[0] ?? ''
    return `${this.#options.pair === null ? 'http' : 'https'}://${address}`
  }

  /**
   * What can be seen of the agent is to be so. Where that closes an address it is closed at once; all else is there when the promise resolves.
   * Of a process that ends by SIGTERM the traces are removed, as `obshell agent stop` does, which leaves the daemon's pid file and a dead socket
   * (wire.md §2.1); one that is killed leaves everything.
   *
   * @returns null where all is so already @throws ListenError, in the promise
   */
  show(presence: Presence): Promise<void> | null {
    if (this.#left) return null
    const { runs, refuses } = this.#presence
    if (runs === presence.runs && refuses === presence.refuses && !this.#lacking) return this.#underWay
    this.#presence = presence
    this.#lacking = false
    if (!this.#hears) this.#deafen()
    const underWay: Promise<void> = this.#inTurn(() => this.#bringAbout())
      .catch((error: unknown) => {
        this.#lacking = true
        throw error
      })
      .finally(() => {
        if (this.#underWay === underWay) this.#underWay = null
      })
    this.#underWay = underWay
    return underWay
  }

  get presence(): Presence {
    return this.#presence
  }

  /** What is being done to show it; null when all is so. */
  get underWay(): Promise<void> | null {
    return this.#underWay
  }

  /** Connections are reset: the process that they were to has ended. */
  reset(): void {
    for (const door of this.#doors) door.reset()
  }

  /** Gives up addresses, sockets and files for good: what is still being said there by the control API ends in its own time, see {@link close}. */
  async leave(): Promise<void> {
    this.#left = true
    this.reset()
    this.#deafen()
    await this.#inTurn(async () => {
      this.#deafen()
      await this.#closeSockets((door) => door.close(0))
      await this.#run?.clear()
    })
  }

  /** Ends all for good, and leaves no file. */
  async close(): Promise<void> {
    this.#left = true
    this.#deafen()
    await this.#inTurn(async () => {
      await Promise.all([...this.#tcp.map((door) => door.close()), this.#closeSockets((door) => door.close())])
      await this.#run?.clear()
    })
  }

  get #doors(): Door[] {
    return [...this.#tcp, ...this.#sockets, ...(this.#daemon === null ? [] : [this.#daemon])]
  }

  /** Whether its TCP addresses take connections. */
  get #hears(): boolean {
    const { runs, refuses } = this.#presence
    return this.#options.keepsAddresses || runs && !refuses
  }

  #deafen(): void {
    for (const door of this.#tcp) door.deafen()
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => {})
    return done
  }

  async #bringAbout(): Promise<void> {
    if (this.#left) return
    if (this.#hears) await this.#listen()
    else this.#deafen()
    if (this.#presence.runs) return this.#openSockets()
    const { signal } = this.#presence
    await this.#closeSockets((door) => (signal === 'SIGTERM' && door !== this.#daemon ? door.close(0) : door.die()))
    if (signal === 'SIGTERM') await this.#run?.removeAgentPid()
  }

  async #listen(): Promise<void> {
    for (const [index, place] of this.#places.entries()) {
      const door = this.#tcp[index]
      if (door === undefined) this.#tcp.push(await this.#openAddress(place))
      else await door.hear()
    }
    this.#places = this.#tcp.map(({ at }) => at)
  }

  #openAddress(place: string): Promise<TcpDoor> {
    const { front, pair, onBug } = this.#options
    return pair === null ? openTcp(place, front('tcp')) : openTls(place, { front: front('tls'), pair, onBug })
  }

  async #openSockets(): Promise<void> {
    for (const path of this.#socketPaths.slice(this.#sockets.length)) this.#sockets.push(await openSocket(path, this.#options.front('socket')))
    if (this.#run === null || this.#daemon !== null) return
    this.#daemon = await openSocket(this.#run.daemonSocket, this.#options.daemonFront())
    await this.#run.writePids(process.pid)
  }

  async #closeSockets(close: (door: SocketDoor) => Promise<void>): Promise<void> {
    const closing = [...this.#sockets, ...(this.#daemon === null ? [] : [this.#daemon])].map((door) => {
      door.reset()
      return close(door)
    })
    this.#sockets = []
    this.#daemon = null
    await Promise.all(closing)
  }
}
