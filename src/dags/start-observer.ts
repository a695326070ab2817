import { posix } from 'node:path'
import { micros } from '../clock/index.ts'
import { formatAddress, learnPorts, observerStarted, wasStarted, type AgentAddress, type ObserverPorts } from '../cluster/index.ts'
import { coded, effect, hang, plain, wait, wrap, type Body, type Outcome, type StepContext, type Template } from '../task/index.ts'
import type { DagWorld } from './context.ts'
import { isRemote, remoteRollback, remoteRun } from './remote-task.ts'
import { startCommand } from './start-command.ts'
import { killSteps } from './stop-observer.ts'

type Context = StepContext<DagWorld>

/** The settings of an observer, by the names of OceanBase. */
export type ObserverConfig = Readonly<Record<string, string>>

/** `POST /rpc/v1/ob/start` outside a cluster: starts the observer of this agent. */
export function startObserver(agent: AgentAddress, config: ObserverConfig, healthCheck: boolean): Template {
  const name = 'Start observer'
  return { name, maintenance: 'global', params: { [configOf(agent)]: config, healthCheck }, nodes: [{ name }] }
}

/** Under which name tasks find the settings of an agent's observer. */
export function configOf(agent: AgentAddress): string {
  return `config@${formatAddress(agent)}`
}

/** Without these an observer is not started for the first time. */
const required = ['cluster', 'cluster_id', 'zone', 'mysql_port', 'rpc_port']

/** The health of an observer is looked at every two seconds; here it is well at the first look, if its process is there. */
const healthInterval = 2 * micros.s + 10 * micros.ms

export const startObserverBodies: Readonly<Record<string, Body<DagWorld>>> = {
  'Start observer': {
    flags: { cancel: true, continue: true, pass: true, retry: true, rollback: true },
    run: [
      effect('announce', (context) => {
        context.log('start observer')
        const { mysql_port: mysqlPort = '0', rpc_port: rpcPort = '0' } = givenConfig(context)
        const wrong = [mysqlPort, rpcPort].find((port) => !/^[+-]?\d+$/.test(port))
        if (wrong !== undefined) return { fail: coded('Common.InvalidPort', wrong) }
        return isRemote(context) ? { goto: 'remote' } : undefined
      }),
      effect('start', start),
      effect('started', ({ subTask }) => (subTask.params['healthCheck'] === true ? undefined : { goto: 'ports' })),
      wait('come up', healthInterval),
      effect('health', ({ world, log: write }) => {
        write('observer health check, retry [1/300]')
        if (world.agent.ob.pid === null) return { fail: wrap(coded('OB.Server.Process.NotExist'), 'observer health check failed') }
      }),
      effect('ports', (context) => {
        context.log('update self OB port')
        context.log('update OB port in all_agent')
        learnPorts(context.world.agent, context.subTask.executeAgent, portsOf(givenConfig(context)))
        return 'done'
      }),
      hang('in the foreground'),
      ...remoteRun({
        operation: 'rpcObStart', path: '/rpc/v1/ob/start',
        body: (context) => ({ config: givenConfig(context), healthCheck: context.subTask.params['healthCheck'] === true }),
      }, 'member ports'),
      effect('member ports', (context) => learnPorts(context.world.agent, context.subTask.executeAgent, portsOf(givenConfig(context)))),
    ],
    rollback: [
      effect('stop', (context) => (isRemote(context) ? { goto: 'remote' } : undefined)),
      ...killSteps('stopped'),
      effect('stopped', () => 'done'),
      ...remoteRollback({
        name: 'Stop observer', operation: 'rpcObStop', path: '/rpc/v1/ob/stop', body: () => ({ force: true }),
      }, 'stopped'),
    ],
  },
}

/** Runs the command, unless something is missing, and what comes of it is what the agent's observer is there to do. */
function start(context: Context): Outcome {
  const { world: { agent } } = context
  const { home, observer } = agent
  context.log('check if first start')
  let config = givenConfig(context)
  if (wasStarted(agent)) {
    context.log('not first start, skip require check')
  } else {
    config = { local_ip: agent.ip, data_dir: posix.join(home, 'store'), ...config }
    const missing = required.find((name) => !Object.hasOwn(config, name))
    if (missing !== undefined) return { fail: coded('Common.Unexpected', `config ${missing} is required`) }
  }
  context.log('generate start cmd')
  context.log(`start cmd: ${startCommand(home, config)}`)
  if (observer.version === null) {
    return { fail: wrap(plain('exit status 127'), `/bin/bash: line 1: ${home}/bin/observer: No such file or directory\n`) }
  }
  if (observer.start === 'hangs') return { goto: 'in the foreground' }
  if (observer.start !== 'ok') {
    const { exits, prints } = observer.start
    return exits === 0 ? undefined : { fail: wrap(plain(`exit status ${exits}`), prints) }
  }
  observerStarted(agent, context.world.newPid())
}

function portsOf(config: ObserverConfig): ObserverPorts {
  return { mysql: Number(config['mysql_port'] ?? 0), rpc: Number(config['rpc_port'] ?? 0) }
}

/** A DAG of the agent's own is given them, `Integrate config` leaves them for the rest of its DAG. */
function givenConfig({ subTask }: Context): ObserverConfig {
  const name = configOf(subTask.executeAgent)
  return (subTask.data[name] ?? subTask.params[name] ?? {}) as ObserverConfig
}
