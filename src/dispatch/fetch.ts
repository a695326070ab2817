import type { Agent } from '../cluster/index.ts'
import type { Fetched } from '../operations/index.ts'
import { fetchTarget } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'
import { connect } from './deliver.ts'

/**
 * An agent fetches a URL that a client gave it. Nobody but agents is there to answer, and to a path that is none of theirs they answer with
 * their page.
 */
export function fetchUrl(world: Simulation, from: Agent, url: string): Fetched {
  const target = fetchTarget(url)
  if (!target.ok) return { kind: 'failed', error: target.error }
  const connected = connect(world, from, 'GET', target)
  if (!connected.ok) {
    world.waited += connected.delay
    return { kind: 'failed', error: connected.error }
  }
  const failed = (reason: string): Fetched => ({ kind: 'failed', error: `Get ${JSON.stringify(target.url)}: ${reason}` })
  if (world.settings.tls) {
    // It trusts the system's authorities here, not the one of the agents.
    return target.tls ? failed('tls: failed to verify certificate: x509: certificate signed by unknown authority') : { kind: 'answer', status: 400, body: 'Client sent an HTTP request to an HTTPS server.\n' }
  }
  return target.tls ? failed('http: server gave HTTP response to HTTPS client') : { kind: 'answer', status: 200, body: '' }
}
