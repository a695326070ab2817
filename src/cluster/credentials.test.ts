import { describe, expect, test } from 'vitest'
import type { Agent } from './agent.ts'
import { verifyAgentRoute, verifyObRoute, verifySetPassword, verifyTimestamp, type Shown, type Verdict } from './credentials.ts'
import { identities, type Identity } from './identity.ts'
import { newAgent } from './testing/agent.ts'

const nowSeconds = 1_800_000_000
const inTime = String(nowSeconds + 60)
const past = String(nowSeconds - 1)

/** Which passwords the agent has: P_a and P_o of wire.md §3.7. */
type Passwords = 'none' | 'Pa' | 'Po' | 'Pa Po'

function agentOf(identity: Identity, passwords: Passwords, more: Partial<Agent> = {}): Agent {
  return newAgent({
    identity, agentPassword: passwords.includes('Pa') ? 'agent-secret' : null, rootPassword: passwords.includes('Po') ? 'root-secret' : null, ...more,
  })
}

function shownOf(given: Partial<Shown>): Shown {
  return { header: 'oceanbase', auth: '', ts: inTime, token: '', forwardType: 0, forwardAgent: ':0', ...given }
}

/** A verdict as one line. */
function line(verdict: Verdict): string {
  return verdict.verdict === 'refuse' ? [verdict.code, ...verdict.args].join(': ') : verdict.verdict
}

type Table = typeof verifyObRoute

function judge(table: Table, agent: Agent, shown: Partial<Shown>, context: { isApi?: boolean; decrypted?: string } = {}): string {
  const { isApi = true, decrypted = null } = context
  return line(table(agent, shownOf(shown), { nowSeconds, isApi, decryptAuth: () => decrypted }))
}

const agentAuth = { header: 'agent', auth: 'agent-secret' } as const
const rootAuth = { header: 'oceanbase', auth: 'root-secret' } as const
const badTs = 'Timestamp.Invalid: soon: strconv.ParseInt: parsing "soon": invalid syntax'

describe('O-table', () => {
  const single: [string, Passwords, Partial<Shown>, string][] = [
    ['its own token passes, nothing else is looked at', 'Pa', { token: 'own-token', auth: 'wrong', ts: past }, 'pass'],
    ['another token counts as none', 'Pa', { ...agentAuth, token: 'other' }, 'pass'],
    ['without agent password anything passes', 'none', { auth: 'whatever', ts: 'soon' }, 'pass'],
    ['without agent password anything passes in the other header, too', 'none', { header: 'agent', auth: 'whatever', ts: past }, 'pass'],
    ['a root password does not change that', 'Po', { auth: 'whatever' }, 'pass'],
    ['with agent password X-OCS-Header is refused', 'Pa', rootAuth, 'WithAgentPassword: agent password has been set'],
    ['also when a root password is there and right', 'Pa Po', rootAuth, 'WithAgentPassword: agent password has been set'],
    ['the agent password passes', 'Pa', agentAuth, 'pass'],
    ['a wrong one does not', 'Pa', { header: 'agent', auth: 'wrong' }, 'IncorrectAgentPassword'],
    ['an empty one does not, its time is not looked at', 'Pa', { header: 'agent', ts: 'soon' }, 'IncorrectAgentPassword'],
    ['a right one that is late does not', 'Pa', { ...agentAuth, ts: past }, 'Expired'],
    ['a right one with an unreadable time does not', 'Pa', { ...agentAuth, ts: 'soon' }, badTs],
  ]
  test.each(single)('SINGLE: %s (%s)', (_name, passwords, shown, expected) => {
    expect(judge(verifyObRoute, agentOf('SINGLE', passwords), shown)).toBe(expected)
  })

  describe('SINGLE tries Auth decrypted once the plain one has failed', () => {
    const agent = agentOf('SINGLE', 'Pa')
    const encrypted = { header: 'agent', auth: 'b64==' } as const

    test('and passes with the right password', () => {
      expect(judge(verifyObRoute, agent, encrypted, { decrypted: 'agent-secret' })).toBe('pass')
    })

    test('and gives the refusal of the second try', () => {
      expect(judge(verifyObRoute, agent, encrypted, { decrypted: 'wrong' })).toBe('IncorrectAgentPassword')
      expect(judge(verifyObRoute, agent, { ...encrypted, ts: past }, { decrypted: 'agent-secret' })).toBe('Expired')
      // What decrypts to nothing skips the time.
      expect(judge(verifyObRoute, agent, { ...encrypted, ts: past }, { decrypted: '' })).toBe('IncorrectAgentPassword')
    })

    test('and gives the first refusal when nothing can be decrypted', () => {
      expect(judge(verifyObRoute, agent, { ...encrypted, ts: past })).toBe('Expired')
    })

    test('but a MASTER does not', () => {
      expect(judge(verifyObRoute, agentOf('MASTER', 'Pa'), encrypted, { decrypted: 'agent-secret' })).toBe('IncorrectAgentPassword')
    })
  })

  const follower: [string, Partial<Shown>, boolean, string][] = [
    ['its own token passes', { token: 'own-token', ts: past }, true, 'pass'],
    ['its own token passes when forwarded by hand', { token: 'own-token', forwardType: 2 }, true, 'pass'],
    ['its own token passes on /rpc/v1', { token: 'own-token' }, false, 'pass'],
    ['an API request is forwarded', {}, true, 'forward'],
    ['one with a wrong token, too', { token: 'other', auth: 'whatever', ts: 'soon' }, true, 'forward'],
    ['one with an agent header, too', agentAuth, true, 'forward'],
    ['one that was forwarded already, too', { forwardType: 1 }, true, 'forward'],
    ['one forwarded by hand is refused', { forwardType: 2 }, true, 'IncorrectToken'],
    ['on /rpc/v1 it is refused', rootAuth, false, 'IncorrectToken'],
  ]
  test.each(follower)('FOLLOWER: %s', (_name, shown, isApi, expected) => {
    expect(judge(verifyObRoute, agentOf('FOLLOWER', 'Pa Po'), shown, { isApi })).toBe(expected)
  })

  test('a token that is empty is never the own one', () => {
    expect(judge(verifyObRoute, agentOf('FOLLOWER', 'none', { tokens: {} }), { token: '' })).toBe('forward')
  })

  const byHand: [string, Partial<Shown>, string][] = [
    ['the token stored for the forwarder passes', { token: 'token-b' }, 'pass'],
    ['whatever else it shows', { token: 'token-b', auth: 'wrong', ts: past, header: 'agent' }, 'pass'],
    ['another does not, the own one and a right password included', { ...rootAuth, token: 'own-token' }, 'IncorrectToken'],
    ['an empty one does not', { token: '' }, 'IncorrectToken'],
    ['both empty pass', { token: '', forwardAgent: '10.10.10.7:2886' }, 'pass'],
    ['some token from a stranger does not', { token: 'token-b', forwardAgent: '10.10.10.7:2886' }, 'IncorrectToken'],
  ]
  test.each(byHand)('MASTER, forwarded by hand: %s', (_name, shown, expected) => {
    const agent = agentOf('MASTER', 'Pa Po', { tokens: { '10.10.10.2:2886': 'token-b' } })
    expect(judge(verifyObRoute, agent, { forwardType: 2, forwardAgent: '10.10.10.2:2886', ...shown })).toBe(expected)
  })

  test('MASTER: its own token is not looked at', () => {
    expect(judge(verifyObRoute, agentOf('MASTER', 'Po'), { token: 'own-token', auth: 'wrong' })).toBe('IncorrectOceanbasePassword')
  })

  const members: [string, Passwords, Partial<Shown>, string][] = [
    ['H=O, !P_o and P_a', 'Pa', rootAuth, 'WithAgentPassword: oceanbase password is not initialized'],
    ['H=O, !P_o and P_a, empty', 'Pa', {}, 'WithAgentPassword: oceanbase password is not initialized'],
    ['H=O, nothing set, empty passes', 'none', {}, 'pass'],
    ['H=O, nothing set, empty passes without a time', 'none', { ts: '' }, 'pass'],
    ['H=O, nothing set, any password is wrong', 'none', { auth: 'any' }, 'IncorrectOceanbasePassword'],
    ['H=O, P_o, right', 'Po', rootAuth, 'pass'],
    ['H=O, P_o, wrong', 'Po', { auth: 'agent-secret' }, 'IncorrectOceanbasePassword'],
    ['H=O, P_o, empty', 'Po', {}, 'IncorrectOceanbasePassword'],
    ['H=O, P_o, late', 'Po', { ...rootAuth, ts: past }, 'Expired'],
    ['H=O, P_o, late comes before wrong', 'Po', { auth: 'wrong', ts: past }, 'Expired'],
    ['H=O, P_o, unreadable time', 'Po', { ...rootAuth, ts: 'soon' }, badTs],
    ['H=O, both set, right', 'Pa Po', rootAuth, 'pass'],
    ['H=O, both set, the agent password', 'Pa Po', { auth: 'agent-secret' }, 'IncorrectOceanbasePassword'],
    ['H=A, P_o and !P_a', 'Po', { header: 'agent', auth: 'root-secret' }, 'WithOceanBasePassword: agent password is not initialized'],
    ['H=A, nothing set', 'none', { header: 'agent', auth: 'any', ts: past }, 'pass'],
    ['H=A, P_a, right', 'Pa', agentAuth, 'pass'],
    ['H=A, P_a, wrong', 'Pa', { header: 'agent', auth: 'wrong' }, 'IncorrectAgentPassword'],
    ['H=A, P_a, late', 'Pa', { ...agentAuth, ts: past }, 'Expired'],
    ['H=A, both set, right', 'Pa Po', agentAuth, 'pass'],
    ['H=A, both set, the root password', 'Pa Po', { header: 'agent', auth: 'root-secret' }, 'IncorrectAgentPassword'],
    ['forwarded automatically it is judged alike', 'Po', { ...rootAuth, forwardType: 1, forwardAgent: '10.10.10.2:2886' }, 'pass'],
    ['forwarded automatically a wrong one is refused alike', 'Po', { auth: 'wrong', forwardType: 1 }, 'IncorrectOceanbasePassword'],
  ]
  const others = identities.filter((identity) => identity !== 'SINGLE' && identity !== 'FOLLOWER')
  describe.each(others)('%s', (identity) => {
    test.each(members)('%s (%s)', (_name, passwords, shown, expected) => {
      expect(judge(verifyObRoute, agentOf(identity, passwords), shown)).toBe(expected)
    })
  })

  test('a root password that is empty counts as set', () => {
    const agent = agentOf('MASTER', 'none', { rootPassword: '' })
    expect(judge(verifyObRoute, agent, {})).toBe('pass')
    expect(judge(verifyObRoute, agent, { header: 'agent' })).toBe('WithOceanBasePassword: agent password is not initialized')
  })

  test('a CLUSTER AGENT does not look at who forwarded by hand', () => {
    expect(judge(verifyObRoute, agentOf('CLUSTER AGENT', 'Po'), { ...rootAuth, forwardType: 2, token: 'any' })).toBe('pass')
  })
})

describe('A-table', () => {
  const rows: [string, Passwords, Partial<Shown>, string][] = [
    ['H=O', 'Pa Po', rootAuth, 'WithAgentPassword: this route only support agent password'],
    ['H=O comes before a password that is not set', 'none', {}, 'WithAgentPassword: this route only support agent password'],
    ['H=A, !P_a', 'Po', agentAuth, 'AgentPasswordNotInitialized'],
    ['H=A, P_a, right', 'Pa', agentAuth, 'pass'],
    ['H=A, P_a, wrong', 'Pa', { header: 'agent', auth: 'wrong' }, 'IncorrectAgentPassword'],
    ['H=A, P_a, late', 'Pa', { ...agentAuth, ts: past }, 'Expired'],
    ['the own token does not help', 'Pa', { header: 'agent', token: 'own-token' }, 'IncorrectAgentPassword'],
  ]
  describe.each(['SINGLE', 'FOLLOWER', 'MASTER', 'CLUSTER AGENT'] as const)('%s', (identity) => {
    test.each(rows)('%s (%s)', (_name, passwords, shown, expected) => {
      expect(judge(verifyAgentRoute, agentOf(identity, passwords), shown)).toBe(expected)
    })
  })
})

describe('P-table', () => {
  describe.each(identities)('%s with an agent password', (identity) => {
    const rows: [Partial<Shown>, string][] = [
      [agentAuth, 'pass'],
      [{ header: 'agent', auth: 'wrong' }, 'IncorrectAgentPassword'],
      [{ ...agentAuth, ts: past }, 'Expired'],
      [rootAuth, 'WithAgentPassword: agent password has been set'],
      [{ token: 'own-token' }, 'WithAgentPassword: agent password has been set'],
    ]
    test.each(rows)('%o', (shown, expected) => {
      expect(judge(verifySetPassword, agentOf(identity, 'Pa Po'), shown)).toBe(expected)
    })
  })

  const cluster: [Partial<Shown>, string][] = [
    [rootAuth, 'pass'],
    [{ auth: 'wrong' }, 'IncorrectOceanbasePassword'],
    [{ ...rootAuth, ts: past }, 'Expired'],
    [{ header: 'agent', auth: 'root-secret' }, 'WithOceanBasePassword: oceanbase password has been set'],
  ]
  test.each(cluster)('CLUSTER AGENT without one: %o', (shown, expected) => {
    expect(judge(verifySetPassword, agentOf('CLUSTER AGENT', 'Po'), shown)).toBe(expected)
  })

  test('SINGLE without one passes, whatever is shown', () => {
    expect(judge(verifySetPassword, agentOf('SINGLE', 'none'), { auth: 'whatever', ts: 'soon' })).toBe('pass')
    expect(judge(verifySetPassword, agentOf('SINGLE', 'Po'), { header: 'agent' })).toBe('pass')
  })

  const rest = identities.filter((identity) => identity !== 'SINGLE' && identity !== 'CLUSTER AGENT')
  test.each(rest)('%s without one dereferences nil', (identity) => {
    expect(judge(verifySetPassword, agentOf(identity, 'none'), {})).toBe('panic')
    expect(judge(verifySetPassword, agentOf(identity, 'Po'), { ...rootAuth, token: 'own-token' })).toBe('panic')
  })
})

describe('verifyTimestamp', () => {
  const invalid = (ts: string, why: string): string => `Timestamp.Invalid: ${ts}: strconv.ParseInt: parsing ${JSON.stringify(ts)}: ${why}`
  test.each<[string, string | null]>([
    [String(nowSeconds + 1), null],
    [String(nowSeconds), null],
    [String(nowSeconds - 1), 'Expired'],
    [`+${nowSeconds}`, null],
    ['000001800000001', null],
    ['-1', 'Expired'],
    ['0', 'Expired'],
    ['9223372036854775807', null],
    ['9223372036854775808', invalid('9223372036854775808', 'value out of range')],
    ['-9223372036854775808', 'Expired'],
    ['-9223372036854775809', invalid('-9223372036854775809', 'value out of range')],
    ['', invalid('', 'invalid syntax')],
    ['1e10', invalid('1e10', 'invalid syntax')],
    ['1800000060.5', invalid('1800000060.5', 'invalid syntax')],
    [' 1800000060', invalid(' 1800000060', 'invalid syntax')],
    ['1_800_000_060', invalid('1_800_000_060', 'invalid syntax')],
    ['"', invalid('"', 'invalid syntax')],
  ])('%j', (ts, expected) => {
    const verdict = verifyTimestamp(ts, nowSeconds)
    expect(verdict === null ? null : line(verdict)).toBe(expected)
  })

  test('has nothing expire by a clock that stands before all time', () => {
    expect(verifyTimestamp('0', Number.MIN_SAFE_INTEGER)).toBeNull()
  })
})
