import type { Call } from '../call.ts'
import { streamKinds, type StreamKind } from '../event-stream.ts'
import { kindsOf } from '../kinds.ts'
import { badRequest } from '../problem.ts'
import type { Answer, Route } from '../route.ts'
import type { Streams } from '../streams.ts'

/** What happens, as it happens. */
export function eventRoutes(streams: Streams): readonly Route[] {
  return [{ method: 'GET', path: '/events', name: 'streamEvents', query: ['after', 'kinds'], handle: (call) => stream(streams, call) }]
}

function stream(streams: Streams, call: Call): Answer {
  const after = placeOf(call)
  const kinds = new Set<StreamKind>(kindsOf(call, streamKinds))
  return {
    stream(response, isHead) {
      if (!isHead) return streams.open(response, after, kinds)
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
      response.end()
    },
  }
}

/** Whoever comes back says with `Last-Event-ID` how far it has heard, which is later than where it began. */
function placeOf({ headers, query }: Call): number | null {
  const last = headers['last-event-id']
  const given = typeof last === 'string' && last !== '' ? last : query.get('after')
  if (given === null) return null
  if (!/^\d{1,15}$/.test(given)) throw badRequest(`'${given}' is no place in the journal: it must be a number from 0 on`)
  return Number(given)
}
