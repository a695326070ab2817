/**
 * What agents and their cluster are: identity, table of agents, credentials and their decision tables, version, observer, host.
 *
 * @module
 */
export { agentAt, hostOf, isLoopback, portOf, type AddressBook } from './addresses.ts'
export { findRow, followersOf, formatAddress, masterOf, rowsByKey, sameAddress } from './agent.ts'
export type { Agent, AgentAddress, AgentProcess, AgentRow } from './agent.ts'
export { verifyAgentRoute, verifyObRoute, verifySetPassword, verifyTimestamp } from './credentials.ts'
export type { Header, RefusalCode, Shown, Verdict, VerifyContext } from './credentials.ts'
export { identities, type Identity } from './identity.ts'
export { hostFacts, type HostFacts } from './machine.ts'
export { addFollower, becomeFollower, becomeMaster, becomeSingle, removeRow, zoneMembers, type Joiner } from './membership.ts'
export { defaultObserver, type Observer } from './observer.ts'
export { defaultVersion, formatVersion, parseVersion, type Version } from './version.ts'
