import type { Header } from '../cluster/index.ts'
import { coded, decryptBody, headerIn, parseCredential, type Credential, type Failure } from '../protocol/index.ts'
import type { AppHost, AppRequest, Exchange } from './exchange.ts'

/** What became of a credential. */
export type HeaderOpened =
  | { readonly outcome: 'none' | 'opened'; readonly credential: Credential | null; readonly header: Header | null }
  /** `text`: what the client sent, `reason`: what Go says of it. */
  | { readonly outcome: 'refused'; readonly failure: Failure; readonly text: string; readonly reason: string }

/** Of both headers only the agent's is looked at; an empty one counts as absent (wire.md §3.3). */
export function decryptHeader(host: AppHost, { world, agent, request }: Exchange): HeaderOpened {
  const none: HeaderOpened = { outcome: 'none', credential: null, header: null }
  if (!world.settings.encryption) return none
  const agentHeader = headerIn(request.headers, 'x-ocs-agent-header')
  const text = agentHeader || headerIn(request.headers, 'x-ocs-header')
  if (!text) return none
  const refuse = (reason: string): HeaderOpened => ({ outcome: 'refused', failure: coded('Security.Authentication.Header.DecryptFailed', reason), text, reason })
  const opened = host.keys.open(agent, text)
  if (!opened.ok) return refuse(opened.reason)
  const parsed = parseCredential(opened.bytes)
  return parsed.ok ? { outcome: 'opened', credential: parsed.credential, header: agentHeader ? 'agent' : 'oceanbase' } : refuse(parsed.reason)
}

/** The one target whose body is not encrypted as the others are (wire.md §3.4). */
const packageTarget = '/api/v1/package'

/** The body of a request, decrypted with what its credential brought; a panic is the agent's own (wire.md §3.4). */
export function decrypted(request: AppRequest, credential: Credential): ReturnType<typeof decryptBody> {
  if (request.bodyError !== null) return { kind: 'refused', failure: coded('Request.Body.ReadFailed', request.bodyError) }
  if (request.body.length === 0 || request.target === packageTarget) return { kind: 'plain', bytes: request.body }
  return decryptBody(request.body, credential.keys)
}
