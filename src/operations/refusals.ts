import { formatAddress, type Agent } from '../cluster/index.ts'
import { coded, type Failure } from '../protocol/index.ts'

/** An agent is not what the operation is for: `'<self>' is '<identity>', instead of '<wanted>', …`. */
export function notSupported(agent: Agent, wanted: string): Failure {
  return coded('Agent.Identify.NotSupportOperation', formatAddress(agent), agent.identity, wanted)
}

/** What the first query of an agent comes to that is connected to no OceanBase (cluster.md §1.2). */
export const notHeld: Failure = coded('Agent.OceanBase.NotHold')
