import type { Agent } from '../cluster/index.ts'
import type { RefusedData, Requirement } from '../openapi/index.ts'
import { coded, wrap, type Failure } from '../protocol/index.ts'
import { nilSlice, refused, refusedWith, type OperationContext, type Result } from './context.ts'
import { notHeld, notSupported } from './refusals.ts'

/**
 * What a route asks of its agent first (`x-obshell-requires` in openapi.yaml): the refusal, or null where the agent is what it asks for.
 * Most of the routes that need a cluster are refused here and nowhere else before there is one (cluster.md §1.1).
 */
export function unmet({ of, identity, refusedData }: Requirement, context: OperationContext): Result | null {
  const { agent, params } = context
  switch (of) {
    case 'identity': return identity.split(' or ').includes(agent.identity) ? null : withData(refusedData, notSupported(agent, identity))
    case 'OceanBase': return holdsOceanBase(agent) ? null : withData(refusedData, notHeld)
    case 'tenant': {
      const name = params['name'] ?? ''
      // gin lets a parameter in the middle of a path be empty.
      if (name === '') return refused(coded('OB.Tenant.Name.Empty'))
      return holdsOceanBase(agent) ? null : withData(refusedData, wrap(notHeld, `get tenant '${name}' info failed`))
    }
  }
}

/** Whether the agent has a connection to the OceanBase of its cluster. No agent has one before its cluster exists. */
export function holdsOceanBase(agent: Agent): boolean {
  return agent.identity === 'CLUSTER AGENT'
}

function withData(kind: RefusedData | null, failure: Failure): Result {
  switch (kind) {
    case null: return refused(failure)
    case 'nil': return refusedWith(null, failure)
    case 'nil slice': return refusedWith(nilSlice, failure)
  }
}
