import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { createApp, type AgentApp } from '../app.ts'
import { createZone, micros } from '../clock/index.ts'
import { newAgent } from '../cluster/testing/agent.ts'
import { createPorts, KeyRing } from '../dispatch/index.ts'
import { encodeBase64, encryptChunks } from '../protocol/index.ts'
import { Simulation } from '../simulation.ts'

const keys = new KeyRing(1)
const aes = Buffer.from('0123456789abcdefFEDCBA9876543210')
let world: Simulation
let app: AgentApp

beforeEach(() => {
  world = new Simulation({
    seed: 1, start: 1_700_000_000 * micros.s, mode: { mode: 'manual' }, zone: createZone('UTC')!, addressing: 'strict', encryption: true, tls: false,
    auth: { clock: 'ignore', skew: 0 },
  }, [newAgent({ process: { pid: 1, startedAt: 1_700_000_000 * micros.s } })], { ...createPorts(keys), act: () => null })
  app = createApp({ world: () => world, keys, wallMicros: () => 0, bug: (error) => { throw error } })
})

function sealed(text: string): string {
  const encrypted = encryptChunks(keys.publicKey(world.agent('a')!), Buffer.from(text), 53, () => 1)
  return encrypted.ok ? encodeBase64(encrypted.bytes) : ''
}

interface Said {
  readonly data?: string
  readonly said: string
}

function ask(method: string, target: string, more: Record<string, unknown> = {}, headers: readonly string[] = [], body = ''): Said {
  const credential = sealed(JSON.stringify({ auth: '', ts: '9999999999', uri: target, keys: aes.toString('base64'), ...more }))
  return read(app('a', {
    method, target, headers: ['X-OCS-Header', credential, ...headers], body: Buffer.from(body, 'latin1'), bodyLength: body === '' ? 'none' : 'length', bodyError: null, remote: '',
  }).body)
}

function closed(body: unknown): string {
  const cipher = createCipheriv('aes-128-cbc', aes.subarray(0, 16), aes.subarray(16))
  return Buffer.concat([cipher.update(JSON.stringify(body)), cipher.final()]).toString('base64')
}

function read(text: string): Said {
  const { status, data, error } = JSON.parse(text) as { status: number; data?: string; error?: { errCode: string } }
  return { ...(data === undefined ? {} : { data }), said: `${status}${error === undefined ? '' : ` ${error.errCode}`}` }
}

function opened(data: string | undefined): string {
  const decipher = createDecipheriv('aes-128-cbc', aes.subarray(0, 16), aes.subarray(16))
  return Buffer.concat([decipher.update(data ?? '', 'base64'), decipher.final()]).toString()
}

describe('single sign-on', () => {
  const exchange = (ssotoken: string, more: Record<string, unknown> = {}): Said => ask('GET', '/api/v1/sso/exchange', { ssotoken, ...more })

  test('a token opens one session', () => {
    const token = opened(ask('POST', '/api/v1/sso/token').data)
    expect(token).toMatch(/^[0-9a-f]{64}$/)
    const { data, said } = exchange(token)
    expect(said).toBe('200')
    expect(Object.keys(world.agent('a')!.sessions.opened)).toEqual([opened(data)])
    expect(exchange(token).said).toBe('401 Security.SSO.Token.AlreadyUsed')
  })

  test('keys that are too short do not use it up, those that are too long do', () => {
    const token = opened(ask('POST', '/api/v1/sso/token').data)
    expect(exchange(token, { keys: aes.subarray(1).toString('base64') }).said).toBe('400 Request.AESKey.NotFound')
    expect(exchange(token, { keys: Buffer.concat([aes, aes]).toString('base64') }).said).toBe('500 Common.Unexpected')
    expect(exchange(token).said).toBe('401 Security.SSO.Token.AlreadyUsed')
  })

  test('time is judged first, then the token', () => {
    expect(exchange('x', { ts: 'soon' }).said).toBe('401 Security.Authentication.Expired')
    expect(exchange('').said).toBe('401 Security.SSO.Token.Missing')
    expect(exchange('x').said).toBe('401 Security.SSO.Token.NotFound')
    const token = opened(ask('POST', '/api/v1/sso/token').data)
    world.advanceBy(60 * micros.s + 1)
    expect(exchange(token).said).toBe('401 Security.SSO.Token.Expired')
  })

  test('what an agent has given out is gone with its process', () => {
    const token = opened(ask('POST', '/api/v1/sso/token').data)
    world.stop(world.agent('a')!)
    world.start(world.agent('a')!)
    expect(exchange(token).said).toBe('401 Security.SSO.Token.NotFound')
  })
})

describe('login and logout', () => {
  const sessions = (): string[] => Object.keys(world.agent('a')!.sessions.opened)

  const logout = (body: unknown): string => ask('POST', '/api/v1/logout', {}, [], closed(body)).said

  test('a session is closed by name, or with a new password', () => {
    const id = opened(ask('POST', '/api/v1/login').data)
    ask('POST', '/api/v1/login')
    expect(sessions()).toHaveLength(2)
    expect(logout({ session_id: 'x' })).toBe('200')
    expect(sessions()).toHaveLength(2)
    expect(logout({ session_id: id })).toBe('200')
    expect(sessions()).toHaveLength(1)
    expect(logout({})).toBe('400 Common.BindJsonFailed')
    expect(ask('POST', '/api/v1/agent/password', {}, [], closed({ password: 'pw' })).said).toBe('200')
    expect(sessions()).toEqual([])
  })

  test('keys that cannot encrypt are told', () => {
    expect(ask('POST', '/api/v1/login', { keys: null }).said).toBe('500 Request.Body.Decrypt.AES.KeyAndIv.Invalid')
    expect(ask('POST', '/api/v1/login', { keys: aes.subarray(1).toString('base64') }).said).toBe('500 Common.Unexpected')
  })
})

describe('a package vouched for by a digest', () => {
  const form = '--B\r\nContent-Disposition: form-data; name="file"; filename="a.rpm"\r\n\r\nhello\r\n--B--\r\n'
  const digest = createHash('sha256').update('hello').digest('hex')

  function upload(header: string | null, contentType = 'multipart/form-data; boundary=B'): string {
    const headers = ['Content-Type', contentType, ...(header === null ? [] : ['X-OCS-File-SHA256', header])]
    return read(app('a', {
      method: 'POST', target: '/api/v1/package', headers, body: Buffer.from(form), bodyLength: 'length', bodyError: null, remote: '',
    }).body).said
  }

  test('the form is read first, then the digest is decrypted, then compared, and only then the identity counts', () => {
    expect(upload('!!', 'text/plain')).toBe('500 Request.File.Missing')
    expect(upload('!!')).toBe('401 Common.Unauthorized')
    expect(upload(digest)).toBe('401 Common.Unauthorized')
    expect(upload(null)).toBe('401 Security.Authentication.File.Sha256Mismatch')
    expect(upload(sealed(digest.toUpperCase()))).toBe('401 Security.Authentication.File.Sha256Mismatch')
    expect(upload(sealed(digest))).toBe('400 Agent.Identify.NotSupportOperation')
  })
})
