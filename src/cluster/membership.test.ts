import { describe, expect, test } from 'vitest'
import { addFollower, becomeFollower, becomeMaster, becomeSingle, removeRow, zoneMembers, zoneOf } from './membership.ts'
import { newAgent } from './testing/agent.ts'

const joiner = {
  ip: '10.10.10.2', port: 2886, zone: 'zone2', version: '4.5.0.0-2', homePath: '/home/b', os: 'linux', architecture: 'x86_64', publicKey: 'key-b',
}
const ownRow = { ip: '10.10.10.1', port: 2886, zone: 'zone1', version: '4.5.0.0-1', homePath: '/home/admin/oceanbase', os: 'linux', architecture: 'x86_64', publicKey: 'key-a' }

describe('becomeMaster', () => {
  test('makes the agent the first row of its own table', () => {
    const agent = newAgent()
    becomeMaster(agent, 'zone1', 'key-a')
    expect(agent).toEqual({ ...newAgent(), identity: 'MASTER', zone: 'zone1', table: [{ ...ownRow, identity: 'MASTER' }] })
  })
})

describe('becomeFollower', () => {
  test('leaves two rows: itself, and the master without home, system and key', () => {
    const agent = newAgent()
    becomeFollower(agent, 'zone1', { ip: '10.10.10.9', port: 2886, zone: 'zone9', version: '4.5.0.0-1' }, 'key-a')
    expect(agent).toEqual({
      ...newAgent(), identity: 'FOLLOWER', zone: 'zone1', table: [
        { ...ownRow, identity: 'FOLLOWER' },
        { ip: '10.10.10.9', port: 2886, zone: 'zone9', identity: 'MASTER', version: '4.5.0.0-1', homePath: '', os: '', architecture: '', publicKey: '' },
      ],
    })
  })
})

describe('becomeSingle', () => {
  test('forgets zone, table and root password, and keeps agent password, token and tokens', () => {
    const agent = newAgent({ agentPassword: 'secret', rootPassword: 'root', tokens: { '10.10.10.2:2886': 'token-b' } })
    becomeMaster(agent, 'zone1', 'key-a')
    becomeSingle(agent)
    const single = newAgent({ agentPassword: 'secret', rootPassword: null, tokens: { '10.10.10.2:2886': 'token-b' } })
    // An empty row is left in the store, which a restart reads back (wire.md §3.7).
    single.ob.stored.rootPassword = ''
    expect(agent).toEqual(single)
  })
})

describe('a master', () => {
  function master() {
    const agent = newAgent()
    becomeMaster(agent, 'zone1', 'key-a')
    addFollower(agent, joiner)
    addFollower(agent, { ...joiner, ip: '10.10.10.3', zone: 'zone1' })
    return agent
  }

  test('takes followers at the end of its table, with what they tell of themselves', () => {
    expect(master().table.slice(1)).toEqual([
      { ...joiner, identity: 'FOLLOWER' },
      { ...joiner, ip: '10.10.10.3', zone: 'zone1', identity: 'FOLLOWER' },
    ])
  })

  test('takes from a joiner what a row holds and no more', () => {
    const agent = newAgent()
    addFollower(agent, { ...joiner, token: 'secret' } as typeof joiner)
    expect(agent.table).toEqual([{ ...joiner, identity: 'FOLLOWER' }])
  })

  test('removes the row of an address and leaves the others', () => {
    const agent = master()
    removeRow(agent, { ip: '10.10.10.2', port: 2886n })
    removeRow(agent, { ip: '10.10.10.3', port: 2887 })
    expect(agent.table.map(({ ip }) => ip)).toEqual(['10.10.10.1', '10.10.10.3'])
  })

  test('knows the members of a zone, itself included, and the zone of a member', () => {
    const agent = master()
    expect(zoneMembers(agent, 'zone1').map(({ ip }) => ip)).toEqual(['10.10.10.1', '10.10.10.3'])
    expect(zoneMembers(agent, 'zone3')).toEqual([])
    expect(zoneOf(agent, { ip: '10.10.10.2', port: 2886 })).toBe('zone2')
    expect(zoneOf(agent, { ip: '10.10.10.4', port: 2886 })).toBeUndefined()
  })
})
