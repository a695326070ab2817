import { domainToASCII } from 'node:url'
import { parseIp } from './go-ip.ts'
import { goQuote } from './go-quote.ts'
import { parseUrl } from './go-url-parse.ts'

/** Where an agent's call to a peer goes, by Go's reading of the address, or why Go does not even try. */
export type DialTarget =
  | {
    readonly ok: true
    /** The URL as Go writes it in errors: escaped anew, a password hidden. */
    readonly url: string
    /** An IP address in its usual form, without brackets, or a name in ASCII. */
    readonly host: string
    readonly port: number
    /** Path and query that the peer is asked for: an address may bring a path of its own (`127.0.0.1/x`). */
    readonly path: string
  }
  | { readonly ok: false, readonly error: string }

/**
 * What `net/url` and `net/http` make of the URL an agent builds from whatever `ip` and `port` somebody gave it (wire.md §4.7; golden
 * `join-refused`). The address is not checked before, so spaces, paths, user names and IPv6 in two pairs of brackets all come here.
 *
 * Go's error texts are exact for what can stand in an address. Names outside ASCII go through the WHATWG variant of IDNA, which is near
 * to Go's.
 *
 * @param method in capitals, for the words `Get "http://…"` before an error of the connection; a URL that cannot be parsed has none
 */
export function dialTarget(method: string, url: string): DialTarget {
  const parsed = parseUrl(url)
  if (!parsed.ok) return { ok: false, error: `parse ${goQuote(parsed.url)}: ${parsed.error}` }
  const failed = (reason: string): DialTarget => ({ ok: false, error: `${operation(method)} ${goQuote(parsed.shown)}: ${reason}` })
  if (parsed.host === '') return failed('http: no Host in request URL')
  const { host, port } = splitHostPort(parsed.host)
  if (Number(port) > 65535) return failed(`dial tcp: address ${port}: invalid port`)
  const usualPort = url.startsWith('https:') ? 443 : 80
  return { ok: true, url: parsed.shown, host: dialledHost(host), port: Number(port === '' ? usualPort : port), path: parsed.path }
}

/** A target that can be dialled. */
export type Dialled = Extract<DialTarget, { ok: true }>

/**
 * Nobody listens: `Get "http://…": dial tcp 127.0.0.9:1: connect: connection refused`.
 *
 * @param address the IP that was dialled, where the host is a name
 */
export function refusedError(method: string, target: Dialled, address: string = target.host): string {
  return dialError(method, target, `dial tcp ${joinHostPort(address, target.port)}: connect: connection refused`)
}

/** No route, as to any IPv6 address from a machine that has none: `… connect: network is unreachable`. */
export function unreachableError(method: string, target: Dialled, address: string = target.host): string {
  return dialError(method, target, `dial tcp ${joinHostPort(address, target.port)}: connect: network is unreachable`)
}

/** Nobody answers, neither yes nor no, until the 30 seconds of Go's dialler are over: `… dial tcp 10.10.10.1:2886: i/o timeout`. */
export function dialTimeoutError(method: string, target: Dialled, address: string = target.host): string {
  return dialError(method, target, `dial tcp ${joinHostPort(address, target.port)}: i/o timeout`)
}

/** A name nobody knows: `… dial tcp: lookup <host>: no such host`. (With a DNS server Go adds ` on <server>` to the name.) */
export function lookupError(method: string, target: Dialled): string {
  return dialError(method, target, `dial tcp: lookup ${target.host}: no such host`)
}

/** The peer took the call and was silent until the agent's three minutes were over. */
export function timeoutError(method: string, target: Dialled): string {
  return dialError(method, target, 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)')
}

/** The peer closed the connection without an answer. */
export function closedError(method: string, target: Dialled): string {
  return dialError(method, target, 'EOF')
}

/** Whether Go would dial the host at once, without a lookup. */
export function isIp(host: string): boolean {
  return parseIp(host).ok
}

/** `host:port`, with brackets around IPv6. */
export function joinHostPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

function dialError(method: string, target: Dialled, reason: string): string {
  return `${operation(method)} ${goQuote(target.url)}: ${reason}`
}

/** Go names a call after its method: `Get`, `Post`. */
function operation(method: string): string {
  return method.slice(0, 1) + method.slice(1).toLowerCase()
}

/**
 * Go prints an address it dials in its usual form, and looks names up in ASCII. ASCII names are not touched, and names that IDNA forbids,
 * as those with other ASCII than letters, digits, dots and hyphens, stay as they are.
 */
function dialledHost(host: string): string {
  const ip = parseIp(host)
  if (ip.ok) return ip.text
  return /[^\0-\x7f]/.test(host) && !/[^A-Za-z0-9.\-\u0080-\uffff]/.test(host) ? domainToASCII(host) || host : host
}

function splitHostPort(hostPort: string): { host: string, port: string } {
  const [, host = '', port = ''] = /^(.*?)(?::([0-9]*))?$/s.exec(hostPort) ?? []
  return { host: host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host, port }
}
