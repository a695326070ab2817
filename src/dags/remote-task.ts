import { micros } from '../clock/index.ts'
import { formatAddress, type AgentAddress } from '../cluster/index.ts'
import { ask, coded, effect, wait, type Outcome, type PeerReply, type Step, type StepContext, type TaskFailure } from '../task/index.ts'
import type { DagWorld } from './context.ts'

/**
 * A sub-task that lives with the MASTER and is done by a FOLLOWER: the master has the follower make a DAG of its own, looks at it
 * each second, and copies its log (tasks.md §5.2, recordings `init-followers`).
 */
export interface RemoteTask {
  /** The operation that makes the DAG, its path, and what is sent along. */
  readonly operation: string
  readonly path: string
  readonly body?: (context: Context) => unknown
}

type Context = StepContext<DagWorld>

/** The follower's DAG as the last answer showed it. */
interface RemoteDag {
  readonly id: string
  readonly dag_id: number
  readonly name: string
  readonly stage: number
  readonly max_stage: number
  readonly state: string
  readonly operator: string
  readonly nodes: readonly { readonly sub_tasks: readonly RemoteSubTask[] }[] | null
}

interface RemoteSubTask {
  readonly name: string
  readonly task_logs: readonly string[] | null
}

/** A follower that does not answer is asked so often, a second apart. */
const triesMax = 30

/**
 * The seconds are slept between two questions, and a question takes a few milliseconds: so what a body finds out it finds out a little
 * after the scheduler's tick, which then sees it a second later.
 */
const pause = micros.s + 5 * micros.ms

/** Whether a sub-task is another agent's to do. */
export function isRemote({ world, subTask }: Context): boolean {
  return formatAddress(subTask.executeAgent) !== formatAddress(world.agent)
}

/** Runs a task at its agent; `then` is the step that follows when it went well. */
export function remoteRun(task: RemoteTask, then: string): Step<DagWorld>[] {
  return [
    effect('remote', (context) => {
      const isRetry = context.nodeOperator === 'RETRY'
      context.log(`retry flag: ${isRetry}`)
      context.memory['isRetry'] = isRetry
      return { goto: context.continued || isRetry ? 'last DAG' : 'request' }
    }),
    lastDag('request'),
    effect('take up', (context) => takeUp(context)),
    ...requestAndWatch(task, then),
  ]
}

/** Undoes a task at its agent: by a rollback of its DAG where that is possible, else by a task that does the opposite. */
export function remoteRollback(task: RemoteTask & { readonly name: string }, then: string): Step<DagWorld>[] {
  return [
    effect('remote', () => ({ goto: 'last DAG' })),
    lastDag('nothing to undo'),
    effect('take up', (context) => undo(context, task.name)),
    effect('nothing to undo', (context) => {
      context.log('agent never execute maintain task, no need rollback')
      return { goto: then }
    }),
    ...requestAndWatch(task, then),
  ]
}

/** The last maintenance DAG of the agent; without one that can be had, on to `otherwise`. */
function lastDag(otherwise: string): Step<DagWorld> {
  const path = '/api/v1/task/dag/maintain/agent'
  return ask('last DAG', ({ subTask }) => ({ to: subTask.executeAgent, operation: 'getAgentMaintainDag' }), (context, reply) => {
    switch (reply.kind) {
      case 'answer': {
        context.memory['dag'] = reply.data
        return undefined
      }
      case 'refused': return { fail: requestError(context, 'GET', path, `get current maintain dag failed: ${refusalText(reply)}`) }
      case 'failed':
        context.warn(`get current maintain dag failed, err: ${context.world.message(reply.failure)}`)
        return again(context, otherwise)
    }
  })
}

/** A task that is run again, by RETRY or after a restart, goes on with the DAG that is there. */
function takeUp(context: Context): Outcome {
  const { subTask, memory } = context
  const dag = dagOf(context)
  if (memory['isRetry'] === true) {
    return dag.name === subTask.name && dag.state === 'FAILED' ? operate(context, 'RETRY') : { goto: 'request' }
  }
  if (dag.name !== subTask.name && dag.state !== 'SUCCEED') return { fail: underMaintenance(context, dag) }
  return dag.operator === 'RUN' && dag.state !== 'FAILED' ? { goto: 'watch' } : operate(context, 'RUN')
}

function undo(context: Context, undoing: string): Outcome {
  const dag = dagOf(context)
  if (context.subTask.data[remoteIdOf(context.subTask.executeAgent)] !== dag.id) {
    if (dag.name === undoing) {
      if (dag.state === 'FAILED') return operate(context, 'RETRY')
      if (dag.state === 'SUCCEED') context.log(`remote task ${dag.id} rollback succeed`)
      return { goto: 'watch' }
    }
    return dag.state === 'SUCCEED' ? undoByTask(context) : { fail: underMaintenance(context, dag) }
  }
  if (dag.operator === 'ROLLBACK') {
    if (dag.state !== 'FAILED') return { goto: 'watch' }
    context.log(`remote task ${dag.id} rollback failed, retry`)
    return operate(context, 'ROLLBACK')
  }
  if (dag.state === 'SUCCEED') return undoByTask(context)
  if (dag.state !== 'RUNNING') return operate(context, 'ROLLBACK')
  // A DAG that was just cancelled has not failed yet, so the rollback that follows is refused: an oddity of the agent.
  context.log(`remote task ${dag.id} is running, cancel it`)
  context.memory['next'] = 'ROLLBACK'
  return operate(context, 'CANCEL')
}

function undoByTask(context: Context): Outcome {
  context.log('remote task is succeed, send rpc to rollback')
  return { goto: 'request' }
}

/** The DAG is operated on next. */
function operate(context: Context, operator: string): Outcome {
  context.memory['operator'] = operator
  return { goto: 'announce operator' }
}

function requestAndWatch(task: RemoteTask, then: string): Step<DagWorld>[] {
  return [
    ask('request', (context) => ({
      to: context.subTask.executeAgent, operation: task.operation, ...(task.body !== undefined && { body: task.body(context) }),
    }), (context, reply) => {
      if (reply.kind === 'answer') {
        context.memory['dag'] = reply.data
        return { goto: 'watch' }
      }
      // A refusal comes without data, and that is what is looked at first: a busy follower is asked for half a minute.
      const text = reply.kind === 'refused' ? 'Response data is empty' : context.world.message(reply.failure)
      context.warn(`request ${task.path} failed: ${text} [${triesOf(context)}/${triesMax}]`)
      return again(context, 'request failed')
    }),
    effect('request failed', (context) => ({ fail: requestFailed(context, 'POST', task.path) })),
    effect('announce operator', (context) => {
      context.log(`send operator ${String(context.memory['operator'])} request to ${dagPath(dagOf(context))}`)
    }),
    ask('operate', (context) => {
      const { id } = dagOf(context)
      const { operator } = context.memory
      return { to: context.subTask.executeAgent, operation: 'operateDag', params: { id }, body: { id, operator } }
    }, (context, reply) => {
      const operator = String(context.memory['operator'])
      if (reply.kind === 'refused') return { fail: requestError(context, 'POST', dagPath(dagOf(context)), refusalText(reply)) }
      if (reply.kind === 'answer') return undefined
      context.log(`send ${operator} request failed: ${context.world.message(reply.failure)} [${triesOf(context)}/${triesMax}]`)
      return again(context, 'operated')
    }),
    effect('operated', (context) => {
      context.memory['dag'] = { ...dagOf(context), state: 'PENDING' }
      const next = context.memory['next']
      if (next === undefined) return undefined
      delete context.memory['next']
      return operate(context, String(next))
    }),
    effect('watch', (context) => {
      context.subTask.data[remoteIdOf(context.subTask.executeAgent)] = dagOf(context).id
      delete context.memory['tries']
    }),
    effect('look', (context) => {
      const { nodes, state, operator } = dagOf(context)
      if ((state !== 'SUCCEED' && state !== 'FAILED') || nodes === null) return undefined
      if (context.memory['isRetry'] !== true || operator !== 'ROLLBACK' || state !== 'SUCCEED') return result(context, then)
      context.log('rollback remote task succeed, retry')
      return undefined
    }),
    wait('sleep', pause, (context) => context.world.hangs(context.subTask.executeAgent, dagOf(context).dag_id)),
    ask('ask', (context) => ({
      to: context.subTask.executeAgent, operation: 'getDag', params: { id: dagOf(context).id },
    }), (context, reply) => {
      const path = dagPath(dagOf(context))
      switch (reply.kind) {
        case 'refused': return { fail: requestError(context, 'GET', path, refusalText(reply)) }
        case 'failed': {
          const tries = triesOf(context) + 1
          context.memory['tries'] = tries
          context.warn(`watch dag failed, count ${tries}, err: ${context.world.message(reply.failure)}`)
          return tries < triesMax ? { goto: 'look' } : { fail: requestFailed(context, 'GET', path) }
        }
        case 'answer': {
          const dag = reply.data as RemoteDag
          context.memory['dag'] = dag
          context.memory['tries'] = 0
          context.log(`remote task ${dag.id} ${dag.name} running [${dag.stage}/${dag.max_stage}]`)
          return { goto: 'look' }
        }
      }
    }),
  ]
}

/** The follower's DAG is over: its log is copied, of all its attempts. */
function result(context: Context, then: string): Outcome {
  const { id, name, nodes, state } = dagOf(context)
  for (const subTask of nodes!.flatMap((node) => node.sub_tasks)) {
    for (const line of subTask.task_logs ?? []) context.log(`task ${subTask.name}: ${line}`)
  }
  return state === 'FAILED' ? { fail: coded('Task.RemoteTask.Failed', id, name) } : { goto: then }
}

function again({ memory }: Context, otherwise: string): Outcome {
  const tries = Number(memory['tries'] ?? 0) + 1
  memory['tries'] = tries
  return tries < triesMax ? { again: pause } : { again: pause, from: otherwise }
}

function triesOf({ memory }: Context): number {
  return Number(memory['tries'] ?? 0)
}

function dagOf({ memory }: Context): RemoteDag {
  return memory['dag'] as RemoteDag
}

function dagPath(dag: RemoteDag): string {
  return `/api/v1/task/dag/${dag.id}`
}

/** Under which name a sub-task remembers the id of the DAG that it had made. */
function remoteIdOf(agent: AgentAddress): string {
  return `remoteId@${formatAddress(agent)}`
}

/** What the peer said in its refusal. */
function refusalText({ failure }: Extract<PeerReply, { kind: 'refused' }>): string {
  return failure.kind === 'coded' ? String(failure.args.at(-1)) : ''
}

function requestError(context: Context, method: string, path: string, text: string): TaskFailure {
  return coded('Agent.RPC.RequestError', method, path, formatAddress(context.subTask.executeAgent), text)
}

function requestFailed(context: Context, method: string, path: string): TaskFailure {
  return coded('Agent.RPC.RequestFailed', method, path, formatAddress(context.subTask.executeAgent), `retry ${triesMax} times`)
}

function underMaintenance(context: Context, dag: RemoteDag): TaskFailure {
  return coded('Agent.UnderMaintenanceDag', formatAddress(context.subTask.executeAgent), dag.id, dag.name)
}
