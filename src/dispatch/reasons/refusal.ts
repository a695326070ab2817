import { formatAddress, masterOf, sameAddress, type Agent, type AgentAddress } from '../../cluster/index.ts'
import { failureText, type Failure } from '../../protocol/index.ts'
import type { Simulation } from '../../simulation.ts'
import { explainBinding } from './bind.ts'
import { explainIdentity, explainMaster, explainNoMaster, explainVersions } from './join.ts'
import { explainLock } from './lock.ts'
import { addressOf, listed, named } from './naming.ts'
import { explainPeer, explainUnreachable } from './reach.ts'
import { explainOperator, explainTask } from './task.ts'

/** What an operation has refused. */
export interface RefusedOperation {
  /** Its operationId. */
  readonly operation: string
  /** Path parameters, decoded. */
  readonly params?: Readonly<Record<string, string>>
  /** The body as it was bound or sent; absent where there was none to read. */
  readonly body?: unknown
  /** How many bytes of body came, decrypted. */
  readonly bodyBytes?: number
  readonly failure: Failure
}

/**
 * Why an operation refused, as a sentence that a developer can act on: what of the world was in the way, and what would help.
 *
 * @returns null where the failure says it all, or nothing more is known
 */
export function explainRefusal(world: Simulation, agent: Agent, refused: RefusedOperation): string | null {
  const { operation, params = {}, failure } = refused
  const errors = errorsIn(failure)
  const isJoin = operation === 'agentJoin' || operation === 'agentJoinRoot'
  for (const { errCode, args, text } of errors) {
    const said = isTaskOf(operation) ? explainOperator(world, agent, operation, params['id'] ?? '', errCode, args[0] ?? '') : null
    if (said !== null) return said
    switch (errCode) {
      case 'Common.BindJsonFailed': return explainBinding(operation, args[0] ?? text, refused.bodyBytes ?? 0)
      case 'Agent.UnderMaintenance': return explainLock(world, agentAt(world, args[0]) ?? agent, operation.toLowerCase().includes('obproxy') ? 'obproxy' : 'global')
      case 'Agent.Identify.NotSupportOperation': {
        const target = addressOf(args[0] ?? '')
        if (isJoin && target !== null && !sameAddress(target, agent)) return explainNoMaster(world, target)
        return explainIdentity(world, agentAt(world, args[0]) ?? agent, isJoin, args[2] ?? '')
      }
      case 'Agent.Version.Inconsistent': case 'Agent.OB.Version.Inconsistent': {
        const target = addressOf(args[0] ?? '')
        return target === null ? null : explainVersions(world, agent, target, errCode === 'Agent.Version.Inconsistent' ? 'obshell' : 'OceanBase')
      }
      case 'Agent.RPC.RequestFailed': return unanswered(world, agent, args[1])
      case 'Agent.RPC.RequestError': {
        const target = addressOf(args[2] ?? '')
        if (target === null) return null
        return explainMaster(world, agent, target, args[3] ?? '', fieldOf(refused.body, 'masterPassword')) ?? explainPeer(world, agent, target)
      }
      case 'Agent.NoMaster': return `${named(agent)} is ${agent.identity} and knows no master`
      case 'Agent.OceanBase.NotHold': return `${named(agent)} is ${agent.identity}, and only a CLUSTER AGENT is connected to an OceanBase: POST /api/v1/ob/init makes a cluster`
      case 'OB.Cluster.Id.Invalid': return 'clusterId is missing in the body, or not above 0'
      case 'OB.Cluster.Name.Empty': return 'clusterName is missing in the body, or empty'
      case 'OB.Cluster.Scope.Invalid': return 'scope.type in the body is to be GLOBAL, ZONE or SERVER'
      case 'OB.Zone.NotExist': return `${named(agent)} knows of ${known([...new Set(agent.table.map(({ zone }) => zone))], 'zone')}`
      case 'Agent.NotExist': return `${named(agent)} knows of ${known(agent.table.map(formatAddress), 'agent')}`
      case 'Request.AESKey.NotFound': case 'Request.Body.Decrypt.AES.KeyAndIv.Invalid': return 'the answer is to be encrypted with the Keys in the credential, and these are not 32 bytes: 16 of a key and 16 of an IV'
      case 'Task.NotFound.WithReason': {
        if (args[0] === 'Agent is not under maintenance') return `${named(agent)} has not run any maintenance DAG yet`
        const id = fieldOf(refused.body, 'id')
        if (typeof id === 'string' && id !== '' && id !== params['id']) return `the body has another id than the path, ${id}, and that counts`
      }
    }
    if (isTaskOf(operation) && errCode.startsWith('Task.')) return explainTask(world, agent, operation, params['id'] ?? '')
  }
  if (isJoin) return explainJoin(world, agent, refused)
  return explainUncoded(world, agent, operation, failure) ?? (isTaskOf(operation) ? explainTask(world, agent, operation, params['id'] ?? '') : null)
}

/** Refusals of a join that have no code of their own. */
function explainJoin(world: Simulation, agent: Agent, { operation, body, failure }: RefusedOperation): string | null {
  const text = failureText(failure)
  if (text === 'exit status 127' && agent.observer.version === null) return `${named(agent)} has no observer installed (observer.version: none), and a join compares observers`
  const target = targetOf(body)
  // The first question fails under no code of its own. The key of a master that does not answer is taken for an empty one.
  if (/get (?:agent info|token) failed/.test(text) && target !== null) return explainUnreachable(world, agent, target)
  return explainUncoded(world, agent, operation, failure)
}

/** Without a code come what Go's client says of a request that was handed on to the master, and on some routes what is wrong with a body. */
function explainUncoded(world: Simulation, agent: Agent, operation: string, failure: Failure): string | null {
  const text = failureText(failure)
  if (text.endsWith('failed to set dag rollback: no node failed')) return 'ROLLBACK undoes what has run, and no node of the DAG has'
  if (failure.kind !== 'plain') return null
  if (!/^[A-Z][a-z]+ "/.test(failure.text)) return explainBinding(operation, failure.text)
  if (isTaskOf(operation)) return null
  const master = masterOf(agent)
  return master === undefined ? null : explainUnreachable(world, agent, master)
}

function unanswered(world: Simulation, agent: Agent, address: string | undefined): string | null {
  const target = addressOf(address ?? '')
  return target === null ? null : explainUnreachable(world, agent, target)
}

interface Coded {
  readonly errCode: string
  readonly args: readonly string[]
  readonly text: string
}

/** The coded errors in a failure, the innermost first: that one knows best. */
function errorsIn(failure: Failure): readonly Coded[] {
  switch (failure.kind) {
    case 'coded': return [{ errCode: failure.errCode, args: failure.args.map(String), text: failureText(failure) }]
    case 'worded': return [{ errCode: failure.errCode, args: [], text: failure.text }]
    case 'wrapped': return errorsIn(failure.inner)
    case 'retained': return [...errorsIn(failure.inner), ...errorsIn(failure.outer)]
    default: return []
  }
}

function known(names: readonly string[], what: string): string {
  return names.length === 0 ? `no ${what} yet` : `the ${what}${names.length === 1 ? '' : 's'} ${listed(names)}`
}

function agentAt(world: Simulation, address: string | undefined): Agent | undefined {
  return world.agents.find((agent) => formatAddress(agent) === address)
}

function isTaskOf(operation: string): boolean {
  return ['getDag', 'operateDag', 'getNode', 'operateNode', 'getSubTask', 'getSubTaskLogs'].includes(operation)
}

/** The agent that a join names. */
function targetOf(body: unknown): AgentAddress | null {
  const info = fieldOf(body, 'agentInfo')
  const [ip, port] = [fieldOf(info, 'ip'), fieldOf(info, 'port')]
  return typeof ip === 'string' && (typeof port === 'number' || typeof port === 'bigint') ? { ip, port } : null
}

/** A field of a body, its key in any case, as Go binds it. */
function fieldOf(body: unknown, key: string): unknown {
  if (typeof body !== 'object' || body === null) return undefined
  return Object.entries(body).find(([each]) => each.toLowerCase() === key.toLowerCase())?.[1]
}
