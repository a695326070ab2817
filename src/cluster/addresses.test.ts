import { describe, expect, test } from 'vitest'
import { agentAt, hostOf, isLoopback, portOf } from './addresses.ts'
import type { Agent, AgentAddress } from './agent.ts'
import { newAgent } from './testing/agent.ts'

const a = newAgent({ name: 'a', ip: '10.10.10.1', port: 2886, listening: ['127.0.0.1:2886'], aliases: ['gateway:443'] })
const b = newAgent({ name: 'b', ip: '10.10.10.2', port: 2886, listening: ['127.0.0.1:2887'], aliases: ['localhost:3000'] })
const c = newAgent({ name: 'c', ip: 'fe80::1', port: 2999, listening: ['[::1]:2999'] })

/** Who answers at `ip:port`, as text. */
function who(ip: string, port: AgentAddress['port'], agents: readonly Agent[] = [a, b, c], learnt: readonly string[] = []): string | undefined {
  return agentAt({ agents, learntHosts: Object.fromEntries(learnt.map((host) => [host, true])) }, { ip, port })?.name
}

describe('agentAt', () => {
  test('finds an agent where it believes to be', () => {
    expect([who('10.10.10.1', 2886), who('10.10.10.2', 2886), who('fe80::1', 2999)]).toEqual(['a', 'b', 'c'])
  })

  test('finds an agent where it listens', () => {
    expect([who('127.0.0.1', 2886), who('127.0.0.1', 2887), who('::1', 2999)]).toEqual(['a', 'b', 'c'])
  })

  test('finds an agent by an alias', () => {
    expect([who('gateway', 443), who('localhost', 3000)]).toEqual(['a', 'b'])
  })

  test('prefers where one believes to be over where another listens', () => {
    const shadow = newAgent({ name: 'shadow', ip: '10.10.10.9', port: 1, listening: ['10.10.10.1:2886'] })
    expect(who('10.10.10.1', 2886, [shadow, a])).toBe('a')
  })

  test.each(['127.0.0.1', '127.8.9.10', 'localhost', '::1'])('takes the loopback host %s with the listening port of one agent', (host) => {
    expect(who(host, 2887)).toBe('b')
  })

  test('takes a loopback host with the port an agent believes in, if only one has it', () => {
    const far = newAgent({ name: 'far', ip: '10.10.10.7', port: 4000, listening: ['127.0.0.1:4007'] })
    expect(who('127.0.0.5', 4000, [far, c])).toBe('far')
    expect(who('127.0.0.5', 4000, [far, { ...far, name: 'other', ip: '10.10.10.8' }])).toBeUndefined()
  })

  test('takes who listens at a port before those who believe in it, as several hosts behind one IP do', () => {
    expect(who('127.0.0.5', 2886)).toBe('a')
    expect(who('localhost', 2886, [b, a])).toBe('a')
  })

  test('takes the host of any agent with the port of one agent', () => {
    expect(who('10.10.10.1', 2887)).toBe('b')
    expect(who('gateway', 2999)).toBe('c')
  })

  test('takes a host once it is learnt', () => {
    expect(who('sim.example', 2887)).toBeUndefined()
    expect(who('sim.example', 2887, [a, b, c], ['sim.example'])).toBe('b')
    expect(who('sim.example', 2886, [a, b, c], ['sim.example'])).toBe('a')
  })

  test('does not take the names of objects for learnt hosts', () => {
    expect(who('constructor', 2887)).toBeUndefined()
    expect(who('__proto__', 2887)).toBeUndefined()
  })

  test('finds nobody at an unknown host or port', () => {
    expect(who('10.10.10.3', 2886)).toBeUndefined()
    expect(who('10.10.10.1', 2888)).toBeUndefined()
    expect(who('127.0.0.1', 2 ** 32 + 2887)).toBeUndefined()
    expect(who('127.0.0.1', 2887n)).toBe('b')
  })

  test('counts an agent once that has a port twice', () => {
    const twice = newAgent({ name: 'twice', ip: '10.10.10.4', port: 5000, listening: ['127.0.0.1:5000'], aliases: ['localhost:5000'] })
    expect(who('127.0.0.2', 5000, [a, twice])).toBe('twice')
  })
})

describe('places', () => {
  test.each([
    ['127.0.0.1:2886', '127.0.0.1', '2886'],
    ['[fe80::1]:2886', 'fe80::1', '2886'],
    ['localhost:0', 'localhost', '0'],
  ])('%s is host %s, port %s', (place, host, port) => {
    expect([hostOf(place), portOf(place)]).toEqual([host, port])
  })

  test.each([
    ['127.0.0.1', true], ['127.255.255.254', true], ['localhost', true], ['::1', true],
    ['128.0.0.1', false], ['127.0.0', false], ['127.0.0.1.2', false], ['a127.0.0.1', false], ['LOCALHOST.evil', false], ['', false],
  ])('%j is a loopback host: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected)
  })
})
