import { describe, expect, test } from 'vitest'
import { hidden, hiddenText } from './mask.ts'

describe('secrets', () => {
  test('of the agents’ bodies are masked at any depth; that none was sent is seen', () => {
    const body = {
      zoneName: 'zone1', masterPassword: 'a', password: '', rootPwd: null, root_password: 'b', new_password: 7, agent_password: 'c', targetAgentPassword: true,
      nested: [{ ssh_secret: 'd', access_key: 'AK', secret_key: 'e' }], token: { of: ['f', { g: 'h' }] }, 'X-OCS-Header': 'i', session_id: 'j', maintenance_key: 'k', passphrase: 'l',
    }
    expect(hidden(body)).toEqual({
      zoneName: 'zone1', masterPassword: '***', password: '', rootPwd: null, root_password: '***', new_password: '***', agent_password: '***', targetAgentPassword: true,
      nested: [{ ssh_secret: '***', access_key: 'AK', secret_key: '***' }], token: { of: ['***', { g: '***' }] }, 'X-OCS-Header': '***', session_id: '***', maintenance_key: 'k',
      passphrase: '***',
    })
  })

  test('stay masked in what has odd keys or is deep', () => {
    const odd = hidden(JSON.parse('{"__proto__":{"password":"x"}}')) as object
    expect(JSON.stringify(odd)).toBe('{"__proto__":{"password":"***"}}')
    let deep: unknown = 'end'
    for (let depth = 0; depth < 10_000; depth++) deep = [deep]
    expect(JSON.stringify(hidden(deep))).toBe(`${'['.repeat(65)}"…"${']'.repeat(65)}`)
  })

  test.each([
    ['password=abc&zone=z', 'password=***&zone=z'],
    ['/api/v1/x?root_password=a%26b&zone=z', '/api/v1/x?root_password=***&zone=z'],
    ['{"zoneName":"z","masterPassword":"a\\"b","agentIn', '{"zoneName":"z","masterPassword":"***","agentIn'],
    ['{"masterPassword": "cut of', '{"masterPassword": "***"'],
    ["pwd: 'x y' z", "pwd: '***' z"],
    ['Token=1;Secret: 2', 'Token=***;Secret: ***'],
    ['no secrets, and a password', 'no secrets, and a password'],
  ])('in text: %s', (text, masked) => {
    expect(hiddenText(text)).toBe(masked)
  })

  const form = (...parts: readonly string[]): string => `${parts.map((part) => `--XX\r\n${part}\r\n`).join('')}--XX--\r\n`
  const zone = 'Content-Disposition: form-data; name="zone"\r\n\r\nzone1'
  test.each([
    ['Content-Disposition: form-data; name="password"\r\n\r\nSEC\r\n--RET', 'Content-Disposition: form-data; name="password"\r\n\r\n***'],
    ['Content-Type: text/plain\r\ncontent-disposition: form-data; filename="x"; name=rootPwd\r\nX: y\r\n\r\nSECRET', 'Content-Type: text/plain\r\ncontent-disposition: form-data; filename="x"; name=rootPwd\r\nX: y\r\n\r\n***'],
    ['Content-Disposition: form-data; name="token"\r\n\r\nContent-Disposition: form-data; name="x"\r\n\r\nSECRET', 'Content-Disposition: form-data; name="token"\r\n\r\n***'],
    ['Content-Disposition: form-data; name="password"\r\n\r\n', 'Content-Disposition: form-data; name="password"\r\n\r\n'],
    ['Content-Disposition: form-data; name="file"; filename="password"\r\n\r\nnone', 'Content-Disposition: form-data; name="file"; filename="password"\r\n\r\nnone'],
  ])('in form-data: %j', (part, masked) => {
    expect(hiddenText(form(zone, part, zone))).toBe(form(zone, masked, zone))
    // Of what was cut, too.
    expect(hiddenText(`--XX\r\n${part}`)).toBe(`--XX\r\n${masked}`)
  })

  test('are looked for in long texts without delay', () => {
    for (const piece of ['pwd', 'password"', 'token=', 'secret:    ', 'credential="', '\\', 'content-disposition: x;name=', 'content-disposition:;name=pwd\n', 'content-disposition:;name=pwd\n\n']) {
      const text = `--x\n${piece.repeat(65_536 / piece.length)}`
      const before = performance.now()
      hiddenText(text)
      expect(performance.now() - before).toBeLessThan(500)
    }
  })
})
