import { built } from './built.ts'
import { start, type Child } from './child.ts'
import type { LoadOrder } from './children/load.ts'

const connections = 8

/** The process that sends requests. */
export class Load {
  readonly #child: Child

  constructor(child: Child) {
    this.#child = child
  }

  /** @returns the microseconds of CPU that the server took for each request */
  async cpuPerRequest(server: Child, order: Omit<LoadOrder, 'connections' | 'onlyPrepare'>): Promise<number> {
    // Distinct credentials are made before the clock runs.
    if (order.publicKey !== undefined) await this.#order({ ...order, connections, onlyPrepare: true })
    const before = await server.ask('cpu')
    await this.#order({ ...order, connections })
    return (await server.ask('cpu') - before) / order.count
  }

  async end(): Promise<void> {
    await this.#child.end()
  }

  async #order(order: LoadOrder): Promise<void> {
    const done = await this.#child.tell<true | string>(order)
    if (done !== true) throw new Error(`GET ${order.target}: ${done}`)
  }
}

export async function startLoad(): Promise<Load> {
  return new Load(await start({ command: [built('load.mjs')], channel: 'program' }))
}
