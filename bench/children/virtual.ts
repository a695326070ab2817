/**
 * How fast virtual time passes in process. Told over IPC how many DAGs, it answers with virtual seconds for each second of CPU: of agents that
 * join themselves and leave again, which takes two ticks each, or (`TAKES`, such as `50m`) whose join takes so long.
 *
 * @module
 */
import { parseDuration } from '../../src/clock/index.ts'
import { agentToSingle, joinSelf } from '../../src/dags/index.ts'
import { KeyRing } from '../../src/dispatch/index.ts'
import { buildWorld, defaultAgent, scenarioOfAgents } from '../../src/scenario/index.ts'

const takes = parseDuration(process.env['TAKES'] ?? '0s')!
const plain = scenarioOfAgents([defaultAgent('a', '127.0.0.1', 2886)])
const scenario = takes === 0 ? plain : { ...plain, taskRules: [{ id: 'slow', when: {}, effect: { takes }, times: null }] }

process.on('message', (count: number) => {
  const world = buildWorld(scenario, new KeyRing(1))
  const agent = world.agents[0]!
  const start = world.now()
  const before = process.cpuUsage()
  for (let index = 0; index < count; index++) {
    world.engine(agent).create(agent.identity === 'SINGLE' ? joinSelf('zone1') : agentToSingle())
    world.settle()
  }
  const { user, system } = process.cpuUsage(before)
  process.send!((world.now() - start) / (user + system))
})
process.stdout.write('ready\n')
