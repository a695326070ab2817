import type { IncomingHttpHeaders } from 'node:http'
import { hostOf, hostOfHeader, isLoopback } from '../cluster/index.ts'
import type { ControlHost } from './host.ts'
import { ControlProblem } from './problem.ts'

/**
 * Who may steer (DESIGN §8): `Host` must be a loopback name, an IP address or a declared name, so that no page rebinds its name to us; no
 * foreign `Origin`; and beyond loopback the token.
 */
export function guard(host: ControlHost, headers: IncomingHttpHeaders): void {
  const { host: named = '', origin, authorization } = headers
  if (!isTrustedHost(host, named)) {
    const wanted = 'a loopback name, an IP address nor a name that the scenario declares (aliases or listen)'
    throw new ControlProblem(403, 'Forbidden host', `Host '${named}' is neither ${wanted}`)
  }
  if (origin !== undefined && origin !== `http://${named}` && origin !== `https://${named}`) {
    throw new ControlProblem(403, 'Forbidden origin', `pages of ${origin} may not steer this simulator; ask from http://${named} or without an Origin`)
  }
  if (host.token !== null && authorization !== `Bearer ${host.token}`) {
    const detail = 'beyond loopback the control API wants Authorization: Bearer <token>; see --control-token'
    throw new ControlProblem(401, 'Token wanted', detail, {}, { 'WWW-Authenticate': 'Bearer' })
  }
}

function isTrustedHost(host: ControlHost, named: string): boolean {
  const name = hostOfHeader(named)
  if (isLoopback(name) || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(name) || name.includes(':')) return true
  return name !== '' && host.hosts().some((declared) => declared === name || hostOf(declared) === name)
}
