import { createHash } from 'node:crypto'
import { exists, realPath, rowsByKey, type Agent } from '../cluster/index.ts'
import { GO_ZERO_TIME } from '../protocol/index.ts'
import { data, type OperationContext, type Operations, type Result } from './context.ts'
import { build, obStateOf } from './info.ts'

/** What an agent tells of its observer and its cluster although there is neither: any agent answers, and nothing fails (cluster.md §7.1). */
export const observerOperations: Operations = { getObserverInfo, getObclusterStatistics, listParameterTemplates: () => data([]) }

/** The agent's own observer: of one that was never started only its folders are known. */
function getObserverInfo({ agent }: OperationContext): Result {
  const { home, ob } = agent
  const redoDir = `${home}/store/clog`
  return data({
    id: 0, ip: agent.ip, svr_port: ob.ports.rpc, sql_port: ob.ports.mysql, version: '', with_rootserver: false, ob_status: obStateOf(agent), inner_status: '',
    start_time: GO_ZERO_TIME, stop_time: GO_ZERO_TIME,
    stats: {
      cpu_core_total: 0, cpu_core_assigned: 0, cpu_core_assigned_percent: 0,
      memory_total: '', memory_assigned: '', memory_in_bytes_total: 0, memory_in_bytes_assigned: 0, memory_assigned_percent: 0,
      disk_total: '', disk_assigned: '', disk_in_bytes_total: 0, disk_in_bytes_assigned: 0, disk_assigned_percent: 0,
      disk_used: '', disk_free: '', disk_in_bytes_used: 0, disk_in_bytes_free: 0, disk_used_percent: 0,
      ip: '', port: 0, zone: '',
    },
    architecture: '',
    data_dir: realPath(ob.paths, `${home}/store`),
    // Told only if it is there.
    redo_dir: exists(ob.paths, redoDir) ? realPath(ob.paths, redoDir) : '',
    log_dir: realPath(ob.paths, `${home}/log`),
    obshell_port: 0,
  })
}

/** What would be reported about the cluster; a simulator reports nothing to anybody. Each agent of the table counts as a server. */
function getObclusterStatistics({ world, agent }: OperationContext): Result {
  const { version, release } = agent.version
  return data({
    telemetryEnabled: false,
    clusterId: '0',
    reporter: 'obshell-dashboard',
    obshellVersion: `obshell ${version} (for OceanBase_CE)`,
    obshellRevision: `${release}-${build.commitId}`,
    reportTime: Math.floor(world.now() / 1_000_000),
    telemetryVersion: 1,
    hosts: [],
    instances: serversByZone(agent).map(({ ip }) => ({
      type: 'oceanbase', version: '', revision: '', cpuCount: 0, memoryLimit: '', dataFileSize: '', logDiskSize: '',
      hostHash: createHash('sha1').update(ip).digest('hex'),
    })),
  })
}

function serversByZone(agent: Agent): readonly { readonly ip: string }[] {
  const rows = rowsByKey(agent)
  return [...new Set(rows.map(({ zone }) => zone))].flatMap((zone) => rows.filter((row) => row.zone === zone))
}
