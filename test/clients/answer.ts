import { comparable, type Json } from '../sdk/document.ts'
import type { AgentPlace } from '../support/simulator.ts'

/** One request of a client, and the whole answer. */
export interface Exchange {
  /** `METHOD target`, after the agent it was sent to. */
  readonly asked: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Json
}

/** Says something else in every run. */
const unlike = new Set(['date', 'connection', 'keep-alive'])

/** What came back, as a document holds it: a body that is JSON as JSON, for people to read. */
export function exchange(asked: string, status: number, headers: NodeJS.Dict<string | string[]>, body: string): Exchange {
  const kept = Object.entries(headers).filter(([name]) => !unlike.has(name)).map(([name, value]) => [name, String(value)])
  return { asked, status, headers: Object.fromEntries(kept) as Record<string, string>, body: parsed(body) }
}

/** A document of what came back, whatever the agents' ports were, on which their keys and trace ids depend. */
export function document(exchanges: readonly Exchange[], agents: readonly AgentPlace[]): Json {
  const text = JSON.stringify(exchanges)
    .replace(/"traceId":"[0-9a-f]{16}"/g, '"traceId":"<16 digits>"')
    .replace(/(?<!")MIGJAoGB[A-Za-z0-9+/]+AgMBAAE=/g, '<public key of 1024 bits>')
    // A length follows from what is compared anyway, and from how many digits a port has.
    .replace(/"content-length":"[1-9]\d*"/g, '"content-length":"<some>"')
  return comparable(text, agents)
}

function parsed(body: string): Json {
  try {
    return JSON.parse(body) as Json
  } catch {
    return body
  }
}
