import { bodies, routes, type BodyName, type Route } from '../../../src/openapi/index.ts'
import type { AgentSetup } from '../../../src/scenario/index.ts'
import type { Chance } from '../../hostile/chance.ts'
import { jsonOf, textOf } from '../../hostile/bodies.ts'
import type { CredentialPlan, RequestPlan } from '../plan.ts'
import { between, weighed } from './chance.ts'
import { wish, wishOf, type Wish } from './wishes.ts'
import { clients, passwords } from './words.ts'

/** A request of a client: mostly one that could be meant, now and then any operation with any body. */
export function requestOf(chance: Chance, agents: readonly AgentSetup[], seed: number): RequestPlan {
  const { of, method, target, body } = chance.once(6) ? anything(chance, seed) : wishOf(chance, agents)
  return {
    agent: of === null || chance.once(5) ? chance.pick(agents).name : `${of} ${chance.below(6)}`, client: chance.pick(clients), socket: chance.once(12), method, target, headers: headersOf(chance),
    credential: chance.once(25) ? null : credentialOf(chance), body, sends: weighed(chance, [[12, () => 1], [3, () => 2], [1, () => between(chance, 3, 5)]]),
    seed: chance.below(1_000_000),
  }
}

/** Starts of an obproxy take no lock, so that there can be more of them than workers. */
export function crowdOf(chance: Chance, agents: readonly AgentSetup[], seed: number): RequestPlan {
  const { method, target, body } = chance.once(3) ? cancelOf(chance) : wish('POST /api/v1/obproxy/start')
  return { ...requestOf(chance, agents, seed), agent: agents[0]!.name, socket: false, method, target, body, credential: right, sends: body === null ? between(chance, 1, 9) : 1 }
}

function cancelOf(chance: Chance): Wish {
  return wish(`POST /api/v1/task/dag/$\{dag:${chance.below(40)} ${chance.pick(['RUNNING', 'RUNNING', 'FAILED'])} may}`, { operator: chance.pick(['CANCEL', 'CANCEL', 'PASS', 'RETRY']) })
}

/** Each seed has some operations that are its own, so that none is left out. */
function anything(chance: Chance, seed: number): Wish {
  const route: Route = chance.once(2) ? chance.pick(routes) : routes[(seed * 4 + chance.below(4)) % routes.length]!
  const path = route.path.split('/').map((part) => (part.startsWith(':') ? encodeURIComponent(textOf(chance, []) || 'x') : part)).join('/')
  const name = route.body ?? (route.late ? chance.pick(Object.keys(bodies) as BodyName[]) : null)
  const target = `${path}${chance.once(5) ? `?${chance.pick(['page=1&size=-1', 'a=%zz', 'limit=9e9'])}` : ''}`
  return wish(`${route.method} ${target}`, name === null ? chance.pick([null, null, '{}']) : jsonOf(bodies[name], chance, []))
}

function headersOf(chance: Chance): string[] {
  return [
    'Host', chance.pick(['10.10.10.1:2886', '127.0.0.1:2886', 'localhost:2887', 'a.example']),
    'Content-Type', chance.once(15) ? chance.pick(['text/plain', 'application/x-www-form-urlencoded']) : 'application/json',
    ...(chance.once(6) ? ['Accept-Language', chance.pick(['zh', 'zh-CN,en;q=0.5', 'en', '*'])] : []),
    ...(chance.once(8) ? ['X-OCS-Trace-Id', 'abc'] : []),
  ]
}

const right: CredentialPlan = {
  kind: 'sealed', header: 'right', password: '', ts: 60, uri: null, keyBytes: 32, token: '', ssoToken: '', forwardType: 0, key: 'own',
}

/** Mostly the right one; else one fault of it, or several. */
function credentialOf(chance: Chance): CredentialPlan {
  const usual = chance.once(6) ? { ...right, ssoToken: `$\{sso:${chance.pick(['a', 'b'])}}` } : right
  if (!chance.once(4)) return usual
  const odd = (): Partial<CredentialPlan> => weighed<Partial<CredentialPlan>>(chance, [
    [4, () => ({ header: chance.pick(['agent', 'oceanbase'] as const), password: chance.pick(passwords) })],
    [3, () => ({ ts: chance.pick<number | string>([-1, -60, -300, 0, 'soon', '', '99999999999999999999', '+5']) })],
    [2, () => ({ uri: chance.pick(['/', '', '/api/v1/info']) })],
    [2, () => ({ keyBytes: chance.pick([0, 5, 16, 31, 48]) })],
    [3, () => ({ header: 'oceanbase', token: chance.pick(['$' + '{token:a}', '$' + '{token:b}', 'x']), forwardType: chance.below(4) })],
    [3, () => ({ key: chance.pick(['old', 'other'] as const) })],
  ])
  if (chance.once(8)) return { kind: 'raw', header: chance.pick(['agent', 'oceanbase'] as const), text: chance.pick(['QUJD', '===', '', 'AAAA'.repeat(43)]) }
  return { ...right, ...odd(), ...(chance.once(4) ? odd() : {}) } as CredentialPlan
}
