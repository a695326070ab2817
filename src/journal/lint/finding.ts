import type { RequestEntry } from '../entry.ts'

/** Something that a client does and should not, or not so. */
export interface Finding {
  readonly client: string
  readonly kind: FindingKind
  /** What it does, and what to do instead. */
  readonly says: string
  /** The requests that show it, by their places: the first of them. */
  readonly seqs: readonly number[]
}

export type FindingKind =
  /** Work that never ended is asked for again and again. */
  | 'unbounded-wait'
  /** Work that is held, or that never ends by itself, is asked for again and again. */
  | 'waits-for-parked'
  /** Work is asked for after it was seen to have ended. */
  | 'polls-after-end'
  | 'resent-post'
  | 'no-back-off'
  /** Credentials that nearly expire, or that live for long. */
  | 'short-lived-credential'
  | 'long-lived-credential'
  /** A key that an agent could not decrypt with is used once more. */
  | 'stale-key'

const seqsMax = 20

/** A finding, the client aside. */
export function finding(kind: FindingKind, says: string, entries: readonly RequestEntry[]): Omit<Finding, 'client'> {
  return { kind, says, seqs: entries.slice(0, seqsMax).map(({ seq }) => seq) }
}
