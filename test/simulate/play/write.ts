import { createHash } from 'node:crypto'
import type { AppRequest } from '../../../src/app.ts'
import { micros, Random } from '../../../src/clock/index.ts'
import { masterOf, type Agent } from '../../../src/cluster/index.ts'
import { encodeBase64, encryptText, marshal } from '../../../src/protocol/index.ts'
import type { CredentialPlan, RequestPlan } from '../plan.ts'
import { fill, sealed, type Filling } from './fill.ts'
import type { Site } from './site.ts'

/** The bytes of a request, as the world is at this moment: the same plan in the same world gives the same. */
export function write(site: Site, plan: RequestPlan, agent: Agent): Omit<AppRequest, 'remote'> {
  const stream = new Random(plan.seed).stream('client')
  const randomByte = (): number => Random.below(stream, 256)
  const filling: Filling = { world: site.world, agent, publicKey: site.keys.publicKey(agent), randomByte }
  const target = fill(plan.target, filling)
  const headers = [...plan.headers]
  const keys = Uint8Array.from({ length: 32 }, randomByte)
  const credential = site.world.settings.encryption ? plan.credential : null
  if (credential !== null) headers.push(...credentialHeader(site, agent, credential, target, keys, filling))

  let body: Uint8Array = Buffer.alloc(0)
  if (plan.body?.kind === 'text') {
    const text = fill(plan.body.text, filling)
    body = Buffer.from(credential?.kind === 'sealed' && credential.keyBytes > 0 && text !== '' ? encrypted(text, keys) : text)
  } else if (plan.body !== null) {
    const { field, file, digest } = plan.body
    const boundary = 'b0undary'
    body = Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="a.rpm"\r\n\r\n${file}\r\n--${boundary}--\r\n`)
    headers.push('Content-Type', `multipart/form-data; boundary=${boundary}`)
    headers.splice(headers.indexOf('Content-Type'), 2)
    const sum = createHash('sha256').update(digest === 'right' ? file : 'another').digest('hex')
    if (digest !== 'none') headers.push('X-OCS-File-SHA256', sealed(sum, filling.publicKey, randomByte))
  }
  return { method: plan.method, target, headers, body, bodyLength: plan.body === null ? 'none' : body.length === 0 ? 'zero' : 'length', bodyError: null }
}

function credentialHeader(site: Site, agent: Agent, plan: CredentialPlan, target: string, keys: Uint8Array, filling: Filling): [string, string] {
  if (plan.kind === 'raw') return [headerNames[plan.header], plan.text]
  const { header, password } = plan.header === 'right' ? rightFor(agent, site) : { header: plan.header, password: plan.password }
  const longer = plan.keyBytes > 32 ? [...keys, ...keys] : [...keys]
  const text = marshal({
    auth: password, ts: typeof plan.ts === 'string' ? plan.ts : String(site.clientSeconds() + plan.ts), uri: plan.uri ?? target,
    ...(plan.keyBytes > 0 && { keys: encodeBase64(Uint8Array.from(longer.slice(0, plan.keyBytes))) }),
    ...(plan.token !== '' && { token: fill(plan.token, filling) }), ...(plan.ssoToken !== '' && { ssotoken: fill(plan.ssoToken, filling) }),
    ...(plan.forwardType !== 0 && { ForwardType: plan.forwardType, ForwardAgent: { ip: agent.ip, port: agent.port } }),
  })
  return [headerNames[header], sealed(text, site.keyFor(agent, plan.key), filling.randomByte)]
}

const headerNames = { agent: 'X-OCS-Agent-Header', oceanbase: 'X-OCS-Header' } as const

/** As SDKs do it: a FOLLOWER hands it on to its master; without a root password the agent's own counts. */
function rightFor(asked: Agent, { world }: Site): { readonly header: 'agent' | 'oceanbase'; readonly password: string } {
  const master = asked.identity === 'FOLLOWER' ? masterOf(asked) : undefined
  const agent = master === undefined ? asked : world.reach(master) ?? asked
  return agent.agentPassword === null || agent !== asked
    ? { header: 'oceanbase', password: agent.rootPassword ?? '' }
    : { header: 'agent', password: agent.agentPassword }
}

function encrypted(text: string, keys: Uint8Array): string {
  const result = encryptText(Buffer.from(text), keys)
  if (result.kind !== 'text') throw new Error('32 bytes of keys must do')
  return result.text
}

/** Seconds of a clock in microseconds. */
export function secondsOf(instant: number): number {
  return Math.floor(instant / micros.s)
}
