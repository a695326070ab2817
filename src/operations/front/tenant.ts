import type { CreateTenantParam } from '../../openapi/index.ts'
import { byteString, coded, parseRfc3339, wrap } from '../../protocol/index.ts'
import { nilSlice, notModelled, refused, refusedWith, type OperationContext, type Operations, type Result } from '../context.ts'
import { notHeld, notSupported } from '../refusals.ts'
import { holdsOceanBase } from '../requirement.ts'

/** Tenants: those operations that judge something of the request before they look at agent or tenant (cluster.md §3). */
export const tenantFront: Operations = { createTenant, getTenant, listTopCompactions, listTopSlowSqls }

function createTenant(context: OperationContext, { name }: CreateTenantParam): Result {
  const { agent } = context
  if (name === '') return refused(coded('OB.Tenant.Name.Empty'))
  return agent.identity === 'CLUSTER AGENT' ? notModelled(context) : refused(notSupported(agent, 'CLUSTER AGENT'))
}

/** Its words differ from those of the other tenant routes, full stop and colon included. */
function getTenant(context: OperationContext): Result {
  if (holdsOceanBase(context.agent)) return notModelled(context)
  return refusedWith(null, wrap(notHeld, `Get tenant '${context.params['name']}' failed.`))
}

function listTopCompactions(context: OperationContext): Result {
  const limit = context.query.get('limit') ?? ''
  if (limit !== '' && limit !== '0' && !isInteger(limit)) return refused(coded('Request.Query.Param.Illegal', 'limit'))
  return queried(context)
}

/** The limit is judged first, then each time by itself. */
function listTopSlowSqls(context: OperationContext): Result {
  const { query } = context
  const limit = query.get('limit') ?? ''
  if (limit !== '' && !isInteger(limit)) return refused(coded('Request.Query.Param.Illegal', 'limit'))
  for (const name of ['start_time', 'end_time']) {
    const text = query.get(name) ?? ''
    if (text === '') return refused(coded('Request.Query.Param.Empty', name))
    if (!parseRfc3339(byteString(text)).ok) return refused(coded('Request.Query.Param.Illegal', name))
  }
  return queried(context)
}

function queried(context: OperationContext): Result {
  return holdsOceanBase(context.agent) ? notModelled(context) : refusedWith(nilSlice, notHeld)
}

/** What Go's `strconv.Atoi` takes. */
function isInteger(text: string): boolean {
  if (!/^[+-]?[0-9]+$/.test(text)) return false
  const value = BigInt(text.replace(/^\+/, ''))
  return value >= -(2n ** 63n) && value < 2n ** 63n
}
