import { describe, expect, test } from 'vitest'
import { entryOf, errCodes, isErrCode, sentCode } from './catalogue.ts'

describe('catalogue', () => {
  test('knows the agent’s errors by their code', () => {
    expect(entryOf('Common.NotFound')).toEqual({ status: 404, template: 'Element not found: %v', templateZh: '未找到资源：%v' })
    expect(entryOf('Security.Authentication.Header.DecryptFailed')).toEqual({
      status: 401, code: 1, template: 'Decrypt http header failed: %s', templateZh: '解密 HTTP 请求头失败：%s',
    })
  })

  test('keeps the second template of a code under a key of its own', () => {
    const second = errCodes().filter((key) => sentCode(key) !== key)
    expect(Object.fromEntries(second.map((key) => [key, sentCode(key)]))).toEqual({
      'Common.IllegalArgument.WithMessage': 'Common.IllegalArgument',
      'Task.NotFound.WithReason': 'Task.NotFound',
      'OBProxy.Package.NotFound.MissingFile': 'OBProxy.Package.NotFound',
    })
  })

  test('holds 305 errors of the agent and says which are the simulator’s own', () => {
    const own = errCodes().filter((key) => key.startsWith('Simulator.'))
    expect(own.map((key) => [key, entryOf(key).status])).toEqual([
      ['Simulator.NotImplemented', 501], ['Simulator.BodyTooLarge', 413], ['Simulator.Bug', 500],
    ])
    expect(errCodes().length - own.length).toBe(305)
  })

  test('uses only the verbs that sprintf has, and a legacy number only beside 401', () => {
    for (const key of errCodes()) {
      const entry = entryOf(key)
      expect([key, `${entry.template} ${entry.templateZh}`.replaceAll(/%[svd]/g, '')]).toEqual([key, expect.not.stringContaining('%')])
      expect([key, entry.code === undefined || entry.status === 401]).toEqual([key, true])
    }
  })

  test('tells a key from other text', () => {
    expect(['Task.NotFound', 'Task.Nope', 'constructor', ''].map(isErrCode)).toEqual([true, false, false, false])
  })
})
