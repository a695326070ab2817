import { micros } from '../clock/index.ts'
import { effect, wait, type Body, type Step, type Template } from '../task/index.ts'
import type { DagWorld } from './context.ts'

/** `POST /rpc/v1/ob/stop` outside a cluster: ends the observer of this agent. */
export function stopObserver(): Template {
  return { name: 'Stop observer', maintenance: 'global', nodes: [{ name: 'Stop observer' }] }
}

/** `POST /ob/stop` by force of this agent alone, over its socket and outside a cluster. */
export function stopLocalObserver(): Template {
  return { name: 'Stop local observer', maintenance: 'none', nodes: [{ name: 'Stop observer' }] }
}

/** Five seconds pass between the kill and the look whether it worked; the look takes a moment. */
const killTime = 5 * micros.s + 5 * micros.ms

/** Kills the observer of this agent, if it runs; `then` is the step that follows. */
export function killSteps(then: string): Step<DagWorld>[] {
  return [
    effect('find', ({ world: { agent }, log: write }) => {
      write('Get observer Pid')
      if (agent.ob.pid === null) {
        write('Observer is not running')
        return { goto: then }
      }
      write(`Kill observer process ${agent.ob.pid}`)
      agent.ob.pid = null
    }),
    wait('let it die', killTime),
    effect('check', ({ log: write }) => {
      write('Check observer process')
      write('Successfully killed the observer process')
      return { goto: then }
    }),
  ]
}

export const stopObserverBodies: Readonly<Record<string, Body<DagWorld>>> = {
  'Stop observer': {
    flags: { cancel: true, continue: true, pass: true, retry: true },
    run: [...killSteps('stopped'), effect('stopped', () => 'done')],
  },
}
