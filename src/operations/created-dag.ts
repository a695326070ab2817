import { formatAddress } from '../cluster/index.ts'
import { coded, plain, wrapRetain, type Failure } from '../protocol/index.ts'
import type { Template } from '../task/index.ts'
import { data, refused, refusedWith, type OperationContext, type Result } from './context.ts'
import { dagView } from './task-view.ts'

/**
 * Makes a DAG and answers with it, without its nodes (wire.md §4.15); a refusal names the DAG (tasks.md §4).
 *
 * @param refusedData `null` for the handlers that pass a nil DAG along with the error (wire.md §1.1)
 */
export function createdDag({ world, agent }: OperationContext, template: Template, refusedData?: null): Result {
  const dag = world.engine(agent).create(template)
  if (!('refused' in dag)) return data(dagView(world, agent, dag, false))
  const failure = wrapRetain(coded('Task.CreateFailed', template.name), createRefusal())
  return refusedData === null ? refusedWith(null, failure) : refused(failure)

  function createRefusal(): Failure {
    const refusal = dag as Exclude<typeof dag, { id: number }>
    switch (refusal.refused) {
      case 'locked': return coded('Agent.UnderMaintenance', formatAddress(agent))
      case 'empty-template': return coded('Task.Template.Empty')
      case 'no-execute-agents': return plain(`parallel node ${refusal.node} has no execute agents`)
    }
  }
}
