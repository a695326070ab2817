import type { Instant, Micros } from '../clock/index.ts'
import type { Agent } from '../cluster/index.ts'
import type { KeyRing, Transport } from '../dispatch/index.ts'
import type { Drop } from '../faults/index.ts'
import type { RequestEntry } from '../journal/index.ts'
import type { Target } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'

/** A request as it came over the wire; strings have one character a byte. */
export interface AppRequest {
  readonly method: string
  readonly target: string
  /** name, value, name, value … */
  readonly headers: readonly string[]
  readonly body: Uint8Array
  /** What `uploadReader` gave, if it has taken the body as it came; without it `body` is all of it. */
  readonly sink?: unknown
  readonly bodyLength: 'none' | 'zero' | 'length' | 'chunked'
  /** What Go's reader fails with in the middle of the body; null when all came. */
  readonly bodyError: string | null
  readonly remote: string
  /** When its head had come, by which its credential is judged: microseconds of real time. Without it that is now. */
  readonly cameAt?: number | undefined
}

export interface AppResponse {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
  /** The instant at which it was given; what it costs comes after. */
  readonly at?: Instant
  /** How it fails to arrive; absent when it does. */
  readonly fate?: Drop
  /** How much real time it takes to come. */
  readonly delay?: Micros
  /** The virtual instant at which it comes. */
  readonly until?: Instant
  /** Its request's place in the journal. */
  readonly seq?: number
}

/** A line of what happened, for the log. */
export interface LogEntry {
  readonly at: Instant
  readonly agent: string
  readonly method: string
  readonly target: string
  /** The operation, or null where no route took the request. */
  readonly operation: string | null
  readonly status: number
  /** Why it was refused, in words; null when it was not. */
  readonly why: string | null
  /** Something else that is worth knowing: that the work asked about is held, say; null mostly. */
  readonly note: string | null
}

export interface AppHost {
  /** The world as it stands: a reset puts another in its place. */
  world(): Simulation
  readonly keys: KeyRing
  /** Real time, microseconds since the Unix epoch. */
  wallMicros(): number
  log?(entry: LogEntry): void
  /** A bug of ours: told loudly. */
  bug(error: unknown): void
}

/** The one record that the phases of a request share. */
export interface Exchange {
  readonly world: Simulation
  readonly agent: Agent
  readonly request: AppRequest
  readonly target: Target
  readonly transport: Transport
  /** What the journal keeps of it. */
  readonly entry: RequestEntry
  response: AppResponse | null
}

/** Writes down what became of a request, in the journal and in the log. */
export function tell(host: AppHost, { world, agent, request, entry }: Exchange, status: number, why: string | null, errCode: string | null = null): void {
  entry.status = status
  entry.why = why
  entry.errCode = errCode
  host.log?.({ at: world.now(), agent: agent.name, method: request.method, target: request.target, operation: entry.operation, status, why, note: entry.note })
}

