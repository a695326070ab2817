import { describe, expect, test } from 'vitest'
import { findRow, followersOf, formatAddress, masterOf, rowsByKey, sameAddress, type AgentRow } from './agent.ts'
import { newAgent } from './testing/agent.ts'

function row(ip: string, port: number, identity: AgentRow['identity']): AgentRow {
  return { ip, port, identity, zone: 'zone1', version: '4.5.0.0-1', homePath: '', os: '', architecture: '', publicKey: '' }
}

const rows = [row('10.10.10.9', 2886, 'FOLLOWER'), row('10.10.10.1', 12886, 'MASTER'), row('10.10.10.10', 2886, 'FOLLOWER'), row('10.10.10.1', 2886, 'FOLLOWER')]
const agent = newAgent({ table: rows })

describe('addresses', () => {
  test('are written with IPv6 in brackets, ports as they were given', () => {
    expect(formatAddress({ ip: '10.10.10.1', port: 2886 })).toBe('10.10.10.1:2886')
    expect(formatAddress({ ip: 'fe80::1', port: 2886 })).toBe('[fe80::1]:2886')
    expect(formatAddress({ ip: '', port: 0 })).toBe(':0')
    expect(formatAddress({ ip: 'host', port: 9007199254740993n })).toBe('host:9007199254740993')
  })

  test('are the same when text and number are', () => {
    expect(sameAddress({ ip: '10.10.10.1', port: 2886 }, { ip: '10.10.10.1', port: 2886n })).toBe(true)
    expect(sameAddress({ ip: '10.10.10.1', port: 2886 }, { ip: '10.10.10.1', port: 2887 })).toBe(false)
    expect(sameAddress({ ip: 'localhost', port: 2886 }, { ip: '127.0.0.1', port: 2886 })).toBe(false)
    expect(sameAddress({ ip: '::1', port: 1 }, { ip: '0:0:0:0:0:0:0:1', port: 1 })).toBe(false)
  })
})

describe('the table of agents', () => {
  test('is looked up by address, by master, by followers in the order of joining', () => {
    expect(findRow(agent, { ip: '10.10.10.10', port: 2886 })).toBe(rows[2])
    expect(findRow(agent, { ip: '10.10.10.10', port: 2887 })).toBeUndefined()
    expect(masterOf(agent)).toBe(rows[1])
    expect(masterOf(newAgent())).toBeUndefined()
    expect(followersOf(agent)).toEqual([rows[0], rows[2], rows[3]])
  })

  test('comes out by key: ip as text, then port as number', () => {
    expect(rowsByKey(agent).map(formatAddress)).toEqual(['10.10.10.1:2886', '10.10.10.1:12886', '10.10.10.10:2886', '10.10.10.9:2886'])
    expect(agent.table).toEqual(rows)
  })
})
