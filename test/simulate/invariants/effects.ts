import type { RequestEntry } from '../../../src/journal/index.ts'
import { first, type Invariant } from './invariant.ts'

/** What makes a DAG when it is accepted, with an answer that is one. */
const makers: ReadonlySet<string> = new Set([
  'agentJoin', 'agentJoinRoot', 'agentRemove', 'agentRemoveRoot', 'obclusterConfigPost', 'obclusterConfigPut', 'observerConfigPost', 'observerConfigPut', 'obInit',
  'rpcObDeploy', 'rpcObserverDeploy', 'rpcObDestroy', 'rpcObStart', 'rpcObStop', 'obproxyStart',
])

export const effects: Invariant = {
  name: 'effects',
  sentence: 'A join, a removal, a configuration, an operator that was accepted brings about a DAG or a change of one, in its name; one that was refused nothing.',
  create() {
    return ({ isFirst, happened }) => {
      if (isFirst) return null
      const moved = new Map<number, { made: boolean; changed: boolean }>()
      const parents = new Set<number>()
      for (const one of happened) {
        if (one.cause === null) continue
        if (one.kind === 'request') parents.add(one.cause)
        if (one.kind !== 'transition' || one.level !== 'dag') continue
        const before = moved.get(one.cause) ?? { made: false, changed: false }
        moved.set(one.cause, { made: before.made || one.from === null, changed: true })
      }
      return first(happened.map((one) => (one.kind !== 'request' || one.rule !== null ? null : effectFault(one, moved, parents))))
    }
  },
}

function effectFault(entry: RequestEntry, moved: ReadonlyMap<number, { readonly made: boolean; readonly changed: boolean }>, parents: ReadonlySet<number>): string | null {
  const { seq, operation, agent, status, cause, why, size, via } = entry
  const isMaker = makers.has(operation ?? '')
  const isOperator = operation === 'operateDag' || operation === 'operateNode'
  if (!isMaker && !isOperator) return null
  const effect = moved.get(cause ?? seq)
  const what = `${operation} of ${agent} (request ${seq})`
  // Without the prefix in its target nothing is written, and the status says nothing.
  if (status === 200 && (via !== 'client' || size > 0)) {
    if (isMaker && effect?.made !== true) return `${what} was accepted, and made no DAG`
    return isOperator && effect?.changed !== true ? `${what} was accepted, and changed no DAG` : null
  }
  // Who was refused by another agent, or did not hear of it, cannot know; after a panic the rest of the chain runs (wire.md §1.10).
  const isOwn = cause === null && !parents.has(seq) && status >= 400 && why?.startsWith('the real agent panics') !== true
  return isOwn && effect !== undefined ? `${what} was refused with ${status}, and a DAG changed in its name` : null
}
