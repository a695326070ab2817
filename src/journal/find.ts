import { Bodies } from './body.ts'
import type { RequestEntry } from './entry.ts'
import type { Journal } from './journal.ts'
import { fitsAll, partsOfRequest } from './match.ts'
import type { RequestQuery } from './query.ts'

/** The requests of a journal that fit a query, oldest first. */
export function find(journal: Journal, query: RequestQuery): readonly RequestEntry[] {
  const { after = 0, limit } = query
  // No part of a sentence is asked for here, and so no time is written.
  const parts = partsOfRequest(query, new Bodies(), String)
  const found = journal.requestsAfter(after).filter((entry) => fitsAll(parts, entry))
  if (limit === undefined || found.length <= limit) return found
  return query.after === undefined ? found.slice(found.length - limit) : found.slice(0, limit)
}
