import { expect, test } from 'vitest'
import { newAgent } from './testing/agent.ts'
import { ownToken, storeToken, tokenFor } from './tokens.ts'

const other = { ip: '10.10.10.2', port: 2886 }

test('an agent has no token, its own included, before one is made or stored', () => {
  const agent = newAgent({ tokens: {} })
  expect([tokenFor(agent, agent), tokenFor(agent, other)]).toEqual(['', ''])
  storeToken(agent, other, 'theirs')
  expect([tokenFor(agent, agent), tokenFor(agent, other)]).toEqual(['', 'theirs'])
})

test('its own is made once, and is a row like the others', () => {
  const agent = newAgent({ tokens: {}, firstToken: 'mine' })
  expect([ownToken(agent), ownToken(agent)]).toEqual(['mine', 'mine'])
  expect(agent.tokens).toEqual({ '10.10.10.1:2886': 'mine' })
})
