import { loadScenario } from '../../src/scenario/index.ts'
import { Simulator, type SimulatorOptions } from '../../src/server/index.ts'
import { notAsDescribed } from './control-document.ts'

/** What a control call was answered with. */
export interface Called {
  readonly status: number
  readonly body: Record<string, unknown>
  readonly headers: Headers
}

/** A simulator in this process, and its control API over a socket. */
export interface Steered {
  readonly simulator: Simulator
  /** Where the first agent answers, and with it the control API. */
  readonly url: string
  /** Bugs of ours so far. */
  readonly bugs: readonly unknown[]
  /** @param body text as it is, all else as JSON @throws where the answer is not as the document of the API describes it */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Called>
  /** A join of one agent to another, by their places in the scenario; without encryption nobody asks for a credential. */
  join(agent: number, to: number, zone?: string): Promise<Response>
  close(): Promise<void>
}

/** Two agents, `a` and `b`, that ask for no credential; time stands still. */
export const twoAgents = {
  version: 1, encryption: 'off', clock: { mode: 'manual', start: '2026-01-05T08:30:00Z' },
  agents: { a: { address: '127.0.0.1:2886' }, b: { address: '127.0.0.1:2887', aliases: ['agent-b:2887'] } },
}

/** @param scenario what it says beside {@link twoAgents}, or in its place */
export async function steer(scenario: Record<string, unknown> = {}, options: Partial<SimulatorOptions> = {}): Promise<Steered> {
  const text = JSON.stringify({ ...twoAgents, ...scenario })
  const bugs: unknown[] = []
  const simulator = new Simulator({ scenario: await loadScenario(text, '<test>'), place: () => ['127.0.0.1:0'], onBug: (error) => bugs.push(error), ...options })
  await simulator.listen()
  const [url] = simulator.urls()
  return {
    simulator, bugs, url: url!,
    async call(method, path, body, headers = {}) {
      const response = await fetch(`${simulator.controlUrl ?? simulator.urls()[0]!}/_sim${path}`, {
        method, headers, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const answered = await response.text()
      const read = (answered === '' ? {} : JSON.parse(answered)) as Record<string, unknown>
      const faults = notAsDescribed(method, path, response.status, response.headers.get('content-type'), read)
      if (faults.length > 0) throw new Error(`openapi-control.yaml does not describe what ${method} ${path} has answered:\n${faults.join('\n')}`)
      return { status: response.status, body: read, headers: response.headers }
    },
    join(agent, to, zone = 'zone1') {
      const target = simulator.world.agents[to]!
      return fetch(`${simulator.urls()[agent]!}/api/v1/agent/join`, { method: 'POST', body: JSON.stringify({ agentInfo: { ip: target.ip, port: target.port }, zoneName: zone }) })
    },
    close: () => simulator.close(),
  }
}
