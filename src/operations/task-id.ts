import { masterOf, sameAddress, type AgentAddress } from '../cluster/index.ts'
import { coded, plain, wrapRetain, type Failure } from '../protocol/index.ts'
import { parseGenericId, type GenericId } from '../task/index.ts'
import { refused, type OperationContext, type Result } from './context.ts'

/** Where a task id leads: to a row of this agent, to another agent, or nowhere (tasks.md §3.1). */
export type Resolved =
  | { readonly at: 'here'; readonly id: GenericId }
  | { readonly at: 'elsewhere'; readonly id: GenericId; readonly address: AgentAddress }
  | { readonly at: 'nowhere'; readonly result: Result }

/** Steps 1 and 2 of tasks.md §3.1: the id is read, and where it names another agent, that one (a FOLLOWER's: the master) is asked. */
export function resolveTaskId({ agent, params }: OperationContext): Resolved {
  const text = params['id'] ?? ''
  const id = parseGenericId(text)
  if ('refused' in id) return { at: 'nowhere', result: refused(invalidId(text, id.refused)) }
  if (id.address === null || sameAddress(agent, id.address)) return { at: 'here', id }
  if (agent.identity !== 'FOLLOWER') return { at: 'elsewhere', id, address: id.address }
  const master = masterOf(agent)
  return master === undefined ? { at: 'nowhere', result: refused(coded('Agent.NoMaster')) } : { at: 'elsewhere', id, address: master }
}

/** An error of the store, as a task that is not found (step 4): the inner code wins where it has one. */
export function taskNotFound(inner: Failure): Failure {
  return wrapRetain(coded('Task.NotFound'), inner)
}

export const noRow: Failure = taskNotFound(plain('record not found'))

/** A row that exists under an id of another form. */
export function notMatching(what: 'dag id' | 'node type' | 'sub task type'): Failure {
  return coded('Task.NotFound.WithReason', `${what} not match`)
}

/** Rows are found by 64-bit ids; those beyond what a store can hold are not there. */
export function rowNumber(id: bigint): number {
  return id > 0n && id < 0x1_0000_0000n ? Number(id) : 0
}

function invalidId(text: string, why: string): Failure {
  const base = coded('Task.GenericID.Invalid', text)
  return why === '' ? base : wrapRetain(base, plain(why.replace(/^: /, '')))
}
