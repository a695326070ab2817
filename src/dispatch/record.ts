import type { Agent } from '../cluster/index.ts'
import type { RequestEntry, SeenCredential } from '../journal/index.ts'
import type { Credential } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'
import type { Answer, Call, Transport, Via } from './call.ts'

/** What is known of a request when it comes. */
export interface Incoming {
  readonly agent: Agent
  /** `host:port` of a client, or the name of an agent. */
  readonly client: string
  readonly via: Via
  readonly transport: Transport
  readonly method: string
  readonly target: string
  readonly operation: string | null
  readonly body: Uint8Array | string
  /** Real microseconds since the Unix epoch; 0 among agents. */
  readonly wall: number
}

/** Begins the entry of a request in the journal. Whoever answers it hands it to {@link recordAnswer} or {@link recordLoss}. */
export function recordRequest(world: Simulation, { agent, client, via, transport, method, target, operation, body, wall }: Incoming): RequestEntry {
  // What has only been looked at before leaves no trace in the order in which things are told.
  if (via === 'client') world.noteTransitions()
  // One that has gone is written anew: so many objects that all grow old would cost memory, and the time to collect them.
  const entry: Blank = world.journal.takeSpare() ?? blank()
  entry.seq = world.journal.next()
  entry.at = world.now()
  entry.wall = wall
  entry.cause = world.cause
  entry.agent = agent.name
  entry.client = client
  entry.via = via
  entry.transport = transport
  entry.method = method
  entry.target = target
  entry.operation = operation
  entry.credential = null
  entry.body = body.length === 0 ? '' : body
  entry.bodyLength = body.length
  entry.status = 0
  entry.errCode = null
  entry.size = 0
  entry.duration = 0
  entry.why = null
  entry.note = null
  entry.rule = null
  entry.nearly = null
  world.journal.open(entry)
  return entry
}

type Blank = { -readonly [Key in keyof RequestEntry]: RequestEntry[Key] }

function blank(): Blank {
  return {
    kind: 'request', seq: 0, at: 0, wall: 0, cause: null, agent: '', client: '', via: 'client', transport: 'tcp', method: '', target: '', operation: null,
    credential: null, body: '', bodyLength: 0, status: 0, errCode: null, size: 0, duration: 0, why: null, note: null, rule: null, nearly: null,
  }
}

/** A credential, what is secret of it left out. */
export function seenCredential({ credential, header }: Pick<Call, 'credential' | 'header'>): SeenCredential | null {
  if (credential === null || header === null) return null
  return seen(credential, header)
}

function seen({ auth, token, sessionId, ts, uri, keys, forwardType }: Credential, header: SeenCredential['header']): SeenCredential {
  return { header, auth: auth !== '', token: token !== '', session: sessionId !== '', ts, uri, keys: keys !== null, forwardType }
}

/** A request was answered. @param size bytes of the answer's body */
export function recordAnswer(world: Simulation, entry: RequestEntry, { status, error, why }: Answer, size: number): void {
  entry.status = status
  entry.errCode = error === null ? null : error.errCode ?? null
  entry.size = size
  entry.why = why
  world.journal.complete(entry)
}

/** No answer came, and why. */
export function recordLoss(world: Simulation, entry: RequestEntry, why: string): void {
  entry.why = why
  world.journal.complete(entry)
}
