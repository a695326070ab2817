import { createObserverWorkdir, destroyObserverWorkdir, dirNames, startObserver, stopObserver } from '../dags/index.ts'
import type { DeployTaskParams, StartTaskParams } from '../openapi/index.ts'
import { coded } from '../protocol/index.ts'
import { notModelled, refused, type OperationContext, type Operations, type Result } from './context.ts'
import { createdDag } from './created-dag.ts'

/** What a MASTER has its followers do while it initialises: each makes a DAG of its own (dags.csv). */
export const rpcObOperations: Operations = {
  rpcObDeploy,
  rpcObserverDeploy: rpcObDeploy,
  rpcObDestroy: (context) => createdDag(context, destroyObserverWorkdir()),
  rpcObStart,
  rpcObStop,
}

/** A FOLLOWER only, which is asked before the body is bound (`x-obshell-requires`). */
function rpcObDeploy(context: OperationContext): Result {
  const bound = context.bind()
  if (!bound.ok) return bound.result
  const { dirs } = bound.value as DeployTaskParams
  const unset = dirNames.find((name) => !Object.hasOwn(dirs ?? {}, name))
  if (unset !== undefined) return refused(coded('Common.IllegalArgument.WithMessage', 'dirs', `dir '${unset}' unset`))
  return createdDag(context, createObserverWorkdir(context.agent, dirs!))
}

/** Any agent but one of a cluster, where it is a part of `Start OB`. */
function rpcObStart(context: OperationContext): Result {
  const { agent } = context
  if (agent.identity === 'CLUSTER AGENT') return notModelled(context)
  const bound = context.bind('StartTaskParams')
  if (!bound.ok) return bound.result
  const { config, healthCheck } = bound.value as StartTaskParams
  return createdDag(context, startObserver(agent, config ?? {}, healthCheck))
}

/** As starting; the body is not read. */
function rpcObStop(context: OperationContext): Result {
  return context.agent.identity === 'CLUSTER AGENT' ? notModelled(context) : createdDag(context, stopObserver())
}
