import type { OBInstance, SilencerParam } from '../../openapi/index.ts'
import { coded, wrapRetain, type Failure } from '../../protocol/index.ts'
import { nilSlice, notModelled, refused, refusedWith, type OperationContext, type Operations, type Result } from '../context.ts'
import { holdsOceanBase } from '../requirement.ts'
import { configFault, configGetFailed, type ConfigKey } from './external.ts'

/** Alarms are others' business: each operation first looks up whose (cluster.md §12). None asks for an identity. */
export const alarmFront: Operations = {
  listAlerts: (context) => asked(context, 'alertmanager_config', nilSlice),
  listSilencers: (context) => asked(context, 'alertmanager_config', nilSlice),
  getSilencer: (context) => asked(context, 'alertmanager_config', null),
  deleteSilencer: (context) => asked(context, 'alertmanager_config'),
  putSilencer,
  listAlarmRules: (context) => asked(context, 'prometheus_config', nilSlice),
  getAlarmRule: (context) => asked(context, 'prometheus_config', null, (failure) => wrapRetain(coded('Alarm.QueryFailed'), failure)),
}

function asked(context: OperationContext, key: ConfigKey, data?: unknown, worded = (failure: Failure): Failure => failure): Result {
  if (holdsOceanBase(context.agent)) return notModelled(context)
  const failure = worded(wrapRetain(coded('Alarm.ClientFailed'), configGetFailed(key, configFault(key))))
  return data === undefined ? refused(failure) : refusedWith(data, failure)
}

function putSilencer(context: OperationContext, { instances }: SilencerParam): Result {
  const fault = instancesFault(instances ?? [])
  return fault === null ? asked(context, 'alertmanager_config', null) : refusedWith(null, fault)
}

const instanceTypes = ['obcluster', 'observer', 'obzone', 'obtenant']

/** All must be of one type, and, unless they are clusters, of one cluster. The first decides, however unknown it is. */
function instancesFault(instances: readonly OBInstance[]): Failure | null {
  let type = 'unknown'
  let cluster = ''
  for (const instance of instances) {
    if (type === 'unknown') type = instance.type
    if (instance.type !== type) return coded('Alarm.Silencer.InstanceTypeMismatch')
    const of = instance.obcluster ?? ''
    if (type !== 'obcluster' && cluster !== '' && cluster !== of) return coded('Alarm.Silencer.OBClusterMismatch')
    cluster = of
    if (!instanceTypes.includes(type)) return coded('Alarm.Silencer.UnknownInstanceType', type)
  }
  return null
}
