import {
  configValue, formatAddress, globalConfig, memberPorts, mergeConfig, rowsByKey, sameAddress, type AgentRow, type ConfigRows,
} from '../cluster/index.ts'
import { coded, effect, type Body, type Outcome, type StepContext, type TaskFailure } from '../task/index.ts'
import type { DagWorld } from './context.ts'
import { dirNames, dirsOf, fillDirs } from './observer-workdir.ts'
import { placeRootServers, type Server } from './root-servers.ts'
import { configOf } from './start-observer.ts'

type Context = StepContext<DagWorld>

/** The ports that an observer has unless it is given others. */
const defaultPorts = { rpc_port: '2882', mysql_port: '2881' }

/**
 * The first node of `Initialize cluster`: from what is set for the cluster, for zones and for servers it makes the settings and the
 * directories of each observer, and leaves them for the nodes to come.
 */
export const integrateConfigBodies: Readonly<Record<string, Body<DagWorld>>> = {
  'Integrate config': {
    flags: { cancel: true, continue: true, retry: true, rollback: true },
    run: [effect('integrate', integrate)],
  },
}

function integrate(context: Context): Outcome {
  const { world: { agent }, subTask, log } = context
  log('get all agents')
  const rows = rowsByKey(agent)
  log(`agents: map[${rows.map((row) => shown(context, row)).join(' ')}]`)
  log('get global config')
  const { rootPwd, ...wide } = globalConfig(agent.ob.configs)
  if (rootPwd !== undefined && rootPwd.value !== '') log('set root password')
  log('init all zone config')
  const zones = zoneConfigs(context, rows, wide)

  const servers: Server[] = []
  for (const row of rows) {
    const outcome = integrateAgent(context, row, zones.get(row.zone)!)
    if ('fail' in outcome) return outcome
    servers.push(outcome)
  }

  log('setting bootstrap config')
  const placed = placeRootServers(agent, servers, configValue(wide, 'rootservice_list') ?? '', log)
  if ('fail' in placed) return placed
  subTask.data['zones'] = placed.zones
  subTask.data['otherServers'] = placed.otherServers
}

/** A row of the agents' table as Go prints the struct. */
function shown({ world }: Context, row: AgentRow): string {
  const { mysql, rpc } = memberPorts(world.agent, row)
  const values = [
    row.ip, row.port, row.identity, row.version, row.os, row.architecture, row.zone, mysql, rpc, row.homePath, world.keyText(row.publicKey),
  ]
  return `${formatAddress(row)}:{${values.join(' ')}}`
}

function zoneConfigs({ world: { agent }, log }: Context, rows: readonly AgentRow[], wide: ConfigRows): Map<string, ConfigRows> {
  const zones = new Map<string, ConfigRows>()
  for (const { zone } of rows) {
    if (zones.has(zone)) continue
    log(`build ${zone} zone config`)
    log(`merge ${zone} zone config`)
    zones.set(zone, mergeConfig(own(agent.ob.configs.zones, zone), wide))
  }
  return zones
}

/** Settings and directories of one observer, left for its tasks. */
function integrateAgent({ world: { agent }, subTask, log }: Context, row: AgentRow, zone: ConfigRows): Server | { readonly fail: TaskFailure } {
  const address = formatAddress(row)
  log(`Integrating ${address} agent config`)
  log(`get ${address} agent config`)
  log(`merge ${address} agent config`)
  const merged = mergeConfig(own(agent.ob.configs.servers, address), zone)
  log(`fill ${address} agent config`)
  const given = Object.fromEntries(Object.entries(merged).map(([name, { value }]) => [name, value]))
  const config: Record<string, string> = { ...given, homePath: row.homePath, zone: row.zone }
  for (const [name, port] of Object.entries(defaultPorts)) {
    if (!Object.hasOwn(config, name) || config[name] === '') config[name] = port
    else if (!isPort(config[name]!)) return { fail: coded('Common.InvalidPort', config[name]!) }
  }
  const filled = fillDirs(config)
  const isDir = (name: string): boolean => (dirNames as readonly string[]).includes(name)
  subTask.data[dirsOf(row)] = Object.fromEntries(dirNames.map((name) => [name, filled[name]!]))
  subTask.data[configOf(row)] = Object.fromEntries(Object.entries(config).filter(([name]) => !isDir(name) && name !== 'rootservice_list'))
  return {
    ip: row.ip, zone: row.zone, rpcPort: Number(config['rpc_port']), mysqlPort: Number(config['mysql_port']), isOwn: sameAddress(row, agent),
  }
}

function own(configs: Readonly<Record<string, ConfigRows>>, key: string): ConfigRows {
  return Object.hasOwn(configs, key) ? configs[key]! : {}
}

/** As Go's `strconv.Atoi` reads it, between 1025 and 65535. */
function isPort(text: string): boolean {
  return /^[+-]?\d+$/.test(text) && Number(text) >= 1025 && Number(text) <= 65535
}
