import { beforeEach, describe, expect, test } from 'vitest'
import type { Agent } from '../../cluster/index.ts'
import type { Action } from '../../faults/index.ts'
import { encryptChunks } from '../../protocol/index.ts'
import { buildWorld, defaultAgent, defaultSettings, scenarioOfAgents } from '../../scenario/index.ts'
import type { Simulation } from '../../simulation.ts'
import { KeyRing } from '../keys.ts'
import { explainHeader } from './header.ts'

const base = scenarioOfAgents(['a', 'b', 'c'].map((name, index) => defaultAgent(name, `10.10.10.${index + 1}`, 2886)), { ...defaultSettings, mode: { mode: 'manual' } })
let world: Simulation
let keys: KeyRing

beforeEach(() => {
  keys = new KeyRing(1)
  world = buildWorld(base, keys)
})

const act = (action: Action): string | null => world.act(action, 'control')
const agent = (name: string): Agent => world.agent(name)!

describe('a header that cannot be read', () => {
  let pad = 0
  const sealed = (publicKey: string): string => {
    const text = encryptChunks(publicKey, Buffer.from(`{"Auth":"p","Ts":"1","Uri":"${'/x'.repeat(40)}"}`), 53, () => pad++)
    if (!text.ok) throw new Error(text.error)
    return Buffer.from(text.bytes).toString('base64')
  }
  const explained = (text: string): string => {
    const opened = keys.open(agent('a'), text)
    return explainHeader(world, agent('a'), keys, text, opened.ok ? 'opened' : opened.reason)
  }

  test('for it was encrypted with another key', () => {
    const oldOfA = sealed(keys.publicKey(agent('a')))
    const oldOfB = sealed(keys.publicKey(agent('b')))
    act({ do: 'newKey', agent: 'a' })
    act({ do: 'newKey', agent: 'b' })
    const ofB = sealed(keys.publicKey(agent('b')))
    const unknown = sealed(new KeyRing(2).publicKey(agent('a')))
    const tail = '; GET /api/v1/secret of this agent tells its key'
    expect([oldOfA, oldOfB, ofB, unknown, 'AAAA', ''].map(explained)).toEqual([
      `the header is encrypted with a key that this agent had before${tail}`,
      `the header is encrypted with a key that agent b had before${tail}`,
      `the header is encrypted with the key of agent b${tail}`,
      `the header is encrypted with a key of none of these agents, or is no RSA at all${tail}`,
      `the header is encrypted with a key of none of these agents, or is no RSA at all${tail}`,
      'the header was decrypted, and is not the JSON that it is to be: opened',
    ])
    // A reset begins anew; the ring keeps its keys.
    world = buildWorld(base, keys)
    expect(explained(ofB)).toBe(`the header is encrypted with a key that agent b had before the world was reset${tail}`)
  })

  test('and no key is made to find out whose it is', () => {
    const ofB = sealed(new KeyRing(1).publicKey(agent('b')))
    expect(keys.whoseKey(world.agents, agent('a'), ofB)).toBe(null)
    keys.publicKey(agent('b'))
    expect(keys.whoseKey(world.agents, agent('a'), ofB)).toBe('encrypted with the key of agent b')
  })

  test('for it is not what a header is to be', () => {
    const told = (text: string, reason: string): string => explainHeader(world, agent('a'), keys, text, reason)
    expect([
      told('{"Auth":""}', 'illegal base64 data at input byte 0'), told('!', 'illegal base64 data at input byte 0'),
      told('AAAA', 'json: cannot unmarshal number into Go struct field HttpHeader.Ts of type string'), told('AAAA', 'EOF'),
    ]).toEqual([
      'the header is JSON as it stands: it is to be encrypted with the key of GET /api/v1/secret, and base64 of that',
      'the header is no base64: illegal base64 data at input byte 0',
      'the header was decrypted, and is not the JSON that it is to be: json: cannot unmarshal number into Go struct field HttpHeader.Ts of type string (Ts is a text: "1767601860")',
      'the header was decrypted, and is not the JSON that it is to be: EOF',
    ])
  })
})
