import type { Server } from 'node:http'
import type { Transport } from '../app.ts'
import type { AgentSetup } from '../scenario/index.ts'
import { openTcp, type Door } from './door.ts'
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
  /** Bugs of ours. */
  readonly onBug: (error: unknown) => void
}

export type Signal = 'SIGTERM' | 'SIGKILL'

/** All ways to one agent: its TCP addresses, its unix sockets, and the files in its home that tell of it. */
export class Entrance {
  readonly name: string
  readonly #options: EntranceOptions
  readonly #socketPaths: readonly string[]
  readonly #run: RunFolder | null
  /** Where to listen; free ports are kept once they are known. */
  #places: readonly string[]
  #tcp: Door[] = []
  #sockets: SocketDoor[] = []
  #daemon: SocketDoor | null = null

  constructor({ name, listen, sockets, runFiles, home }: AgentSetup, options: EntranceOptions) {
    this.name = name
    this.#options = options
    this.#places = listen
    this.#socketPaths = sockets
    this.#run = runFiles ? new RunFolder(home) : null
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

  /** Opens what is not open. @throws ListenError */
  async open(): Promise<void> {
    if (this.#tcp.length === 0) {
      for (const place of this.#places) this.#tcp.push(await this.#openAddress(place))
      this.#places = this.#tcp.map(({ at }) => at)
    }
    if (this.#sockets.length > 0) return
    for (const path of this.#socketPaths) this.#sockets.push(await openSocket(path, this.#options.front('socket')))
    if (this.#run === null) return
    this.#daemon = await openSocket(this.#run.daemonSocket, this.#options.daemonFront())
    await this.#run.writePids(process.pid)
  }

  /**
   * The process of the agent, and that of its daemon, has ended: connections are reset and the sockets are gone. By SIGTERM it cleans up behind
   * it, as `obshell agent stop` does, which leaves the daemon's pid file and a dead socket (wire.md §2.1); killed, it leaves everything.
   *
   * @param keepsAddresses whether somebody else, the control API, still answers at its TCP addresses
   */
  async stop(signal: Signal, keepsAddresses: boolean): Promise<void> {
    const [tcp, sockets, daemon] = [this.#tcp, this.#sockets, this.#daemon]
    for (const door of [...tcp, ...sockets, ...(daemon === null ? [] : [daemon])]) door.reset()
    this.#sockets = []
    this.#daemon = null
    if (!keepsAddresses) this.#tcp = []
    await Promise.all([
      ...(keepsAddresses ? [] : tcp.map((door) => door.close(0))),
      ...sockets.map((door) => (signal === 'SIGTERM' ? door.close(0) : door.die())),
      daemon?.die(),
    ])
    if (signal === 'SIGTERM') await this.#run?.removeAgentPid()
  }

  /** Ends all for good, and leaves no file. */
  async close(): Promise<void> {
    await Promise.all([...this.#tcp, ...this.#sockets, ...(this.#daemon === null ? [] : [this.#daemon])].map((door) => door.close()))
    await this.#run?.clear()
  }

  #openAddress(place: string): Promise<Door> {
    const { front, pair, onBug } = this.#options
    return pair === null ? openTcp(place, front('tcp')) : openTls(place, { front: front('tls'), pair, onBug })
  }
}
