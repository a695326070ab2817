import type { Fetched } from '../operations/index.ts'
import { fetchTarget } from '../protocol/index.ts'
import type { Simulation } from '../simulation.ts'
import { connect } from './peers.ts'

/**
 * An agent fetches a URL that a client gave it. Nobody but agents is there to answer, and to a path that is none of theirs they answer with
 * their page.
 */
export function fetchUrl(world: Simulation, url: string): Fetched {
  const target = fetchTarget(url)
  if (!target.ok) return { kind: 'failed', error: target.error }
  const connected = connect(world, 'GET', target)
  if (!connected.ok) return { kind: 'failed', error: connected.error }
  if (target.tls) return { kind: 'failed', error: `Get ${JSON.stringify(target.url)}: http: server gave HTTP response to HTTPS client` }
  return { kind: 'answer', status: 200, body: '' }
}
