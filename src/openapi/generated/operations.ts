// Made from openapi.yaml by `npm run generate`: change that file, not this one.
import type {
  AddObproxyParam,
  AddTokenParam,
  AgentInfo,
  AgentInstance,
  AgentSecret,
  Alert,
  AlertFilter,
  AlertmanagerConfig,
  AllAgentsSyncData,
  ArchiveLogStatusParam,
  ArchiveLogTask,
  BackupDestInfo,
  BackupOverview,
  BackupParam,
  BackupStatusParam,
  BatchDeleteCredentialParam,
  BatchValidateCredentialParam,
  BoUpgradePkgInfo,
  CdbObSysVariable,
  ChangeUserPasswordParam,
  CharsetInfo,
  ClusterBackupConfigParam,
  ClusterInfo,
  ClusterParameter,
  ClusterScaleInParam,
  ClusterScaleOutParam,
  ClusterTopology,
  ClusterUnitConfigLimit,
  CreateCredentialParam,
  CreateDatabaseParam,
  CreateResourceUnitConfigParams,
  CreateRoleParam,
  CreateSubDagParam,
  CreateSubDagResp,
  CreateTenantParam,
  CreateUserParam,
  Credential,
  DagDetailDTO,
  DagOperator,
  Database,
  DbaObResourcePool,
  DbaObUnitConfig,
  DbaObjectBo,
  DbaRecyclebin,
  DeployTaskParams,
  DropRoleParam,
  DropTenantParam,
  DropUserParam,
  FlashBackTenantParam,
  GitInfo,
  GvObParameter,
  HostInfo,
  HttpAgentStatus,
  InspectionParam,
  InspectionReport,
  JoinApiParam,
  JoinMasterParam,
  KillTenantSessionsParam,
  LocalScaleOutParam,
  LocalScaleOutResp,
  LogoutSessionParam,
  Maintainer,
  MetaAgentStatus,
  MetricClass,
  MetricData,
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
  NodeDetailDTO,
  ObClusterConfigParams,
  ObInfoResp,
  ObInitParam,
  ObLicense,
  ObParameters,
  ObRole,
  ObServerConfigParams,
  ObStopParam,
  ObTenantPreCheckResult,
  ObUpgradeParam,
  ObUser,
  ObUserStats,
  ObZoneStopParam,
  ObclusterStatisticInfo,
  ObjectPrivilegeOperationParam,
  Observer,
  OceanbaseUpgradePkgInfo,
  PaginatedBackupJobResponse,
  PaginatedCredentialResponse,
  PaginatedDeadLocks,
  PaginatedInspectionHistoryResponse,
  PaginatedRestoreTaskResponse,
  PaginatedTenantSessions,
  ParameterTemplate,
  PersistTenantRootPasswordParam,
  PrometheusConfig,
  RemoteTask,
  RenameTenantParam,
  RestoreOverview,
  RestoreParam,
  RestoreStorageParam,
  RestoreTenantInfo,
  RestoreWindows,
  RestoreWindowsParam,
  RuleFilter,
  RuleResponse,
  SaveSharedStorageKeyParam,
  ScaleInTenantReplicasParam,
  ScaleOutTenantReplicasParam,
  SetAgentPasswordParam,
  SetObclusterParametersParam,
  SetTenantParametersParam,
  SetTenantVariablesParam,
  SilencerFilter,
  SilencerParam,
  SilencerResponse,
  SqliteUpgradePkgInfo,
  StartObParam,
  StartTaskParams,
  SubTaskLog,
  SyncAgentParams,
  TaskDetail,
  TaskDetailDTO,
  TaskExecuteLogDTO,
  TenantBackupConfigParam,
  TenantBackupInfo,
  TenantBackupOverview,
  TenantCompaction,
  TenantCompactionHistory,
  TenantInfo,
  TenantOverview,
  TenantRootPasswordParam,
  TenantSession,
  TenantSessionStats,
  TenantSlowSqlCount,
  UpdateCredentialEncryptSecretKeyParam,
  UpdateCredentialParam,
  UpgradeCheckParam,
  UpgradeObproxyParam,
  ValidateCredentialParam,
  ValidateSharedStorageKeyParam,
  ValidationResult,
} from './types.ts'

export type OperationId =
  | 'addTenantReplicas'
  | 'agentJoin'
  | 'agentJoinRoot'
  | 'agentPassword'
  | 'agentRemove'
  | 'agentRemoveRoot'
  | 'agentUpgrade'
  | 'agentUpgradeCheck'
  | 'backupUpgradeParams'
  | 'cancelTenantRestore'
  | 'checkUpgradeEnvironment'
  | 'clearTenantCompactionError'
  | 'compactTenant'
  | 'createCredential'
  | 'createDatabase'
  | 'createRole'
  | 'createSsoToken'
  | 'createTenant'
  | 'createUnitConfig'
  | 'createUser'
  | 'deleteCredential'
  | 'deleteCredentials'
  | 'deleteDatabase'
  | 'deleteSilencer'
  | 'deleteUpgradePackage'
  | 'deleteZone'
  | 'dropResourcePool'
  | 'dropRole'
  | 'dropTenant'
  | 'dropUnitConfig'
  | 'dropUser'
  | 'exchangeSsoToken'
  | 'flashbackTenant'
  | 'getAgentMaintainDag'
  | 'getAgentsStatus'
  | 'getAlarmRule'
  | 'getAlertmanager'
  | 'getCredential'
  | 'getDag'
  | 'getDatabase'
  | 'getGitInfo'
  | 'getHostInfo'
  | 'getInfo'
  | 'getInspectionReport'
  | 'getLicense'
  | 'getNode'
  | 'getObAgents'
  | 'getObInfo'
  | 'getObMaintainDag'
  | 'getObclusterBackupOverview'
  | 'getObclusterInfo'
  | 'getObclusterStatistics'
  | 'getObclusterTopology'
  | 'getObserverInfo'
  | 'getPrometheus'
  | 'getRestoreSourceTenantInfo'
  | 'getRestoreWindows'
  | 'getRole'
  | 'getSecret'
  | 'getSilencer'
  | 'getStatus'
  | 'getSubTask'
  | 'getSubTaskLogs'
  | 'getTenant'
  | 'getTenantBackupInfo'
  | 'getTenantBackupOverview'
  | 'getTenantBackupStorage'
  | 'getTenantCompaction'
  | 'getTenantParameter'
  | 'getTenantRestoreOverview'
  | 'getTenantSession'
  | 'getTenantSessionStats'
  | 'getTenantVariable'
  | 'getTime'
  | 'getUnitConfig'
  | 'getUnitConfigLimit'
  | 'getUser'
  | 'getUserStats'
  | 'grantRoleObjectPrivileges'
  | 'grantUserObjectPrivileges'
  | 'killTenantQueries'
  | 'killTenantSessions'
  | 'listAgentDags'
  | 'listAgentUnfinishedDags'
  | 'listAgentsMaintainDags'
  | 'listAlarmRules'
  | 'listAlerts'
  | 'listCharsets'
  | 'listCredentials'
  | 'listDatabases'
  | 'listInspectionReports'
  | 'listMainDags'
  | 'listMetrics'
  | 'listObDags'
  | 'listObUnfinishedDags'
  | 'listObclusterParameters'
  | 'listParameterTemplates'
  | 'listRecycledTenants'
  | 'listResourcePools'
  | 'listRestoreTasks'
  | 'listRoles'
  | 'listSilencers'
  | 'listTenantArchiveLogTasks'
  | 'listTenantBackupTasks'
  | 'listTenantDeadlocks'
  | 'listTenantObjects'
  | 'listTenantParameters'
  | 'listTenantSessions'
  | 'listTenantVariables'
  | 'listTenants'
  | 'listTopCompactions'
  | 'listTopSlowSqls'
  | 'listUnfinishedDags'
  | 'listUnitConfigs'
  | 'listUpgradePackages'
  | 'listUsers'
  | 'listUsersOld'
  | 'lockTenant'
  | 'lockUser'
  | 'login'
  | 'logout'
  | 'modifyTenantReplicas'
  | 'obInit'
  | 'obScaleIn'
  | 'obScaleOut'
  | 'obStart'
  | 'obStop'
  | 'obUpgrade'
  | 'obUpgradeCheck'
  | 'obZoneStop'
  | 'obZoneStopCheck'
  | 'obclusterBackup'
  | 'obclusterBackupConfig'
  | 'obclusterBackupConfigPatch'
  | 'obclusterBackupLogPatch'
  | 'obclusterBackupPatch'
  | 'obclusterConfigPost'
  | 'obclusterConfigPut'
  | 'obproxyAdd'
  | 'obproxyDelete'
  | 'obproxyPackageUpload'
  | 'obproxyStart'
  | 'obproxyStop'
  | 'obproxyUpgrade'
  | 'observerConfigPost'
  | 'observerConfigPut'
  | 'observerRemove'
  | 'operateDag'
  | 'operateNode'
  | 'packageUpload'
  | 'patchCredential'
  | 'patchObclusterParameters'
  | 'patchRoleObjectPrivileges'
  | 'patchUserObjectPrivileges'
  | 'persistTenantPassword'
  | 'postStatus'
  | 'precheckTenant'
  | 'purgeRecycledTenant'
  | 'putAlertmanager'
  | 'putCredentialSecretKey'
  | 'putPrometheus'
  | 'putSilencer'
  | 'queryMetrics'
  | 'removeTenantReplicas'
  | 'renameTenant'
  | 'restoreTenant'
  | 'restoreUpgradeParams'
  | 'revokeRoleObjectPrivileges'
  | 'revokeUserObjectPrivileges'
  | 'rpcAgentJoin'
  | 'rpcAgentRemove'
  | 'rpcAgentSyncBin'
  | 'rpcAgentToken'
  | 'rpcAgentUpdate'
  | 'rpcGetMaintainer'
  | 'rpcMaintainerUpdate'
  | 'rpcObDeploy'
  | 'rpcObDestroy'
  | 'rpcObScaleOut'
  | 'rpcObStart'
  | 'rpcObStop'
  | 'rpcObserverDeploy'
  | 'rpcObserverKill'
  | 'rpcObserverStart'
  | 'rpcSubTaskCancel'
  | 'rpcSubTaskStart'
  | 'rpcSubTaskUpdate'
  | 'rpcTaskLog'
  | 'saveSharedStorageKey'
  | 'setRoleGlobalPrivileges'
  | 'setRoleObjectPrivileges'
  | 'setRoleRoles'
  | 'setTenantParameters'
  | 'setTenantPassword'
  | 'setTenantPrimaryZone'
  | 'setTenantVariables'
  | 'setTenantWhitelist'
  | 'setUserDbPrivileges'
  | 'setUserDbPrivilegesOld'
  | 'setUserGlobalPrivileges'
  | 'setUserGlobalPrivilegesOld'
  | 'setUserObjectPrivileges'
  | 'setUserPassword'
  | 'setUserRoles'
  | 'startInspection'
  | 'tenantBackup'
  | 'tenantBackupConfig'
  | 'tenantBackupConfigPatch'
  | 'tenantBackupLogPatch'
  | 'tenantBackupPatch'
  | 'unlockTenant'
  | 'unlockUser'
  | 'updateDatabase'
  | 'upgradePackageUpload'
  | 'validateCredential'
  | 'validateCredentials'
  | 'validateSharedStorageKey'

/** The body of each operation that binds one, as it is after binding. */
export interface Bodies {
  readonly addTenantReplicas: ScaleOutTenantReplicasParam
  readonly agentJoin: JoinApiParam
  readonly agentJoinRoot: JoinApiParam
  readonly agentPassword: SetAgentPasswordParam
  readonly agentRemove: AgentInfo
  readonly agentRemoveRoot: AgentInfo
  readonly agentUpgrade: UpgradeCheckParam
  readonly agentUpgradeCheck: UpgradeCheckParam
  readonly createCredential: CreateCredentialParam
  readonly createDatabase: CreateDatabaseParam
  readonly createRole: CreateRoleParam
  readonly createTenant: CreateTenantParam
  readonly createUnitConfig: CreateResourceUnitConfigParams
  readonly createUser: CreateUserParam
  readonly deleteCredentials: BatchDeleteCredentialParam
  readonly deleteDatabase: TenantRootPasswordParam
  readonly dropRole: DropRoleParam
  readonly dropTenant: DropTenantParam
  readonly dropUser: DropUserParam
  readonly flashbackTenant: FlashBackTenantParam
  readonly getDatabase: TenantRootPasswordParam
  readonly getRestoreSourceTenantInfo: RestoreStorageParam
  readonly getRestoreWindows: RestoreWindowsParam
  readonly getRole: TenantRootPasswordParam
  readonly getUser: TenantRootPasswordParam
  readonly getUserStats: TenantRootPasswordParam
  readonly grantRoleObjectPrivileges: ObjectPrivilegeOperationParam
  readonly grantUserObjectPrivileges: ObjectPrivilegeOperationParam
  readonly killTenantQueries: KillTenantSessionsParam
  readonly killTenantSessions: KillTenantSessionsParam
  readonly listAlarmRules: RuleFilter
  readonly listAlerts: AlertFilter
  readonly listDatabases: TenantRootPasswordParam
  readonly listRoles: TenantRootPasswordParam
  readonly listSilencers: SilencerFilter
  readonly listTenantObjects: TenantRootPasswordParam
  readonly listUsers: TenantRootPasswordParam
  readonly listUsersOld: TenantRootPasswordParam
  readonly lockUser: TenantRootPasswordParam
  readonly logout: LogoutSessionParam
  readonly modifyTenantReplicas: ModifyReplicasParam
  readonly obInit: ObInitParam
  readonly obScaleIn: ClusterScaleInParam
  readonly obScaleOut: ClusterScaleOutParam
  readonly obStart: StartObParam
  readonly obStop: ObStopParam
  readonly obUpgrade: ObUpgradeParam
  readonly obUpgradeCheck: UpgradeCheckParam
  readonly obZoneStop: ObZoneStopParam
  readonly obZoneStopCheck: ObZoneStopParam
  readonly obclusterBackup: BackupParam
  readonly obclusterBackupConfig: ClusterBackupConfigParam
  readonly obclusterBackupConfigPatch: ClusterBackupConfigParam
  readonly obclusterBackupLogPatch: ArchiveLogStatusParam
  readonly obclusterBackupPatch: BackupStatusParam
  readonly obclusterConfigPost: ObClusterConfigParams
  readonly obclusterConfigPut: ObClusterConfigParams
  readonly obproxyAdd: AddObproxyParam
  readonly obproxyUpgrade: UpgradeObproxyParam
  readonly observerConfigPost: ObServerConfigParams
  readonly observerConfigPut: ObServerConfigParams
  readonly observerRemove: ClusterScaleInParam
  readonly operateDag: DagOperator
  readonly operateNode: DagOperator
  readonly patchCredential: UpdateCredentialParam
  readonly patchObclusterParameters: SetObclusterParametersParam
  readonly patchRoleObjectPrivileges: ObjectPrivilegeOperationParam
  readonly patchUserObjectPrivileges: ObjectPrivilegeOperationParam
  readonly persistTenantPassword: PersistTenantRootPasswordParam
  readonly precheckTenant: TenantRootPasswordParam
  readonly putAlertmanager: AlertmanagerConfig
  readonly putCredentialSecretKey: UpdateCredentialEncryptSecretKeyParam
  readonly putPrometheus: PrometheusConfig
  readonly putSilencer: SilencerParam
  readonly queryMetrics: MetricQuery
  readonly removeTenantReplicas: ScaleInTenantReplicasParam
  readonly renameTenant: RenameTenantParam
  readonly restoreTenant: RestoreParam
  readonly revokeRoleObjectPrivileges: ObjectPrivilegeOperationParam
  readonly revokeUserObjectPrivileges: ObjectPrivilegeOperationParam
  readonly rpcAgentJoin: JoinMasterParam
  readonly rpcAgentRemove: AgentInfo
  readonly rpcAgentToken: AddTokenParam
  readonly rpcAgentUpdate: SyncAgentParams
  readonly rpcMaintainerUpdate: AllAgentsSyncData
  readonly rpcObDeploy: DeployTaskParams
  readonly rpcObScaleOut: LocalScaleOutParam
  readonly rpcObStart: CreateSubDagParam | StartTaskParams
  readonly rpcObStop: CreateSubDagParam
  readonly rpcObserverDeploy: DeployTaskParams
  readonly rpcSubTaskCancel: RemoteTask
  readonly rpcSubTaskStart: RemoteTask
  readonly rpcSubTaskUpdate: RemoteTask
  readonly rpcTaskLog: TaskExecuteLogDTO
  readonly saveSharedStorageKey: SaveSharedStorageKeyParam
  readonly setRoleGlobalPrivileges: ModifyRoleGlobalPrivilegeParam
  readonly setRoleObjectPrivileges: ObjectPrivilegeOperationParam
  readonly setRoleRoles: ModifyRoleParam
  readonly setTenantParameters: SetTenantParametersParam
  readonly setTenantPassword: ModifyTenantRootPasswordParam
  readonly setTenantPrimaryZone: ModifyTenantPrimaryZoneParam
  readonly setTenantVariables: SetTenantVariablesParam
  readonly setTenantWhitelist: ModifyTenantWhitelistParam
  readonly setUserDbPrivileges: ModifyUserDbPrivilegeParam
  readonly setUserDbPrivilegesOld: ModifyUserDbPrivilegeParam
  readonly setUserGlobalPrivileges: ModifyUserGlobalPrivilegeParam
  readonly setUserGlobalPrivilegesOld: ModifyUserGlobalPrivilegeParam
  readonly setUserObjectPrivileges: ObjectPrivilegeOperationParam
  readonly setUserPassword: ChangeUserPasswordParam
  readonly setUserRoles: ModifyRoleParam
  readonly startInspection: InspectionParam
  readonly tenantBackup: BackupParam
  readonly tenantBackupConfig: TenantBackupConfigParam
  readonly tenantBackupConfigPatch: TenantBackupConfigParam
  readonly tenantBackupLogPatch: ArchiveLogStatusParam
  readonly tenantBackupPatch: BackupStatusParam
  readonly unlockUser: TenantRootPasswordParam
  readonly updateDatabase: ModifyDatabaseParam
  readonly validateCredential: ValidateCredentialParam
  readonly validateCredentials: BatchValidateCredentialParam
  readonly validateSharedStorageKey: ValidateSharedStorageKeyParam
}

/** What each operation answers when all goes well: the value given to the envelope, which turns a list into `{ contents }`. */
export interface Answers {
  readonly addTenantReplicas: DagDetailDTO | null
  readonly agentJoin: DagDetailDTO | null
  readonly agentJoinRoot: DagDetailDTO | null
  readonly agentPassword: undefined
  readonly agentRemove: DagDetailDTO | null
  readonly agentRemoveRoot: DagDetailDTO | null
  readonly agentUpgrade: DagDetailDTO | null
  readonly agentUpgradeCheck: DagDetailDTO | null
  readonly backupUpgradeParams: readonly ObParameters[] | null
  readonly cancelTenantRestore: DagDetailDTO | null
  readonly checkUpgradeEnvironment: undefined
  readonly clearTenantCompactionError: undefined
  readonly compactTenant: undefined
  readonly createCredential: Credential | null
  readonly createDatabase: undefined
  readonly createRole: undefined
  readonly createSsoToken: string
  readonly createTenant: DagDetailDTO | null
  readonly createUnitConfig: undefined
  readonly createUser: undefined
  readonly deleteCredential: undefined
  readonly deleteCredentials: undefined
  readonly deleteDatabase: undefined
  readonly deleteSilencer: undefined
  readonly deleteUpgradePackage: undefined
  readonly deleteZone: DagDetailDTO | null
  readonly dropResourcePool: undefined
  readonly dropRole: undefined
  readonly dropTenant: DagDetailDTO | null
  readonly dropUnitConfig: undefined
  readonly dropUser: undefined
  readonly exchangeSsoToken: string
  readonly flashbackTenant: undefined
  readonly getAgentMaintainDag: DagDetailDTO | null
  readonly getAgentsStatus: Readonly<Record<string, HttpAgentStatus>> | null
  readonly getAlarmRule: RuleResponse | null
  readonly getAlertmanager: string
  readonly getCredential: Credential | null
  readonly getDag: DagDetailDTO | null
  readonly getDatabase: Database | null
  readonly getGitInfo: GitInfo | null
  readonly getHostInfo: HostInfo | null
  readonly getInfo: MetaAgentStatus | null
  readonly getInspectionReport: InspectionReport | null
  readonly getLicense: ObLicense | null
  readonly getNode: NodeDetailDTO | null
  readonly getObAgents: readonly AgentInfo[] | null
  readonly getObInfo: ObInfoResp | null
  readonly getObMaintainDag: DagDetailDTO | null
  readonly getObclusterBackupOverview: BackupOverview | null
  readonly getObclusterInfo: ClusterInfo | null
  readonly getObclusterStatistics: ObclusterStatisticInfo | null
  readonly getObclusterTopology: ClusterTopology | null
  readonly getObserverInfo: Observer | null
  readonly getPrometheus: string
  readonly getRestoreSourceTenantInfo: RestoreTenantInfo | null
  readonly getRestoreWindows: RestoreWindows | null
  readonly getRole: ObRole | null
  readonly getSecret: AgentSecret | null
  readonly getSilencer: SilencerResponse | null
  readonly getStatus: HttpAgentStatus | null
  readonly getSubTask: TaskDetailDTO | null
  readonly getSubTaskLogs: readonly SubTaskLog[] | null
  readonly getTenant: TenantInfo | null
  readonly getTenantBackupInfo: TenantBackupInfo | null
  readonly getTenantBackupOverview: TenantBackupOverview | null
  readonly getTenantBackupStorage: BackupDestInfo | null
  readonly getTenantCompaction: TenantCompaction | null
  readonly getTenantParameter: GvObParameter | null
  readonly getTenantRestoreOverview: RestoreOverview | null
  readonly getTenantSession: TenantSession | null
  readonly getTenantSessionStats: TenantSessionStats | null
  readonly getTenantVariable: CdbObSysVariable | null
  readonly getTime: string
  readonly getUnitConfig: DbaObUnitConfig | null
  readonly getUnitConfigLimit: ClusterUnitConfigLimit | null
  readonly getUser: ObUser | null
  readonly getUserStats: ObUserStats | null
  readonly grantRoleObjectPrivileges: undefined
  readonly grantUserObjectPrivileges: undefined
  readonly killTenantQueries: undefined
  readonly killTenantSessions: undefined
  readonly listAgentDags: readonly DagDetailDTO[] | null
  readonly listAgentUnfinishedDags: readonly DagDetailDTO[] | null
  readonly listAgentsMaintainDags: readonly DagDetailDTO[] | null
  readonly listAlarmRules: readonly RuleResponse[] | null
  readonly listAlerts: readonly Alert[] | null
  readonly listCharsets: readonly CharsetInfo[] | null
  readonly listCredentials: PaginatedCredentialResponse | null
  readonly listDatabases: readonly Database[] | null
  readonly listInspectionReports: PaginatedInspectionHistoryResponse | null
  readonly listMainDags: readonly DagDetailDTO[] | null
  readonly listMetrics: readonly MetricClass[] | null
  readonly listObDags: readonly DagDetailDTO[] | null
  readonly listObUnfinishedDags: readonly DagDetailDTO[] | null
  readonly listObclusterParameters: readonly ClusterParameter[] | null
  readonly listParameterTemplates: readonly ParameterTemplate[] | null
  readonly listRecycledTenants: readonly DbaRecyclebin[] | null
  readonly listResourcePools: readonly DbaObResourcePool[] | null
  readonly listRestoreTasks: PaginatedRestoreTaskResponse | null
  readonly listRoles: readonly ObRole[] | null
  readonly listSilencers: readonly SilencerResponse[] | null
  readonly listTenantArchiveLogTasks: readonly ArchiveLogTask[] | null
  readonly listTenantBackupTasks: PaginatedBackupJobResponse | null
  readonly listTenantDeadlocks: PaginatedDeadLocks | null
  readonly listTenantObjects: readonly DbaObjectBo[] | null
  readonly listTenantParameters: readonly GvObParameter[] | null
  readonly listTenantSessions: PaginatedTenantSessions | null
  readonly listTenantVariables: readonly CdbObSysVariable[] | null
  readonly listTenants: readonly TenantOverview[] | null
  readonly listTopCompactions: readonly TenantCompactionHistory[] | null
  readonly listTopSlowSqls: readonly TenantSlowSqlCount[] | null
  readonly listUnfinishedDags: readonly DagDetailDTO[] | null
  readonly listUnitConfigs: readonly DbaObUnitConfig[] | null
  readonly listUpgradePackages: readonly BoUpgradePkgInfo[] | null
  readonly listUsers: readonly ObUser[] | null
  readonly listUsersOld: readonly ObUser[] | null
  readonly lockTenant: undefined
  readonly lockUser: undefined
  readonly login: string
  readonly logout: undefined
  readonly modifyTenantReplicas: DagDetailDTO | null
  readonly obInit: DagDetailDTO | null
  readonly obScaleIn: DagDetailDTO | null
  readonly obScaleOut: DagDetailDTO | null
  readonly obStart: DagDetailDTO | null
  readonly obStop: DagDetailDTO | null
  readonly obUpgrade: DagDetailDTO | null
  readonly obUpgradeCheck: DagDetailDTO | null
  readonly obZoneStop: DagDetailDTO | null
  readonly obZoneStopCheck: undefined
  readonly obclusterBackup: DagDetailDTO | null
  readonly obclusterBackupConfig: DagDetailDTO | null
  readonly obclusterBackupConfigPatch: DagDetailDTO | null
  readonly obclusterBackupLogPatch: undefined
  readonly obclusterBackupPatch: undefined
  readonly obclusterConfigPost: DagDetailDTO | null
  readonly obclusterConfigPut: DagDetailDTO | null
  readonly obproxyAdd: DagDetailDTO | null
  readonly obproxyDelete: DagDetailDTO | null
  readonly obproxyPackageUpload: SqliteUpgradePkgInfo | null
  readonly obproxyStart: DagDetailDTO | null
  readonly obproxyStop: DagDetailDTO | null
  readonly obproxyUpgrade: DagDetailDTO | null
  readonly observerConfigPost: DagDetailDTO | null
  readonly observerConfigPut: DagDetailDTO | null
  readonly observerRemove: DagDetailDTO | null
  readonly operateDag: undefined
  readonly operateNode: undefined
  readonly packageUpload: BoUpgradePkgInfo | null
  readonly patchCredential: Credential | null
  readonly patchObclusterParameters: undefined
  readonly patchRoleObjectPrivileges: undefined
  readonly patchUserObjectPrivileges: undefined
  readonly persistTenantPassword: undefined
  readonly postStatus: HttpAgentStatus | null
  readonly precheckTenant: ObTenantPreCheckResult | null
  readonly purgeRecycledTenant: DagDetailDTO | null
  readonly putAlertmanager: undefined
  readonly putCredentialSecretKey: undefined
  readonly putPrometheus: undefined
  readonly putSilencer: SilencerResponse | null
  readonly queryMetrics: readonly MetricData[] | null
  readonly removeTenantReplicas: DagDetailDTO | null
  readonly renameTenant: undefined
  readonly restoreTenant: DagDetailDTO | null
  readonly restoreUpgradeParams: undefined
  readonly revokeRoleObjectPrivileges: undefined
  readonly revokeUserObjectPrivileges: undefined
  readonly rpcAgentJoin: AgentInstance | null
  readonly rpcAgentRemove: DagDetailDTO | null
  readonly rpcAgentSyncBin: DagDetailDTO | null
  readonly rpcAgentToken: undefined
  readonly rpcAgentUpdate: DagDetailDTO | null
  readonly rpcGetMaintainer: Maintainer | null
  readonly rpcMaintainerUpdate: undefined
  readonly rpcObDeploy: DagDetailDTO | null
  readonly rpcObDestroy: DagDetailDTO | null
  readonly rpcObScaleOut: LocalScaleOutResp | null
  readonly rpcObStart: CreateSubDagResp | DagDetailDTO | null
  readonly rpcObStop: CreateSubDagResp | DagDetailDTO | null
  readonly rpcObserverDeploy: DagDetailDTO | null
  readonly rpcObserverKill: DagDetailDTO | null
  readonly rpcObserverStart: DagDetailDTO | null
  readonly rpcSubTaskCancel: undefined
  readonly rpcSubTaskStart: TaskDetail | null
  readonly rpcSubTaskUpdate: undefined
  readonly rpcTaskLog: undefined
  readonly saveSharedStorageKey: undefined
  readonly setRoleGlobalPrivileges: undefined
  readonly setRoleObjectPrivileges: undefined
  readonly setRoleRoles: undefined
  readonly setTenantParameters: undefined
  readonly setTenantPassword: undefined
  readonly setTenantPrimaryZone: DagDetailDTO | null
  readonly setTenantVariables: undefined
  readonly setTenantWhitelist: undefined
  readonly setUserDbPrivileges: undefined
  readonly setUserDbPrivilegesOld: undefined
  readonly setUserGlobalPrivileges: undefined
  readonly setUserGlobalPrivilegesOld: undefined
  readonly setUserObjectPrivileges: undefined
  readonly setUserPassword: undefined
  readonly setUserRoles: undefined
  readonly startInspection: DagDetailDTO | null
  readonly tenantBackup: DagDetailDTO | null
  readonly tenantBackupConfig: DagDetailDTO | null
  readonly tenantBackupConfigPatch: DagDetailDTO | null
  readonly tenantBackupLogPatch: undefined
  readonly tenantBackupPatch: undefined
  readonly unlockTenant: undefined
  readonly unlockUser: undefined
  readonly updateDatabase: undefined
  readonly upgradePackageUpload: OceanbaseUpgradePkgInfo | null
  readonly validateCredential: ValidationResult | null
  readonly validateCredentials: readonly ValidationResult[] | null
  readonly validateSharedStorageKey: undefined
}
