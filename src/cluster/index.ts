/**
 * What agents and their cluster are: identity, table of agents, credentials and their decision tables, version, observer, host.
 *
 * @module
 */
export { agentAt, hostOf, hostOfHeader, isLoopback, portOf, type AddressBook } from './addresses.ts'
export { findRow, followersOf, formatAddress, masterOf, rowsByKey, sameAddress } from './agent.ts'
export type { Agent, AgentAddress, AgentProcess, AgentRow } from './agent.ts'
export {
  configValue, dropConfigs, globalConfig, mergeConfig, noConfigs, setClusterConfig, setObserverConfig,
  type ClusterSettings, type ConfigRows, type Configs, type ConfigScope, type ConfigValue,
} from './config.ts'
export { verifyAgentRoute, verifyObRoute, verifySetPassword, verifyTimestamp } from './credentials.ts'
export type { Header, RefusalCode, Shown, Verdict, VerifyContext } from './credentials.ts'
export { identities, type Identity } from './identity.ts'
export { hostFacts, type HostFacts } from './machine.ts'
export { addFollower, becomeFollower, becomeMaster, becomeSingle, removeRow, zoneMembers, type Joiner } from './membership.ts'
export { defaultObserver, type Observer } from './observer.ts'
export {
  clearStored, configFile, learnPorts, memberPorts, noOceanBase, observerStarted, recallStored, setRootPassword, wasStarted, type ObserverPorts, type OceanBase,
} from './oceanbase.ts'
export { exists, homePaths, link, makeDirectory, makeEmptyDirectory, makeFile, realPath, remove, type Paths } from './paths.ts'
export { addToken, closeSession, closeSessions, judgeToken, noSessions, openSession, useToken } from './sessions.ts'
export type { Sessions, SsoToken, TokenRefusal } from './sessions.ts'
export { ownToken, storeToken, tokenFor } from './tokens.ts'
export { defaultVersion, formatVersion, parseVersion, type Version } from './version.ts'
