import type { RenderedFailure } from './failure.ts'
import { marshal } from './marshal.ts'

/** What an agent answers, before it is text (wire.md §1.1). */
export interface Envelope {
  readonly status: number
  /** RFC 3339, as the agent prints local times. */
  readonly timestamp: string
  /** Empty where no trace id was made (wire.md §1.5). */
  readonly traceId: string
  /** `undefined`: no key; `null`: a typed nil. A list is wrapped as `{"contents": …}`. */
  readonly data: unknown
  readonly error: RenderedFailure | null
}

/**
 * The text of an envelope: keys in the agent's order, Go's escaping. `duration` is 0: an answer takes no virtual time.
 * `code` is left out when the error has none, `data` and `error` when they are absent.
 */
export function renderEnvelope(envelope: Envelope): string {
  const { status, timestamp, traceId, data, error } = envelope
  const head = `{"successful":${error === null},"timestamp":"${timestamp}","duration":0,"status":${status},"traceId":${marshal(traceId)}`
  const body = data === undefined ? '' : `,"data":${marshal(Array.isArray(data) ? { contents: data } : data)}`
  return `${head}${body}${error === null ? '' : `,"error":${renderError(error)}`}}`
}

function renderError({ code, errCode, message }: RenderedFailure): string {
  return `{${code === undefined ? '' : `"code":${code},`}"errCode":${marshal(errCode)},"message":${marshal(message)}}`
}
