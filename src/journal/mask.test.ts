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

  test('are looked for in long texts without delay', () => {
    for (const piece of ['pwd', 'password"', 'token=', 'secret:    ', 'credential="', '\\']) {
      const text = piece.repeat(65_536 / piece.length)
      const before = performance.now()
      hiddenText(text)
      expect(performance.now() - before).toBeLessThan(500)
    }
  })
})
