import { describe, expect, test } from 'vitest'
import { parseCredential } from './credential.ts'
import type { Credential } from './credential.ts'

const nothing: Credential = {
  sessionId: '', auth: '', ts: '', token: '', ssoToken: '', uri: '', keys: null, sha256: '', forwardType: 0,
  forwardAgent: { ip: '', port: 0 },
}
const keys = Uint8Array.from({ length: 32 }, (_, at) => at)
const keysText = Buffer.from(keys).toString('base64')

function said(text: string | Uint8Array): Partial<Credential> {
  const parsed = parseCredential(text)
  if (!parsed.ok) throw new Error(parsed.reason)
  return parsed.credential
}

describe('a credential', () => {
  test('of the Go SDK', () => {
    expect(said(`{"Auth":"a\\u0026b","Ts":"1795491713","Uri":"/api/v1/agent/join?a=1","Keys":"${keysText}"}`))
      .toEqual({ ...nothing, auth: 'a&b', ts: '1795491713', uri: '/api/v1/agent/join?a=1', keys })
  })

  test('of the Python SDK, as bytes', () => {
    expect(said(Buffer.from(`{"auth": "\\u5bc6", "ts": "1795491713", "uri": "/api/v1/ob/info", "keys": "${keysText}"}`)))
      .toEqual({ ...nothing, auth: '密', ts: '1795491713', uri: '/api/v1/ob/info', keys })
  })

  test('of an agent that forwards', () => {
    expect(said('{"session_id":"s","Auth":"p","Ts":"1","Token":"t","ssotoken":"o","Uri":"/","Keys":null,"Sha256":"h","ForwardType":2,'
      + '"ForwardAgent":{"ip":"127.0.0.3","port":2888}}')).toEqual({
      sessionId: 's', auth: 'p', ts: '1', token: 't', ssoToken: 'o', uri: '/', keys: null, sha256: 'h', forwardType: 2,
      forwardAgent: { ip: '127.0.0.3', port: 2888 },
    })
  })

  test.each<[string, Partial<Credential>]>([
    ['{}', {}],
    ['null', {}],
    ['{"uri":"/x"} trailing', { uri: '/x' }],
    ['{"uri":"/x"}{}', { uri: '/x' }],
    ['{"uri":"/x","foo":1,"bar":{"a":[]}}', { uri: '/x' }],
    ['{"AUTH":"a","TS":"1","URI":"/x","KEYS":"QUJD"}', { auth: 'a', ts: '1', uri: '/x', keys: Uint8Array.of(0x41, 0x42, 0x43) }],
    ['{"auth":"zzz","Auth":"pw1"}', { auth: 'pw1' }],
    ['{"Auth":"pw1","auth":"zzz"}', { auth: 'zzz' }],
    ['{"auth":null,"keys":null}', {}],
    ['{"keys":""}', { keys: new Uint8Array() }],
    ['{"keys":[1,2,255]}', { keys: Uint8Array.of(1, 2, 255) }],
    ['{"SESSIONID":"x","sso_token":"x","Session_Id":"y"}', { sessionId: 'y' }],
    ['{"forwardtype":9,"forwardagent":{"IP":"a"},"ForwardAgent":{"port":1}}', { forwardType: 9, forwardAgent: { ip: 'a', port: 1 } }],
    ['{"\u212aeys":"QQ==","\u017fha256":"x"}', { keys: Uint8Array.of(0x41), sha256: 'x' }],
  ])('%s', (text, credential) => {
    expect(said(text)).toEqual({ ...nothing, ...credential })
  })
})

/** What real agents said after `Decrypt http header failed: ` (golden `auth-single`, `auth-master`, `auth-follower`; wire.md §3.3). */
describe('a refusal', () => {
  const intoHeader = (kind: string, field: string, type: string) =>
    `json: cannot unmarshal ${kind} into Go struct field HttpHeader.${field} of type ${type}`

  test.each([
    ['[]', 'json: cannot unmarshal array into Go value of type secure.HttpHeader'],
    ['"x"', 'json: cannot unmarshal string into Go value of type secure.HttpHeader'],
    ['{nope', 'invalid character \'n\' looking for beginning of object key string'],
    ['{"auth":""', 'unexpected EOF'],
    ['', 'EOF'],
    ['{"auth":5,"ts":"1","uri":"/x"}', intoHeader('number', 'Auth', 'string')],
    ['{"auth":"","ts":9999999999,"uri":"/x"}', intoHeader('number', 'Ts', 'string')],
    ['{"auth":"","ts":true,"uri":"/x"}', intoHeader('bool', 'Ts', 'string')],
    ['{"auth":"","ts":"1","uri":5}', intoHeader('number', 'Uri', 'string')],
    ['{"uri":"/x","keys":5}', intoHeader('number', 'Keys', '[]uint8')],
    ['{"uri":"/x","keys":[1,2,300]}', intoHeader('number 300', 'Keys', 'uint8')],
    ['{"uri":"/x","keys":"!!"}', 'illegal base64 data at input byte 0'],
    ['{"uri":"/x","sha256":5}', intoHeader('number', 'Sha256', 'string')],
    ['{"uri":"/x","session_id":5}', intoHeader('number', 'session_id', 'string')],
    ['{"uri":"/x","forwardtype":"2"}', intoHeader('string', 'ForwardType', 'int')],
    ['{"uri":"/x","forwardagent":"x"}', intoHeader('string', 'ForwardAgent', 'meta.AgentInfo')],
    ['{"forwardagent":{"port":"x"}}', 'json: cannot unmarshal string into Go struct field AgentInfo.ForwardAgent.port of type int'],
  ])('%s', (text, reason) => {
    expect(parseCredential(text)).toEqual({ ok: false, reason })
  })
})
