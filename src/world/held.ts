import type { Agent } from '../cluster/index.ts'
import { dagOf, formatGenericId, type Dag, type SubTask } from '../task/index.ts'
import type { Workplace } from './work.ts'

/** A world whose work can be asked what it stands at. */
export interface Standing extends Workplace {
  engine(agent: Agent): { heldOf(dag: Dag): readonly SubTask[]; hasWork(): boolean }
}

/** What is held, as a sentence; null: nothing is. */
export function heldNote(world: Standing): string | null {
  for (const agent of world.agents) {
    const held = heldAt(world, agent)
    if (held !== null) return held
  }
  return null
}

/** What is held that work of an agent waits for: its own, or whatever is where its work stands still for others. */
export function heldNoteFor(world: Standing, agent: Agent): string | null {
  if (world.tasks(agent).active === 0) return null
  return heldAt(world, agent) ?? (world.engine(agent).hasWork() ? null : heldNote(world))
}

function heldAt(world: Standing, agent: Agent): string | null {
  const store = world.tasks(agent)
  if (store.active === 0) return null
  for (const id of store.unfinished) {
    const dag = dagOf(store, id)!
    const held = world.engine(agent).heldOf(dag)[0]
    if (held !== undefined) return `'${held.name}' of '${dag.name}' at ${agent.name} is held until somebody releases it: POST /_sim/dags/${formatGenericId(agent, dag.id, dag.type)}/release`
  }
  return null
}
