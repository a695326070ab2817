import { randomBytes } from 'node:crypto'
import { hostOf, isLoopback } from '../cluster/index.ts'
import { ListenError } from './listener.ts'

/** What the control API asks for: beyond loopback a token that is drawn, unless one is given or none is wanted. */
export function tokenFor(places: readonly string[], given: string | undefined): string | null {
  if (given === 'none') return null
  // Real entropy: a token that the seed gives away protects nothing.
  return given ?? (isLocal(places) ? null : randomBytes(16).toString('hex'))
}

/** @throws ListenError when a control API that asks for no token would be reached from elsewhere, which it was not when it did without */
export function requireLocal(places: readonly string[]): void {
  const open = places.find((place) => !isLocal([place]))
  if (open === undefined) return
  throw new ListenError(open, 'forbidden', 'the control API answers there, too, and asks for no token; start the simulator with --control-token, or let the agents listen on loopback')
}

/** Whether only programs on this machine reach all those places, `host:port`. */
function isLocal(places: readonly string[]): boolean {
  return places.every((place) => isLoopback(hostOf(place)))
}
