import { coded, effect, log, plain, wrap, type Body, type Template } from '../task/index.ts'
import type { DagWorld } from './context.ts'

/** `POST /obproxy/start`: made whether the agent manages an obproxy or not, without a lock; who manages none fails at its first node. */
export function startObproxy(): Template {
  return {
    name: 'Start obproxy',
    maintenance: 'none',
    type: 'obproxy',
    nodes: [{ name: 'Check obproxy status', failureExitMaintenance: true }, { name: 'Start obproxy' }],
  }
}

const flags = { cancel: true, continue: true, pass: true, retry: true } as const

/** No agent manages an obproxy yet, so what runs here is what an agent without one does. */
export const startObproxyBodies: Readonly<Record<string, Body<DagWorld>>> = {
  'Check obproxy status': {
    flags,
    run: [effect('check', () => ({ fail: coded('OBProxy.NotBeManaged') }))],
  },
  'Start obproxy': {
    flags: { ...flags, rollback: true },
    run: [
      // The home of the obproxy is not known, so it is looked for where the agent runs.
      log('command', 'start obproxy cmd: cd \'\'; ./bin/obproxy'),
      effect('start', () => ({
        fail: wrap(plain('exit status 127'), 'failed to start obproxy, output: /bin/bash: line 1: ./bin/obproxy: No such file or directory\n'),
      })),
    ],
  },
}
