import type { RequestEntry } from './entry.ts'
import { hostOf } from './query.ts'

/**
 * To which question each request belongs, by places: a request and its immediate repetition, by the same client to the same agent, are one, as rules
 * count them (`faults/`): the Python SDK sends every refused request twice (sdk-behaviour.md §9).
 */
export function questionsOf(requests: readonly RequestEntry[]): ReadonlyMap<number, number> {
  const questions = new Map<number, number>()
  const last = new Map<string, { readonly request: RequestEntry; readonly repeats: boolean }>()
  for (const request of requests) {
    const client = hostOf(request)
    const before = last.get(client)
    const repeats = before !== undefined && !before.repeats && isSame(before.request, request)
    questions.set(request.seq, repeats ? before.request.seq : request.seq)
    last.set(client, { request, repeats })
  }
  return questions
}

function isSame(a: RequestEntry, b: RequestEntry): boolean {
  return a.agent === b.agent && a.method === b.method && a.target === b.target
}
