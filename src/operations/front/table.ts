import type { Operations } from '../context.ts'
import { alarmFront } from './alarm.ts'
import { credentialFront } from './credential.ts'
import { externalFront } from './external.ts'
import { metricsFront } from './metrics.ts'
import { obFront } from './ob.ts'
import { obproxyFront } from './obproxy.ts'
import { restoreFront } from './restore.ts'
import { rpcFront } from './rpc.ts'
import { tenantFront } from './tenant.ts'
import { upgradeFront } from './upgrade.ts'

/** Every operation of which only the beginning is modelled: refusals, and where they end 501. */
export const frontOperations: Operations = {
  ...obFront,
  ...tenantFront,
  ...restoreFront,
  ...upgradeFront,
  ...credentialFront,
  ...metricsFront,
  ...alarmFront,
  ...externalFront,
  ...obproxyFront,
  ...rpcFront,
}
