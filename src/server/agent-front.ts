import type { Server } from 'node:http'
import { isUpload, timeText, uploadReader, type AppRequest, type AppResponse } from '../app.ts'
import type { Control } from '../control/index.ts'
import { coded, httpDate, renderEnvelope, renderFailure } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'
import { gone, inTime, type Waiting } from './arrival.ts'
import { createHttpFront, type WireResponse } from './http/index.ts'

export interface AgentFrontOptions {
  world(): Simulation
  /** Its name. */
  readonly agent: string
  /** Answers a request; null where the agent's process has ended by now. */
  answer(request: AppRequest): AppResponse | null
  readonly waiting: Waiting
  /** A request came while the agent's process did not run. */
  missed(request: Pick<AppRequest, 'method' | 'target' | 'remote'>): void
  /** Real time in microseconds. */
  readonly wall: () => number
  /** Bytes; larger bodies are refused, but those of packages. */
  readonly maxBody: number
  /** The control API, if it answers here, too. */
  readonly control: Control['listener'] | null
  /** Bugs of ours. */
  readonly onBug: (error: unknown) => void
}

/** Packages are larger than other bodies, and where the agent would decrypt one it has to be held. */
const packageBytesMax = 1024 ** 3

/** An agent's HTTP server, not listening. */
export function createAgentFront({ world, agent, answer, waiting, missed, wall, maxBody: most, control, onBug }: AgentFrontOptions): Server {
  const maxBody = (target: string): number => (isUpload(target) ? Math.max(most, packageBytesMax) : most)
  /** An answer of ours, in the agent's envelope. */
  const envelope = (error: ReturnType<typeof renderFailure>): WireResponse => ({
    status: error.status, headers: [['Content-Type', 'application/json']],
    body: renderEnvelope({ status: error.status, timestamp: timeText(world(), world().now()), traceId: '', data: undefined, error }),
  })
  return createHttpFront({
    handler(request) {
      const response = answer(request)
      return response === null ? gone : inTime(response, waiting)
    },
    date: (at) => httpDate(at ?? world().now()),
    maxBody,
    sink: (head) => uploadReader(head),
    tooLarge: ({ target }) => envelope(renderFailure(coded('Simulator.BodyTooLarge', String(maxBody(target))), null)),
    alive: () => world().agent(agent)?.process != null,
    missed,
    wall,
    onBug(error) {
      onBug(error)
      return envelope(renderFailure(coded('Simulator.Bug', error instanceof Error ? error.message : String(error)), null))
    },
    ...(control === null ? {} : { side: { takes: (target: string) => target.startsWith('/_sim/') || target === '/_sim', listener: control } }),
  })
}
