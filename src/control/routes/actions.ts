import { describeAction } from '../../faults/index.ts'
import { readAction } from '../../steering/index.ts'
import type { Call } from '../call.ts'
import { happened } from '../moved.ts'
import { ok, type Answer, type Route } from '../route.ts'

/** What happens now, as it might by the timeline. */
export const actionRoutes: readonly Route[] = [
  { method: 'POST', path: '/actions', name: 'act', handle: act },
]

async function act(call: Call): Promise<Answer> {
  const { value } = await readAction(call.world, await call.value())
  const { refused, transitions } = await happened(call, value)
  return ok({ did: describeAction(value), refused, transitions })
}
