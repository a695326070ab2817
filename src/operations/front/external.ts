import type { AlertmanagerConfig, PrometheusConfig } from '../../openapi/index.ts'
import { coded, failureText, plain, trimmedEnd, wrap, wrapRetain, type Failure } from '../../protocol/index.ts'
import { notModelled, refused, type OperationContext, type Operations, type Result } from '../context.ts'
import { notHeld } from '../refusals.ts'
import { holdsOceanBase } from '../requirement.ts'

/** Which Prometheus and which alert manager are in use: told by a table of the cluster, so that nobody can say before there is one. */
export const externalFront: Operations = {
  getPrometheus: (context) => (holdsOceanBase(context.agent) ? notModelled(context) : refused(configFault('prometheus_config'))),
  getAlertmanager: (context) => (holdsOceanBase(context.agent) ? notModelled(context) : refused(configFault('alertmanager_config'))),
  putPrometheus: (context, body: PrometheusConfig) => put(context, body, 'prometheus', 'Prometheus Server is Ready.\n'),
  putAlertmanager: (context, body: AlertmanagerConfig) => put(context, body, 'alertmanager', 'OK'),
}

/** Where a configuration is kept. */
export type ConfigKey = 'prometheus_config' | 'alertmanager_config'

/** Why a configuration cannot be had from an OceanBase that is not there. The agent quotes the fault, and then says it once more. */
export function configFault(key: ConfigKey): Failure {
  return configGetFailed(key, wrap(notHeld, 'Get oceanbase instance failed'))
}

export function configGetFailed(key: ConfigKey, inner: Failure): Failure {
  return wrapRetain(coded('Config.GetFailed', key, failureText(inner)), inner)
}

/** The address is tried before anything else; only who says the right words is written down, and that needs an OceanBase. */
function put(context: OperationContext, { address }: { readonly address: string }, component: string, words: string): Result {
  const fetched = context.fetch(readyUrl(address))
  const notReady = coded('External.Component.Not.Ready', component)
  if (fetched.kind === 'failed') return refused(wrapRetain(notReady, plain(fetched.error)))
  if (fetched.status !== 200 || fetched.body !== words) return refused(notReady)
  return holdsOceanBase(context.agent) ? notModelled(context) : refused(wrap(notHeld, 'Get oceanbase instance failed'))
}

/** The address is put before the path as it is, its slashes at the end taken off. */
function readyUrl(address: string): string {
  return `${trimmedEnd(address, '/')}/-/ready`
}
