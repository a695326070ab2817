import { bodies, routes, type BodyName, type Route } from '../../src/openapi/index.ts'
import { sealRequest } from '../../src/protocol/index.ts'
import { coverageOf } from '../../src/operations/index.ts'
import { jsonOf, textOf } from './bodies.ts'
import type { Chance } from './chance.ts'
import { mutated } from './mutate.ts'

/** What requests are made of: chance, what agents have answered, and for agents that ask for credentials the key and who one is. */
export interface Maker {
  readonly chance: Chance
  /** Texts out of answers, such as ids of DAGs. */
  readonly seen: readonly string[]
  /** Null without encryption. */
  readonly publicKey: string | null
  readonly password: string
}

/** Those that change the world are asked more often. */
const modelled = routes.filter((route) => coverageOf(route) === 'modelled')

/** The bytes of a request that is well-formed: to an operation of the agent, or now and then to the control API. */
export function validRequest(maker: Maker): Buffer {
  const { chance } = maker
  return chance.once(6) ? controlRequest(chance) : agentRequest(maker, chance.pick(chance.once(2) ? routes : modelled))
}

/** A request to an operation, with a credential where agents ask for one. */
export function agentRequest(maker: Maker, route: Route): Buffer {
  const { chance, seen } = maker
  const path = route.path.split('/').map((part) => (part.startsWith(':') ? encodeURIComponent(textOf(chance, seen)) : part)).join('/')
  const target = `${path}${chance.once(4) ? `?${chance.pick(['show_details=false', 'show_details=x', 'page=1&size=-1', 'a=%zz', 'ob_query_timeout=1', 'status=&sort=id,desc', 'limit=9e9'])}` : ''}`
  const name = route.body ?? (route.late ? chance.pick(Object.keys(bodies) as BodyName[]) : null)
  const type = name === null ? 'application/json' : chance.pick(['application/json', 'application/json', 'application/json; charset=utf-8', 'text/plain', 'application/x-www-form-urlencoded'])
  const sound = name === null ? chance.pick(['', '', '{}', '{"root_password":"x"}', '[1]']) : jsonOf(bodies[name], chance, seen)
  // Broken before it is encrypted and framed, or else only the edge would see it.
  const text = chance.once(5) ? mutated(Buffer.from(sound), Buffer.from(sound), chance).toString() : sound
  if (route.upload) return uploadRequest(maker, route)
  const sealed = maker.publicKey === null || chance.once(10) ? null : seal(maker, maker.publicKey, target, text)
  const headers = [`Host: ${chance.pick(['127.0.0.1:2886', 'a', 'localhost:2886', '[::1]:1'])}`, `Content-Type: ${type}`]
  if (sealed !== null) headers.push(sealed.header.join(': '))
  if (chance.once(4)) headers.push(`Accept-Language: ${chance.pick(['zh', 'zh-CN,en;q=0.5', 'en', '*', 'zh;q=0'])}`)
  if (chance.once(4)) headers.push(`X-OB-TRACE-ID: ${chance.pick(['x', '中'.repeat(30), ''])}`)
  return request(route.method, target, headers, Buffer.from(sealed === null ? text : sealed.body), chance)
}

function seal({ chance, password }: Maker, publicKey: string, target: string, body: string): ReturnType<typeof sealRequest> {
  return sealRequest({
    publicKey, target: chance.once(20) ? '/' : target, body: body === '' ? null : body, expires: Math.floor(Date.now() / 1000) + chance.pick([60, 60, 60, 3, -60]),
    ...(chance.once(2) ? { agentPassword: chance.once(8) ? 'wrong' : password } : { password: chance.once(8) ? 'wrong' : password }),
    randomByte: () => chance.below(256),
  })
}

function uploadRequest({ chance, publicKey }: Maker, route: Route): Buffer {
  const boundary = chance.pick(['x', 'a-b_c', `"${'q'.repeat(70)}"`])
  const bare = boundary.replaceAll('"', '')
  const part = `--${bare}\r\nContent-Disposition: form-data; name="${chance.pick(['file', 'f'])}"; filename="${chance.pick(['a.rpm', '中.rpm', '../x', ''])}"\r\nContent-Type: application/octet-stream\r\n\r\n`
  const body = Buffer.concat([Buffer.from(part), chance.bytes(chance.below(300)), Buffer.from(`\r\n--${bare}--\r\n`)])
  const headers = ['Host: a', `Content-Type: multipart/form-data; boundary=${boundary}`]
  if (publicKey !== null && chance.once(2)) headers.push(`X-OCS-File-SHA256: ${seal({ chance, publicKey, seen: [], password: '' }, publicKey, route.path, '').header[1]}`)
  return request(route.method, chance.once(4) ? `${route.path}?x` : route.path, headers, body, chance)
}

const controls: readonly (readonly [method: string, path: string, bodies?: readonly string[]])[] = [
  ['GET', 'health'], ['GET', 'ready'], ['GET', 'clock'], ['GET', 'agents'], ['GET', 'agents/a'], ['GET', 'agents/%00'], ['GET', 'agents/__proto__'], ['GET', 'dags'], ['GET', 'dags/22130706433028861'],
  ['GET', 'agent-openapi.yaml'], ['GET', 'ca.pem'], ['GET', ''], ['GET', 'nothing'],
  ['PUT', 'clock', ['{"mode":"manual"}', '{"mode":"auto:1s"}', '{"mode":"per-poll"}', '{"mode":"auto:9999999h"}', '{"mode":"auto"}', '{"mode":1}', '{"mode":"scaled:1e-9"}', '{"mode":"offset:-9999999h"}']],
  ['POST', 'clock/advance', ['{"by":"1s"}', '{"by":"80000h"}', '{"by":"-1s"}', '{"by":"1e9h"}', '{"to":"9999-12-31T23:59:59Z"}', '{"to":"2027-01-01T00:00:00Z"}', '{"until":{"dag":"Join self","state":"SUCCEED"},"budget":"5s"}', '{"until":{"dag":"__proto__","state":"toString"}}', '[]', '']],
  ['POST', 'clock/settle'], ['POST', 'clock/next'], ['POST', 'reset'],
  ['PATCH', 'agents/a', ['{"observer":{"version":"none"}}', '{"observer":{"start":{"exits":1,"prints":"x"}}}', '{"aliases":["localhost:2887"]}', '{"aliases":["a"]}', '{"observer":null}', '{"__proto__":{}}']],
  ['POST', 'agents/b/stop', ['{"signal":"SIGKILL"}', '']], ['POST', 'agents/b/start'], ['POST', 'agents/b/restart'], ['POST', 'agents/b/observer/stop'],
]

function controlRequest(chance: Chance): Buffer {
  const [method, path, texts = ['']] = chance.pick(controls)
  return request(method, `/_sim/${path}`, ['Host: 127.0.0.1'], Buffer.from(chance.pick(texts)), chance)
}

/** With a length, or in chunks, or with neither where there is no body. */
function request(method: string, target: string, headers: readonly string[], body: Buffer, chance: Chance): Buffer {
  const head = [`${method} ${target} HTTP/1.1`, ...headers, ...(chance.once(4) ? ['Connection: close'] : [])]
  if (body.length === 0) return Buffer.from(`${head.join('\r\n')}\r\n\r\n`)
  if (!chance.once(4)) return Buffer.concat([Buffer.from(`${[...head, `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n`), body])
  const parts: Buffer[] = [Buffer.from(`${[...head, 'Transfer-Encoding: chunked'].join('\r\n')}\r\n\r\n`)]
  for (let at = 0; at < body.length;) {
    const piece = body.subarray(at, at + 1 + chance.below(200))
    parts.push(Buffer.from(`${piece.length.toString(16)}${chance.once(8) ? ';x=1' : ''}\r\n`), piece, Buffer.from('\r\n'))
    at += piece.length
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')])
}
