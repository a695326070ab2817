import { micros, type Micros } from '../../clock/index.ts'
import type { Action } from '../../faults/index.ts'
import type { State } from '../../task/index.ts'
import type { RequestEntry, SeenCredential, WorldEvent } from '../entry.ts'
import { Journal, type JournalLimits } from '../journal.ts'
import type { Words } from '../read/reader.ts'

/** When stories begin, by both clocks. */
const start = 1_000_000 * micros.s

/** Instants of stories as seconds from their beginning: `+1.5s`. */
export function time(instant: number): string {
  return `+${(instant - start) / micros.s}s`
}

export const words: Words = {
  agents: [{ name: 'a', address: '10.10.10.1:2886' }, { name: 'b', address: '10.10.10.2:2886' }],
  operations: ['agentJoin', 'getDag', 'operateDag', 'getInfo', 'getSecret', 'rpcAgentToken', 'obInit'],
  errCodes: ['Agent.UnderMaintenance', 'Agent.RPC.RequestError', 'Security.Authentication.Header.DecryptFailed'],
  rules: () => ['fault 1', 'fault 2'],
  work: ({ dag, node }) => [
    ...(dag === 'Join sef' ? [{ key: 'dag' as const, message: "no DAG is called 'Join sef'" }] : []),
    ...(node === 'Join sef' ? [{ key: 'node' as const, message: "no DAG has a node 'Join sef'" }] : []),
  ],
  instant: (text) => (/^\+\d+s$/.test(text) ? start + Number(text.slice(1, -1)) * micros.s : null),
  suggest: (word, candidates) => candidates.find((each) => each.toLowerCase() === word.toLowerCase() || each.slice(0, 3) === word.slice(0, 3)) ?? null,
}

/** The id of a DAG of agent a. */
export const idOfA = (dag: number): string => `2016843008102886${dag}`

/** Writes a journal, one thing after the other, at an instant that goes on by hand. */
export class Story {
  readonly journal: Journal
  at = start
  wall = start

  constructor(limits?: JournalLimits) {
    this.journal = new Journal(limits)
  }

  /** Time goes on, on the wall as in the world unless said otherwise. */
  wait(virtual: Micros, real: Micros = virtual): this {
    this.at += virtual
    this.wall += real
    return this
  }

  /** A request; by default a client's, answered 200. */
  request(target: string, given: Partial<RequestEntry> = {}): this {
    const seq = this.journal.next()
    const via = given.via ?? 'client'
    const body = given.body ?? ''
    const entry: RequestEntry = {
      kind: 'request', seq, at: this.at, wall: via === 'client' ? this.wall : 0, cause: null, agent: 'a', client: `127.0.0.1:${40_000 + seq}`, via, transport: 'tcp',
      method: 'GET', target, operation: null, credential: null, body, bodyLength: body.length, status: 200, errCode: null, size: 0, duration: 0,
      why: null, note: null, rule: null, nearly: null, ...given,
    }
    this.journal.open(entry)
    this.journal.complete(entry)
    return this
  }

  post(target: string, operation: string, body: unknown, given: Partial<RequestEntry> = {}): this {
    return this.request(target, { method: 'POST', operation, body: JSON.stringify(body), ...given })
  }

  poll(dag: number, given: Partial<RequestEntry> = {}): this {
    return this.request(`/api/v1/task/dag/${idOfA(dag)}?show_details=True`, { operation: 'getDag', ...given })
  }

  /** A DAG of agent a changes its state. */
  dag(id: number, name: string, to: State, { from = null, cause = null, agent = 'a' }: { from?: State | null; cause?: number | null; agent?: string } = {}): this {
    return this.#note({ kind: 'transition', agent, level: 'dag', id, name, dag: id, dagName: name, from, to }, cause)
  }

  node(dag: number, dagName: string, name: string, to: State, agent = 'a'): this {
    return this.#note({ kind: 'transition', agent, level: 'node', id: dag, name, dag, dagName, from: 'PENDING', to }, null)
  }

  process(agent: string, process: 'started' | 'stopped'): this {
    return this.#note({ kind: 'process', agent, process, pid: 7, why: null }, null)
  }

  action(action: Action, refused: string | null = null): this {
    return this.#note({ kind: 'action', action, by: 'control', id: null, refused }, null)
  }

  #note(event: DistributiveOmit<WorldEvent, 'seq' | 'at' | 'cause'>, cause: number | null): this {
    this.journal.note({ seq: this.journal.next(), at: this.at, cause, ...event } as WorldEvent)
    return this
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

export function credential(given: Partial<SeenCredential> = {}): SeenCredential {
  return { header: 'oceanbase', auth: true, token: false, session: false, ts: '1000060', uri: '/', keys: true, forwardType: 0, ...given }
}
