import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { endOfTime, formatDuration, micros, parseDuration, parseMode, type Instant } from '../clock/index.ts'
import { formatAddress, type Agent } from '../cluster/index.ts'
import { parseTime } from '../protocol/index.ts'
import { SettleError, type Simulation } from '../simulation.ts'
import { dagOf, parseGenericId, type Dag } from '../task/index.ts'
import { conditionOf } from './condition.ts'
import { patchAgent } from './patch.ts'
import { guard } from './guard.ts'
import type { ControlListener } from './first-use.ts'
import type { ControlHost } from './host.ts'
import { badRequest, ControlProblem } from './problem.ts'
import { agentView, clockView, dagSummary, instantView, transitionView } from './view.ts'

/** One advance moves no further: a slip of the keyboard must not run for hours. */
const advanceMax = 10 * 366 * 24 * micros.h

/** The `/_sim` API (DESIGN §8): plain JSON, problem documents for errors. It sees the world and a few verbs, nothing of sockets. */
export function createControlListener(host: ControlHost): ControlListener {
  const app = new Hono().basePath('/_sim')
  const world = (): Simulation => {
    host.catchUp()
    return host.world()
  }

  app.get('/health', (c) => c.json({ status: 'live' }))
  app.get('/ready', (c) => (host.isReady() ? c.json({ status: 'ready' }) : c.json({ status: 'starting' }, 503)))
  app.get('/ca.pem', async (c) => {
    const authority = await host.authority()
    if (authority === null) throw new ControlProblem(404, 'No certificate', 'the agents speak no TLS; start the simulator with --tls')
    return c.body(authority, 200, { 'Content-Type': 'application/x-pem-file' })
  })
  app.get('/agent-openapi.yaml', async (c) => {
    const document = await host.document()
    if (document === null) throw new ControlProblem(404, 'No document', 'openapi.yaml did not come with this program; it is in the package obshell-sim')
    // Pages that show OpenAPI documents are of other origins; this one tells nothing of the world.
    return c.body(document, 200, { 'Content-Type': 'application/yaml', 'Access-Control-Allow-Origin': '*' })
  })
  app.use(async (c, next) => {
    guard(host, c.req.raw.headers)
    await next()
  })

  app.get('/clock', (c) => c.json(clockView(world())))
  app.put('/clock', async (c) => {
    const body = await readBody(c.req.raw, ['mode'])
    const mode = typeof body['mode'] === 'string' ? parseMode(body['mode']) : `mode must be a text such as "auto" or "per-poll:1s"`
    if (typeof mode === 'string') throw badRequest(mode)
    world().setMode(mode)
    host.moved()
    return c.json(clockView(world()))
  })
  app.post('/clock/advance', async (c) => {
    const body = await readBody(c.req.raw, ['by', 'to', 'until', 'budget'])
    if (body['until'] === undefined) {
      if (body['budget'] !== undefined) throw badRequest('"budget" goes with "until"')
      return c.json(moved(host, world(), (current) => current.advanceTo(advanceTarget(host, current, body))))
    }
    const { holds, budget } = conditionOf(world(), body)
    requireByHand(host, world())
    return c.json(moved(host, world(), (current) => {
      if (current.advanceUntil(holds, budget)) return
      throw new ControlProblem(422, 'The condition did not come to hold', `${JSON.stringify(body['until'])} did not come to hold within ${formatDuration(budget)} of virtual time; GET /_sim/dags shows what there is`)
    }))
  })
  app.post('/clock/next', async (c) => {
    await readBody(c.req.raw, [])
    requireByHand(host, world())
    return c.json(moved(host, world(), (current) => void current.next()))
  })
  app.post('/clock/settle', async (c) => {
    await readBody(c.req.raw, [])
    requireByHand(host, world())
    return c.json(moved(host, world(), (current) => current.settle()))
  })

  app.get('/agents', (c) => c.json({ agents: world().agents.map((agent) => agentView(host, world(), agent)) }))
  app.get('/agents/:agent', (c) => c.json(agentView(host, world(), findAgent(world(), c.req.param('agent')))))
  app.patch('/agents/:agent', async (c) => {
    const agent = findAgent(world(), c.req.param('agent'))
    patchAgent(agent, await readBody(c.req.raw, ['observer', 'aliases']))
    return c.json(agentView(host, world(), agent))
  })
  app.post('/agents/:agent/stop', async (c) => {
    const agent = findAgent(world(), c.req.param('agent'))
    await host.stop(agent, readSignal(await readBody(c.req.raw, ['signal'])))
    return c.json(agentView(host, world(), agent))
  })
  app.post('/agents/:agent/start', async (c) => {
    const agent = findAgent(world(), c.req.param('agent'))
    await readBody(c.req.raw, [])
    await host.start(agent)
    return c.json(agentView(host, world(), agent))
  })
  app.post('/agents/:agent/restart', async (c) => {
    const agent = findAgent(world(), c.req.param('agent'))
    await host.stop(agent, readSignal(await readBody(c.req.raw, ['signal'])))
    await host.start(agent)
    return c.json(agentView(host, world(), agent))
  })
  app.post('/agents/:agent/observer/stop', async (c) => {
    const agent = findAgent(world(), c.req.param('agent'))
    readSignal(await readBody(c.req.raw, ['signal']))
    agent.ob.pid = null
    return c.json(agentView(host, world(), agent))
  })

  app.get('/dags', (c) => c.json({
    dags: world().agents.flatMap((agent) => world().tasks(agent).dags.map((dag) => dagSummary(world(), agent, dag))),
  }))
  app.get('/dags/:id', (c) => {
    const { owner, dag } = findDag(world(), c.req.param('id'))
    return c.json(dagSummary(world(), owner, dag))
  })
  app.post('/dags/:id/release', async (c) => {
    await readBody(c.req.raw, [])
    const { owner, dag } = findDag(world(), c.req.param('id'))
    if (world().engine(owner).release(dag) === 0) {
      throw new ControlProblem(409, 'Nothing is held', `no sub-task of '${dag.name}' is held; it is ${dag.state} at stage ${dag.stage}`)
    }
    host.moved()
    return c.json(dagSummary(world(), owner, dag))
  })

  app.post('/reset', async (c) => {
    await readBody(c.req.raw, [])
    await host.reset()
    return c.json(clockView(world()))
  })

  app.notFound((c) => new ControlProblem(404, 'Not found', `the control API has no ${c.req.method} ${c.req.path}`).toResponse())
  app.onError((error) => {
    if (error instanceof ControlProblem) return error.toResponse()
    if (error instanceof SettleError) return new ControlProblem(422, 'Work does not end', error.message).toResponse()
    host.bug(error)
    return new ControlProblem(500, 'Simulator bug', error instanceof Error ? error.message : String(error)).toResponse()
  })

  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  return (request, response) => void listener(request, response)
}

/** Moves time and tells what happened on the way, in order. */
function moved(host: ControlHost, world: Simulation, move: (world: Simulation) => void): Record<string, unknown> {
  world.noteTransitions()
  const { seq } = world.journal
  const before = world.now()
  try {
    move(world)
  } finally {
    host.moved()
  }
  return {
    ...clockView(world),
    by: formatDuration(world.now() - before),
    transitions: world.transitionsAfter(seq).map((transition) => transitionView(world, transition)),
  }
}

function requireByHand(host: ControlHost, world: Simulation): void {
  if (host.mayAdvance(world.state.mode)) return
  throw new ControlProblem(409, 'The clock follows the wall', `in mode ${world.state.mode.mode} time cannot be advanced by hand; PUT /_sim/clock {"mode":"offset"} or "manual" first`)
}

function advanceTarget(host: ControlHost, world: Simulation, { by, to }: Record<string, unknown>): Instant {
  requireByHand(host, world)
  if ((by === undefined) === (to === undefined)) {
    throw badRequest('give one of "by", a duration such as "5s", "to", an instant such as "2024-01-09T11:06:25+08:00", and "until", a condition such as {"dag":"Join self","state":"RUNNING"}')
  }
  const target = by === undefined ? instantOf(to) : world.now() + durationOf(by)
  if (target < world.now()) throw badRequest(`time never goes back: it is ${instantView(world, world.now())}`)
  if (target > endOfTime) throw badRequest(`time ends at ${instantView(world, endOfTime)}; POST /_sim/reset begins it anew`)
  if (target > world.now() + advanceMax) throw badRequest('one advance goes no further than ten years')
  return target
}

function durationOf(by: unknown): number {
  const duration = typeof by === 'string' ? parseDuration(by) : null
  if (duration === null) throw badRequest(`"by" must be a duration such as "500ms", "5s" or "1h30m", not ${JSON.stringify(by)}`)
  return duration
}

function instantOf(to: unknown): Instant {
  const instant = typeof to === 'string' ? parseTime(to) : null
  if (instant === null) throw badRequest(`"to" must be an instant such as "2024-01-09T11:06:25+08:00", not ${JSON.stringify(to)}`)
  return instant
}

function findAgent(world: Simulation, name: string): Agent {
  const agent = world.agent(name) ?? world.agents.find((candidate) => formatAddress(candidate) === name)
  if (agent === undefined) {
    throw new ControlProblem(404, 'No such agent', `no agent is called or at '${name}'; there are ${world.agents.map((each) => each.name).join(', ')}`)
  }
  return agent
}

function findDag(world: Simulation, id: string): { readonly owner: Agent; readonly dag: Dag } {
  const parsed = parseGenericId(id)
  const owner = 'refused' in parsed || parsed.address === null ? undefined : world.agents.find((agent) => formatAddress(agent) === formatAddress(parsed.address!))
  const dag = owner === undefined ? undefined : dagOf(world.tasks(owner), Number((parsed as { id: bigint }).id))
  if (owner === undefined || dag === undefined) throw new ControlProblem(404, 'No such DAG', `no agent has a DAG '${id}'; GET /_sim/dags lists them`)
  return { owner, dag }
}

/** The body of a call: an object with no keys but these; none is an empty one. */
async function readBody(request: Request, keys: readonly string[]): Promise<Record<string, unknown>> {
  const text = await request.text()
  if (text.trim() === '') return {}
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (error) {
    throw badRequest(`the body is not JSON: ${(error as Error).message}`)
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badRequest('the body must be a JSON object')
  const unknown = Object.keys(body).find((key) => !keys.includes(key))
  if (unknown !== undefined) throw badRequest(`unknown key '${unknown}'; ${keys.length === 0 ? 'this call takes none' : `known here: ${keys.join(', ')}`}`)
  return body as Record<string, unknown>
}

function readSignal({ signal = 'SIGTERM' }: Record<string, unknown>): 'SIGTERM' | 'SIGKILL' {
  if (signal !== 'SIGTERM' && signal !== 'SIGKILL') throw badRequest(`"signal" must be SIGTERM or SIGKILL, not ${JSON.stringify(signal)}`)
  return signal
}
