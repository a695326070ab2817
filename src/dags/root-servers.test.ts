import { describe, expect, test } from 'vitest'
import { LoneAgent } from './testing/lone-agent.ts'
import { placeRootServers, type Server } from './root-servers.ts'

const server = (ip: string, zone: string, more: Partial<Server> = {}): Server => ({ ip, zone, rpcPort: 2882, mysqlPort: 2881, isOwn: false, ...more })
const own = server('10.10.10.2', 'zone1', { isOwn: true })
const mate = server('10.10.10.1', 'zone1')
const other = server('10.10.10.3', 'zone2')
const { agent } = LoneAgent.master()

const serverText = ({ ip, rpcPort }: Server): string => `${ip}:${rpcPort}`

function place(list: string) {
  const lines: string[] = []
  const placed = placeRootServers(agent, [mate, own, other], list, (line) => lines.push(line))
  if ('fail' in placed) return { lines, why: placed.fail.kind === 'coded' ? placed.fail.args[1] : '' }
  return { lines, zones: placed.zones.map(({ zone, server: root }) => `${zone} ${serverText(root)}`), others: Object.entries(placed.otherServers).map(([zone, list]) => [zone, ...list.map(serverText)]) }
}

describe('without a list', () => {
  test('the master is first, then the first server of each other zone', () => {
    expect(place('')).toEqual({ lines: [], zones: ['zone1 10.10.10.2:2882', 'zone2 10.10.10.3:2882'], others: [['zone1', '10.10.10.1:2882']] })
  })
})

describe('a list', () => {
  test('is taken in its own order', () => {
    expect(place('10.10.10.3:2882:2881;10.10.10.1:2882:2881')).toEqual({
      lines: [
        'rsList has set, check it', 'check rsList config: [10.10.10.3:2882:2881 10.10.10.1:2882:2881]',
        'rsServer: 10.10.10.3:2882:2881 is IPv4 address', 'rsServer: 10.10.10.1:2882:2881 is IPv4 address',
      ],
      zones: ['zone2 10.10.10.3:2882', 'zone1 10.10.10.1:2882'],
      others: [['zone1', '10.10.10.2:2882']],
    })
  })

  test('may hold IPv6 addresses', () => {
    const six = server('fe80::1', 'zone1')
    const placed = placeRootServers(agent, [six], '[fe80::1]:2882:2881', () => undefined)
    expect(placed).toEqual({ zones: [{ zone: 'zone1', server: six }], otherServers: {} })
  })

  test.each([
    ['10.10.10.1:2882:2881;', 'has empty rsServer'],
    ['not:checked', 'not:checked'],
    ['10.10.10.1:2882:2881:x', '10.10.10.1:2882:2881:x'],
    ['[fe80::1:2882:2881', '[fe80::1:2882:2881'],
    ['10.10.10.1:x:2881', '10.10.10.1:x:2881'],
    ['10.10.10.9:2882:2881', '10.10.10.9:2882:2881 not in cluster'],
    ['10.10.10.1:2882:x', '10.10.10.1:2882:x'],
    ['10.10.10.1:2882:9', '10.10.10.1:2882:9 mysql port not match'],
    ['10.10.10.1:2882:2881;10.10.10.2:2882:2881', 'zone1 has more than one rootserver'],
    ['10.10.10.1:2882:2881', 'zone2 has no rootserver'],
  ])('%s is refused: %s', (list, why) => {
    expect(place(list).why).toBe(why)
  })
})
