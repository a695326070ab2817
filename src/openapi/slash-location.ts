/**
 * The `Location` of a redirect, as Go's net/http writes it for a path that `createSlashAdvice` gave.
 *
 * Go escapes the path anew, whatever the client had escaped. It also cleans it of empty and dotted segments, unless the target was
 * absolute: `/api/v1/tenant//lock/` is sent to `/api/v1/tenant/lock`, which is another route. (A header X-Forwarded-Prefix, which gin
 * would put before it, is not imitated.)
 * @param path decoded
 * @param query raw, with its `?`, or empty
 * @param origin `http://host` of an absolute target, or empty
 */
export function slashLocation(path: string, query: string, origin = ''): string {
  const escaped = escapePath(path)
  return origin + (origin === '' ? clean(escaped) : escaped) + escapeNonAscii(query)
}

/** Go's `url.URL.EscapedPath`: all but letters, digits and these signs become %XX, by bytes of UTF-8. */
function escapePath(path: string): string {
  return path.replaceAll(/[^A-Za-z0-9\-_.~$&+,/:;=@]+/gu, percentEncode)
}

function escapeNonAscii(query: string): string {
  return query.replaceAll(/[^\0-\x7f]+/gu, (text) => percentEncode(text).toLowerCase())
}

function percentEncode(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}

/** Go's `path.Clean` of an absolute path, with its trailing slash left on. */
function clean(path: string): string {
  const kept: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop()
    else if (segment !== '' && segment !== '.') kept.push(segment)
  }
  const cleaned = `/${kept.join('/')}`
  return path.endsWith('/') && cleaned !== '/' ? `${cleaned}/` : cleaned
}
