// Made from openapi.yaml by `npm run generate`: change that file, not this one.

/** An int or int64 of Go: a number as long as that is exact. */
export type GoInt = number | bigint

/** An instant as Go prints it: RFC 3339 with up to nine digits of a second. */
export type GoTime = string

export type AgentIdentity = 'MASTER' | 'FOLLOWER' | 'SINGLE' | 'CLUSTER AGENT' | 'TAKE OVER MASTER' | 'TAKE OVER FOLLOWER' | 'SCALING OUT' | 'SCALING IN' | 'UNIDENTIFIED'
export type AlertState = 'active' | 'unprocessed' | 'suppressed'
export type ConnectionResult = 'SUCCESS' | 'CONNECT_FAILED'
export type OBInstanceType = 'unknown' | 'obcluster' | 'obzone' | 'obtenant' | 'observer'
export type RuleHealth = 'unknown' | 'ok' | 'err'
export type RuleState = 'firing' | 'pending' | 'inactive'
export type RuleType = 'built-in' | 'customized'
export type Severity = 'critical' | 'major' | 'minor' | 'warning' | 'info'
export type SilenceState = 'active' | 'expired' | 'pending'

/** param.AddObproxyParam */
export interface AddObproxyParam {
  readonly name: string
  readonly home_path: string
  readonly sql_port: GoInt | null
  readonly rpc_port: GoInt | null
  readonly exporter_port: GoInt | null
  readonly proxyro_password: string
  readonly obproxy_sys_password: string
  readonly rs_list: string | null
  readonly config_url: string | null
  readonly parameters: Readonly<Record<string, string>> | null
}

/** param.AddTokenParam */
export interface AddTokenParam {
  readonly agentInfo: AgentInfo
  readonly token: string
}

/** task.AdditionalDataDTO */
export interface AdditionalDataDTO {
  readonly additional_data: Readonly<Record<string, unknown>> | null
}

/** meta.AgentInfo */
export interface AgentInfo {
  readonly ip: string
  readonly port: GoInt
}

/** meta.AgentInfoWithIdentity */
export interface AgentInfoWithIdentity {
  readonly ip: string
  readonly port: GoInt
  readonly identity: AgentIdentity
}

/** meta.AgentInstance */
export interface AgentInstance {
  readonly ip: string
  readonly port: GoInt
  readonly zone: string
  readonly identity: AgentIdentity
  readonly version: string
}

/** meta.AgentSecret */
export interface AgentSecret {
  readonly ip: string
  readonly port: GoInt
  readonly public_key: string
}

/** alert.Alert */
export interface Alert {
  readonly fingerprint: string
  readonly rule: string
  readonly severity: Severity
  readonly instance: OBInstance | null
  readonly starts_at: GoInt
  readonly updated_at: GoInt
  readonly ends_at: GoInt
  readonly status: AlertStatus | null
  readonly labels?: readonly KVPair[] | null | undefined
  readonly summary?: string | undefined
  readonly description?: string | undefined
}

/** alert.AlertFilter */
export interface AlertFilter {
  readonly severity: string
  readonly instance_type: string
  readonly instance: OBInstance | null
  readonly start_time: GoInt
  readonly end_time: GoInt
  readonly keyword: string
}

/** alert.Status */
export interface AlertStatus {
  readonly inhibited_by: readonly string[] | null
  readonly silenced_by: readonly string[] | null
  readonly state: AlertState
}

/** external.AlertmanagerConfig */
export interface AlertmanagerConfig {
  readonly address: string
  readonly auth: Auth | null
}

/** oceanbase.AllAgent */
export interface AllAgent {
  readonly ip: string
  readonly port: GoInt
  readonly identity: string
  readonly version: string
  readonly os: string
  readonly architecture: string
  readonly zone: string
  readonly mysql_port: GoInt
  readonly rpc_port: GoInt
  readonly home_path: string
  readonly public_key: string
}

/** param.AllAgentsSyncData */
export interface AllAgentsSyncData {
  readonly maintainer: AgentInfo
  readonly all_agents: readonly AllAgent[] | null
  readonly last_sync_time: GoTime
}

/** param.ArchiveLogStatusParam */
export interface ArchiveLogStatusParam {
  readonly status: string | null
}

/** bo.ArchiveLogTask */
export interface ArchiveLogTask {
  readonly tenant_id: GoInt
  readonly tenant_name: string
  readonly round_id: GoInt
  readonly status: string
  readonly path: string
  readonly delay: number
  readonly checkpoint: GoTime
  readonly start_time: GoTime
}

/** external.Auth */
export interface Auth {
  readonly username: string
  readonly password: string
}

/** param.BackupDeletePolicy */
export interface BackupDeletePolicy {
  readonly policy: string
  readonly recovery_window: string
}

/** bo.BackupDestInfo */
export interface BackupDestInfo {
  readonly tenant_id: GoInt
  readonly archive_base_uri: string
  readonly data_base_uri: string
}

/** bo.BackupJob */
export interface BackupJob {
  readonly tenant_id: GoInt
  readonly job_id: GoInt
  readonly backup_set_id: GoInt
  readonly plus_archivelog: string
  readonly backup_type: string
  readonly start_timestamp: GoTime | null
  readonly end_timestamp?: GoTime | null | undefined
  readonly status: string
  readonly result: GoInt
  readonly comment: string
  readonly description: string
  readonly path: string
}

/** param.BackupOverview */
export interface BackupOverview {
  readonly statuses: readonly CdbObBackupTask[] | null
}

/** param.BackupParam */
export interface BackupParam {
  readonly mode: string | null
  readonly encryption: string | null
  readonly plus_archive: boolean | null
}

/** param.BackupStatusParam */
export interface BackupStatusParam {
  readonly status: string | null
}

/** param.BaseBackupConfigParam */
export interface BaseBackupConfigParam {
  readonly log_archive_concurrency: GoInt | null
  readonly archive_lag_target: string | null
  readonly ha_low_thread_score: GoInt | null
  readonly delete_policy: BackupDeletePolicy | null
}

/** bo.BaseResourceStats */
export interface BaseResourceStats {
  readonly cpu_core_total: number
  readonly cpu_core_assigned: number
  readonly cpu_core_assigned_percent: number
  readonly memory_total: string
  readonly memory_assigned: string
  readonly memory_in_bytes_total: GoInt
  readonly memory_in_bytes_assigned: GoInt
  readonly memory_assigned_percent: number
  readonly disk_total: string
  readonly disk_assigned: string
  readonly disk_in_bytes_total: GoInt
  readonly disk_in_bytes_assigned: GoInt
  readonly disk_assigned_percent: number
  readonly shared_storage_used?: string | undefined
  readonly shared_storage_in_bytes_used?: GoInt | undefined
}

/** param.BatchDeleteCredentialParam */
export interface BatchDeleteCredentialParam {
  readonly credential_id_list: readonly GoInt[] | null
}

/** param.BatchValidateCredentialParam */
export interface BatchValidateCredentialParam {
  readonly credential_id_list: readonly GoInt[] | null
}

/** bo.Target */
export interface BoTarget {
  readonly ip: string
  readonly port: GoInt
}

/** bo.UpgradePkgInfo */
export interface BoUpgradePkgInfo {
  readonly pkg_id: GoInt
  readonly name: string
  readonly version: string
  readonly release_distribution: string
  readonly distribution: string
  readonly release: string
  readonly architecture: string
  readonly size: GoInt
  readonly payload_size: GoInt
  readonly chunk_count: GoInt
  readonly md5: string
  readonly upgrade_dep_yaml: string
  readonly gmt_modify: GoTime
}

/** oceanbase.CdbObBackupTask */
export interface CdbObBackupTask {
  readonly tenant_id: GoInt
  readonly task_id: GoInt
  readonly job_id: GoInt
  readonly incarnation: GoInt
  readonly backup_set_id: GoInt
  readonly start_timestamp: GoTime
  readonly end_timestamp: GoTime
  readonly status: string
  readonly start_scn: GoInt
  readonly end_scn: GoInt
  readonly user_ls_start_scn: GoInt
  readonly encryption_mode: string
  readonly input_bytes: GoInt
  readonly output_bytes: GoInt
  readonly output_rate_bytes: number
  readonly extra_meta_bytes: GoInt
  readonly tablet_count: GoInt
  readonly finish_tablet_count: GoInt
  readonly macro_block_count: GoInt
  readonly finish_macro_block_count: GoInt
  readonly file_count: GoInt
  readonly meta_turn_id: GoInt
  readonly data_turn_id: GoInt
  readonly result: GoInt
  readonly comment: string
  readonly path: string
}

/** oceanbase.CdbObSysVariable */
export interface CdbObSysVariable {
  readonly name: string
  readonly value: string
  readonly info: string
}

/** param.ChangeUserPasswordParam */
export interface ChangeUserPasswordParam {
  readonly root_password: string | null
  readonly new_password: string
}

/** bo.CharsetInfo */
export interface CharsetInfo {
  readonly name: string
  readonly description: string
  readonly collations: readonly CollationInfo[] | null
  readonly maxlen: GoInt
}

/** param.ClusterBackupConfigParam */
export interface ClusterBackupConfigParam {
  readonly backup_base_uri: string | null
  readonly Location: string | null
  readonly binding: string | null
  readonly piece_switch_interval: string | null
  readonly log_archive_concurrency: GoInt | null
  readonly archive_lag_target: string | null
  readonly ha_low_thread_score: GoInt | null
  readonly delete_policy: BackupDeletePolicy | null
}

/** bo.ClusterBasicInfo */
export interface ClusterBasicInfo {
  readonly cluster_name: string
  readonly cluster_id: GoInt
  readonly status: string
  readonly is_community_edition: boolean
  readonly is_standalone: boolean
  readonly ob_version: string
  readonly dead_lock_detection_enabled: boolean
  readonly startup_mode: string
  readonly is_shared_storage: boolean
  readonly shared_storage_info?: SharedStorageInfo | null | undefined
}

/** param.ClusterConfig */
export interface ClusterConfig {
  readonly id: GoInt
  readonly name: string
  readonly version: string
  readonly topology: Readonly<Record<string, readonly (ServerConfig | null)[] | null>> | null
  readonly is_shared_storage: boolean
}

/** bo.ClusterInfo */
export interface ClusterInfo {
  readonly cluster_name: string
  readonly cluster_id: GoInt
  readonly status: string
  readonly is_community_edition: boolean
  readonly is_standalone: boolean
  readonly ob_version: string
  readonly dead_lock_detection_enabled: boolean
  readonly startup_mode: string
  readonly is_shared_storage: boolean
  readonly shared_storage_info?: SharedStorageInfo | null | undefined
  readonly local_task_id?: string | undefined
  readonly stats: BaseResourceStats
  readonly zones: readonly Zone[] | null
  readonly tenants: readonly TenantInfo[] | null
  readonly tenant_stats: readonly TenantResourceStat[] | null
  readonly license?: ObLicense | null | undefined
}

/** bo.ClusterParameter */
export interface ClusterParameter {
  readonly name: string
  readonly scope: string
  readonly edit_level: string
  readonly default_value: string
  readonly section: string
  readonly data_type: string
  readonly info: string
  readonly ob_parameters: readonly ObParameterValue[] | null
  readonly tenant_value?: readonly TenantParameterValue[] | null | undefined
  readonly values?: readonly string[] | null | undefined
  readonly is_single_value: boolean
}

/** param.ClusterScaleInParam */
export interface ClusterScaleInParam {
  readonly agent_info: AgentInfo
  readonly force_kill: boolean
}

/** param.ClusterScaleOutParam */
export interface ClusterScaleOutParam {
  readonly agentInfo: AgentInfo
  readonly obConfigs: Readonly<Record<string, string>> | null
  readonly zone: string
  readonly targetAgentPassword: string
}

/** bo.ClusterTopology */
export interface ClusterTopology {
  readonly zones: readonly Zone[] | null
}

/** param.ClusterUnitConfigLimit */
export interface ClusterUnitConfigLimit {
  readonly min_memory?: number | undefined
  readonly min_cpu?: GoInt | undefined
}

/** bo.CollationInfo */
export interface CollationInfo {
  readonly is_default: boolean
  readonly name: string
}

/** bo.CpuInfo */
export interface CpuInfo {
  readonly frequency: string
  readonly modelName: string
  readonly logicalCores: GoInt
  readonly physicalCores: GoInt
}

/** param.CreateCredentialParam */
export interface CreateCredentialParam {
  readonly target_type: string
  readonly name: string
  readonly description: string
  readonly ssh_credential_property: SshCredentialProperty
}

/** param.CreateDatabaseParam */
export interface CreateDatabaseParam {
  readonly db_name: string
  readonly collation: string | null
  readonly read_only: boolean | null
  readonly root_password: string | null
}

/** param.CreateResourceUnitConfigParams */
export interface CreateResourceUnitConfigParams {
  readonly name: string | null
  readonly memory_size: string | null
  readonly max_cpu: number | null
  readonly min_cpu: number | null
  readonly max_iops: GoInt | null
  readonly min_iops: GoInt | null
  readonly log_disk_size: string | null
  readonly data_disk_size: string | null
}

/** param.CreateRoleParam */
export interface CreateRoleParam {
  readonly root_password: string | null
  readonly role_name: string
  readonly global_privileges: readonly string[] | null
  readonly roles: readonly string[] | null
}

/** ob.CreateSubDagParam */
export interface CreateSubDagParam {
  readonly Agent: AgentInfo
  readonly NeedExecCmd: boolean
  readonly genecric_id: string
  readonly expected_stage: GoInt
  readonly id: readonly string[] | null
  readonly Scope: Scope
  readonly MainDagName: string
  readonly StopObserverProcess: boolean
}

/** ob.CreateSubDagResp */
export interface CreateSubDagResp {
  readonly genecric_id: string
  readonly expected_stage: GoInt
  readonly id: readonly string[] | null
}

/** param.CreateTenantParam */
export interface CreateTenantParam {
  readonly name: string | null
  readonly zone_list: readonly ZoneParam[] | null
  readonly mode: string
  readonly primary_zone: string
  readonly whitelist: string | null
  readonly root_password: string
  readonly charset: string
  readonly collation: string
  readonly read_only: boolean
  readonly comment: string
  readonly variables: Readonly<Record<string, unknown>> | null
  readonly parameters: Readonly<Record<string, unknown>> | null
  readonly scenario: string
  readonly import_script: boolean
}

/** param.CreateUserParam */
export interface CreateUserParam {
  readonly user_name: string
  readonly password: string
  readonly root_password: string | null
  readonly global_privileges: readonly string[] | null
  readonly db_privileges: readonly DbPrivilegeParam[] | null
  readonly roles: readonly string[] | null
  readonly host_name: string
}

/** bo.Credential */
export interface Credential {
  readonly credential_id: GoInt
  readonly name: string
  readonly target_type: string
  readonly description: string
  readonly ssh_secret: SshSecret
  readonly create_time: GoTime
  readonly update_time: GoTime
}

/** bo.CustomPage */
export interface CustomPage {
  readonly total_elements: GoInt
  readonly total_pages: GoInt
  readonly size: GoInt
  readonly number: GoInt
}

/** task.DagDetail */
export interface DagDetail {
  readonly dag_id: GoInt
  readonly name: string
  readonly stage: GoInt
  readonly max_stage: GoInt
  readonly maintenance_type: GoInt
  readonly maintenance_key: string
  readonly state: string
  readonly operator: string
  readonly start_time: GoTime
  readonly end_time: GoTime
  readonly additional_data: Readonly<Record<string, unknown>> | null
  readonly nodes: readonly (NodeDetailDTO | null)[] | null
}

/** task.DagDetailDTO */
export interface DagDetailDTO {
  readonly id: string
  readonly dag_id: GoInt
  readonly name: string
  readonly stage: GoInt
  readonly max_stage: GoInt
  readonly maintenance_type: GoInt
  readonly maintenance_key: string
  readonly state: string
  readonly operator: string
  readonly start_time: GoTime
  readonly end_time: GoTime
  readonly additional_data: Readonly<Record<string, unknown>> | null
  readonly nodes: readonly (NodeDetailDTO | null)[] | null
}

/** task.DagOperator */
export interface DagOperator {
  readonly id?: string | undefined
  readonly dag_id?: GoInt | undefined
  readonly name?: string | undefined
  readonly stage?: GoInt | undefined
  readonly max_stage?: GoInt | undefined
  readonly maintenance_type?: GoInt | undefined
  readonly maintenance_key?: string | undefined
  readonly state?: string | undefined
  readonly start_time?: GoTime | undefined
  readonly end_time?: GoTime | undefined
  readonly additional_data?: Readonly<Record<string, unknown>> | null | undefined
  readonly nodes?: readonly (NodeDetailDTO | null)[] | null | undefined
  readonly operator: string
}

/** bo.Database */
export interface Database {
  readonly db_name: string
  readonly charset: string
  readonly collation: string
  readonly read_only: boolean
  readonly create_time: GoInt
  readonly connection_urls: readonly ObproxyAndConnectionString[] | null
}

/** bo.DbPrivilege */
export interface DbPrivilege {
  readonly db_name: string
  readonly privileges: readonly string[] | null
}

/** param.DbPrivilegeParam */
export interface DbPrivilegeParam {
  readonly db_name: string
  readonly privileges: readonly string[] | null
}

/** oceanbase.DbaObResourcePool */
export interface DbaObResourcePool {
  readonly id: GoInt
  readonly name: string
  readonly zone_list: string
  readonly unit_num: GoInt
  readonly UnitCount: GoInt
  readonly unit_config_id: GoInt
  readonly tenant_id: GoInt
  readonly replica_type: string
  readonly CreateTime: GoTime
  readonly ModifyTime: GoTime
}

/** oceanbase.DbaObTenant */
export interface DbaObTenant {
  readonly tenant_id: GoInt
  readonly tenant_name: string
  readonly mode: string
  readonly status: string
  readonly locked: string
  readonly primary_zone: string
  readonly locality: string
  readonly in_recyclebin: string
  readonly created_time: GoTime
  readonly read_only: boolean
  readonly comment: string
}

/** oceanbase.DbaObUnitConfig */
export interface DbaObUnitConfig {
  readonly unit_config_id: GoInt
  readonly name: string
  readonly max_cpu: number
  readonly min_cpu: number
  readonly memory_size: GoInt
  readonly log_disk_size: GoInt
  readonly data_disk_size: GoInt
  readonly max_iops: GoInt
  readonly min_iops: GoInt
  readonly create_time: GoTime
  readonly modify_time: GoTime
}

/** bo.DbaObjectBo */
export interface DbaObjectBo {
  readonly type: string
  readonly name: string
  readonly owner: string
  readonly full_name: string
}

/** oceanbase.DbaRecyclebin */
export interface DbaRecyclebin {
  readonly object_name: string
  readonly original_tenant_name: string
  readonly can_undrop: string
  readonly can_purge: string
}

/** bo.DeadLock */
export interface DeadLock {
  readonly event_id: string
  readonly report_time: GoTime
  readonly size: GoInt
  readonly nodes: readonly DeadLockNode[] | null
}

/** bo.DeadLockNode */
export interface DeadLockNode {
  readonly svr_ip: string
  readonly svr_port: GoInt
  readonly idx: GoInt
  readonly transaction_hash: string
  readonly roll_backed: boolean
  readonly resource: string
  readonly sql: string
}

/** param.DeployTaskParams */
export interface DeployTaskParams {
  readonly dirs: Readonly<Record<string, string>> | null
}

/** bo.DiskInfo */
export interface DiskInfo {
  readonly used: string
  readonly total: string
  readonly mountHash: string
  readonly deviceName: string
}

/** param.DropRoleParam */
export interface DropRoleParam {
  readonly root_password: string | null
}

/** param.DropTenantParam */
export interface DropTenantParam {
  readonly need_recycle: boolean | null
}

/** param.DropUserParam */
export interface DropUserParam {
  readonly root_password: string | null
}

/** param.FlashBackTenantParam */
export interface FlashBackTenantParam {
  readonly new_name: string | null
}

/** param.ForcePassDagParam */
export interface ForcePassDagParam {
  readonly id: readonly string[] | null
}

/** task.GenericDTO */
export interface GenericDTO {
  readonly id: string
}

/** config.GitInfo */
export interface GitInfo {
  readonly branch: string
  readonly commitId: string
  readonly shortCommitId: string
  readonly commitTime: string
}

/** oceanbase.GvObParameter */
export interface GvObParameter {
  readonly name: string
  readonly value: string
  readonly data_type: string
  readonly info: string
  readonly edit_level: string
}

/** bo.HostBasicInfo */
export interface HostBasicInfo {
  readonly hostHash: string
  readonly hostType: string
}

/** bo.HostInfo */
export interface HostInfo {
  readonly os: OSInfo | null
  readonly cpuInfo: CpuInfo | null
  readonly basic: HostBasicInfo | null
  readonly disks: readonly DiskInfo[] | null
  readonly memoryInfo: MemoryInfo | null
  readonly ulimit: UlimitInfo | null
}

/** http.AgentStatus */
export interface HttpAgentStatus {
  readonly agent: AgentInfoWithIdentity
  readonly state: GoInt
  readonly version: string
  readonly pid: GoInt
  readonly startAt: GoInt
  readonly port: GoInt
  readonly obState: GoInt
  readonly sqlPort?: GoInt | undefined
  readonly underMaintenance: boolean
}

/** meta.IdentityDTO */
export interface IdentityDTO {
  readonly identity: AgentIdentity
}

/** bo.InspectionItem */
export interface InspectionItem {
  readonly name: string
  readonly results?: readonly string[] | null | undefined
}

/** param.InspectionParam */
export interface InspectionParam {
  readonly scenario: string
}

/** bo.InspectionReport */
export interface InspectionReport {
  readonly id?: GoInt | undefined
  readonly scenario: string
  readonly critical_count: GoInt
  readonly failed_count: GoInt
  readonly warning_count: GoInt
  readonly pass_count: GoInt
  readonly start_time?: GoTime | undefined
  readonly finish_time?: GoTime | undefined
  readonly local_task_id?: string | undefined
  readonly status?: string | undefined
  readonly error_message?: string | undefined
  readonly result_detail?: ResultDetail | undefined
}

/** bo.InspectionReportBriefInfo */
export interface InspectionReportBriefInfo {
  readonly id?: GoInt | undefined
  readonly scenario: string
  readonly critical_count: GoInt
  readonly failed_count: GoInt
  readonly warning_count: GoInt
  readonly pass_count: GoInt
  readonly start_time?: GoTime | undefined
  readonly finish_time?: GoTime | undefined
  readonly local_task_id?: string | undefined
  readonly status?: string | undefined
  readonly error_message?: string | undefined
}

/** bo.InspectionResultStatistics */
export interface InspectionResultStatistics {
  readonly critical_count: GoInt
  readonly failed_count: GoInt
  readonly warning_count: GoInt
  readonly pass_count: GoInt
}

/** param.JoinApiParam */
export interface JoinApiParam {
  readonly agentInfo: AgentInfo
  readonly zoneName: string
  readonly masterPassword: string
}

/** param.JoinMasterParam */
export interface JoinMasterParam {
  readonly joinApiParam: JoinApiParam
  readonly home_path: string
  readonly version: string
  readonly os: string
  readonly architecture: string
  readonly public_key: string
  readonly token: string
}

/** common.KVPair */
export interface KVPair {
  readonly key: string
  readonly value: string
}

/** param.KillTenantSessionsParam */
export interface KillTenantSessionsParam {
  readonly session_ids: readonly GoInt[] | null
}

/** param.LocalScaleOutParam */
export interface LocalScaleOutParam {
  readonly agentInfo: AgentInfo
  readonly obConfigs: Readonly<Record<string, string>> | null
  readonly zone: string
  readonly targetVersion: string
  readonly allAgents: readonly AgentInfo[] | null
  readonly dirs: Readonly<Record<string, string>> | null
  readonly coordinateDagId: string
  readonly rootPwd: string
  readonly uuid: string
  readonly paramExpectDeployNextStage: GoInt
  readonly paramExpectStartNextStage: GoInt
  readonly paramExpectRollbackNextStage: GoInt
}

/** ob.LocalScaleOutResp */
export interface LocalScaleOutResp {
  readonly id: string
  readonly dag_id: GoInt
  readonly name: string
  readonly stage: GoInt
  readonly max_stage: GoInt
  readonly maintenance_type: GoInt
  readonly maintenance_key: string
  readonly state: string
  readonly operator: string
  readonly start_time: GoTime
  readonly end_time: GoTime
  readonly additional_data: Readonly<Record<string, unknown>> | null
  readonly nodes: readonly (NodeDetailDTO | null)[] | null
  readonly joinApiParam: JoinApiParam
  readonly home_path: string
  readonly version: string
  readonly os: string
  readonly architecture: string
  readonly public_key: string
  readonly token: string
  readonly paramWaitDeployRetryStage: GoInt
  readonly paramWaitStartRetryStage: GoInt
}

/** param.LogArchiveDestConf */
export interface LogArchiveDestConf {
  readonly Location: string | null
  readonly binding: string | null
  readonly piece_switch_interval: string | null
}

/** param.LogoutSessionParam */
export interface LogoutSessionParam {
  readonly session_id: string
}

/** coordinator.Maintainer */
export interface Maintainer {
  readonly MaintainerInfo: TaskMaintainer
  readonly LifeTime: number
  readonly LastUpdateTime: GoTime
  readonly ExpirationTime: GoTime
}

/** alarm.Matcher */
export interface Matcher {
  readonly is_regex: boolean
  readonly name: string
  readonly value: string
}

/** bo.MemoryInfo */
export interface MemoryInfo {
  readonly free: string
  readonly total: string
  readonly available: string
}

/** meta.AgentStatus */
export interface MetaAgentStatus {
  readonly pid: GoInt
  readonly state: GoInt
  readonly startAt: GoInt
  readonly homePath: string
  readonly obVersion: string
  readonly architecture: string
  readonly ip: string
  readonly port: GoInt
  readonly zone: string
  readonly identity: AgentIdentity
  readonly version: string
  readonly isObproxyAgent: boolean
  readonly security: boolean
  readonly supportedAuth: readonly string[] | null
}

/** metric.Metric */
export interface Metric {
  readonly name: string
  readonly labels: readonly KVPair[] | null
}

/** metric.MetricClass */
export interface MetricClass {
  readonly name: string
  readonly description: string
  readonly key: string
  readonly metric_groups: readonly MetricGroup[] | null
}

/** metric.MetricData */
export interface MetricData {
  readonly metric: Metric
  readonly values: readonly MetricValue[] | null
}

/** metric.MetricGroup */
export interface MetricGroup {
  readonly name: string
  readonly description: string
  readonly metrics: readonly MetricMeta[] | null
}

/** metric.MetricMeta */
export interface MetricMeta {
  readonly name: string
  readonly unit: string
  readonly description: string
  readonly key: string
}

/** metric.MetricQuery */
export interface MetricQuery {
  readonly labels: readonly KVPair[] | null
  readonly group_labels: readonly string[] | null
  readonly query_range: QueryRange
  readonly metrics: readonly string[] | null
}

/** metric.MetricValue */
export interface MetricValue {
  readonly value: number
  readonly timestamp: number
}

/** param.ModifyDatabaseParam */
export interface ModifyDatabaseParam {
  readonly collation: string | null
  readonly read_only: boolean | null
  readonly root_password: string | null
}

/** param.ModifyReplicaZoneParam */
export interface ModifyReplicaZoneParam {
  readonly zone_name: string
  readonly replica_type: string | null
  readonly unit_config_name: string | null
  readonly unit_num: GoInt | null
}

/** param.ModifyReplicasParam */
export interface ModifyReplicasParam {
  readonly zone_list: readonly ModifyReplicaZoneParam[] | null
}

/** param.ModifyRoleGlobalPrivilegeParam */
export interface ModifyRoleGlobalPrivilegeParam {
  readonly root_password: string | null
  readonly global_privileges: readonly string[] | null
}

/** param.ModifyRoleParam */
export interface ModifyRoleParam {
  readonly root_password: string | null
  readonly roles: readonly string[] | null
}

/** param.ModifyTenantPrimaryZoneParam */
export interface ModifyTenantPrimaryZoneParam {
  readonly primary_zone: string | null
}

/** param.ModifyTenantRootPasswordParam */
export interface ModifyTenantRootPasswordParam {
  readonly old_password: string
  readonly new_password: string | null
}

/** param.ModifyTenantWhitelistParam */
export interface ModifyTenantWhitelistParam {
  readonly whitelist: string | null
}

/** param.ModifyUserDbPrivilegeParam */
export interface ModifyUserDbPrivilegeParam {
  readonly root_password: string | null
  readonly db_privileges: readonly DbPrivilegeParam[] | null
}

/** param.ModifyUserGlobalPrivilegeParam */
export interface ModifyUserGlobalPrivilegeParam {
  readonly root_password: string | null
  readonly global_privileges: readonly string[] | null
}

/** task.NodeDetail */
export interface NodeDetail {
  readonly node_id: GoInt
  readonly name: string
  readonly state: string
  readonly operator: string
  readonly start_time: GoTime
  readonly end_time: GoTime
  readonly additional_data: Readonly<Record<string, unknown>> | null
  readonly sub_tasks: readonly (TaskDetailDTO | null)[] | null
}

/** task.NodeDetailDTO */
export interface NodeDetailDTO {
  readonly id: string
  readonly node_id: GoInt
  readonly name: string
  readonly state: string
  readonly operator: string
  readonly start_time: GoTime
  readonly end_time: GoTime
  readonly additional_data: Readonly<Record<string, unknown>> | null
  readonly sub_tasks: readonly (TaskDetailDTO | null)[] | null
}

/** oceanbase.OBInstance */
export interface OBInstance {
  readonly type: string
  readonly obcluster?: string | undefined
  readonly obzone?: string | undefined
  readonly observer?: string | undefined
  readonly obtenant?: string | undefined
}

/** bo.OSInfo */
export interface OSInfo {
  readonly os: string
  readonly version: string
}

/** param.ObClusterConfigParams */
export interface ObClusterConfigParams {
  readonly clusterId: GoInt | null
  readonly clusterName: string | null
  readonly rsList: string | null
  readonly rootPwd: string | null
}

/** param.ObInfoResp */
export interface ObInfoResp {
  readonly agent_info: readonly AgentInstance[] | null
  readonly obcluster_info: ClusterConfig
}

/** param.ObInitParam */
export interface ObInitParam {
  readonly import_script: boolean
  readonly create_proxyro_user: boolean
  readonly proxyro_password: string
}

/** bo.ObLicense */
export interface ObLicense {
  readonly end_user: string
  readonly license_id: string
  readonly license_code: string
  readonly license_type: string
  readonly product_type: string
  readonly issuance_date: GoTime
  readonly activation_time: GoTime
  readonly expired_time: GoTime
  readonly options: string
  readonly node_num: GoInt
  readonly cluster_ulid: string
}

/** bo.ObParameterValue */
export interface ObParameterValue {
  readonly svr_ip: string
  readonly svr_port: GoInt
  readonly zone: string
  readonly tenant_id?: GoInt | undefined
  readonly tenant_name?: string | undefined
  readonly value: string
}

/** oceanbase.ObParameters */
export interface ObParameters {
  readonly SvrIp: string
  readonly SvrPort: GoInt
  readonly Zone: string
  readonly Scope: string
  readonly Name: string
  readonly Value: string
  readonly TenantId: GoInt
  readonly EditLevel: string
  readonly DefaultValue: string
  readonly Section: string
  readonly Info: string
  readonly DataType: string
}

/** bo.ObRole */
export interface ObRole {
  readonly role: string
  readonly gmt_create: GoTime
  readonly gmt_modified: GoTime
  readonly global_privileges: readonly string[] | null
  readonly object_privileges: readonly ObjectPrivilege[] | null
  readonly granted_roles: readonly string[] | null
  readonly user_grantees: readonly string[] | null
  readonly role_grantees: readonly string[] | null
}

/** param.ObServerConfigParams */
export interface ObServerConfigParams {
  readonly observerConfig: Readonly<Record<string, string>> | null
  readonly restart: boolean
  readonly scope: Scope
}

/** param.ObStopParam */
export interface ObStopParam {
  readonly scope: Scope
  readonly force: boolean
  readonly terminate: boolean
  readonly forcePassDag: ForcePassDagParam
}

/** bo.ObTenantPreCheckResult */
export interface ObTenantPreCheckResult {
  readonly is_connectable: boolean
  readonly is_password_exists: boolean
  readonly is_empty_root_password: boolean
}

/** bo.ObUnitConfig */
export interface ObUnitConfig {
  readonly create_time: GoTime
  readonly modify_time: GoTime
  readonly unit_config_id: GoInt
  readonly name: string
  readonly max_cpu: number
  readonly min_cpu: number
  readonly memory_size: GoInt
  readonly log_disk_size: GoInt
  readonly data_disk_size: GoInt
  readonly max_iops: GoInt
  readonly min_iops: GoInt
}

/** param.ObUpgradeParam */
export interface ObUpgradeParam {
  readonly version: string
  readonly release: string
  readonly upgradeDir: string
  readonly mode: string
  readonly freeze_server: boolean
}

/** bo.ObUser */
export interface ObUser {
  readonly user_name: string
  readonly is_locked: boolean
  readonly create_time: GoTime
  readonly connection_strings: readonly ObproxyAndConnectionString[] | null
  readonly accessible_databases: readonly string[] | null
  readonly granted_roles: readonly string[] | null
  readonly global_privileges: readonly string[] | null
  readonly db_privileges: readonly DbPrivilege[] | null
  readonly object_privileges: readonly ObjectPrivilege[] | null
}

/** bo.ObUserSessionStats */
export interface ObUserSessionStats {
  readonly total: GoInt
  readonly active: GoInt
}

/** bo.ObUserStats */
export interface ObUserStats {
  readonly session: ObUserSessionStats | null
}

/** param.ObZoneStopParam */
export interface ObZoneStopParam {
  readonly freeze_server: boolean
  readonly forcePassDag: ForcePassDagParam
}

/** bo.ObclusterStatisticInfo */
export interface ObclusterStatisticInfo {
  readonly telemetryEnabled: boolean
  readonly clusterId: string
  readonly reporter: string
  readonly obshellVersion: string
  readonly obshellRevision: string
  readonly reportTime: GoInt
  readonly telemetryVersion: GoInt
  readonly hosts: readonly HostInfo[] | null
  readonly instances: readonly ObserverInfo[] | null
}

/** bo.ObjectPrivilege */
export interface ObjectPrivilege {
  readonly object: DbaObjectBo
  readonly privileges: readonly string[] | null
}

/** param.ObjectPrivilegeOperationParam */
export interface ObjectPrivilegeOperationParam {
  readonly root_password: string | null
  readonly object_privileges: readonly ObjectPrivilegeParam[] | null
}

/** param.ObjectPrivilegeParam */
export interface ObjectPrivilegeParam {
  readonly object_type: string
  readonly object_name: string
  readonly owner: string
  readonly privileges: readonly string[] | null
}

/** bo.ObproxyAndConnectionString */
export interface ObproxyAndConnectionString {
  readonly type: string
  readonly obproxy_address: string
  readonly obproxy_port: GoInt
  readonly connection_string: string
}

/** bo.Observer */
export interface Observer {
  readonly id: GoInt
  readonly ip: string
  readonly svr_port: GoInt
  readonly sql_port: GoInt
  readonly version: string
  readonly with_rootserver: boolean
  readonly status?: string | undefined
  readonly ob_status: GoInt
  readonly inner_status: string
  readonly start_time: GoTime
  readonly stop_time: GoTime
  readonly stats: ServerResourceStats
  readonly architecture: string
  readonly data_dir: string
  readonly redo_dir: string
  readonly log_dir: string
  readonly local_task_id?: string | undefined
  readonly obshell_port: GoInt
}

/** bo.ObserverInfo */
export interface ObserverInfo {
  readonly type: string
  readonly version: string
  readonly revision: string
  readonly cpuCount: GoInt
  readonly memoryLimit: string
  readonly dataFileSize: string
  readonly logDiskSize: string
  readonly hostHash: string
}

/** oceanbase.UpgradePkgInfo */
export interface OceanbaseUpgradePkgInfo {
  readonly PkgId: GoInt
  readonly Name: string
  readonly Version: string
  readonly ReleaseDistribution: string
  readonly Distribution: string
  readonly Release: string
  readonly Architecture: string
  readonly Size: GoInt
  readonly PayloadSize: GoInt
  readonly ChunkCount: GoInt
  readonly Md5: string
  readonly UpgradeDepYaml: string
  readonly GmtModify: GoTime
}

/** bo.PaginatedBackupJobResponse */
export interface PaginatedBackupJobResponse {
  readonly contents: readonly BackupJob[] | null
  readonly page: CustomPage
}

/** bo.PaginatedCredentialResponse */
export interface PaginatedCredentialResponse {
  readonly contents: readonly Credential[] | null
  readonly page: CustomPage
}

/** bo.PaginatedDeadLocks */
export interface PaginatedDeadLocks {
  readonly page: CustomPage
  readonly contents: readonly DeadLock[] | null
}

/** bo.PaginatedInspectionHistoryResponse */
export interface PaginatedInspectionHistoryResponse {
  readonly contents: readonly InspectionReportBriefInfo[] | null
  readonly page: CustomPage
}

/** bo.PaginatedRestoreTaskResponse */
export interface PaginatedRestoreTaskResponse {
  readonly contents: readonly RestoreTask[] | null
  readonly page: CustomPage
}

/** bo.PaginatedTenantSessions */
export interface PaginatedTenantSessions {
  readonly page: CustomPage
  readonly contents: readonly TenantSession[] | null
}

/** param.Target */
export interface ParamTarget {
  readonly ip: string
  readonly port: GoInt
}

/** tenant.ParameterTemplate */
export interface ParameterTemplate {
  readonly scenario: string
  readonly description: string
}

/** param.PersistTenantRootPasswordParam */
export interface PersistTenantRootPasswordParam {
  readonly password: string
}

/** param.PoolParam */
export interface PoolParam {
  readonly unit_config_name: string
  readonly unit_num: GoInt
}

/** external.PrometheusConfig */
export interface PrometheusConfig {
  readonly address: string
  readonly auth: Auth | null
}

/** meta.PublicKeyDTO */
export interface PublicKeyDTO {
  readonly public_key: string
}

/** metric.QueryRange */
export interface QueryRange {
  readonly start_timestamp: number
  readonly end_timestamp: number
  readonly step: GoInt
}

/** task.RemoteTask */
export interface RemoteTask {
  readonly task_id: GoInt
  readonly name: string
  readonly struct_name: string
  readonly state: GoInt
  readonly operator: GoInt
  readonly can_cancel: boolean
  readonly can_continue: boolean
  readonly can_pass: boolean
  readonly can_retry: boolean
  readonly can_rollback: boolean
  readonly context: TaskContext
  readonly execute_times: GoInt
  readonly executer_agent: AgentInfo
  readonly start_time: GoTime
  readonly end_time: GoTime
}

/** param.RenameTenantParam */
export interface RenameTenantParam {
  readonly new_name: string | null
}

/** bo.ResourcePoolWithUnit */
export interface ResourcePoolWithUnit {
  readonly pool_name: string
  readonly pool_id: GoInt
  readonly zone_list: string
  readonly observer_list: string
  readonly unit_num: GoInt
  readonly unit_config: ObUnitConfig | null
}

/** bo.ResourceStatsExtendDisk */
export interface ResourceStatsExtendDisk {
  readonly cpu_core_total: number
  readonly cpu_core_assigned: number
  readonly cpu_core_assigned_percent: number
  readonly memory_total: string
  readonly memory_assigned: string
  readonly memory_in_bytes_total: GoInt
  readonly memory_in_bytes_assigned: GoInt
  readonly memory_assigned_percent: number
  readonly disk_total: string
  readonly disk_assigned: string
  readonly disk_in_bytes_total: GoInt
  readonly disk_in_bytes_assigned: GoInt
  readonly disk_assigned_percent: number
  readonly shared_storage_used?: string | undefined
  readonly shared_storage_in_bytes_used?: GoInt | undefined
  readonly disk_used: string
  readonly disk_free: string
  readonly disk_in_bytes_used: GoInt
  readonly disk_in_bytes_free: GoInt
  readonly disk_used_percent: number
}

/** bo.RestoreInfo */
export interface RestoreInfo {
  readonly tenant_id: GoInt
  readonly job_id: GoInt
  readonly restore_tenant_name: string
  readonly restore_tenant_id: GoInt
  readonly backup_tenant_name: string
  readonly backup_tenant_id: GoInt
  readonly backup_cluster_name: string
  readonly restore_option: string
  readonly restore_scn: GoInt
  readonly restore_scn_display: string
  readonly status: string
  readonly start_timestamp: string
  readonly backup_set_list: string
  readonly backup_piece_list: string
  readonly backup_data_uri: string
  readonly backup_log_uri: string
  readonly tablet_count: GoInt
  readonly finish_tablet_count: GoInt
  readonly total_bytes: GoInt
  readonly total_bytes_display: string
  readonly finish_bytes: GoInt
  readonly finish_bytes_display: string
  readonly description: string
}

/** param.RestoreOverview */
export interface RestoreOverview {
  readonly tenant_id: GoInt
  readonly job_id: GoInt
  readonly restore_tenant_name: string
  readonly restore_tenant_id: GoInt
  readonly backup_tenant_name: string
  readonly backup_tenant_id: GoInt
  readonly backup_cluster_name: string
  readonly restore_option: string
  readonly restore_scn: GoInt
  readonly restore_scn_display: string
  readonly status: string
  readonly start_timestamp: string
  readonly backup_set_list: string
  readonly backup_piece_list: string
  readonly backup_data_uri: string
  readonly backup_log_uri: string
  readonly tablet_count: GoInt
  readonly finish_tablet_count: GoInt
  readonly total_bytes: GoInt
  readonly total_bytes_display: string
  readonly finish_bytes: GoInt
  readonly finish_bytes_display: string
  readonly description: string
  readonly recover_scn: GoInt
  readonly recover_scn_display: string
  readonly recover_progress: string
  readonly restore_progress: string
  readonly backup_cluster_version: GoInt
  readonly ls_count: GoInt
  readonly finish_ls_count: GoInt
  readonly comment: string
  readonly finish_timestamp: string
}

/** param.RestoreParam */
export interface RestoreParam {
  readonly data_backup_uri: string
  readonly archive_log_uri: string | null
  readonly restore_tenant_name: string
  readonly timestamp: GoTime | null
  readonly scn: GoInt | null
  readonly zone_list: readonly ZoneParam[] | null
  readonly primary_zone: string | null
  readonly concurrency: GoInt | null
  readonly ha_high_thread_score: GoInt | null
  readonly decryption: readonly string[] | null
  readonly kms_encrypt_info: string | null
}

/** param.RestoreStorageParam */
export interface RestoreStorageParam {
  readonly data_backup_uri: string
  readonly archive_log_uri: string | null
}

/** bo.RestoreTask */
export interface RestoreTask {
  readonly tenant_id: GoInt
  readonly job_id: GoInt
  readonly restore_tenant_name: string
  readonly restore_tenant_id: GoInt
  readonly backup_tenant_name: string
  readonly backup_tenant_id: GoInt
  readonly backup_cluster_name: string
  readonly restore_option: string
  readonly restore_scn: GoInt
  readonly restore_scn_display: string
  readonly status: string
  readonly start_timestamp: string
  readonly backup_set_list: string
  readonly backup_piece_list: string
  readonly backup_data_uri: string
  readonly backup_log_uri: string
  readonly tablet_count: GoInt
  readonly finish_tablet_count: GoInt
  readonly total_bytes: GoInt
  readonly total_bytes_display: string
  readonly finish_bytes: GoInt
  readonly finish_bytes_display: string
  readonly description: string
  readonly recover_scn: GoInt
  readonly recover_scn_display: string
  readonly recover_progress: string
  readonly restore_progress: string
  readonly backup_cluster_version: GoInt
  readonly ls_count: GoInt
  readonly finish_ls_count: GoInt
  readonly comment: string
  readonly finish_timestamp: string
}

/** system.RestoreTenantInfo */
export interface RestoreTenantInfo {
  readonly tenant_name: string
  readonly cluster_name: string
  readonly restore_windows: RestoreWindows | null
}

/** system.RestoreWindow */
export interface RestoreWindow {
  readonly start_time: GoTime
  readonly end_time: GoTime
}

/** system.RestoreWindows */
export interface RestoreWindows {
  readonly restore_windows: readonly RestoreWindow[] | null
}

/** param.RestoreWindowsParam */
export interface RestoreWindowsParam {
  readonly data_backup_uri: string
  readonly archive_log_uri: string | null
}

/** bo.ResultDetail */
export interface ResultDetail {
  readonly critical_items?: readonly InspectionItem[] | null | undefined
  readonly warning_items?: readonly InspectionItem[] | null | undefined
  readonly failed_items?: readonly InspectionItem[] | null | undefined
  readonly pass_items?: readonly InspectionItem[] | null | undefined
}

/** bo.RootServer */
export interface RootServer {
  readonly ip: string
  readonly role: string
  readonly zone: string
  readonly svr_port: GoInt
}

/** rule.Rule */
export interface Rule {
  readonly name: string
  readonly instance_type: OBInstanceType
  readonly type: RuleType
  readonly query: string
  readonly duration: GoInt
  readonly labels: readonly KVPair[] | null
  readonly severity: Severity
  readonly summary: string
  readonly description: string
}

/** rule.RuleFilter */
export interface RuleFilter {
  readonly instance_type: string
  readonly severity: string
  readonly keyword: string
}

/** rule.RuleResponse */
export interface RuleResponse {
  readonly state: RuleState
  readonly keep_firing_for: GoInt
  readonly health: RuleHealth
  readonly last_evaluation: GoInt
  readonly evaluation_time: number
  readonly last_error?: string | undefined
  readonly name: string
  readonly instance_type: OBInstanceType
  readonly type: RuleType
  readonly query: string
  readonly duration: GoInt
  readonly labels: readonly KVPair[] | null
  readonly severity: Severity
  readonly summary: string
  readonly description: string
}

/** param.SaveSharedStorageKeyParam */
export interface SaveSharedStorageKeyParam {
  readonly access_key: string
  readonly secret_key: string
  readonly path: string
  readonly endpoint: string
}

/** param.ScaleInTenantReplicasParam */
export interface ScaleInTenantReplicasParam {
  readonly zones: readonly string[] | null
}

/** param.ScaleOutParam */
export interface ScaleOutParam {
  readonly agentInfo: AgentInfo
  readonly obConfigs: Readonly<Record<string, string>> | null
  readonly zone: string
}

/** param.ScaleOutTenantReplicasParam */
export interface ScaleOutTenantReplicasParam {
  readonly zone_list: readonly ZoneParam[] | null
}

/** param.Scope */
export interface Scope {
  readonly type: string
  readonly target: readonly string[] | null
}

/** param.ServerConfig */
export interface ServerConfig {
  readonly svr_ip: string
  readonly svr_port: GoInt
  readonly sql_port: GoInt
  readonly agent_port: GoInt
  readonly with_rootserver: string
  readonly status: string
  readonly build_version: string
}

/** bo.ServerResourceStats */
export interface ServerResourceStats {
  readonly cpu_core_total: number
  readonly cpu_core_assigned: number
  readonly cpu_core_assigned_percent: number
  readonly memory_total: string
  readonly memory_assigned: string
  readonly memory_in_bytes_total: GoInt
  readonly memory_in_bytes_assigned: GoInt
  readonly memory_assigned_percent: number
  readonly disk_total: string
  readonly disk_assigned: string
  readonly disk_in_bytes_total: GoInt
  readonly disk_in_bytes_assigned: GoInt
  readonly disk_assigned_percent: number
  readonly shared_storage_used?: string | undefined
  readonly shared_storage_in_bytes_used?: GoInt | undefined
  readonly disk_used: string
  readonly disk_free: string
  readonly disk_in_bytes_used: GoInt
  readonly disk_in_bytes_free: GoInt
  readonly disk_used_percent: number
  readonly ip: string
  readonly port: GoInt
  readonly zone: string
}

/** param.SetAgentPasswordParam */
export interface SetAgentPasswordParam {
  readonly password: string
}

/** param.SetObclusterParametersParam */
export interface SetObclusterParametersParam {
  readonly params: readonly SetSingleObclusterParameterParam[] | null
}

/** param.SetSingleObclusterParameterParam */
export interface SetSingleObclusterParameterParam {
  readonly name: string
  readonly value: string
  readonly scope: string
  readonly zones: readonly string[] | null
  readonly servers: readonly string[] | null
  readonly tenants: readonly string[] | null
  readonly all_user_tenant: boolean
}

/** param.SetTenantParametersParam */
export interface SetTenantParametersParam {
  readonly parameters: Readonly<Record<string, unknown>> | null
}

/** param.SetTenantVariablesParam */
export interface SetTenantVariablesParam {
  readonly variables: Readonly<Record<string, unknown>> | null
  readonly tenant_password: string
}

/** bo.SharedStorageInfo */
export interface SharedStorageInfo {
  readonly storage_path: string
  readonly access_domain: string
  readonly region: string
  readonly access_key: string
  readonly delete_mode: string
  readonly checksum_type: string
  readonly addressing_model: string
  readonly max_iops: GoInt
  readonly max_bandwidth: string
}

/** silence.Status */
export interface SilenceStatus {
  readonly state: SilenceState
}

/** silence.Silencer */
export interface Silencer {
  readonly comment: string
  readonly created_by: string
  readonly starts_at: GoInt
  readonly ends_at: GoInt
  readonly matchers: readonly Matcher[] | null
}

/** silence.SilencerFilter */
export interface SilencerFilter {
  readonly instance_type: string
  readonly instance: OBInstance | null
  readonly keyword: string
}

/** silence.SilencerParam */
export interface SilencerParam {
  readonly id: string
  readonly instances: readonly OBInstance[] | null
  readonly rules: readonly string[] | null
  readonly comment: string
  readonly created_by: string
  readonly starts_at: GoInt
  readonly ends_at: GoInt
  readonly matchers: readonly Matcher[] | null
}

/** silence.SilencerResponse */
export interface SilencerResponse {
  readonly id: string
  readonly instances: readonly OBInstance[] | null
  readonly status: SilenceStatus | null
  readonly updated_at: GoInt
  readonly rules: readonly string[] | null
  readonly comment: string
  readonly created_by: string
  readonly starts_at: GoInt
  readonly ends_at: GoInt
  readonly matchers: readonly Matcher[] | null
}

/** sqlite.UpgradePkgInfo */
export interface SqliteUpgradePkgInfo {
  readonly PkgId: GoInt
  readonly Name: string
  readonly Version: string
  readonly ReleaseDistribution: string
  readonly Distribution: string
  readonly Release: string
  readonly Architecture: string
  readonly Size: GoInt
  readonly PayloadSize: GoInt
  readonly ChunkCount: GoInt
  readonly Md5: string
  readonly GmtModify: GoTime
}

/** param.SshCredentialProperty */
export interface SshCredentialProperty {
  readonly targets: readonly ParamTarget[] | null
  readonly username: string
  readonly type: string
  readonly passphrase: string | null
}

/** bo.SshSecret */
export interface SshSecret {
  readonly targets: readonly BoTarget[] | null
  readonly username: string
  readonly type: string
}

/** param.StartObParam */
export interface StartObParam {
  readonly scope: Scope
  readonly forcePassDag: ForcePassDagParam
}

/** param.StartTaskParams */
export interface StartTaskParams {
  readonly config: Readonly<Record<string, string>> | null
  readonly healthCheck: boolean
}

/** ob.SubDagInfo */
export interface SubDagInfo {
  readonly genecric_id: string
  readonly expected_stage: GoInt
}

/** bo.SubTaskLog */
export interface SubTaskLog {
  readonly id: GoInt
  readonly sub_task_id: GoInt
  readonly execute_times: GoInt
  readonly log_content: string
  readonly is_sync: boolean
  readonly create_time: GoTime
  readonly update_time: GoTime
}

/** param.SyncAgentParams */
export interface SyncAgentParams {
  readonly password: string
}

/** task.TaskContext */
export interface TaskContext {
  readonly Params: Readonly<Record<string, unknown>> | null
  readonly Data: Readonly<Record<string, unknown>> | null
  readonly AgentData: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> | null
  readonly AgentDataUpdateCount: Readonly<Record<string, GoInt>> | null
}

/** task.TaskDetail */
export interface TaskDetail {
  readonly task_id: GoInt
  readonly name: string
  readonly state: string
  readonly operator: string
  readonly start_time: GoTime
  readonly end_time: GoTime
  readonly additional_data: Readonly<Record<string, unknown>> | null
  readonly execute_times: GoInt
  readonly execute_agent: AgentInfo
  readonly task_logs: readonly string[] | null
}

/** task.TaskDetailDTO */
export interface TaskDetailDTO {
  readonly id: string
  readonly task_id: GoInt
  readonly name: string
  readonly state: string
  readonly operator: string
  readonly start_time: GoTime
  readonly end_time: GoTime
  readonly additional_data: Readonly<Record<string, unknown>> | null
  readonly execute_times: GoInt
  readonly execute_agent: AgentInfo
  readonly task_logs: readonly string[] | null
}

/** task.TaskExecuteLogDTO */
export interface TaskExecuteLogDTO {
  readonly task_id: GoInt
  readonly execute_times: GoInt
  readonly log_content: string
  readonly is_sync: boolean
}

/** oceanbase.TaskMaintainer */
export interface TaskMaintainer {
  readonly Id: GoInt
  readonly AgentIp: string
  readonly AgentPort: GoInt
  readonly Counter: GoInt
  readonly AgentTime: GoInt
  readonly ActiveTime: GoTime
}

/** task.TaskStatusDTO */
export interface TaskStatusDTO {
  readonly state: string
  readonly operator: string
  readonly start_time: GoTime
  readonly end_time: GoTime
}

/** param.TenantBackupConfigParam */
export interface TenantBackupConfigParam {
  readonly data_base_uri: string | null
  readonly archive_base_uri: string | null
  readonly Location: string | null
  readonly binding: string | null
  readonly piece_switch_interval: string | null
  readonly log_archive_concurrency: GoInt | null
  readonly archive_lag_target: string | null
  readonly ha_low_thread_score: GoInt | null
  readonly delete_policy: BackupDeletePolicy | null
}

/** bo.TenantBackupInfo */
export interface TenantBackupInfo {
  readonly tenant_id: GoInt
  readonly lastest_archive_log_checkpoint?: GoTime | null | undefined
  readonly lastest_data_backup_time?: GoTime | null | undefined
  readonly archive_log_delay?: number | undefined
}

/** param.TenantBackupOverview */
export interface TenantBackupOverview {
  readonly status: CdbObBackupTask
}

/** bo.TenantCompaction */
export interface TenantCompaction {
  readonly tenant_id: GoInt
  readonly frozen_scn: GoInt
  readonly frozen_time: GoTime
  readonly global_broadcast_scn: GoInt
  readonly last_scn: GoInt
  readonly last_finish_time: GoTime
  readonly start_time: GoTime
  readonly status: string
  readonly is_error: string
  readonly is_suspended: string
}

/** bo.TenantCompactionHistory */
export interface TenantCompactionHistory {
  readonly tenant_id: GoInt
  readonly tenant_name: string
  readonly status: string
  readonly cost_time: GoInt
  readonly start_time: GoTime
  readonly last_finish_time: GoTime
}

/** bo.TenantInfo */
export interface TenantInfo {
  readonly tenant_name: string
  readonly tenant_id: GoInt
  readonly created_time: GoTime
  readonly mode: string
  readonly status: string
  readonly locked: string
  readonly primary_zone: string
  readonly locality: string
  readonly in_recyclebin: string
  readonly charset: string
  readonly collation: string
  readonly whitelist: string
  readonly pools: readonly (ResourcePoolWithUnit | null)[] | null
  readonly read_only: boolean
  readonly time_zone: string
  readonly lower_case_table_names: string
  readonly dead_lock_detection_enabled: boolean
  readonly connection_strings: readonly ObproxyAndConnectionString[] | null
  readonly comment: string
}

/** oceanbase.TenantOverview */
export interface TenantOverview {
  readonly tenant_id: GoInt
  readonly tenant_name: string
  readonly mode: string
  readonly status: string
  readonly locked: string
  readonly primary_zone: string
  readonly locality: string
  readonly in_recyclebin: string
  readonly created_time: GoTime
  readonly read_only: boolean
  readonly comment: string
  readonly connection_strings: readonly ObproxyAndConnectionString[] | null
}

/** bo.TenantParameterValue */
export interface TenantParameterValue {
  readonly tenant_id: GoInt
  readonly tenant_name: string
  readonly value: string
}

/** bo.TenantResourceStat */
export interface TenantResourceStat {
  readonly tenant_id: GoInt
  readonly tenant_name: string
  readonly cpu_used_percent: number
  readonly memory_used_percent: number
  readonly data_disk_usage: GoInt
  readonly data_disk_size_total?: GoInt | null | undefined
  readonly data_disk_used_percent?: number | null | undefined
  readonly shared_storage_usage?: GoInt | undefined
  readonly cpu_core_total: number
  readonly memory_in_bytes_total: GoInt
}

/** param.TenantRootPasswordParam */
export interface TenantRootPasswordParam {
  readonly root_password: string | null
}

/** bo.TenantSession */
export interface TenantSession {
  readonly id: GoInt
  readonly svr_ip: string
  readonly svr_port: GoInt
  readonly sql_port: GoInt
  readonly user: string
  readonly db: string
  readonly tenant: string
  readonly host: string
  readonly command: string
  readonly time: number
  readonly state: string
  readonly info: string
  readonly proxy_sess_id: GoInt
  readonly proxy_ip: string
  readonly action: string
  readonly module: string
  readonly client_info: string
  readonly level: GoInt
  readonly sample_percentage: GoInt
  readonly record_policy: string
  readonly sql_id: string
  readonly total_cpu_time: GoInt
  readonly memory_usage: GoInt
}

/** bo.TenantSessionClientStats */
export interface TenantSessionClientStats {
  readonly client_ip: string
  readonly total_count: GoInt
  readonly active_count: GoInt
}

/** bo.TenantSessionDbStats */
export interface TenantSessionDbStats {
  readonly db_name: string
  readonly total_count: GoInt
  readonly active_count: GoInt
}

/** bo.TenantSessionStats */
export interface TenantSessionStats {
  readonly total_count: GoInt
  readonly active_count: GoInt
  readonly max_active_time: number
  readonly db_stats: readonly TenantSessionDbStats[] | null
  readonly user_stats: readonly TenantSessionUserStats[] | null
  readonly client_stats: readonly TenantSessionClientStats[] | null
}

/** bo.TenantSessionUserStats */
export interface TenantSessionUserStats {
  readonly user_name: string
  readonly total_count: GoInt
  readonly active_count: GoInt
}

/** bo.TenantSlowSqlCount */
export interface TenantSlowSqlCount {
  readonly tenant_id: GoInt
  readonly tenant_name: string
  readonly count: GoInt
}

/** bo.UlimitInfo */
export interface UlimitInfo {
  readonly nofileHard: string
  readonly nofileSoft: string
  readonly maxUserProcessesHard: string
  readonly maxUserProcessesSoft: string
}

/** param.UpdateCredentialEncryptSecretKeyParam */
export interface UpdateCredentialEncryptSecretKeyParam {
  readonly aes_key: string
}

/** param.UpdateCredentialParam */
export interface UpdateCredentialParam {
  readonly name: string
  readonly description: string
  readonly ssh_credential_property: SshCredentialProperty
}

/** param.UpgradeCheckParam */
export interface UpgradeCheckParam {
  readonly version: string
  readonly release: string
  readonly upgradeDir: string
}

/** param.UpgradeObproxyParam */
export interface UpgradeObproxyParam {
  readonly version: string
  readonly release: string
  readonly upgrade_dir: string
}

/** param.ValidateCredentialParam */
export interface ValidateCredentialParam {
  readonly target_type: string
  readonly ssh_credential_property: SshCredentialProperty
}

/** param.ValidateSharedStorageKeyParam */
export interface ValidateSharedStorageKeyParam {
  readonly access_key: string
  readonly secret_key: string
  readonly path: string
  readonly endpoint: string
}

/** bo.ValidationDetail */
export interface ValidationDetail {
  readonly target: BoTarget
  readonly connection_result: ConnectionResult
  readonly message: string
}

/** bo.ValidationResult */
export interface ValidationResult {
  readonly credential_id?: GoInt | undefined
  readonly target_type: string
  readonly succeeded_count: GoInt
  readonly failed_count: GoInt
  readonly details: readonly ValidationDetail[] | null
}

/** bo.Zone */
export interface Zone {
  readonly name: string
  readonly idc_name: string
  readonly region_name: string
  readonly status: string
  readonly inner_status: string
  readonly root_server: RootServer
  readonly servers: readonly Observer[] | null
  readonly local_task_id?: string | undefined
}

/** meta.ZoneDTO */
export interface ZoneDTO {
  readonly zone: string
}

/** param.ZoneParam */
export interface ZoneParam {
  readonly name: string
  readonly replica_type: string
  readonly unit_config_name: string
  readonly unit_num: GoInt
}
