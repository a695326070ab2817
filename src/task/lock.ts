import type { Dag, TaskStore } from './store.ts'

export type LockKind = 'global' | 'obproxy'

/** The local lock a DAG takes, if any (tasks.md §4): local DAGs know `ocs_info.status` and `obproxy_info.status`. */
export function locksOf(maintenance: Dag['maintenance']): LockKind | null {
  switch (maintenance) {
    case 'none': return null
    case 'obproxy': return 'obproxy'
    default: return 'global'
  }
}

export function isLocked(store: TaskStore, maintenance: Dag['maintenance']): boolean {
  const kind = locksOf(maintenance)
  return kind !== null && store.locks[kind]
}

export function lock(store: TaskStore, maintenance: Dag['maintenance']): void {
  const kind = locksOf(maintenance)
  if (kind !== null) store.locks[kind] = true
}

/** PASS frees a lock without asking who holds it (tasks.md §2.6, a quirk of the agent). */
export function unlock(store: TaskStore, maintenance: Dag['maintenance']): void {
  const kind = locksOf(maintenance)
  if (kind !== null) store.locks[kind] = false
}
