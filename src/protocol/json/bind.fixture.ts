import { bindJson } from './bind.ts'
import type { GoField, GoStruct, GoType } from './go-type.ts'

/** A body, and what Go says of it; undefined if nothing. */
export type Case = readonly [body: string, reason: string | undefined]

export const OK = undefined
export const EOF = 'EOF'

export function reasonOf(body: string, type: GoStruct): string | undefined {
  const bound = bindJson(Buffer.from(body), type)
  return bound.ok ? undefined : bound.reason
}

export function mismatch(kind: string, field: string, type: string): string {
  return `json: cannot unmarshal ${kind} into Go struct field ${field} of type ${type}`
}

export function required(...keys: readonly string[]): string {
  return keys.map((key) => `Key: '${key}' Error:Field validation for '${key.split('.').at(-1)}' failed on the 'required' tag`).join('\n')
}

export const string: GoType = { kind: 'string' }
export const bool: GoType = { kind: 'bool' }
export const int: GoType = { kind: 'int' }
export const int64: GoType = { kind: 'int64' }
export const float64: GoType = { kind: 'float64' }
export const time: GoType = { kind: 'time' }
export const bytes: GoType = { kind: 'bytes' }
export const any: GoType = { kind: 'any' }
export const strings: GoType = { kind: 'slice', go: '[]string', item: string }
export const stringMap: GoType = { kind: 'map', go: 'map[string]string', value: string }
export const anyMap: GoType = { kind: 'map', go: 'map[string]interface {}', value: any }

type Options = Omit<GoField, 'json' | 'name' | 'type'>

export function field(json: string, name: string, type: GoType, options: Options = {}): GoField {
  return { json, name, type, ...options }
}

export function embed(type: GoStruct, options: Options = {}): GoField {
  return { json: type.name, name: type.name, type, embedded: true, ...options }
}

export function struct(go: string, ...fields: readonly GoField[]): GoStruct {
  return { kind: 'struct', name: go.slice(go.indexOf('.') + 1), go, fields }
}

export function slice(go: string, item: GoType, pointer?: true): GoType {
  return { kind: 'slice', go, item, ...(pointer && { pointer }) }
}

const must: Options = { required: true }
const pointer: Options = { pointer: true }
const mustPointer: Options = { required: true, pointer: true }

export const agentInfo = struct('meta.AgentInfo', field('ip', 'Ip', string, must), field('port', 'Port', int, must))

export const joinApiParam = struct('param.JoinApiParam',
  field('agentInfo', 'AgentInfo', agentInfo, must),
  field('zoneName', 'ZoneName', string, must),
  field('masterPassword', 'MasterPassword', string))

export const joinMasterParam = struct('param.JoinMasterParam',
  field('joinApiParam', 'JoinApiParam', joinApiParam, must),
  field('home_path', 'HomePath', string, must),
  field('version', 'Version', string, must),
  field('os', 'Os', string, must),
  field('architecture', 'Architecture', string, must),
  field('public_key', 'PublicKey', string, must),
  field('token', 'Token', string, must))

const scope = struct('param.Scope', field('type', 'Type', string), field('target', 'Target', strings))

export const obServerConfigParams = struct('param.ObServerConfigParams',
  field('observerConfig', 'ObServerConfig', stringMap, must),
  field('restart', 'Restart', bool),
  field('scope', 'Scope', scope, must))

export const obClusterConfigParams = struct('param.ObClusterConfigParams',
  field('clusterId', 'ClusterId', int, pointer),
  field('clusterName', 'ClusterName', string, pointer),
  field('rsList', 'RsList', string, pointer),
  field('rootPwd', 'RootPwd', string, pointer))

export const obInitParam = struct('param.ObInitParam',
  field('import_script', 'ImportScript', bool),
  field('create_proxyro_user', 'CreateProxyroUser', bool),
  field('proxyro_password', 'ProxyroPassword', string))

export const obStopParam = struct('param.ObStopParam',
  field('scope', 'Scope', scope, must),
  field('force', 'Force', bool),
  field('terminate', 'Terminate', bool),
  field('forcePassDag', 'ForcePassDagParam', struct('param.ForcePassDagParam', field('id', 'ID', strings))))

export const setAgentPasswordParam = struct('param.SetAgentPasswordParam', field('password', 'Password', string, must))

export const logoutSessionParam = struct('param.LogoutSessionParam', field('session_id', 'SessionID', string, must))

const genericDTO = struct('task.GenericDTO', field('id', 'GenericID', string, must))
const taskStatusDTO = struct('task.TaskStatusDTO',
  field('state', 'State', string),
  field('operator', 'Operator', string),
  field('start_time', 'StartTime', time),
  field('end_time', 'EndTime', time))
const additionalDataDTO = struct('task.AdditionalDataDTO', field('additional_data', 'AdditionalData', anyMap, pointer))
const dagDetail = struct('task.DagDetail',
  field('dag_id', 'DagID', int64),
  field('name', 'Name', string),
  field('stage', 'Stage', int),
  embed(taskStatusDTO),
  embed(additionalDataDTO),
  field('nodes', 'Nodes', slice('[]*task.NodeDetailDTO', struct('task.NodeDetailDTO', embed(genericDTO, pointer)), true)))

/** Its own `operator` hides the one of TaskStatusDTO; GenericDTO and DagDetail are embedded by pointer. */
export const dagOperator = struct('task.DagOperator',
  embed(struct('task.DagDetailDTO', embed(genericDTO, pointer), embed(dagDetail, pointer))),
  field('operator', 'Operator', string, must))

export const taskExecuteLogDTO = struct('task.TaskExecuteLogDTO',
  field('task_id', 'TaskId', int64, { required: true, min: 1 }),
  field('execute_times', 'ExecuteTimes', int, { required: true, min: 1 }),
  field('log_content', 'LogContent', string, must))

const poolParam = struct('param.PoolParam',
  field('unit_config_name', 'UnitConfigName', string, must),
  field('unit_num', 'UnitNum', int, must))

export const zoneParam = struct('param.ZoneParam',
  field('name', 'Name', string, must),
  field('replica_type', 'ReplicaType', string),
  embed(poolParam))

export const createTenantParam = struct('param.CreateTenantParam',
  field('name', 'Name', string, mustPointer),
  field('zone_list', 'ZoneList', slice('[]param.ZoneParam', zoneParam), must),
  field('read_only', 'ReadOnly', bool),
  field('parameters', 'Parameters', anyMap))

export const createResourceUnitConfigParams = struct('param.CreateResourceUnitConfigParams',
  field('name', 'Name', string, mustPointer),
  field('memory_size', 'MemorySize', string, mustPointer),
  field('max_cpu', 'MaxCpu', float64, mustPointer),
  field('min_cpu', 'MinCpu', float64, pointer),
  field('max_iops', 'MaxIops', int, pointer))

const obInstance = struct('oceanbase.OBInstance',
  field('type', 'Type', { kind: 'string', go: 'oceanbase.OBInstanceType' }, must),
  field('obcluster', 'OBCluster', string),
  field('observer', 'OBServer', string))

export const alertFilter = struct('alert.AlertFilter',
  field('severity', 'Severity', { kind: 'string', go: 'alarm.Severity' }),
  field('instance', 'Instance', obInstance, pointer),
  field('start_time', 'StartTime', int64))

export const silencerParam = struct('silence.SilencerParam',
  field('id', 'Id', string),
  field('instances', 'Instances', slice('[]oceanbase.OBInstance', obInstance), must),
  field('rules', 'Rules', strings, must),
  embed(struct('silence.Silencer',
    field('comment', 'Comment', string, must),
    field('created_by', 'CreatedBy', string, must),
    field('starts_at', 'StartsAt', int64, must),
    field('ends_at', 'EndsAt', int64, must),
    field('matchers', 'Matchers', slice('[]alarm.Matcher', struct('alarm.Matcher', field('name', 'Name', string))), must))))

export const clusterScaleOutParam = struct('param.ClusterScaleOutParam',
  embed(struct('param.ScaleOutParam',
    field('agentInfo', 'AgentInfo', agentInfo, must),
    field('obConfigs', 'ObConfigs', stringMap, must),
    field('zone', 'Zone', string, must))),
  field('targetAgentPassword', 'TargetAgentPassword', string))

export const createCredentialParam = struct('param.CreateCredentialParam',
  field('target_type', 'TargetType', string, must),
  field('name', 'Name', string, must),
  field('ssh_credential_property', 'SshCredentialProperty', struct('param.SshCredentialProperty',
    field('targets', 'Targets', slice('[]param.Target', struct('param.Target', field('ip', 'IP', string, must))), must),
    field('username', 'Username', string, must),
    field('type', 'Type', string, must),
    field('passphrase', 'Passphrase', string, mustPointer)), must))
