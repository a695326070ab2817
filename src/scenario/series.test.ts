import { expect, test } from 'vitest'
import { loadScenario } from './index.ts'

const agentsOf = async (text: string, read?: (given: string) => string): Promise<string[]> => {
  const scenario = await loadScenario(text, '<scenario>', {
    ...(read !== undefined && { read: (given) => Promise.resolve({ text: read(given), name: given, folder: '.', id: given }) }),
  })
  return scenario.agents.map(({ name, ip, port, identity, zone }) => `${name} ${ip}:${port} ${identity} ${zone}`.trim())
}

test('a series stands for as many agents, numbers and all', async () => {
  expect(await agentsOf(`
version: 1
agents:
  a: { address: 127.0.0.1:2886, identity: MASTER }
  b{9..11}-x: { address: "10.0.0.{1..3}:2886", identity: FOLLOWER, zone: "zone{7..9}" }
`)).toEqual(['a 127.0.0.1:2886 MASTER zone1', 'b9-x 10.0.0.1:2886 FOLLOWER zone7', 'b10-x 10.0.0.2:2886 FOLLOWER zone8', 'b11-x 10.0.0.3:2886 FOLLOWER zone9'])
})

test('one that is named by itself is as it says there, in a file that extends the series, too', async () => {
  const series = 'version: 1\nagents:\n  n{1..3}: { address: "127.0.0.1:{3001..3003}" }\n'
  expect(await agentsOf(`${series}  n2: { address: 127.0.0.1:4000 }\n`)).toEqual(['n1 127.0.0.1:3001 SINGLE', 'n3 127.0.0.1:3003 SINGLE', 'n2 127.0.0.1:4000 SINGLE'])
  expect(await agentsOf('version: 1\nextends: base\nagents: { n2: { identity: MASTER }, n3: null }\n', () => series)).toEqual(['n1 127.0.0.1:3001 SINGLE', 'n2 127.0.0.1:3002 MASTER zone1'])
})
