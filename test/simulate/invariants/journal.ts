import type { RequestEntry } from '../../../src/journal/index.ts'
import { differ, first, type Invariant } from './invariant.ts'

export const journal: Invariant = {
  name: 'journal',
  sentence: 'Places in the journal ascend without a gap, times ascend with them, what has gone is counted, and no more is kept than may be.',
  create() {
    let base = 0
    let last = 0
    let lastAt = 0
    return ({ world, isFirst, happened }) => {
      const { seq, requests, events, limits, bytes } = world.state.journal
      const count = (kept: typeof requests | typeof events): number => kept.end - kept.first + kept.dropped
      const all = count(requests) + count(events)
      if (isFirst) {
        base = seq - all
        last = seq
        lastAt = world.now()
        return null
      }
      for (const one of happened) {
        if (one.seq !== last + 1) return `place ${one.seq} follows place ${last}`
        if (one.at < lastAt) return `place ${one.seq} is of ${one.at}, and the one before of ${lastAt}`
        last = one.seq
        lastAt = one.at
      }
      if (lastAt > world.now()) return `place ${last} is of ${lastAt}, and it is ${world.now()}`
      const keptRequests = requests.items.slice(requests.first, requests.end) as RequestEntry[]
      return first([
        differ('places that were given, by what is kept and what has gone', all, seq - base),
        keptRequests.length > limits.entries ? `${keptRequests.length} requests are kept of ${limits.entries}` : null,
        events.end - events.first > limits.events ? `${events.end - events.first} events are kept of ${limits.events}` : null,
        differ('bytes of the requests that are kept', bytes, keptRequests.reduce((sum, { target, body }) => sum + target.length + body.length, 0)),
        bytes > limits.bytes && keptRequests.length > 1 ? `${bytes} bytes are kept of ${limits.bytes}` : null,
        differ('requests that are not answered', world.state.journal.open, []),
      ])
    }
  },
}
