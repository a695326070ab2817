import type { RequestEntry } from './entry.ts'
import { hostOf } from './query.ts'

/** How often a request is repeated at most: once, and three times where its credential was refused (sdk-behaviour.md §9, §10). */
const repetitionsMax = 1
const renewalsMax = 3

/** What SDKs ask before they repeat such a one. */
const renewals: readonly (string | null)[] = ['getInfo', 'getSecret']

/**
 * To which question each request belongs, by places: a request that was refused or got no answer and its immediate repetition, by the same client to the same
 * agent, are one, as rules count them (`RequestRules` in `faults/`): the Python SDK sends every refused request twice.
 */
export function questionsOf(requests: readonly RequestEntry[]): ReadonlyMap<number, number> {
  const questions = new Map<number, number>()
  const last = new Map<string, { readonly request: RequestEntry; repetitions: number; answered: boolean }>()
  for (const request of requests) {
    const client = hostOf(request)
    const before = last.get(client)
    const renews = before !== undefined && renewsCredential(before.request)
    if (before !== undefined && isSame(before.request, request) && !before.answered && before.repetitions < (renews ? renewalsMax : repetitionsMax)) {
      before.repetitions++
      before.answered = isWell(request)
      questions.set(request.seq, before.request.seq)
      continue
    }
    questions.set(request.seq, request.seq)
    if (!renews || !renewals.includes(request.operation)) last.set(client, { request, repetitions: 0, answered: isWell(request) })
  }
  return questions
}

function isSame(a: RequestEntry, b: RequestEntry): boolean {
  return a.agent === b.agent && a.method === b.method && a.target === b.target
}

/** Whether it was answered, and not refused. */
function isWell({ status }: RequestEntry): boolean {
  return status > 0 && status < 400
}

/** Whether a refusal makes SDKs ask for identity and key before they repeat a request: it has the legacy number 1 or 10008 (wire.md §1.2). */
function renewsCredential({ via, errCode }: RequestEntry): boolean {
  if (via !== 'client' || errCode === null) return false
  return errCode === 'Common.Unauthorized' || (errCode.startsWith('Security.Authentication.') && errCode !== 'Security.Authentication.File.Sha256Mismatch')
}
