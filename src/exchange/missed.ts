import { recordLoss, recordRequest, type Transport } from '../dispatch/index.ts'
import type { Simulation } from '../simulation.ts'
import type { AppHost, AppRequest } from './exchange.ts'

/** A request came to an agent that does not run: nobody answers it, and the journal and the log tell of it. */
export function missRequest(
  host: Pick<AppHost, 'wallMicros' | 'log'>, world: Simulation, agentName: string, { method, target, remote }: Pick<AppRequest, 'method' | 'target' | 'remote'>, transport: Transport,
): void {
  const agent = world.agent(agentName)
  if (agent === undefined) return
  const why = `${agentName} does not run: the connection is refused`
  const entry = recordRequest(world, { agent, client: remote, via: 'client', transport, method, target, operation: null, body: '', wall: host.wallMicros() })
  recordLoss(world, entry, why)
  host.log?.({ at: world.now(), agent: agentName, method, target, operation: null, status: 0, why, note: null })
}
