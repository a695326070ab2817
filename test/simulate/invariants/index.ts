/**
 * What is so of every world after every step: one file each, with the sentence that it checks.
 *
 * @module
 */
import { answered } from './answered.ts'
import { bugs } from './bugs.ts'
import { causes } from './causes.ts'
import { effects } from './effects.ts'
import { envelopes } from './envelopes.ts'
import { held } from './held.ts'
import type { Invariant } from './invariant.ts'
import { journal } from './journal.ts'
import { lists } from './lists.ts'
import { locks } from './locks.ts'
import { logs } from './logs.ts'
import { membership } from './membership.ts'
import { order } from './order.ts'
import { partitions } from './partitions.ts'
import { plain } from './plain.ts'
import { reasons } from './reasons.ts'
import { rows } from './rows.ts'
import { rules } from './rules.ts'
import { stopped } from './stopped.ts'
import { table } from './table.ts'
import { tables } from './tables.ts'
import { time } from './time.ts'
import { timeline } from './timeline.ts'
import { times } from './times.ts'
import { workers } from './workers.ts'

export type { Check, Invariant, Moment } from './invariant.ts'

/** In the order in which they are looked at: what explains most comes first. */
export const invariants: readonly Invariant[] = [
  bugs, time, table, times, order, rows, lists, workers, stopped, locks, tables, membership, partitions, rules, timeline, held, logs, journal, causes, answered, effects, reasons, envelopes, plain,
]
