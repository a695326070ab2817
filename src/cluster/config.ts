import type { Instant } from '../clock/index.ts'
import { formatAddress, type AgentAddress } from './agent.ts'

/** A setting, and when it was made: of two scopes the later one wins, not the narrower. */
export interface ConfigValue {
  readonly value: string
  readonly modifiedAt: Instant
}

export type ConfigRows = Readonly<Record<string, ConfigValue>>

/**
 * What a MASTER keeps of the cluster to be, until `Initialize cluster` needs it (wire.md §4.11–4.12). Plain data.
 */
export interface Configs {
  /** Of the cluster as a whole, by the names of OceanBase: `cluster_id`, `cluster`, `rootPwd`, `rootservice_list`. */
  cluster: ConfigRows
  /** Of its observers: of all, of a zone's, of one agent's by its address. */
  global: ConfigRows
  zones: Readonly<Record<string, ConfigRows>>
  servers: Readonly<Record<string, ConfigRows>>
}

/** Which observers a config is for. */
export type ConfigScope =
  | { readonly type: 'GLOBAL' }
  | { readonly type: 'ZONE'; readonly zones: readonly string[] }
  | { readonly type: 'SERVER'; readonly servers: readonly AgentAddress[] }

/** The cluster's own settings, as `PUT /obcluster/config` gives them; null where it does not. */
export interface ClusterSettings {
  readonly id: string
  readonly name: string
  readonly rootPassword: string | null
  readonly rsList: string | null
}

export function noConfigs(): Configs {
  return { cluster: {}, global: {}, zones: {}, servers: {} }
}

/** Replaces the cluster's settings: what is not given is forgotten (wire.md §4.12). */
export function setClusterConfig(configs: Configs, settings: ClusterSettings, at: Instant): void {
  configs.cluster = rows([
    ['cluster_id', settings.id],
    ['cluster', settings.name],
    ...(settings.rootPassword === null ? [] : [['rootPwd', settings.rootPassword] as const]),
    ...(settings.rsList === null ? [] : [['rootservice_list', settings.rsList] as const]),
  ], at)
}

/** Replaces the observers' settings of a scope; other scopes keep theirs (wire.md §4.11). */
export function setObserverConfig(configs: Configs, scope: ConfigScope, settings: Readonly<Record<string, string>>, at: Instant): void {
  const made = rows(Object.entries(settings), at)
  switch (scope.type) {
    case 'GLOBAL':
      configs.global = made
      break
    case 'ZONE':
      configs.zones = { ...configs.zones, ...Object.fromEntries(scope.zones.map((zone) => [zone, made])) }
      break
    case 'SERVER':
      configs.servers = { ...configs.servers, ...Object.fromEntries(scope.servers.map((server) => [formatAddress(server), made])) }
  }
}

/** Forgets what is set for one agent, and for its zone if nobody else is in it. */
export function dropConfigs(configs: Configs, agent: AgentAddress, zone: string | null): void {
  configs.servers = without(configs.servers, formatAddress(agent))
  if (zone !== null) configs.zones = without(configs.zones, zone)
}

/** The settings of all scopes together: cluster's and observers' are one table to the agent. */
export function globalConfig(configs: Configs): ConfigRows {
  return { ...configs.cluster, ...configs.global }
}

/**
 * The settings of a narrower scope joined with those of the wider one around it. A narrower one counts only if it was made after
 * the wider one: an oddity of the agent.
 */
export function mergeConfig(narrower: ConfigRows, wider: ConfigRows): ConfigRows {
  const stronger = Object.entries(wider).filter(([name, { modifiedAt }]) => {
    const own = Object.hasOwn(narrower, name) ? narrower[name] : undefined
    return own === undefined || own.modifiedAt <= modifiedAt
  })
  return { ...narrower, ...Object.fromEntries(stronger) }
}

/** A setting by its name; names come from clients, so what every object has is none. */
export function configValue(config: ConfigRows, name: string): string | undefined {
  return Object.hasOwn(config, name) ? config[name]!.value : undefined
}

function rows(settings: readonly (readonly [string, string])[], modifiedAt: Instant): ConfigRows {
  return Object.fromEntries(settings.map(([name, value]) => [name, { value, modifiedAt }]))
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))
}
