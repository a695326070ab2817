import type { AppResponse } from '../../../src/app.ts'
import { first, type Invariant } from './invariant.ts'

export const envelopes: Invariant = {
  name: 'envelopes',
  sentence: 'What an agent answers, no rule aside, is an envelope that agrees with its status, or one of the texts and pages that are no API.',
  create() {
    return ({ isFirst, exchanges, happened }) => {
      if (isFirst) return null
      const rules = new Map(happened.flatMap((one) => (one.kind === 'request' ? [[one.client, one.rule] as const] : [])))
      return first(exchanges.map(({ client, method, target, response }) => {
        const effect = rules.get(client)?.effect ?? ''
        if (response === null || isChanged(effect)) return null
        const fault = bodyFault(response)
        return fault === null ? null : `${method} ${target} was answered ${response.status} ${JSON.stringify(response.body.slice(0, 300))}: ${fault}`
      }))
    }
  },
}

/** Whether a rule gives or changes an answer, so that it may be anything. What is dropped is given whole here, or not at all. */
function isChanged(effect: string): boolean {
  return /^(?:answers |sets |removes )/.test(effect)
}

interface Written {
  readonly successful: boolean
  readonly timestamp: string
  readonly duration: number
  readonly status: number
  readonly traceId: string
  readonly data?: unknown
  readonly error?: { readonly code?: number; readonly errCode: string; readonly message: string }
}

function bodyFault({ status, headers, body }: AppResponse): string | null {
  const type = headers.find(([name]) => name === 'Content-Type')?.[1]
  if (body === '') return null
  if (type === 'text/plain') return body === '404 page not found' ? null : 'that is no text of the agent'
  if (type === 'text/html' || type === 'text/html; charset=utf-8') return body.startsWith('<') ? null : 'that is no page'
  if (type !== 'application/json' && type !== 'application/json; charset=utf-8') return `it is of type ${type}`
  // After a panic that continues there are two (wire.md §1.10).
  const documents = JSON.parse(`[${body.replace(/\}(?=\{"successful":)/g, '},')}]`) as Written[]
  return documents.length > 2 ? 'it has more than two documents' : documents[0]!.status !== status ? 'it says another status' : first(documents.map(envelopeFault))
}

function envelopeFault(document: Written): string | null {
  const { successful, timestamp, duration, status, traceId, error } = document
  const keys = Object.keys(document).join()
  if (!/^successful,timestamp,duration,status,traceId(?:,data)?(?:,error)?$/.test(keys)) return `its keys are ${keys}`
  if (successful !== (error === undefined) || successful !== status < 400) return 'it does not agree whether it is successful'
  if (error !== undefined && (typeof error.errCode !== 'string' || error.errCode === '' || typeof error.message !== 'string')) return 'its error is none'
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(timestamp) || Number.isNaN(Date.parse(timestamp))) return 'its timestamp is none'
  return duration === 0 && typeof traceId === 'string' ? null : 'its duration or trace id is none'
}
