import { goQuote } from './go-quote.ts'

/** A query as Go's `url.ParseQuery` reads it. */
export interface ParsedQuery {
  /** The pairs that could be read. */
  readonly values: URLSearchParams
  /** What Go says of the others. `c.Query` forgets it; binding a form does not. */
  readonly error: string | null
}

/**
 * Reads a raw query, without its `?`. Unlike browsers Go leaves out pairs with a semicolon or a malformed escape.
 */
export function parseQuery(raw: string): ParsedQuery {
  const values = new URLSearchParams()
  if (raw === '') return { values, error: null }
  let error: string | null = null
  for (const pair of raw.split('&')) {
    if (pair.includes(';')) {
      error = 'invalid semicolon separator in query'
      continue
    }
    if (pair === '') continue
    const [malformed] = /%(?![0-9A-Fa-f]{2}).{0,2}/s.exec(pair) ?? []
    if (malformed !== undefined) {
      error ??= `invalid URL escape ${goQuote(malformed)}`
      continue
    }
    const equals = pair.indexOf('=')
    values.append(unescape(equals < 0 ? pair : pair.slice(0, equals)), equals < 0 ? '' : unescape(pair.slice(equals + 1)))
  }
  return { values, error }
}

/** @param text one character a byte */
function unescape(text: string): string {
  const bytes = text.replace(/\+/g, ' ').replace(/%(..)/g, (_escape, digits: string) => String.fromCharCode(parseInt(digits, 16)))
  return /^[\0-\x7f]*$/.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8')
}
