import type { createUnrouted } from '../openapi/index.ts'
import { decryptHeader } from './decrypt.ts'
import { tell, type AppHost, type AppResponse, type Exchange } from './exchange.ts'

const page = '<!DOCTYPE html><html><head><title>obshell-sim</title></head><body></body></html>\n'

/** What is not the API: redirects, the web page, plain 404s. A credential that cannot be decrypted turns the page into a 404. */
export function answerPlainly(host: AppHost, exchange: Exchange, found: Exclude<ReturnType<ReturnType<typeof createUnrouted>>, { kind: 'route' | 'not-found' }>): void {
  const answer = (status: number, headers: AppResponse['headers'], body: string): void => {
    const { world, entry: { seq } } = exchange
    const at = world.now()
    tell(host, exchange, status, null)
    world.afterRequest(false)
    exchange.response = { status, headers, body, at, seq }
  }
  if (found.kind === 'redirect') {
    return answer(found.status, [...(found.body === '' ? [] : [['Content-Type', 'text/html; charset=utf-8'] as const]), ['Location', found.location]], found.body)
  }
  // The web interface is for browsers: the socket has none (wire.md §2.1).
  if (found.kind === 'text' || exchange.transport === 'socket' || decryptHeader(host, exchange).outcome === 'refused') return answer(404, [['Content-Type', 'text/plain']], '404 page not found')
  if (found.kind === 'index') return answer(301, [['Location', './']], '')
  return answer(200, [['Content-Type', 'text/html; charset=utf-8']], page)
}
