import { addToken, closeSession, judgeToken, openSession, useToken } from '../cluster/index.ts'
import type { LogoutSessionParam } from '../openapi/index.ts'
import { coded, encryptText } from '../protocol/index.ts'
import { data, empty, refused, type OperationContext, type Operations, type Result } from './context.ts'

/** Sessions as far as they exist before a cluster (wire.md §3.10): they are given out, and in no identity but CLUSTER AGENT asked for. */
export const sessionOperations: Operations = { login, logout, createSsoToken, exchangeSsoToken }

function login(context: OperationContext): Result {
  if (context.keys === null) return refused(coded('Request.AESKey.NotFound'))
  return encrypted(context, newSession(context))
}

/** Whoever shows a password may close any session. */
function logout({ agent }: OperationContext, { session_id: id }: LogoutSessionParam): Result {
  closeSession(agent, id)
  return empty
}

function createSsoToken(context: OperationContext): Result {
  const { agent, world, keys, secret } = context
  if (keys === null) return refused(coded('Request.AESKey.NotFound'))
  const token = secret(64)
  addToken(agent, token, world.now())
  return encrypted(context, token)
}

/** Authentication has judged the token; that it is used shows only from here on. */
function exchangeSsoToken(context: OperationContext): Result {
  const { agent, world, keys, ssoToken } = context
  if (ssoToken === '') return refused(coded('Security.SSO.Token.Missing'))
  if (keys === null || keys.length < 32) return refused(coded('Request.AESKey.NotFound'))
  const refusal = judgeToken(agent, ssoToken, world.now())
  if (refusal !== null) return refused(coded(`Security.SSO.Token.${refusal}`))
  useToken(agent, ssoToken, world.now())
  return encrypted(context, newSession(context))
}

function newSession({ agent, world, secret }: OperationContext): string {
  const id = secret(64)
  openSession(agent, id, world.now())
  return id
}

/** A secret, encrypted with the keys of the request: these are the only encrypted answers there are. */
function encrypted({ keys }: OperationContext, secret: string): Result {
  const text = encryptText(new TextEncoder().encode(secret), keys)
  switch (text.kind) {
    case 'text': return data(text.text)
    case 'refused': return refused(text.failure)
    case 'panic': return { kind: 'panic', why: 'the IV in Keys is not 16 bytes long' }
  }
}
