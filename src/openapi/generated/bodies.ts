// Made from openapi.yaml by `npm run generate`: change that file, not this one.
import type { GoStruct, GoType } from '../../protocol/index.ts'
import { struct } from '../struct.ts'

const _any: GoType = { kind: 'any' }
const _bool: GoType = { kind: 'bool' }
const _float64: GoType = { kind: 'float64' }
const _int: GoType = { kind: 'int' }
const _int64: GoType = { kind: 'int64' }
const _string: GoType = { kind: 'string' }
const _time: GoType = { kind: 'time' }

const AddObproxyParam: GoStruct = struct('param.AddObproxyParam', () => [
  { json: 'name', name: 'Name', type: _string },
  { json: 'home_path', name: 'HomePath', type: _string, required: true },
  { json: 'sql_port', name: 'SqlPort', type: _int, pointer: true },
  { json: 'rpc_port', name: 'RpcPort', type: _int, pointer: true },
  { json: 'exporter_port', name: 'ExporterPort', type: _int, pointer: true },
  { json: 'proxyro_password', name: 'ProxyroPassword', type: _string },
  { json: 'obproxy_sys_password', name: 'ObproxySysPassword', type: _string },
  { json: 'rs_list', name: 'RsList', type: _string, pointer: true },
  { json: 'config_url', name: 'ConfigUrl', type: _string, pointer: true },
  { json: 'parameters', name: 'Parameters', type: { kind: 'map', go: 'map[string]string', value: _string } },
])

const AddTokenParam: GoStruct = struct('param.AddTokenParam', () => [
  { json: 'agentInfo', name: 'AgentInfo', type: AgentInfo, required: true },
  { json: 'token', name: 'Token', type: _string, required: true },
])

const AdditionalDataDTO: GoStruct = struct('task.AdditionalDataDTO', () => [
  { json: 'additional_data', name: 'AdditionalData', type: { kind: 'map', go: 'map[string]interface {}', value: _any }, pointer: true },
])

const AgentInfo: GoStruct = struct('meta.AgentInfo', () => [
  { json: 'ip', name: 'Ip', type: _string, required: true },
  { json: 'port', name: 'Port', type: _int, required: true },
])

const AlertFilter: GoStruct = struct('alert.AlertFilter', () => [
  { json: 'severity', name: 'Severity', type: { kind: 'string', go: 'alarm.Severity' } },
  { json: 'instance_type', name: 'InstanceType', type: { kind: 'string', go: 'oceanbase.OBInstanceType' } },
  { json: 'instance', name: 'Instance', type: OBInstance, pointer: true },
  { json: 'start_time', name: 'StartTime', type: _int64 },
  { json: 'end_time', name: 'EndTime', type: _int64 },
  { json: 'keyword', name: 'Keyword', type: _string },
])

const AlertmanagerConfig: GoStruct = struct('external.AlertmanagerConfig', () => [
  { json: 'address', name: 'Address', type: _string },
  { json: 'auth', name: 'Auth', type: Auth, pointer: true },
])

const AllAgent: GoStruct = struct('oceanbase.AllAgent', () => [
  { json: 'ip', name: 'Ip', type: _string },
  { json: 'port', name: 'Port', type: _int },
  { json: 'identity', name: 'Identity', type: _string },
  { json: 'version', name: 'Version', type: _string },
  { json: 'os', name: 'Os', type: _string },
  { json: 'architecture', name: 'Architecture', type: _string },
  { json: 'zone', name: 'Zone', type: _string },
  { json: 'mysql_port', name: 'MysqlPort', type: _int },
  { json: 'rpc_port', name: 'RpcPort', type: _int },
  { json: 'home_path', name: 'HomePath', type: _string },
  { json: 'public_key', name: 'PublicKey', type: _string },
])

const AllAgentsSyncData: GoStruct = struct('param.AllAgentsSyncData', () => [
  { json: 'maintainer', name: 'Maintainer', type: AgentInfo, required: true },
  { json: 'all_agents', name: 'AllAgents', type: { kind: 'slice', go: '[]oceanbase.AllAgent', item: AllAgent }, required: true },
  { json: 'last_sync_time', name: 'LastSyncTime', type: _time, required: true },
])

const ArchiveLogStatusParam: GoStruct = struct('param.ArchiveLogStatusParam', () => [
  { json: 'status', name: 'Status', type: _string, pointer: true },
])

const Auth: GoStruct = struct('external.Auth', () => [
  { json: 'username', name: 'Username', type: _string },
  { json: 'password', name: 'Password', type: _string },
])

const BackupDeletePolicy: GoStruct = struct('param.BackupDeletePolicy', () => [
  { json: 'policy', name: 'Policy', type: _string },
  { json: 'recovery_window', name: 'RecoveryWindow', type: _string },
])

const BackupParam: GoStruct = struct('param.BackupParam', () => [
  { json: 'mode', name: 'Mode', type: _string, pointer: true },
  { json: 'encryption', name: 'Encryption', type: _string, pointer: true },
  { json: 'plus_archive', name: 'PlusArchive', type: _bool, pointer: true },
])

const BackupStatusParam: GoStruct = struct('param.BackupStatusParam', () => [
  { json: 'status', name: 'Status', type: _string, pointer: true },
])

const BaseBackupConfigParam: GoStruct = struct('param.BaseBackupConfigParam', () => [
  { json: 'log_archive_concurrency', name: 'LogArchiveConcurrency', type: _int, pointer: true },
  { json: 'archive_lag_target', name: 'ArchiveLagTarget', type: _string, pointer: true },
  { json: 'ha_low_thread_score', name: 'HaLowThreadScore', type: _int, pointer: true },
  { json: 'delete_policy', name: 'DeletePolicy', type: BackupDeletePolicy, pointer: true },
])

const BatchDeleteCredentialParam: GoStruct = struct('param.BatchDeleteCredentialParam', () => [
  { json: 'credential_id_list', name: 'CredentialIdList', type: { kind: 'slice', go: '[]int', item: _int }, required: true },
])

const BatchValidateCredentialParam: GoStruct = struct('param.BatchValidateCredentialParam', () => [
  { json: 'credential_id_list', name: 'CredentialIdList', type: { kind: 'slice', go: '[]int', item: _int }, required: true },
])

const ChangeUserPasswordParam: GoStruct = struct('param.ChangeUserPasswordParam', () => [
  { json: 'TenantRootPasswordParam', name: 'TenantRootPasswordParam', type: TenantRootPasswordParam, embedded: true },
  { json: 'new_password', name: 'NewPassword', type: _string },
])

const ClusterBackupConfigParam: GoStruct = struct('param.ClusterBackupConfigParam', () => [
  { json: 'backup_base_uri', name: 'BackupBaseUri', type: _string, pointer: true },
  { json: 'LogArchiveDestConf', name: 'LogArchiveDestConf', type: LogArchiveDestConf, embedded: true },
  { json: 'BaseBackupConfigParam', name: 'BaseBackupConfigParam', type: BaseBackupConfigParam, embedded: true },
])

const ClusterScaleInParam: GoStruct = struct('param.ClusterScaleInParam', () => [
  { json: 'agent_info', name: 'AgentInfo', type: AgentInfo, required: true },
  { json: 'force_kill', name: 'ForceKill', type: _bool },
])

const ClusterScaleOutParam: GoStruct = struct('param.ClusterScaleOutParam', () => [
  { json: 'ScaleOutParam', name: 'ScaleOutParam', type: ScaleOutParam, embedded: true },
  { json: 'targetAgentPassword', name: 'TargetAgentPassword', type: _string },
])

const CreateCredentialParam: GoStruct = struct('param.CreateCredentialParam', () => [
  { json: 'target_type', name: 'TargetType', type: _string, required: true },
  { json: 'name', name: 'Name', type: _string, required: true },
  { json: 'description', name: 'Description', type: _string },
  { json: 'ssh_credential_property', name: 'SshCredentialProperty', type: SshCredentialProperty, required: true },
])

const CreateDatabaseParam: GoStruct = struct('param.CreateDatabaseParam', () => [
  { json: 'db_name', name: 'DbName', type: _string, required: true },
  { json: 'collation', name: 'Collation', type: _string, pointer: true },
  { json: 'read_only', name: 'ReadOnly', type: _bool, pointer: true },
  { json: 'TenantRootPasswordParam', name: 'TenantRootPasswordParam', type: TenantRootPasswordParam, embedded: true },
])

const CreateResourceUnitConfigParams: GoStruct = struct('param.CreateResourceUnitConfigParams', () => [
  { json: 'name', name: 'Name', type: _string, pointer: true, required: true },
  { json: 'memory_size', name: 'MemorySize', type: _string, pointer: true, required: true },
  { json: 'max_cpu', name: 'MaxCpu', type: _float64, pointer: true, required: true },
  { json: 'min_cpu', name: 'MinCpu', type: _float64, pointer: true },
  { json: 'max_iops', name: 'MaxIops', type: _int, pointer: true },
  { json: 'min_iops', name: 'MinIops', type: _int, pointer: true },
  { json: 'log_disk_size', name: 'LogDiskSize', type: _string, pointer: true },
  { json: 'data_disk_size', name: 'DataDiskSize', type: _string, pointer: true },
])

const CreateRoleParam: GoStruct = struct('param.CreateRoleParam', () => [
  { json: 'TenantRootPasswordParam', name: 'TenantRootPasswordParam', type: TenantRootPasswordParam, embedded: true },
  { json: 'role_name', name: 'RoleName', type: _string, required: true },
  { json: 'global_privileges', name: 'GlobalPrivileges', type: { kind: 'slice', go: '[]string', item: _string } },
  { json: 'roles', name: 'Roles', type: { kind: 'slice', go: '[]string', item: _string } },
])

const CreateSubDagParam: GoStruct = struct('ob.CreateSubDagParam', () => [
  { json: 'Agent', name: 'Agent', type: AgentInfo },
  { json: 'NeedExecCmd', name: 'NeedExecCmd', type: _bool },
  { json: 'SubDagInfo', name: 'SubDagInfo', type: SubDagInfo, embedded: true },
  { json: 'ForcePassDagParam', name: 'ForcePassDagParam', type: ForcePassDagParam, embedded: true },
  { json: 'Scope', name: 'Scope', type: Scope },
  { json: 'MainDagName', name: 'MainDagName', type: _string },
  { json: 'StopObserverProcess', name: 'StopObserverProcess', type: _bool },
])

const CreateTenantParam: GoStruct = struct('param.CreateTenantParam', () => [
  { json: 'name', name: 'Name', type: _string, pointer: true, required: true },
  { json: 'zone_list', name: 'ZoneList', type: { kind: 'slice', go: '[]param.ZoneParam', item: ZoneParam }, required: true },
  { json: 'mode', name: 'Mode', type: _string },
  { json: 'primary_zone', name: 'PrimaryZone', type: _string },
  { json: 'whitelist', name: 'Whitelist', type: _string, pointer: true },
  { json: 'root_password', name: 'RootPassword', type: _string },
  { json: 'charset', name: 'Charset', type: _string },
  { json: 'collation', name: 'Collation', type: _string },
  { json: 'read_only', name: 'ReadOnly', type: _bool },
  { json: 'comment', name: 'Comment', type: _string },
  { json: 'variables', name: 'Variables', type: { kind: 'map', go: 'map[string]interface {}', value: _any } },
  { json: 'parameters', name: 'Parameters', type: { kind: 'map', go: 'map[string]interface {}', value: _any } },
  { json: 'scenario', name: 'Scenario', type: _string },
  { json: 'import_script', name: 'ImportScript', type: _bool },
])

const CreateUserParam: GoStruct = struct('param.CreateUserParam', () => [
  { json: 'user_name', name: 'UserName', type: _string, required: true },
  { json: 'password', name: 'Password', type: _string, required: true },
  { json: 'TenantRootPasswordParam', name: 'TenantRootPasswordParam', type: TenantRootPasswordParam, embedded: true },
  { json: 'global_privileges', name: 'GlobalPrivileges', type: { kind: 'slice', go: '[]string', item: _string } },
  { json: 'db_privileges', name: 'DbPrivileges', type: { kind: 'slice', go: '[]param.DbPrivilegeParam', item: DbPrivilegeParam } },
  { json: 'roles', name: 'Roles', type: { kind: 'slice', go: '[]string', item: _string } },
  { json: 'host_name', name: 'HostName', type: _string },
])

const DagDetail: GoStruct = struct('task.DagDetail', () => [
  { json: 'dag_id', name: 'DagID', type: _int64 },
  { json: 'name', name: 'Name', type: _string },
  { json: 'stage', name: 'Stage', type: _int },
  { json: 'max_stage', name: 'MaxStage', type: _int },
  { json: 'maintenance_type', name: 'MaintenanceType', type: _int },
  { json: 'maintenance_key', name: 'MaintenanceKey', type: _string },
  { json: 'TaskStatusDTO', name: 'TaskStatusDTO', type: TaskStatusDTO, embedded: true },
  { json: 'AdditionalDataDTO', name: 'AdditionalDataDTO', type: AdditionalDataDTO, embedded: true },
  { json: 'nodes', name: 'Nodes', type: { kind: 'slice', go: '[]*task.NodeDetailDTO', item: NodeDetailDTO, pointer: true } },
])

const DagDetailDTO: GoStruct = struct('task.DagDetailDTO', () => [
  { json: 'GenericDTO', name: 'GenericDTO', type: GenericDTO, pointer: true, embedded: true },
  { json: 'DagDetail', name: 'DagDetail', type: DagDetail, pointer: true, embedded: true },
])

const DagOperator: GoStruct = struct('task.DagOperator', () => [
  { json: 'DagDetailDTO', name: 'DagDetailDTO', type: DagDetailDTO, embedded: true },
  { json: 'operator', name: 'Operator', type: _string, required: true },
])

const DbPrivilegeParam: GoStruct = struct('param.DbPrivilegeParam', () => [
  { json: 'db_name', name: 'DbName', type: _string, required: true },
  { json: 'privileges', name: 'Privileges', type: { kind: 'slice', go: '[]string', item: _string }, required: true },
])

const DeployTaskParams: GoStruct = struct('param.DeployTaskParams', () => [
  { json: 'dirs', name: 'Dirs', type: { kind: 'map', go: 'map[string]string', value: _string }, required: true },
])

const DropRoleParam: GoStruct = struct('param.DropRoleParam', () => [
  { json: 'TenantRootPasswordParam', name: 'TenantRootPasswordParam', type: TenantRootPasswordParam, embedded: true },
])

const DropTenantParam: GoStruct = struct('param.DropTenantParam', () => [
  { json: 'need_recycle', name: 'NeedRecycle', type: _bool, pointer: true },
])

const DropUserParam: GoStruct = struct('param.DropUserParam', () => [
  { json: 'TenantRootPasswordParam', name: 'TenantRootPasswordParam', type: TenantRootPasswordParam, embedded: true },
])

const FlashBackTenantParam: GoStruct = struct('param.FlashBackTenantParam', () => [
  { json: 'new_name', name: 'NewName', type: _string, pointer: true },
])

const ForcePassDagParam: GoStruct = struct('param.ForcePassDagParam', () => [
  { json: 'id', name: 'ID', type: { kind: 'slice', go: '[]string', item: _string } },
])

const GenericDTO: GoStruct = struct('task.GenericDTO', () => [
  { json: 'id', name: 'GenericID', type: _string, required: true },
])

const InspectionParam: GoStruct = struct('param.InspectionParam', () => [
  { json: 'scenario', name: 'Scenario', type: _string, required: true },
])

const JoinApiParam: GoStruct = struct('param.JoinApiParam', () => [
  { json: 'agentInfo', name: 'AgentInfo', type: AgentInfo, required: true },
  { json: 'zoneName', name: 'ZoneName', type: _string, required: true },
  { json: 'masterPassword', name: 'MasterPassword', type: _string },
])

const JoinMasterParam: GoStruct = struct('param.JoinMasterParam', () => [
  { json: 'joinApiParam', name: 'JoinApiParam', type: JoinApiParam, required: true },
  { json: 'home_path', name: 'HomePath', type: _string, required: true },
  { json: 'version', name: 'Version', type: _string, required: true },
  { json: 'os', name: 'Os', type: _string, required: true },
  { json: 'architecture', name: 'Architecture', type: _string, required: true },
  { json: 'public_key', name: 'PublicKey', type: _string, required: true },
  { json: 'token', name: 'Token', type: _string, required: true },
])

const KVPair: GoStruct = struct('common.KVPair', () => [
  { json: 'key', name: 'Key', type: _string },
  { json: 'value', name: 'Value', type: _string },
])

const KillTenantSessionsParam: GoStruct = struct('param.KillTenantSessionsParam', () => [
  { json: 'session_ids', name: 'SessionIds', type: { kind: 'slice', go: '[]int', item: _int } },
])

const LocalScaleOutParam: GoStruct = struct('param.LocalScaleOutParam', () => [
  { json: 'ScaleOutParam', name: 'ScaleOutParam', type: ScaleOutParam, embedded: true },
  { json: 'targetVersion', name: 'TargetVersion', type: _string },
  { json: 'allAgents', name: 'AllAgents', type: { kind: 'slice', go: '[]meta.AgentInfo', item: AgentInfo }, required: true },
  { json: 'dirs', name: 'Dirs', type: { kind: 'map', go: 'map[string]string', value: _string }, required: true },
  { json: 'coordinateDagId', name: 'CoordinateDagId', type: _string, required: true },
  { json: 'rootPwd', name: 'RootPwd', type: _string, required: true },
  { json: 'uuid', name: 'Uuid', type: _string, required: true },
  { json: 'paramExpectDeployNextStage', name: 'ParamExpectDeployNextStage', type: _int, required: true },
  { json: 'paramExpectStartNextStage', name: 'ParamExpectStartNextStage', type: _int, required: true },
  { json: 'paramExpectRollbackNextStage', name: 'ParamExpectRollbackNextStage', type: _int, required: true },
])

const LogArchiveDestConf: GoStruct = struct('param.LogArchiveDestConf', () => [
  { json: 'Location', name: 'Location', type: _string, pointer: true },
  { json: 'binding', name: 'Binding', type: _string, pointer: true },
  { json: 'piece_switch_interval', name: 'PieceSwitchInterval', type: _string, pointer: true },
])

const LogoutSessionParam: GoStruct = struct('param.LogoutSessionParam', () => [
  { json: 'session_id', name: 'SessionID', type: _string, required: true },
])

const Matcher: GoStruct = struct('alarm.Matcher', () => [
  { json: 'is_regex', name: 'IsRegex', type: _bool },
  { json: 'name', name: 'Name', type: _string },
  { json: 'value', name: 'Value', type: _string },
])

const MetricQuery: GoStruct = struct('metric.MetricQuery', () => [
  { json: 'labels', name: 'Labels', type: { kind: 'slice', go: '[]common.KVPair', item: KVPair } },
  { json: 'group_labels', name: 'GroupLabels', type: { kind: 'slice', go: '[]string', item: _string } },
  { json: 'query_range', name: 'QueryRange', type: QueryRange },
  { json: 'metrics', name: 'Metrics', type: { kind: 'slice', go: '[]string', item: _string } },
])

const ModifyDatabaseParam: GoStruct = struct('param.ModifyDatabaseParam', () => [
  { json: 'collation', name: 'Collation', type: _string, pointer: true },
  { json: 'read_only', name: 'ReadOnly', type: _bool, pointer: true },
  { json: 'TenantRootPasswordParam', name: 'TenantRootPasswordParam', type: TenantRootPasswordParam, embedded: true },
])

const ModifyReplicaZoneParam: GoStruct = struct('param.ModifyReplicaZoneParam', () => [
  { json: 'zone_name', name: 'Name', type: _string, required: true },
  { json: 'replica_type', name: 'ReplicaType', type: _string, pointer: true },
  { json: 'unit_config_name', name: 'UnitConfigName', type: _string, pointer: true },
  { json: 'unit_num', name: 'UnitNum', type: _int, pointer: true },
])

const ModifyReplicasParam: GoStruct = struct('param.ModifyReplicasParam', () => [
  { json: 'zone_list', name: 'ZoneList', type: { kind: 'slice', go: '[]param.ModifyReplicaZoneParam', item: ModifyReplicaZoneParam }, required: true },
])

const ModifyRoleGlobalPrivilegeParam: GoStruct = struct('param.ModifyRoleGlobalPrivilegeParam', () => [
  { json: 'TenantRootPasswordParam', name: 'TenantRootPasswordParam', type: TenantRootPasswordParam, embedded: true },
  { json: 'global_privileges', name: 'GlobalPrivileges', type: { kind: 'slice', go: '[]string', item: _string } },
])

const ModifyRoleParam: GoStruct = struct('param.ModifyRoleParam', () => [
  { json: 'TenantRootPasswordParam', name: 'TenantRootPasswordParam', type: TenantRootPasswordParam, embedded: true },
  { json: 'roles', name: 'Roles', type: { kind: 'slice', go: '[]string', item: _string }, required: true },
])

const ModifyTenantPrimaryZoneParam: GoStruct = struct('param.ModifyTenantPrimaryZoneParam', () => [
  { json: 'primary_zone', name: 'PrimaryZone', type: _string, pointer: true, required: true },
])

const ModifyTenantRootPasswordParam: GoStruct = struct('param.ModifyTenantRootPasswordParam', () => [
  { json: 'old_password', name: 'OldPwd', type: _string },
  { json: 'new_password', name: 'NewPwd', type: _string, pointer: true, required: true },
])

const ModifyTenantWhitelistParam: GoStruct = struct('param.ModifyTenantWhitelistParam', () => [
  { json: 'whitelist', name: 'Whitelist', type: _string, pointer: true, required: true },
])

const ModifyUserDbPrivilegeParam: GoStruct = struct('param.ModifyUserDbPrivilegeParam', () => [
  { json: 'TenantRootPasswordParam', name: 'TenantRootPasswordParam', type: TenantRootPasswordParam, embedded: true },
  { json: 'db_privileges', name: 'DbPrivileges', type: { kind: 'slice', go: '[]param.DbPrivilegeParam', item: DbPrivilegeParam }, required: true },
])

const ModifyUserGlobalPrivilegeParam: GoStruct = struct('param.ModifyUserGlobalPrivilegeParam', () => [
  { json: 'TenantRootPasswordParam', name: 'TenantRootPasswordParam', type: TenantRootPasswordParam, embedded: true },
  { json: 'global_privileges', name: 'GlobalPrivileges', type: { kind: 'slice', go: '[]string', item: _string } },
])

const NodeDetail: GoStruct = struct('task.NodeDetail', () => [
  { json: 'node_id', name: 'NodeID', type: _int64 },
  { json: 'name', name: 'Name', type: _string },
  { json: 'TaskStatusDTO', name: 'TaskStatusDTO', type: TaskStatusDTO, embedded: true },
  { json: 'AdditionalDataDTO', name: 'AdditionalDataDTO', type: AdditionalDataDTO, embedded: true },
  { json: 'sub_tasks', name: 'SubTasks', type: { kind: 'slice', go: '[]*task.TaskDetailDTO', item: TaskDetailDTO, pointer: true } },
])

const NodeDetailDTO: GoStruct = struct('task.NodeDetailDTO', () => [
  { json: 'GenericDTO', name: 'GenericDTO', type: GenericDTO, pointer: true, embedded: true },
  { json: 'NodeDetail', name: 'NodeDetail', type: NodeDetail, pointer: true, embedded: true },
])

const OBInstance: GoStruct = struct('oceanbase.OBInstance', () => [
  { json: 'type', name: 'Type', type: { kind: 'string', go: 'oceanbase.OBInstanceType' }, required: true },
  { json: 'obcluster', name: 'OBCluster', type: _string },
  { json: 'obzone', name: 'OBZone', type: _string },
  { json: 'observer', name: 'OBServer', type: _string },
  { json: 'obtenant', name: 'OBTenant', type: _string },
])

const ObClusterConfigParams: GoStruct = struct('param.ObClusterConfigParams', () => [
  { json: 'clusterId', name: 'ClusterId', type: _int, pointer: true },
  { json: 'clusterName', name: 'ClusterName', type: _string, pointer: true },
  { json: 'rsList', name: 'RsList', type: _string, pointer: true },
  { json: 'rootPwd', name: 'RootPwd', type: _string, pointer: true },
])

const ObInitParam: GoStruct = struct('param.ObInitParam', () => [
  { json: 'import_script', name: 'ImportScript', type: _bool },
  { json: 'create_proxyro_user', name: 'CreateProxyroUser', type: _bool },
  { json: 'proxyro_password', name: 'ProxyroPassword', type: _string },
])

const ObServerConfigParams: GoStruct = struct('param.ObServerConfigParams', () => [
  { json: 'observerConfig', name: 'ObServerConfig', type: { kind: 'map', go: 'map[string]string', value: _string }, required: true },
  { json: 'restart', name: 'Restart', type: _bool },
  { json: 'scope', name: 'Scope', type: Scope, required: true },
])

const ObStopParam: GoStruct = struct('param.ObStopParam', () => [
  { json: 'scope', name: 'Scope', type: Scope, required: true },
  { json: 'force', name: 'Force', type: _bool },
  { json: 'terminate', name: 'Terminate', type: _bool },
  { json: 'forcePassDag', name: 'ForcePassDagParam', type: ForcePassDagParam },
])

const ObUpgradeParam: GoStruct = struct('param.ObUpgradeParam', () => [
  { json: 'UpgradeCheckParam', name: 'UpgradeCheckParam', type: UpgradeCheckParam, embedded: true },
  { json: 'mode', name: 'Mode', type: _string, required: true },
  { json: 'freeze_server', name: 'FreezeServer', type: _bool },
])

const ObZoneStopParam: GoStruct = struct('param.ObZoneStopParam', () => [
  { json: 'freeze_server', name: 'FreezeServer', type: _bool },
  { json: 'forcePassDag', name: 'ForcePassDagParam', type: ForcePassDagParam },
])

const ObjectPrivilegeOperationParam: GoStruct = struct('param.ObjectPrivilegeOperationParam', () => [
  { json: 'TenantRootPasswordParam', name: 'TenantRootPasswordParam', type: TenantRootPasswordParam, embedded: true },
  { json: 'object_privileges', name: 'ObjectPrivileges', type: { kind: 'slice', go: '[]param.ObjectPrivilegeParam', item: ObjectPrivilegeParam }, required: true },
])

const ObjectPrivilegeParam: GoStruct = struct('param.ObjectPrivilegeParam', () => [
  { json: 'object_type', name: 'ObjectType', type: _string },
  { json: 'object_name', name: 'ObjectName', type: _string, required: true },
  { json: 'owner', name: 'Owner', type: _string, required: true },
  { json: 'privileges', name: 'Privileges', type: { kind: 'slice', go: '[]string', item: _string }, required: true },
])

const ParamTarget: GoStruct = struct('param.Target', () => [
  { json: 'ip', name: 'IP', type: _string, required: true },
  { json: 'port', name: 'Port', type: _int },
])

const PersistTenantRootPasswordParam: GoStruct = struct('param.PersistTenantRootPasswordParam', () => [
  { json: 'password', name: 'Password', type: _string },
])

const PoolParam: GoStruct = struct('param.PoolParam', () => [
  { json: 'unit_config_name', name: 'UnitConfigName', type: _string, required: true },
  { json: 'unit_num', name: 'UnitNum', type: _int, required: true },
])

const PrometheusConfig: GoStruct = struct('external.PrometheusConfig', () => [
  { json: 'address', name: 'Address', type: _string },
  { json: 'auth', name: 'Auth', type: Auth, pointer: true },
])

const QueryRange: GoStruct = struct('metric.QueryRange', () => [
  { json: 'start_timestamp', name: 'StartTimestamp', type: _float64 },
  { json: 'end_timestamp', name: 'EndTimestamp', type: _float64 },
  { json: 'step', name: 'Step', type: _int64 },
])

const RemoteTask: GoStruct = struct('task.RemoteTask', () => [
  { json: 'task_id', name: 'TaskID', type: _int64, required: true },
  { json: 'name', name: 'Name', type: _string },
  { json: 'struct_name', name: 'StructName', type: _string },
  { json: 'state', name: 'State', type: _int, required: true },
  { json: 'operator', name: 'Operator', type: _int, required: true },
  { json: 'can_cancel', name: 'CanCancel', type: _bool },
  { json: 'can_continue', name: 'CanContinue', type: _bool },
  { json: 'can_pass', name: 'CanPass', type: _bool },
  { json: 'can_retry', name: 'CanRetry', type: _bool },
  { json: 'can_rollback', name: 'CanRollback', type: _bool },
  { json: 'context', name: 'Context', type: TaskContext, required: true },
  { json: 'execute_times', name: 'ExecuteTimes', type: _int, required: true },
  { json: 'executer_agent', name: 'ExecuterAgent', type: AgentInfo, required: true },
  { json: 'start_time', name: 'StartTime', type: _time },
  { json: 'end_time', name: 'EndTime', type: _time },
])

const RenameTenantParam: GoStruct = struct('param.RenameTenantParam', () => [
  { json: 'new_name', name: 'NewName', type: _string, pointer: true, required: true },
])

const RestoreParam: GoStruct = struct('param.RestoreParam', () => [
  { json: 'RestoreStorageParam', name: 'RestoreStorageParam', type: RestoreStorageParam, embedded: true },
  { json: 'restore_tenant_name', name: 'TenantName', type: _string, required: true },
  { json: 'timestamp', name: 'Timestamp', type: _time, pointer: true },
  { json: 'scn', name: 'SCN', type: _int64, pointer: true },
  { json: 'zone_list', name: 'ZoneList', type: { kind: 'slice', go: '[]param.ZoneParam', item: ZoneParam }, required: true },
  { json: 'primary_zone', name: 'PrimaryZone', type: _string, pointer: true },
  { json: 'concurrency', name: 'Concurrency', type: _int, pointer: true },
  { json: 'ha_high_thread_score', name: 'HaHighThreadScore', type: _int, pointer: true },
  { json: 'decryption', name: 'Decryption', type: { kind: 'slice', go: '[]string', item: _string }, pointer: true },
  { json: 'kms_encrypt_info', name: 'KmsEncryptInfo', type: _string, pointer: true },
])

const RestoreStorageParam: GoStruct = struct('param.RestoreStorageParam', () => [
  { json: 'data_backup_uri', name: 'DataBackupUri', type: _string, required: true },
  { json: 'archive_log_uri', name: 'ArchiveLogUri', type: _string, pointer: true },
])

const RestoreWindowsParam: GoStruct = struct('param.RestoreWindowsParam', () => [
  { json: 'RestoreStorageParam', name: 'RestoreStorageParam', type: RestoreStorageParam, embedded: true },
])

const RuleFilter: GoStruct = struct('rule.RuleFilter', () => [
  { json: 'instance_type', name: 'InstanceType', type: { kind: 'string', go: 'oceanbase.OBInstanceType' } },
  { json: 'severity', name: 'Severity', type: { kind: 'string', go: 'alarm.Severity' } },
  { json: 'keyword', name: 'Keyword', type: _string },
])

const SaveSharedStorageKeyParam: GoStruct = struct('param.SaveSharedStorageKeyParam', () => [
  { json: 'access_key', name: 'AccessKey', type: _string, required: true },
  { json: 'secret_key', name: 'SecretKey', type: _string, required: true },
  { json: 'path', name: 'Path', type: _string, required: true },
  { json: 'endpoint', name: 'Endpoint', type: _string, required: true },
])

const ScaleInTenantReplicasParam: GoStruct = struct('param.ScaleInTenantReplicasParam', () => [
  { json: 'zones', name: 'Zones', type: { kind: 'slice', go: '[]string', item: _string }, required: true },
])

const ScaleOutParam: GoStruct = struct('param.ScaleOutParam', () => [
  { json: 'agentInfo', name: 'AgentInfo', type: AgentInfo, required: true },
  { json: 'obConfigs', name: 'ObConfigs', type: { kind: 'map', go: 'map[string]string', value: _string }, required: true },
  { json: 'zone', name: 'Zone', type: _string, required: true },
])

const ScaleOutTenantReplicasParam: GoStruct = struct('param.ScaleOutTenantReplicasParam', () => [
  { json: 'zone_list', name: 'ZoneList', type: { kind: 'slice', go: '[]param.ZoneParam', item: ZoneParam }, required: true },
])

const Scope: GoStruct = struct('param.Scope', () => [
  { json: 'type', name: 'Type', type: _string },
  { json: 'target', name: 'Target', type: { kind: 'slice', go: '[]string', item: _string } },
])

const SetAgentPasswordParam: GoStruct = struct('param.SetAgentPasswordParam', () => [
  { json: 'password', name: 'Password', type: _string, required: true },
])

const SetObclusterParametersParam: GoStruct = struct('param.SetObclusterParametersParam', () => [
  { json: 'params', name: 'Params', type: { kind: 'slice', go: '[]param.SetSingleObclusterParameterParam', item: SetSingleObclusterParameterParam }, required: true },
])

const SetSingleObclusterParameterParam: GoStruct = struct('param.SetSingleObclusterParameterParam', () => [
  { json: 'name', name: 'Name', type: _string, required: true },
  { json: 'value', name: 'Value', type: _string, required: true },
  { json: 'scope', name: 'Scope', type: _string, required: true },
  { json: 'zones', name: 'Zones', type: { kind: 'slice', go: '[]string', item: _string } },
  { json: 'servers', name: 'Servers', type: { kind: 'slice', go: '[]string', item: _string } },
  { json: 'tenants', name: 'Tenants', type: { kind: 'slice', go: '[]string', item: _string } },
  { json: 'all_user_tenant', name: 'AllUserTenant', type: _bool },
])

const SetTenantParametersParam: GoStruct = struct('param.SetTenantParametersParam', () => [
  { json: 'parameters', name: 'Parameters', type: { kind: 'map', go: 'map[string]interface {}', value: _any }, required: true },
])

const SetTenantVariablesParam: GoStruct = struct('param.SetTenantVariablesParam', () => [
  { json: 'variables', name: 'Variables', type: { kind: 'map', go: 'map[string]interface {}', value: _any }, required: true },
  { json: 'tenant_password', name: 'TenantPassword', type: _string },
])

const Silencer: GoStruct = struct('silence.Silencer', () => [
  { json: 'comment', name: 'Comment', type: _string, required: true },
  { json: 'created_by', name: 'CreatedBy', type: _string, required: true },
  { json: 'starts_at', name: 'StartsAt', type: _int64, required: true },
  { json: 'ends_at', name: 'EndsAt', type: _int64, required: true },
  { json: 'matchers', name: 'Matchers', type: { kind: 'slice', go: '[]alarm.Matcher', item: Matcher }, required: true },
])

const SilencerFilter: GoStruct = struct('silence.SilencerFilter', () => [
  { json: 'instance_type', name: 'InstanceType', type: { kind: 'string', go: 'oceanbase.OBInstanceType' } },
  { json: 'instance', name: 'Instance', type: OBInstance, pointer: true },
  { json: 'keyword', name: 'Keyword', type: _string },
])

const SilencerParam: GoStruct = struct('silence.SilencerParam', () => [
  { json: 'id', name: 'Id', type: _string },
  { json: 'instances', name: 'Instances', type: { kind: 'slice', go: '[]oceanbase.OBInstance', item: OBInstance }, required: true },
  { json: 'rules', name: 'Rules', type: { kind: 'slice', go: '[]string', item: _string }, required: true },
  { json: 'Silencer', name: 'Silencer', type: Silencer, embedded: true },
])

const SshCredentialProperty: GoStruct = struct('param.SshCredentialProperty', () => [
  { json: 'targets', name: 'Targets', type: { kind: 'slice', go: '[]param.Target', item: ParamTarget }, required: true },
  { json: 'username', name: 'Username', type: _string, required: true },
  { json: 'type', name: 'Type', type: _string, required: true },
  { json: 'passphrase', name: 'Passphrase', type: _string, pointer: true, required: true },
])

const StartObParam: GoStruct = struct('param.StartObParam', () => [
  { json: 'scope', name: 'Scope', type: Scope, required: true },
  { json: 'forcePassDag', name: 'ForcePassDagParam', type: ForcePassDagParam },
])

const StartTaskParams: GoStruct = struct('param.StartTaskParams', () => [
  { json: 'config', name: 'Config', type: { kind: 'map', go: 'map[string]string', value: _string }, required: true },
  { json: 'healthCheck', name: 'HealthCheck', type: _bool },
])

const SubDagInfo: GoStruct = struct('ob.SubDagInfo', () => [
  { json: 'genecric_id', name: 'GenericID', type: _string, required: true },
  { json: 'expected_stage', name: 'ExpectedStage', type: _int, required: true },
])

const SyncAgentParams: GoStruct = struct('param.SyncAgentParams', () => [
  { json: 'password', name: 'Password', type: _string, required: true },
])

const TaskContext: GoStruct = struct('task.TaskContext', () => [
  { json: 'Params', name: 'Params', type: { kind: 'map', go: 'map[string]interface {}', value: _any } },
  { json: 'Data', name: 'Data', type: { kind: 'map', go: 'map[string]interface {}', value: _any } },
  { json: 'AgentData', name: 'AgentData', type: { kind: 'map', go: 'map[string]map[string]interface {}', value: { kind: 'map', go: 'map[string]interface {}', value: _any } } },
  { json: 'AgentDataUpdateCount', name: 'AgentDataUpdateCount', type: { kind: 'map', go: 'map[string]int', value: _int } },
])

const TaskDetail: GoStruct = struct('task.TaskDetail', () => [
  { json: 'task_id', name: 'TaskID', type: _int64 },
  { json: 'name', name: 'Name', type: _string },
  { json: 'TaskStatusDTO', name: 'TaskStatusDTO', type: TaskStatusDTO, embedded: true },
  { json: 'AdditionalDataDTO', name: 'AdditionalDataDTO', type: AdditionalDataDTO, embedded: true },
  { json: 'execute_times', name: 'ExecuteTimes', type: _int },
  { json: 'execute_agent', name: 'ExecuteAgent', type: AgentInfo },
  { json: 'task_logs', name: 'TaskLogs', type: { kind: 'slice', go: '[]string', item: _string } },
])

const TaskDetailDTO: GoStruct = struct('task.TaskDetailDTO', () => [
  { json: 'GenericDTO', name: 'GenericDTO', type: GenericDTO, pointer: true, embedded: true },
  { json: 'TaskDetail', name: 'TaskDetail', type: TaskDetail, pointer: true, embedded: true },
])

const TaskExecuteLogDTO: GoStruct = struct('task.TaskExecuteLogDTO', () => [
  { json: 'task_id', name: 'TaskId', type: _int64, required: true, min: 1 },
  { json: 'execute_times', name: 'ExecuteTimes', type: _int, required: true, min: 1 },
  { json: 'log_content', name: 'LogContent', type: _string, required: true },
  { json: 'is_sync', name: 'IsSync', type: _bool },
])

const TaskStatusDTO: GoStruct = struct('task.TaskStatusDTO', () => [
  { json: 'state', name: 'State', type: _string },
  { json: 'operator', name: 'Operator', type: _string },
  { json: 'start_time', name: 'StartTime', type: _time },
  { json: 'end_time', name: 'EndTime', type: _time },
])

const TenantBackupConfigParam: GoStruct = struct('param.TenantBackupConfigParam', () => [
  { json: 'data_base_uri', name: 'DataBaseUri', type: _string, pointer: true },
  { json: 'archive_base_uri', name: 'ArchiveBaseUri', type: _string, pointer: true },
  { json: 'LogArchiveDestConf', name: 'LogArchiveDestConf', type: LogArchiveDestConf, embedded: true },
  { json: 'BaseBackupConfigParam', name: 'BaseBackupConfigParam', type: BaseBackupConfigParam, embedded: true },
])

const TenantRootPasswordParam: GoStruct = struct('param.TenantRootPasswordParam', () => [
  { json: 'root_password', name: 'RootPassword', type: _string, pointer: true },
])

const UpdateCredentialEncryptSecretKeyParam: GoStruct = struct('param.UpdateCredentialEncryptSecretKeyParam', () => [
  { json: 'aes_key', name: 'AesKey', type: _string, required: true },
])

const UpdateCredentialParam: GoStruct = struct('param.UpdateCredentialParam', () => [
  { json: 'name', name: 'Name', type: _string, required: true },
  { json: 'description', name: 'Description', type: _string },
  { json: 'ssh_credential_property', name: 'SshCredentialProperty', type: SshCredentialProperty, required: true },
])

const UpgradeCheckParam: GoStruct = struct('param.UpgradeCheckParam', () => [
  { json: 'version', name: 'Version', type: _string, required: true },
  { json: 'release', name: 'Release', type: _string, required: true },
  { json: 'upgradeDir', name: 'UpgradeDir', type: _string },
])

const UpgradeObproxyParam: GoStruct = struct('param.UpgradeObproxyParam', () => [
  { json: 'version', name: 'Version', type: _string, required: true },
  { json: 'release', name: 'Release', type: _string, required: true },
  { json: 'upgrade_dir', name: 'UpgradeDir', type: _string },
])

const ValidateCredentialParam: GoStruct = struct('param.ValidateCredentialParam', () => [
  { json: 'target_type', name: 'TargetType', type: _string, required: true },
  { json: 'ssh_credential_property', name: 'SshCredentialProperty', type: SshCredentialProperty, required: true },
])

const ValidateSharedStorageKeyParam: GoStruct = struct('param.ValidateSharedStorageKeyParam', () => [
  { json: 'access_key', name: 'AccessKey', type: _string, required: true },
  { json: 'secret_key', name: 'SecretKey', type: _string, required: true },
  { json: 'path', name: 'Path', type: _string, required: true },
  { json: 'endpoint', name: 'Endpoint', type: _string, required: true },
])

const ZoneParam: GoStruct = struct('param.ZoneParam', () => [
  { json: 'name', name: 'Name', type: _string, required: true },
  { json: 'replica_type', name: 'ReplicaType', type: _string },
  { json: 'PoolParam', name: 'PoolParam', type: PoolParam, embedded: true },
])

/** By name, every type a request body is bound to. */
export const bodies = {
  AddObproxyParam,
  AddTokenParam,
  AgentInfo,
  AlertFilter,
  AlertmanagerConfig,
  AllAgentsSyncData,
  ArchiveLogStatusParam,
  BackupParam,
  BackupStatusParam,
  BatchDeleteCredentialParam,
  BatchValidateCredentialParam,
  ChangeUserPasswordParam,
  ClusterBackupConfigParam,
  ClusterScaleInParam,
  ClusterScaleOutParam,
  CreateCredentialParam,
  CreateDatabaseParam,
  CreateResourceUnitConfigParams,
  CreateRoleParam,
  CreateSubDagParam,
  CreateTenantParam,
  CreateUserParam,
  DagOperator,
  DeployTaskParams,
  DropRoleParam,
  DropTenantParam,
  DropUserParam,
  FlashBackTenantParam,
  InspectionParam,
  JoinApiParam,
  JoinMasterParam,
  KillTenantSessionsParam,
  LocalScaleOutParam,
  LogoutSessionParam,
  MetricQuery,
  ModifyDatabaseParam,
  ModifyReplicasParam,
  ModifyRoleGlobalPrivilegeParam,
  ModifyRoleParam,
  ModifyTenantPrimaryZoneParam,
  ModifyTenantRootPasswordParam,
  ModifyTenantWhitelistParam,
  ModifyUserDbPrivilegeParam,
  ModifyUserGlobalPrivilegeParam,
  ObClusterConfigParams,
  ObInitParam,
  ObServerConfigParams,
  ObStopParam,
  ObUpgradeParam,
  ObZoneStopParam,
  ObjectPrivilegeOperationParam,
  PersistTenantRootPasswordParam,
  PrometheusConfig,
  RemoteTask,
  RenameTenantParam,
  RestoreParam,
  RestoreStorageParam,
  RestoreWindowsParam,
  RuleFilter,
  SaveSharedStorageKeyParam,
  ScaleInTenantReplicasParam,
  ScaleOutTenantReplicasParam,
  SetAgentPasswordParam,
  SetObclusterParametersParam,
  SetTenantParametersParam,
  SetTenantVariablesParam,
  SilencerFilter,
  SilencerParam,
  StartObParam,
  StartTaskParams,
  SyncAgentParams,
  TaskExecuteLogDTO,
  TenantBackupConfigParam,
  TenantRootPasswordParam,
  UpdateCredentialEncryptSecretKeyParam,
  UpdateCredentialParam,
  UpgradeCheckParam,
  UpgradeObproxyParam,
  ValidateCredentialParam,
  ValidateSharedStorageKeyParam,
}

export type BodyName = keyof typeof bodies
