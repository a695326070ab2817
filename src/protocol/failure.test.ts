import { describe, expect, test } from 'vitest'
import { coded, failureText, logLine, mysql, plain, renderFailure, wrap, wrapRetain } from './failure.ts'
import type { Failure } from './failure.ts'

/** The same failure with no language, in English and in Chinese. */
function messages(failure: Failure): string[] {
  return [renderFailure(failure, null).message, renderFailure(failure, 'en').message, renderFailure(failure, 'zh').message]
}

describe('renderFailure', () => {
  test('fills the template of a coded error', () => {
    const failure = coded('Agent.Identify.NotSupportOperation', '127.0.0.1:2886', 'SINGLE', 'MASTER')
    expect(renderFailure(failure, null)).toEqual({
      status: 400,
      errCode: 'Agent.Identify.NotSupportOperation',
      message: '\'127.0.0.1:2886\' is \'SINGLE\', instead of \'MASTER\', does not support this operation',
    })
    expect(renderFailure(failure, 'zh').message).toBe('\'127.0.0.1:2886\' 身份是 \'SINGLE\'，而不是 \'MASTER\'，不支持此操作')
  })

  test('keeps the inner code, and puts the outer message before it, level by level in the language asked for', () => {
    const failure = wrapRetain(coded('Common.Unauthorized'), coded('Security.Authentication.WithAgentPassword', 'agent password has been set'))
    expect(renderFailure(failure, null)).toEqual({
      status: 401,
      code: 10008,
      errCode: 'Security.Authentication.WithAgentPassword',
      message: 'Unauthorized: Should use agent_password to verify: agent password has been set',
    })
    expect(renderFailure(failure, 'zh').message).toBe('认证失败: 应该使用 agent_password 进行验证：agent password has been set')
  })

  test('takes the outer code when the inner error has none, or has the one for the unexpected', () => {
    const outer = coded('Common.Unauthorized')
    expect(renderFailure(wrapRetain(outer, plain('record not found')), 'zh'))
      .toEqual({ status: 401, code: 10008, errCode: 'Common.Unauthorized', message: '认证失败: record not found' })
    expect(renderFailure(wrapRetain(outer, mysql('Error 1146')), null).errCode).toBe('Common.Unauthorized')
    expect(renderFailure(wrapRetain(outer, coded('Common.Unexpected', 'x')), null))
      .toEqual({ status: 401, code: 10008, errCode: 'Common.Unauthorized', message: 'Unauthorized: Unexpected error: x' })
  })

  test('lets a coded inner error win over an outer Common.Unexpected', () => {
    const failure = wrapRetain(coded('Common.Unexpected', 'get agent info failed'), coded('Agent.NoMaster'))
    expect(renderFailure(failure, null)).toMatchObject({ errCode: 'Agent.NoMaster', message: expect.stringMatching(/^Unexpected error: get agent info failed: /) })
  })

  test('leaves the context of a wrap in English', () => {
    const failure = wrap(coded('Agent.UnderMaintenance', '127.0.0.1:2886'), 'get local task status failed')
    expect(renderFailure(failure, 'zh')).toEqual({
      status: 500, errCode: 'Agent.UnderMaintenance', message: 'get local task status failed: 127.0.0.1:2886 处于运维状态中',
    })
  })

  test('shows an uncoded error raw, and with its prefix once a language was asked for', () => {
    expect(renderFailure(plain('exit status 127'), null)).toEqual({ status: 500, errCode: 'Common.Unexpected', message: 'exit status 127' })
    expect(messages(wrap(plain('EOF'), 'read failed'))).toEqual(['read failed: EOF', 'Unexpected error: read failed: EOF', '非预期错误：read failed: EOF'])
    expect(messages(coded('Common.Unexpected', 'EOF'))).toEqual(['Unexpected error: EOF', 'Unexpected error: EOF', '非预期错误：EOF'])
  })

  test('finds a database error through uncoded wraps', () => {
    expect(renderFailure(wrap(mysql('Error 1064: syntax'), 'create tenant'), null))
      .toEqual({ status: 400, errCode: 'MySQL.Error', message: 'create tenant: Error 1064: syntax' })
    expect(messages(mysql('Error 1064'))).toEqual(['Error 1064', 'MySQL error: Error 1064', 'SQL 执行出错: Error 1064'])
  })

  test('sends the code, not the key, of a second template', () => {
    expect(renderFailure(coded('Task.NotFound.WithReason', 'record not found'), null))
      .toEqual({ status: 404, errCode: 'Task.NotFound', message: 'Task not found: record not found' })
    expect(renderFailure(wrapRetain(coded('Task.NotFound'), plain('record not found')), null))
      .toEqual({ status: 404, errCode: 'Task.NotFound', message: 'Task not found: record not found' })
  })
})

describe('logLine', () => {
  test('names the code and is English', () => {
    expect(logLine(wrap(coded('Agent.RPC.RequestError', 'POST', '/rpc/v1/agent', '127.0.0.1:2886', 'x'), 'send join rpc to master failed')))
      .toBe('ERROR: [Agent.RPC.RequestError]: send join rpc to master failed: Request [POST]/rpc/v1/agent to 127.0.0.1:2886 error: x')
    expect(logLine(coded('Task.NotFound.WithReason', 'x'))).toBe('ERROR: [Task.NotFound]: Task not found: x')
  })

  test('gives an uncoded error its prefix', () => {
    expect(logLine(wrap(plain('asn1: syntax error: sequence truncated'), 'get token failed')))
      .toBe('ERROR: [Common.Unexpected]: Unexpected error: get token failed: asn1: syntax error: sequence truncated')
    expect(logLine(wrap(mysql('Error 1064'), 'x'))).toBe('ERROR: [MySQL.Error]: MySQL error: x: Error 1064')
  })
})

test('failureText quotes an error without prefixes', () => {
  expect(failureText(wrap(plain('EOF'), 'read failed'))).toBe('read failed: EOF')
  expect(failureText(coded('Common.Unexpected', 'EOF'))).toBe('Unexpected error: EOF')
})
