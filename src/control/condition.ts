import { micros, parseDuration, type Micros } from '../clock/index.ts'
import { formatAddress, type Agent } from '../cluster/index.ts'
import type { Simulation } from '../simulation.ts'
import { nodesOf, states } from '../task/index.ts'
import { badRequest } from './problem.ts'

const defaultBudget: Micros = 24 * micros.h

/**
 * A condition of `POST /_sim/clock/advance`: a DAG of that name (its newest; on that agent) is in that state, or with `node` its node is.
 *
 * @throws ControlProblem
 */
export function conditionOf(world: Simulation, { until, budget }: Record<string, unknown>): { readonly holds: () => boolean; readonly budget: Micros } {
  const known = ['dag', 'node', 'agent', 'state']
  if (typeof until !== 'object' || until === null || Array.isArray(until)) throw badRequest('"until" must be a condition such as {"dag":"Join self","state":"RUNNING"}')
  const unknown = Object.keys(until).find((key) => !known.includes(key))
  if (unknown !== undefined) throw badRequest(`unknown key '${unknown}' in until; known here: ${known.join(', ')}`)
  const { dag, node, agent, state } = until as Record<string, unknown>
  if (typeof dag !== 'string') throw badRequest('until.dag must be the name of a DAG, such as "Join self"')
  if (node !== undefined && typeof node !== 'string') throw badRequest('until.node must be the name of a node')
  if (typeof state !== 'string' || !Object.hasOwn(states, state)) throw badRequest(`until.state must be one of ${Object.keys(states).join(', ')}, not ${JSON.stringify(state)}`)
  const agents = agent === undefined ? world.agents : [named(world, agent)]
  return {
    budget: budget === undefined ? defaultBudget : durationOf(budget),
    holds: () => agents.some((each) => {
      const newest = world.tasks(each).dags.findLast(({ name }) => name === dag)
      if (newest === undefined) return false
      return node === undefined ? newest.state === state : nodesOf(world.tasks(each), newest).some((row) => row.name === node && row.state === state)
    }),
  }
}

function named(world: Simulation, name: unknown): Agent {
  const agent = world.agents.find((each) => each.name === name || formatAddress(each) === name)
  if (agent === undefined) throw badRequest(`until.agent: no agent is called or at ${JSON.stringify(name)}`)
  return agent
}

function durationOf(budget: unknown): Micros {
  const duration = typeof budget === 'string' ? parseDuration(budget) : null
  if (duration === null || duration < 0) throw badRequest(`"budget" must be a duration such as "5s", not ${JSON.stringify(budget)}`)
  return duration
}
