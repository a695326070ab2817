import { formatAddress } from '../../cluster/index.ts'
import { builtInNames, isText, loadScenario, readScenario, ScenarioNotFound, type Scenario, type ScenarioText } from '../../scenario/index.ts'
import { missingName } from '../../steering/index.ts'
import { parseJson } from '../body.ts'
import type { Call } from '../call.ts'
import { badRequest } from '../problem.ts'
import { ok, type Answer, type Route } from '../route.ts'
import { clockView, type View } from '../views.ts'

/** What is loaded, another in its place, and all from the beginning. */
export const scenarioRoutes: readonly Route[] = [
  { method: 'GET', path: '/scenario', name: 'getScenario', handle: (call) => ok(scenarioView(call)) },
  { method: 'PUT', path: '/scenario', name: 'putScenario', handle: put },
  { method: 'POST', path: '/reset', name: 'reset', handle: reset },
]

async function put(call: Call): Promise<Answer> {
  const { text, name } = await given(call.text)
  await call.host.replace(await loadScenario(text, name, { read: builtInOnly }))
  return ok({ ...scenarioView(call), clock: clockView(call.world) })
}

async function reset(call: Call): Promise<Answer> {
  call.nothing()
  await call.host.reset()
  return ok(clockView(call.world))
}

/** A scenario as it is sent: its text, the name of a built-in one, or `{"scenario": …}` with either. */
async function given(body: string): Promise<ScenarioText> {
  if (body.trim() === '') throw badRequest('the body is empty: send the text of a scenario, or {"scenario": "<name of a built-in one>"}')
  const meant = namedIn(body) ?? body.trim()
  return isText(meant) || !/^[\w-]+$/.test(meant) ? { text: namedIn(body) ?? body, name: '<scenario>', folder: '.', id: '<scenario>' } : builtIn(meant)
}

/** What stands in `{"scenario": …}`; null where the body is no such object. */
function namedIn(body: string): string | null {
  if (!body.trimStart().startsWith('{') || !/"scenario"\s*:/.test(body)) return null
  try {
    const value = parseJson(body)
    if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return null
    const { scenario } = value as { scenario?: unknown }
    // A scenario as an object is its own text.
    return typeof scenario === 'string' ? scenario : typeof scenario === 'object' && scenario !== null ? JSON.stringify(scenario) : null
  } catch {
    // YAML, or no text at all: its reader says so.
    return null
  }
}

async function builtIn(name: string): Promise<ScenarioText> {
  const names = await builtInNames()
  if (!names.includes(name)) throw new ScenarioNotFound(missingName('built-in scenario', name, names))
  return readScenario(name)
}

/** Whoever steers over HTTP reads no files of this machine: a scenario extends those that come with us. */
async function builtInOnly(name: string): Promise<ScenarioText> {
  if (!/^[\w-]+$/.test(name)) throw new ScenarioNotFound(`'${name}' is a path, and a scenario that is sent extends built-in ones only`)
  return builtIn(name)
}

function scenarioView({ host, world }: Call): View {
  const { description, warnings, source }: Scenario = host.scenario()
  return {
    name: source?.name ?? null,
    description,
    text: source?.text ?? null,
    agents: world.agents.map((agent) => ({ name: agent.name, address: formatAddress(agent), listening: host.listening(agent.name) })),
    warnings: warnings.map(({ line, column, code, path = [], message }) => ({ line, column, code, path: path.map(String).join('.'), message })),
  }
}
