import { isIPv6 } from 'node:net'

/** A path without an escape, and no control character: nearly every target, and always valid. */
const plain = /^\/[^%\x00-\x20\x7f]*$/
const control = /[\x00-\x1f\x7f]/
const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/
const badEscape = /%(?![0-9A-Fa-f]{2})/
/** Bytes a host may have unescaped (net/url `shouldEscape`, encodeHost); those beyond ASCII may stand there as well. */
const hostBytes = /^[A-Za-z0-9!$&'()*+,;=:[\]<>"\-_.~\x80-\xff]*$/
const userBytes = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/
const port = /^(?::[0-9]*)?$/

/**
 * Whether Go's `url.ParseRequestURI` takes the target of a request (net/url, Go 1.26): if not, the server answers 400 by itself.
 * A `%` must begin an escape in the path, but not in the query; `#` is an ordinary character; the target of a CONNECT may be
 * a bare authority.
 */
export function isValidTarget(method: string, target: string): boolean {
  if (plain.test(target)) return true
  return isRequestUri(method === 'CONNECT' && !target.startsWith('/') ? `http://${target}` : target)
}

function isRequestUri(uri: string): boolean {
  if (uri === '' || control.test(uri)) return false
  if (uri === '*') return true
  const found = scheme.exec(uri)
  const [rest = ''] = (found ? uri.slice(found[0].length) : uri).split('?', 1)
  // `mailto:x` is opaque and fine, `x` is neither a path nor absolute.
  if (!rest.startsWith('/')) return found !== null
  if (!found || !rest.startsWith('//')) return !badEscape.test(rest)
  const slash = rest.indexOf('/', 2)
  const authority = slash === -1 ? rest.slice(2) : rest.slice(2, slash)
  return isAuthority(found[1]?.toLowerCase() ?? '', authority) && !(slash !== -1 && badEscape.test(rest.slice(slash)))
}

function isAuthority(schemeName: string, authority: string): boolean {
  const at = authority.lastIndexOf('@')
  if (!isHost(schemeName, authority.slice(at + 1))) return false
  const user = authority.slice(0, Math.max(at, 0))
  return userBytes.test(user) && !badEscape.test(user)
}

function isHost(schemeName: string, host: string): boolean {
  const bracket = host.lastIndexOf('[')
  if (bracket > 0) return false
  if (bracket === 0) return isBracketed(host)
  const colon = host.indexOf(':')
  if (colon !== -1) {
    // Several colons are refused for http and https only; elsewhere the last one begins the port (go.dev/issue/75223).
    const web = schemeName === 'http' || schemeName === 'https'
    if (!port.test(host.slice(web ? colon : host.lastIndexOf(':')))) return false
  }
  return isUnescapedHost(host)
}

/** `[fe80::1%25en0]:80`: an IPv6 address, an optional zone that may be escaped freely, an optional port. */
function isBracketed(host: string): boolean {
  const close = host.lastIndexOf(']')
  if (close === -1 || !port.test(host.slice(close + 1))) return false
  const name = host.slice(1, close)
  const zoneAt = name.indexOf('%25')
  if (zoneAt === -1) return !name.includes('%') && isIPv6(name)
  const address = name.slice(0, zoneAt)
  return !address.includes('%') && isIPv6(address) && isZone(name.slice(zoneAt + 3))
}

function isZone(zone: string): boolean {
  if (zone === '' || badEscape.test(zone)) return false
  const escapes = zone.match(/%../g) ?? []
  const decoded = (escape: string) => String.fromCharCode(parseInt(escape.slice(1), 16))
  return hostBytes.test(zone.replace(/%../g, ''))
    && escapes.every((escape) => escape === '%25' || escape === '%20' || /^[\x00-\x7f]$/.test(decoded(escape)) && hostBytes.test(decoded(escape)))
}

/** In a host only bytes beyond ASCII, and `%` itself, may be escaped. */
function isUnescapedHost(host: string): boolean {
  return !badEscape.test(host) && !/%(?!25)[0-7]/.test(host) && hostBytes.test(host.replace(/%../g, ''))
}
