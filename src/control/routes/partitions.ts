import type { Action } from '../../faults/index.ts'
import type { Simulation } from '../../simulation.ts'
import { PartError, readAction } from '../../steering/index.ts'
import type { Call } from '../call.ts'
import { findAgent } from '../find.ts'
import { badRequest, noEffect } from '../problem.ts'
import { ok, type Answer, type Route } from '../route.ts'
import type { View } from '../views.ts'

/** Which agents do not reach each other, while clients reach all. */
export const partitionRoutes: readonly Route[] = [
  { method: 'GET', path: '/partitions', name: 'listPartitions', handle: ({ world }) => ok(partitionsView(world)) },
  { method: 'POST', path: '/partitions', name: 'addPartition', handle: add },
  { method: 'DELETE', path: '/partitions', name: 'healPartitions', query: ['between'], handle: heal },
]

/** The body is what stands behind `partition` in a scenario file: two agents, or groups of them. */
async function add(call: Call): Promise<Answer> {
  const given = await call.value()
  // It may also say so itself.
  const { partition, ...others } = (Array.isArray(given) ? {} : Object(given)) as { readonly partition?: unknown }
  const isNamed = partition !== undefined && Object.keys(others).length === 0
  const action = await readPartition(call, isNamed ? partition : given, isNamed)
  await call.host.act(action)
  return ok(partitionsView(call.world), 201)
}

/** @param isNamed whether the body says `partition` itself */
async function readPartition({ world }: Call, groups: unknown, isNamed: boolean): Promise<Action> {
  try {
    return (await readAction(world, { partition: groups })).value
  } catch (error) {
    if (!(error instanceof PartError) || isNamed) throw error
    throw new PartError(error.problems.map((problem) => ({ ...problem, path: (problem.path ?? []).slice(1) })))
  }
}

async function heal(call: Call): Promise<Answer> {
  call.nothing()
  const { host, world } = call
  const between = call.query.get('between')
  if (between === null) {
    await host.act({ do: 'heal' })
    return ok(partitionsView(call.world))
  }
  const names = between.split(',').map((name) => findAgent(world, name.trim()).name)
  const [one, other] = names
  if (one === undefined || other === undefined || names.length !== 2 || one === other) {
    throw badRequest(`"between" must name two agents such as a,b, not '${between}'`)
  }
  const refused = await host.act({ do: 'heal', between: [one, other] })
  if (refused !== null) throw noEffect(refused)
  return ok(partitionsView(call.world))
}

function partitionsView({ state: { cuts } }: Simulation): View {
  return { partitions: Object.keys(cuts).sort().map((pair) => ({ between: pair.split('|') })) }
}
