import type { State } from '../task/index.ts'
import { fits } from './pattern.ts'
import type { EventCondition } from './rules.ts'

/** Something that has happened, as conditions see it. */
export type Occurrence =
  | { readonly kind: 'task'; readonly agent: string; readonly dag: string; readonly node: string | null; readonly state: State }
  | { readonly kind: 'process'; readonly agent: string; readonly process: 'started' | 'stopped' }

/** Whether that is what a condition waits for. */
export function isSuch(condition: EventCondition, occurrence: Occurrence): boolean {
  if (condition.kind === 'process') return occurrence.kind === 'process' && occurrence.agent === condition.agent && occurrence.process === condition.process
  if (occurrence.kind !== 'task' || occurrence.state !== condition.state) return false
  if (condition.agent !== undefined && condition.agent !== occurrence.agent) return false
  if (condition.dag !== undefined && !fits(condition.dag, occurrence.dag)) return false
  // Without a node the DAG itself is meant.
  return condition.node === undefined ? occurrence.node === null : occurrence.node !== null && fits(condition.node, occurrence.node)
}
