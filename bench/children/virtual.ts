/**
 * How fast virtual time passes in process: agents join themselves and leave again, DAG after DAG. Told how many over IPC, it answers with
 * virtual seconds for each second of CPU.
 *
 * @module
 */
import { agentToSingle, joinSelf } from '../../src/dags/index.ts'
import { KeyRing } from '../../src/dispatch/index.ts'
import { buildWorld, defaultAgent, scenarioOfAgents } from '../../src/scenario/index.ts'

const agent = defaultAgent('a', '127.0.0.1', 2886)

process.on('message', (count: number) => {
  const world = buildWorld(scenarioOfAgents([agent]), new KeyRing(1))
  const { engine, owner } = { engine: world.engine(world.agents[0]!), owner: world.agents[0]! }
  const start = world.now()
  const before = process.cpuUsage()
  for (let index = 0; index < count; index++) {
    engine.create(owner.identity === 'SINGLE' ? joinSelf('zone1') : agentToSingle())
    world.settle()
  }
  const { user, system } = process.cpuUsage(before)
  process.send!((world.now() - start) / (user + system))
})
process.stdout.write('ready\n')
