import { beforeEach, describe, expect, test } from 'vitest'
import { micros } from '../../clock/index.ts'
import type { Agent, Shown } from '../../cluster/index.ts'
import type { Action } from '../../faults/index.ts'
import { buildWorld, defaultAgent, defaultSettings, scenarioOfAgents } from '../../scenario/index.ts'
import type { Simulation } from '../../simulation.ts'
import { KeyRing } from '../keys.ts'
import { explainUri, explainVerdict } from './credential.ts'

const base = scenarioOfAgents(['a', 'b', 'c'].map((name, index) => defaultAgent(name, `10.10.10.${index + 1}`, 2886)), { ...defaultSettings, mode: { mode: 'manual' } })
let world: Simulation

beforeEach(() => {
  world = buildWorld(base, new KeyRing(1))
})

const act = (action: Action): string | null => world.act(action, 'control')
const agent = (name: string): Agent => world.agent(name)!

describe('a credential', () => {
  const now = 1_800_000_000
  const shown = (given: Partial<Shown>): Shown => ({ header: 'oceanbase', auth: 'x', ts: '0', token: '', forwardType: 0, forwardAgent: '', ...given })
  const expired = (ts: number | string, upload = false): string => explainVerdict(world, agent('a'), shown({ ts: String(ts) }), { verdict: 'refuse', code: 'Expired', args: [] }, { nowSeconds: now, upload })

  test('that has expired, with how far the client’s clock may be off', () => {
    expect([expired(now - 3), expired(now - 3, true), expired(60)]).toEqual([
      "Ts expired 3 s ago; this client's clock is 63 s behind, if it gives its credentials the usual 60 s",
      "Ts expired 3 s ago; the upload took too long, or this client's clock is 603 s behind, if it gives its credentials the usual 600 s of uploads",
      'Ts 60 is no instant of today: it is to be the Unix second at which the credential expires, now + 60 say, and now is 1800000000',
    ])
    world.state.auth = { clock: 'virtual', skew: 90 * micros.s }
    expect([expired(now - 30), expired(now - 100)]).toEqual([
      'Ts expired 30 s ago, by the clock of the world (auth.clock: virtual); the scenario sets that clock 90 s ahead (auth.skew), and without that Ts would be in time',
      'Ts expired 100 s ago, by the clock of the world (auth.clock: virtual); the scenario sets that clock 90 s ahead (auth.skew), and without that Ts would have expired 10 s ago',
    ])
  })

  test.each([
    ['1800000000.5', "Ts of the credential is '1800000000.5', not decimal Unix seconds: it may have no fraction"],
    ['9'.repeat(20), `Ts of the credential is '${'9'.repeat(20)}', not decimal Unix seconds: it is too large`],
    ['', 'Ts of the credential is empty, not decimal Unix seconds'],
    ['now', "Ts of the credential is 'now', not decimal Unix seconds"],
  ])('whose Ts cannot be read: %s', (ts, says) => {
    expect(explainVerdict(world, agent('a'), shown({ ts }), { verdict: 'refuse', code: 'Timestamp.Invalid', args: [ts] }, { nowSeconds: now, upload: false })).toBe(says)
  })

  test('with another password than the one that is asked for', () => {
    act({ do: 'call', agent: 'b', call: 'agentJoin', params: {}, body: { agentInfo: { ip: '10.10.10.2', port: 2886 }, zoneName: 'zone1' } })
    world.settle()
    act({ do: 'agentPassword', agent: 'b', password: 'agent' })
    act({ do: 'agentPassword', agent: 'c', password: 'of c' })
    act({ do: 'call', agent: 'b', call: 'obclusterConfigPut', params: {}, body: { clusterId: 1, clusterName: 'x', rootPwd: 'old' } })
    world.settle()
    act({ do: 'rootPassword', agents: ['a'], password: 'stale' })
    act({ do: 'rootPassword', agents: ['b'], password: 'new' })
    const wrong = (code: 'IncorrectAgentPassword' | 'IncorrectOceanbasePassword', auth: string): string =>
      explainVerdict(world, agent('b'), shown({ auth }), { verdict: 'refuse', code, args: [] }, { nowSeconds: now, upload: false })
    expect(['', 'x', 'new', 'of c'].map((auth) => wrong('IncorrectAgentPassword', auth))).toEqual([
      'b (10.10.10.2:2886), MASTER, has an agent password and the credential shows none',
      'the agent password in the credential is not that of b (10.10.10.2:2886)',
      'the agent password in the credential is not that of b (10.10.10.2:2886): it is the root password, which belongs in X-OCS-Header',
      'the agent password in the credential is not that of b (10.10.10.2:2886): it is that of c (10.10.10.3:2886)',
    ])
    expect(['', 'x', 'agent', 'old', 'stale'].map((auth) => wrong('IncorrectOceanbasePassword', auth))).toEqual([
      'b (10.10.10.2:2886), MASTER, has a root password and the credential shows none',
      'the root password in the credential is not that of b (10.10.10.2:2886)',
      'the root password in the credential is not that of b (10.10.10.2:2886): it is its agent password, which belongs in X-OCS-Agent-Header',
      'the root password in the credential is not that of b (10.10.10.2:2886): it is the one that the cluster was configured with, which has been changed since',
      'the root password in the credential is not that of b (10.10.10.2:2886): it is the one that a (10.10.10.1:2886) knows',
    ])
  })

  test.each([
    ['', 'Uri in the credential is empty; it is to be the request target, /api/v1/x?a=%2C'],
    ['/api/v1/x', 'Uri in the credential is /api/v1/x, the request target is /api/v1/x?a=%2C: the query belongs to it, too'],
    ['/api/v1/x?b', 'Uri in the credential is /api/v1/x?b, the request target is /api/v1/x?a=%2C: the queries differ'],
    ['http://h/api/v1/x?a=%2C', 'Uri in the credential is http://h/api/v1/x?a=%2C, the request target is /api/v1/x?a=%2C: without scheme and host'],
    ['/api/v1%2Fx?a=,', 'Uri in the credential is /api/v1%2Fx?a=,, the request target is /api/v1/x?a=%2C: both are to be escaped in the same way'],
    ['/api/v1/x?a=%2C/', 'Uri in the credential is /api/v1/x?a=%2C/, the request target is /api/v1/x?a=%2C: the queries differ'],
    ['/%', 'Uri in the credential is /%, the request target is /api/v1/x?a=%2C'],
  ])('for another target: %s', (uri, says) => {
    expect(explainUri(uri, '/api/v1/x?a=%2C')).toBe(says)
  })
})
