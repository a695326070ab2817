import type { Agent } from '../../cluster/index.ts'
import { fits } from '../../faults/index.ts'
import { readAction } from '../../steering/index.ts'
import { isFinished, states, type Dag } from '../../task/index.ts'
import type { Call } from '../call.ts'
import { findAgent, findDag } from '../find.ts'
import { happened } from '../moved.ts'
import { ControlProblem, noEffect } from '../problem.ts'
import { ok, type Answer, type Route } from '../route.ts'
import { dagSummary, dagView } from '../views.ts'

/** The tasks of all agents. */
export const dagRoutes: readonly Route[] = [
  { method: 'GET', path: '/dags', name: 'listDags', query: ['agent', 'name', 'state'], handle: list },
  { method: 'GET', path: '/dags/{id}', name: 'getDag', handle: get },
  { method: 'POST', path: '/dags/{id}/hold', name: 'holdDag', handle: hold },
  { method: 'POST', path: '/dags/{id}/release', name: 'releaseDag', handle: release },
  { method: 'POST', path: '/dags/{id}/fail', name: 'failDag', handle: fail },
  { method: 'POST', path: '/dags/{id}/operator', name: 'operateDag', handle: operator },
]

function list(call: Call): Answer {
  const { world, query } = call
  const named = query.get('agent')
  const owner = named === null ? null : findAgent(world, named)
  const state = call.choice('state', Object.keys(states))
  const name = query.get('name') ?? '*'
  const isMeant = (dag: Dag): boolean => (state === null || dag.state === state) && fits(name, dag.name)
  const owners = world.agents.filter((agent) => owner === null || agent === owner)
  return ok({ dags: owners.flatMap((agent) => world.tasks(agent).dags.filter(isMeant).map((dag) => dagSummary(world, agent, dag))) })
}

function get(call: Call): Answer {
  const { world } = call
  const { owner, dag } = findDag(world, call.param('id'))
  return ok(dagView(world, owner, dag))
}

async function hold(call: Call): Promise<Answer> {
  const { node } = call.object('node')
  const { owner, dag } = newest(call)
  if (isFinished(dag.state)) {
    throw new ControlProblem(409, 'Nothing to hold', `'${dag.name}' at ${owner.name} is ${dag.state}; a rule of /_sim/task-rules holds those that come`)
  }
  return act(call, { hold: { dag: dag.name, agent: owner.name, node } })
}

async function release(call: Call): Promise<Answer> {
  call.nothing()
  const { world } = call
  const { owner, dag } = findDag(world, call.param('id'))
  requireNewest(call, owner, dag)
  return act(call, { release: { dag: dag.name, agent: owner.name } }, () => (
    new ControlProblem(409, 'Nothing is held', `no sub-task of '${dag.name}' is held; it is ${dag.state} at stage ${dag.stage}`)
  ))
}

async function fail(call: Call): Promise<Answer> {
  const body = call.object('errCode', 'args', 'message', 'node')
  const { owner, dag } = newest(call)
  return act(call, { fail: { dag: dag.name, agent: owner.name, ...body } })
}

async function operator(call: Call): Promise<Answer> {
  const body = call.object('operator', 'node')
  const { owner, dag } = newest(call)
  return act(call, { operator: { dag: dag.name, agent: owner.name, ...body } })
}

/** An action as a scenario file has it. */
type Form = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** Lets something happen to the DAG that was asked for. */
async function act(call: Call, form: Form, refusal: (why: string) => ControlProblem = noEffect): Promise<Answer> {
  const [[key, about]] = Object.entries(form) as [[string, Record<string, unknown>]]
  const given = Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined))
  const { value } = await readAction(call.world, { [key]: given })
  const { refused, transitions } = await happened(call, value)
  if (refused !== null) throw refusal(refused)
  const { world } = call
  const { owner, dag } = findDag(world, call.param('id'))
  return ok({ ...dagSummary(world, owner, dag), transitions })
}

function newest(call: Call): { readonly owner: Agent; readonly dag: Dag } {
  const found = findDag(call.world, call.param('id'))
  requireNewest(call, found.owner, found.dag)
  return found
}

/** Actions mean the newest DAG of a name. @throws ControlProblem */
function requireNewest({ world }: Call, owner: Agent, dag: Dag): void {
  const found = world.workOf({ dag: dag.name, agent: owner.name })
  if (found?.dag === dag) return
  const list = `GET /_sim/dags?agent=${encodeURIComponent(owner.name)}`
  throw new ControlProblem(409, 'Not the newest', `'${dag.name}' of ${owner.name} is there again since, and this means the newest: ${list}`)
}
