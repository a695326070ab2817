import { parseIp } from './go-ip.ts'
import { goQuote } from './go-quote.ts'
import { goString } from './go-string.ts'

/** A URL as `net/url.Parse` reads it, or what it says against it. */
export type ParsedUrl =
  | {
    readonly ok: true
    /** Host and port, unescaped; IPv6 in brackets. */
    readonly host: string
    /** The URL as `String` writes it, a password hidden as in the errors of `net/http`. */
    readonly shown: string
    /** Path and query as a request line has them. */
    readonly path: string
  }
  | { readonly ok: false, readonly url: string, readonly error: string }

/**
 * Reads an `http://` or `https://` URL. Differences from browsers matter here: nothing is trimmed or normalised, most ASCII punctuation may stand in a
 * host, and every fault has its own words.
 */
export function parseUrl(url: string): ParsedUrl {
  const [whole = '', fragment = ''] = cut(bytesOf(url), '#')
  let shownOnFault = whole
  try {
    const { user, host, path, query } = parseWithoutFragment(whole)
    shownOnFault = bytesOf(url)
    const shownPath = shownForm(path, 'path')
    const shownFragment = fragment === '' ? '' : '#' + shownForm(fragment, 'fragment')
    const slashes = user + host + path === '' ? '' : '//'
    const scheme = url.startsWith('https:') ? 'https' : 'http'
    const shown = `${scheme}:${slashes}${user}${escape(host, 'host')}${shownPath}${query}${shownFragment}`
    return { ok: true, host: textOf(host), shown: textOf(shown), path: textOf((shownPath || '/') + query) }
  } catch (fault) {
    if (fault instanceof UrlFault) return { ok: false, url: textOf(shownOnFault), error: fault.message }
    throw fault
  }
}

/** The words of a fault: thrown within this file only, since it comes up several calls deep. */
class UrlFault extends Error {}

/*
 * From here on texts are bytes, one a character, since that is what Go counts, escapes and refuses.
 */

function parseWithoutFragment(url: string): { user: string, host: string, path: string, query: string } {
  if (/[\u0000-\u001f\u007f]/.test(url)) throw new UrlFault('net/url: invalid control character in URL')
  const [beforeQuery = '', query] = cut(url.replace(/^https?:\/\//, ''), '?')
  const [, authority = '', path = ''] = /^([^/]*)(.*)$/s.exec(beforeQuery) ?? []
  const at = authority.lastIndexOf('@')
  // `net/http` drops the colon of an empty port.
  const host = parseHost(authority.slice(at + 1)).replace(/:$/, '')
  const user = at < 0 ? '' : shownUser(authority.slice(0, at)) + '@'
  unescape(path, 'path')
  return { user, host, path, query: query === undefined ? '' : '?' + query }
}

function parseHost(host: string): string {
  const open = host.lastIndexOf('[')
  if (open > 0) throw new UrlFault('invalid IP-literal')
  if (open === 0) return parseIpLiteral(host)
  // The last colon counts: the agent's go.mod says Go 1.24, which keeps an old leniency of net/url (GODEBUG urlstrictcolons=0).
  const colon = host.lastIndexOf(':')
  if (colon >= 0) checkPort(host.slice(colon))
  return unescape(host, 'host')
}

/** `[fe80::1%25eth0]:2886`: IPv6 in brackets, a zone behind an escaped percent sign. */
function parseIpLiteral(host: string): string {
  const close = host.lastIndexOf(']')
  if (close < 0) throw new UrlFault('missing \']\' in host')
  const port = host.slice(close + 1)
  checkPort(port)
  const literal = host.slice(1, close)
  const zone = literal.indexOf('%25')
  const name = zone < 0 ? unescape(literal, 'host') : unescape(literal.slice(0, zone), 'host') + unescape(literal.slice(zone), 'zone')
  const ip = parseIp(textOf(name))
  if (!ip.ok) throw new UrlFault(`invalid host: ${ip.error}`)
  if (ip.family === 4) throw new UrlFault('invalid IP-literal')
  return `[${name}]${port}`
}

function checkPort(port: string): void {
  if (!/^(?::[0-9]*)?$/.test(port)) throw new UrlFault(`invalid port ${goQuote(textOf(port))} after host`)
}

/** The user as shown in errors, a password as three stars. */
function shownUser(userinfo: string): string {
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(userinfo)) throw new UrlFault('net/url: invalid userinfo')
  const [name = '', password] = cut(userinfo, ':')
  const plain = unescape(name, 'user')
  if (password === undefined) return escape(plain, 'user')
  unescape(password, 'user')
  return `${plain}:***`
}

type Part = 'path' | 'host' | 'zone' | 'user' | 'fragment'

/** What needs no escape in each part, beside letters and digits. */
const literals: Readonly<Record<Part, string>> = {
  path: '$&+,-./:;=@_~',
  host: '!"$&\'()*+,-.:;<=>[]_~',
  zone: '!"$&\'()*+,-.:;<=>[]_~',
  user: '$&+,-.;=_~',
  fragment: '!$&()*+,-./:;=?@_~',
}

function isLiteral(byte: string, part: Part): boolean {
  return /[A-Za-z0-9]/.test(byte) || literals[part].includes(byte)
}

function escape(bytes: string, part: Part): string {
  return bytes.replace(/[^A-Za-z0-9]/gs, (byte) => isLiteral(byte, part)
    ? byte
    : '%' + byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0'))
}

/** A path or fragment as it is shown: as given if that was a valid form, else escaped by the rules. */
function shownForm(given: string, part: 'path' | 'fragment'): string {
  const plain = unescape(given, part)
  const valid = [...given].every((byte) => '!$&\'()*+,;=:@[]%'.includes(byte) || isLiteral(byte, part))
  return valid ? given : escape(plain, part)
}

function unescape(bytes: string, part: Part): string {
  const strict = part === 'host' || part === 'zone'
  return bytes.replace(/%.{0,2}|[^%]/gs, (found) => {
    if (found.startsWith('%')) return unescapeOne(found, part)
    if (strict && found < '\u0080' && !isLiteral(found, part)) throw new UrlFault(`invalid character ${goQuote(found)} in host name`)
    return found
  })
}

/** A host may escape only what is not ASCII, a zone only what could stand there as it is, or a space. */
function unescapeOne(escaped: string, part: Part): string {
  const byte = String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
  const wellFormed = /^%[0-9a-fA-F]{2}$/.test(escaped)
  const allowed = escaped === '%25'
    || (part === 'host' && byte >= '\u0080')
    || (part === 'zone' && (byte === ' ' || isLiteral(byte, part)))
    || (part !== 'host' && part !== 'zone')
  if (!wellFormed || !allowed) throw new UrlFault(`invalid URL escape ${goQuote(textOf(escaped))}`)
  return byte
}

function cut(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

function textOf(bytes: string): string {
  return goString(Buffer.from(bytes, 'latin1'))
}
