import { expect, test } from 'vitest'
import { formatAddress } from '../../src/cluster/index.ts'
import { KeyRing } from '../../src/dispatch/index.ts'
import { buildWorld, defaultAgent, scenarioOfAgents } from '../../src/scenario/index.ts'

/** `npm run simulate -- --seed 13319 --steps 120`: an agent whose directories nobody has said threw a TypeError. */
test('an agent without directories cannot have them made', () => {
  const world = buildWorld(scenarioOfAgents([defaultAgent('a', '127.0.0.1', 2886)]), new KeyRing(1))
  const agent = world.agents[0]!
  const engine = world.engine(agent)
  engine.create({ name: 'Create observer workdir', maintenance: 'global', nodes: [{ name: 'Create observer workdir' }] })
  world.settle()
  expect(world.tasks(agent).subTasks[0]!.logs.at(-1)!.text).toBe(`ERROR: [Task.AgentData.NotSet]: Agent ${formatAddress(agent)} data dirs not set`)
})
