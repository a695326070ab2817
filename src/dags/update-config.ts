import { formatAddress, setClusterConfig, setObserverConfig, setRootPassword, type ClusterSettings, type ConfigScope } from '../cluster/index.ts'
import { effect, plain, type Body, type Template } from '../task/index.ts'
import type { DagWorld } from './context.ts'

/** `PUT /obcluster/config` on a MASTER (wire.md §4.12). */
export function updateClusterConfig(settings: ClusterSettings): Template {
  return { name: 'Update cluster config', maintenance: 'global', params: { settings }, nodes: [{ name: 'Update cluster config' }] }
}

/** `PUT /observer/config` on a MASTER (wire.md §4.11). */
export function updateObserverConfig(scope: ConfigScope, settings: Readonly<Record<string, string>>): Template {
  return { name: 'Update observer config', maintenance: 'global', params: { scope, settings }, nodes: [{ name: 'Update observer config' }] }
}

/** Neither writes a line of log. */
export const updateConfigBodies: Readonly<Record<string, Body<DagWorld>>> = {
  'Update cluster config': {
    flags: { cancel: true, continue: true, retry: true },
    run: [effect('update', ({ world, subTask }) => {
      const settings = subTask.params['settings'] as ClusterSettings
      setClusterConfig(world.agent.ob.configs, settings, world.now())
      if (settings.rootPassword !== null) setRootPassword(world.agent, settings.rootPassword)
    })],
  },
  'Update observer config': {
    flags: { cancel: true, continue: true, retry: true },
    run: [effect('update', ({ world, subTask: { params } }) => {
      const scope = params['scope'] as ConfigScope
      // Equal texts were made one, but `10.10.10.1` and `10.10.10.1:2886` are two rows of the same agent.
      if (scope.type === 'SERVER' && new Set(scope.servers.map(formatAddress)).size < scope.servers.length) {
        return { fail: plain('UNIQUE constraint failed: ob_server_config.name, ob_server_config.agent_ip, ob_server_config.agent_port') }
      }
      setObserverConfig(world.agent.ob.configs, scope, params['settings'] as Record<string, string>, world.now())
    })],
  },
}
