import type { Observer } from '../../src/cluster/index.ts'
import { Simulator } from '../../src/server/index.ts'
import { loadScenario } from '../../src/scenario/index.ts'
import { decodeResponse, encodeRequest, openAnswer, type Addressed, type RequestSpec, type Wire } from '../support/client.ts'
import { duplexPair } from '../support/duplex-pair.ts'

export interface Journey {
  readonly journey: string
  readonly about: string
  readonly agents: Readonly<Record<string, { ip: string; port: number; observer?: string; env?: Record<string, string> }>>
  readonly credentials: Readonly<Record<string, unknown>>
  readonly steps: readonly Step[]
}

export interface Step {
  readonly step: 'exchange' | 'poll' | 'sleep' | 'state' | 'restart' | 'stop' | 'observer'
  readonly name?: string
  readonly agent?: string
  readonly signal?: string
  /** Of `observer`. */
  readonly mode?: string
  readonly ms?: number
  readonly atMs?: number
  readonly request?: RequestSpec
  readonly response?: Wire & { error?: string; bodyBase64?: string }
  readonly series?: readonly Series[]
}

export interface Series {
  readonly name: string
  readonly agent: string
  readonly request: RequestSpec
  readonly observations: readonly { readonly firstMs: number; readonly lastMs: number; readonly count: number; readonly response: Wire }[]
}

/** What comes of starting the recorder's fake observer: `exit` is what every journey begins with. */
const observerStarts: Readonly<Record<string, Observer['start']>> = {
  exit: { exits: 1, prints: 'fake observer: cannot start\n' },
  sleep: 'hangs',
  works: 'ok',
}

/** The agents of a journey, in this process, asked over the true HTTP code. The clock stands still but where it is told to move. */
export class JourneyWorld {
  readonly #simulator: Simulator
  readonly #agents: ReadonlyMap<string, Addressed>
  readonly #opened = new Map<string, string>()

  private constructor(simulator: Simulator, agents: ReadonlyMap<string, Addressed>) {
    this.#simulator = simulator
    this.#agents = agents
  }

  static async of(doc: Journey): Promise<JourneyWorld> {
    const simulator = new Simulator({ scenario: await loadScenario(JSON.stringify(scenarioOf(doc)), doc.journey), control: 'off' })
    const agents = new Map(simulator.world.agents.map((agent) => [agent.name, { address: `${agent.ip}:${agent.port}`, publicKey: simulator.keys.publicKey(agent) }]))
    return new JourneyWorld(simulator, agents)
  }

  /** Sends a request to an agent and remembers, under `name`, what an encrypted answer says. */
  async send(agent: string, spec: RequestSpec, name?: string): Promise<Wire> {
    const { bytes, keys } = encodeRequest(spec, this.#agents.get(agent)!, this.#agents, this.#opened)
    const wire = decodeResponse(await this.exchange(agent, bytes, spec.via ?? 'tcp'))
    const data = name === undefined ? null : /"data":"([A-Za-z0-9+/=]{80,})"/.exec(wire.body)
    if (data !== null) this.#opened.set(name!, openAnswer(data[1]!, keys))
    return wire
  }

  /** Raw bytes in, raw bytes out, until the agent closes. */
  async exchange(agent: string, bytes: Buffer, transport: 'tcp' | 'socket' = 'tcp'): Promise<Buffer> {
    const [client, server] = duplexPair()
    this.#simulator.front(agent, transport).emit('connection', server)
    client.write(bytes)
    const parts: Buffer[] = []
    for await (const part of client) parts.push(part as Buffer)
    return Buffer.concat(parts)
  }

  advance(ms: number): void {
    this.#simulator.world.advanceBy(ms * 1000)
  }

  stop(agent: string): void {
    this.#simulator.world.stop(this.#simulator.world.agent(agent)!)
  }

  start(agent: string): void {
    this.#simulator.world.start(this.#simulator.world.agent(agent)!)
  }

  /** What the agent's observer does from here on when it is started. */
  observer(agent: string, mode: string): void {
    const start = observerStarts[mode]
    if (start === undefined) throw new Error(`no observer does ${mode}`)
    const { observer } = this.#simulator.world.agent(agent)!
    this.#simulator.world.agent(agent)!.observer = { ...observer, start }
  }
}

function scenarioOf(doc: Journey): unknown {
  const timezone = Object.values(doc.agents).map((agent) => agent.env?.['TZ']).find((zone) => zone !== undefined) ?? 'UTC'
  return {
    version: 1, seed: 1, obshell: '4.5.0.0-1', timezone, addressing: 'strict', clock: { mode: 'manual', start: '2026-11-24T03:00:00Z' },
    agents: Object.fromEntries(Object.entries(doc.agents).map(([name, agent]) => [name, {
      address: `${agent.ip}:${agent.port}`, home: `/home/admin/${name}`, aliases: [`127.0.0.9:${agent.port}`],
      observer: { version: agent.observer ?? '4.2.1.0-100000102023092807', start: observerStarts['exit'] },
      // Release 2 cannot join release 1: that is what this journey is about.
      ...(doc.journey === 'join-versions' && name === 'a2' ? { obshell: '4.5.0.0-2' } : {}),
    }])),
  }
}
