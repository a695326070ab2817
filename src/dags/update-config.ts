import { setClusterConfig, setObserverConfig, setRootPassword, type ClusterSettings, type ConfigScope } from '../cluster/index.ts'
import { effect, type Body, type Template } from '../task/index.ts'
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
      setObserverConfig(world.agent.ob.configs, params['scope'] as ConfigScope, params['settings'] as Record<string, string>, world.now())
    })],
  },
}
