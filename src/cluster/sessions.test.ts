import { expect, test } from 'vitest'
import { micros } from '../clock/index.ts'
import { addToken, closeSession, closeSessions, judgeToken, noSessions, openSession, useToken } from './sessions.ts'
import { newAgent } from './testing/agent.ts'

const s = micros.s

test('a token is good once, and for a minute', () => {
  const agent = newAgent()
  addToken(agent, 'a', 10 * s)
  addToken(agent, 'b', 10 * s)
  expect(judgeToken(agent, 'a', 70 * s)).toBeNull()
  expect(judgeToken(agent, 'a', 70 * s + 1)).toBe('Expired')
  useToken(agent, 'b', 20 * s)
  expect(judgeToken(agent, 'b', 20 * s)).toBe('AlreadyUsed')
  expect(['c', '__proto__', 'constructor'].map((token) => judgeToken(agent, token, 20 * s))).toEqual(['NotFound', 'NotFound', 'NotFound'])
})

test('half an hour after the start of the agent what is over is forgotten', () => {
  const agent = newAgent({ process: { pid: 1, startedAt: 100 * s } })
  addToken(agent, 'used', 1_850 * s)
  useToken(agent, 'used', 1_860 * s)
  addToken(agent, 'old', 1_830 * s)
  addToken(agent, 'new', 1_850 * s)
  expect(judgeToken(agent, 'used', 1_899 * s)).toBe('AlreadyUsed')
  expect(['used', 'old', 'new'].map((token) => judgeToken(agent, token, 1_920 * s))).toEqual(['NotFound', 'NotFound', 'Expired'])
})

test('sessions end after half an hour, with the password, or by name', () => {
  const agent = newAgent()
  openSession(agent, 'a', 5 * s)
  openSession(agent, 'b', 6 * s)
  expect(agent.sessions.opened).toEqual({ a: 1_805 * s, b: 1_806 * s })
  closeSession(agent, 'a')
  closeSession(agent, 'nobody')
  openSession(agent, 'c', 1_850 * s)
  expect(Object.keys(agent.sessions.opened)).toEqual(['c'])
  closeSessions(agent)
  expect(agent.sessions.opened).toEqual({})
})

test('only the newest are kept where the clock stands still', () => {
  const agent = newAgent()
  for (let count = 0; count < 1_500; count++) openSession(agent, `s${count}`, 0)
  expect(Object.keys(agent.sessions.opened)).toHaveLength(1_000)
  expect(Object.keys(agent.sessions.opened)[0]).toBe('s500')
  expect(noSessions()).toEqual({ opened: {}, tokens: {}, swept: 0 })
})
