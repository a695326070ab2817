import { goQuote } from './go-quote.ts'
import { dialTarget, type DialTarget } from './go-url.ts'

/** Where a GET of a URL goes by Go's reading of it (`net/url`, `net/http`), or why Go does not even try. */
export type FetchTarget = Extract<DialTarget, { ok: false }> | (Extract<DialTarget, { ok: true }> & { readonly tls: boolean })

/**
 * The URL may be anything a client has put into a configuration, so it need have no scheme at all. Of the schemes only http and https lead
 * anywhere.
 */
export function fetchTarget(url: string): FetchTarget {
  if (/[\u0000-\u001f\u007f]/.test(url)) return unparsed(url, 'net/url: invalid control character in URL')
  if (url.startsWith(':')) return unparsed(url, 'missing protocol scheme')
  const [whole = '', scheme = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(url) ?? []
  if (scheme === '' && /^[^/?#]*:/.test(url)) return unparsed(url, 'first path segment in URL cannot contain colon')
  const name = scheme.toLowerCase()
  const rest = url.slice(whole.length)
  if (name !== 'http' && name !== 'https') return failed(name === '' ? url : `${name}:${rest}`, `unsupported protocol scheme "${name}"`)
  if (!rest.startsWith('//')) return failed(`${name}:${rest}`, 'http: no Host in request URL')
  const target = dialTarget('GET', `http:${rest}`)
  const tls = name === 'https'
  if (!target.ok) return tls ? { ok: false, error: target.error.replace('"http:', '"https:') } : target
  if (!tls) return { ...target, tls }
  return { ...target, tls, url: target.url.replace('http:', 'https:'), port: /:\d+$/.test(authorityOf(rest)) ? target.port : 443 }
}

function authorityOf(rest: string): string {
  return /^\/\/([^/?#]*)/.exec(rest)?.[1] ?? ''
}

function unparsed(url: string, reason: string): FetchTarget {
  return { ok: false, error: `parse ${goQuote(url)}: ${reason}` }
}

/** The URL is shown as Go writes it anew; of its path that means escapes for what is no ASCII or has no business there. */
function failed(url: string, reason: string): FetchTarget {
  const [path = '', ...query] = url.split('?')
  const [malformed] = /%(?![0-9A-Fa-f]{2}).{0,2}/s.exec(path) ?? []
  if (malformed !== undefined) return unparsed(url, `invalid URL escape ${goQuote(malformed)}`)
  const shown = path.replace(/[^\x21-\x7e]+|["<>\\^`{|}]/gu, (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''))
  return { ok: false, error: `Get ${goQuote([shown, ...query].join('?'))}: ${reason}` }
}
