import { coded } from '../../protocol/index.ts'
import { data, notModelled, refused, type OperationContext, type Operations, type Result } from '../context.ts'
import { holdsOceanBase } from '../requirement.ts'

/** Metrics (cluster.md §12). The agent's own catalogue of them is not modelled; without a Prometheus there are no series. */
export const metricsFront: Operations = {
  listMetrics,
  queryMetrics: (context) => (holdsOceanBase(context.agent) ? notModelled(context) : data([])),
}

const scopes = ['OBCLUSTER', 'OBTENANT', 'OBCLUSTER_OVERVIEW', 'OBTENANT_OVERVIEW', 'OBPROXY']

function listMetrics(context: OperationContext): Result {
  return scopes.includes(context.query.get('scope') ?? '') ? notModelled(context) : refused(coded('Common.BadRequest', 'invalid scope'))
}
