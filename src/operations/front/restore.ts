import { coded } from '../../protocol/index.ts'
import { refusedWith, type Operations, type Result } from '../context.ts'

/** What can be restored from backups is told by `bin/ob_admin`, which no home here has (cluster.md §8). */
export const restoreFront: Operations = { getRestoreWindows: withoutObAdmin, getRestoreSourceTenantInfo: withoutObAdmin }

function withoutObAdmin(): Result {
  return refusedWith(null, coded('Environment.WithoutObAdmin'))
}
