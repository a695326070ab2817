import { readScenarioSchema } from '../../scenario/index.ts'
import type { Call } from '../call.ts'
import { notFound } from '../problem.ts'
import { ok, type Answer, type Route } from '../route.ts'

/** Pages that show such documents are of other origins; these tell nothing of the world. */
const forAll = { 'Access-Control-Allow-Origin': '*' }

/** What answers anyone: whether it lives, and documents. */
export const documentRoutes: readonly Route[] = [
  { method: 'GET', path: '/health', name: 'getHealth', open: true, handle: () => ok({ status: 'live' }) },
  {
    method: 'GET', path: '/ready', name: 'getReady', open: true,
    handle: ({ host }) => (host.isReady() ? ok({ status: 'ready' }) : ok({ status: 'starting' }, 503)),
  },
  { method: 'GET', path: '/ca.pem', name: 'getAuthority', open: true, handle: authority },
  { method: 'GET', path: '/agent-openapi.yaml', name: 'getAgentDocument', open: true, handle: agentDocument },
  { method: 'GET', path: '/openapi.json', name: 'getControlDocument', open: true, handle: controlDocument },
  { method: 'GET', path: '/schema.json', name: 'getScenarioSchema', open: true, handle: schema },
]

async function authority({ host }: Call): Promise<Answer> {
  const text = await host.authority()
  if (text === null) throw notFound('No certificate', 'the agents speak no TLS; start the simulator with --tls')
  return { status: 200, type: 'application/x-pem-file', text }
}

async function agentDocument({ host }: Call): Promise<Answer> {
  return document(await host.document(), 'openapi.yaml', 'application/yaml')
}

async function controlDocument({ host }: Call): Promise<Answer> {
  return document(await host.controlDocument(), 'openapi-control.json', 'application/json')
}

async function schema(): Promise<Answer> {
  return document(await readScenarioSchema(), 'scenario.schema.json', 'application/schema+json')
}

function document(text: string | null, name: string, type: string): Answer {
  if (text === null) throw notFound('No document', `${name} did not come with this program; it is in the package obshell-sim`)
  return { status: 200, type, text, headers: forAll }
}
