/**
 * A simulator whose agents hold many finished DAGs, over the HTTP code that the command uses. `AGENTS` and `DAGS` say how many; it answers
 * for the last agent, and tells the target of that agent's last DAG: `ready <url> <target>`.
 *
 * @module
 */
import { agentToSingle, joinSelf } from '../../src/dags/index.ts'
import { defaultAgent, defaultSettings, scenarioOfAgents } from '../../src/scenario/index.ts'
import { Simulator } from '../../src/server/index.ts'
import { formatGenericId } from '../../src/task/index.ts'

const agents = Number(process.env['AGENTS'])
const dags = Number(process.env['DAGS'])

const simulator = new Simulator({
  scenario: scenarioOfAgents(
    Array.from({ length: agents }, (_, index) => ({ ...defaultAgent(`a${index}`, '127.0.0.1', 10_000 + index), listen: ['127.0.0.1:0'] })),
    { ...defaultSettings, encryption: false },
  ),
})
const { world } = simulator
for (let made = 0; made < dags; made++) {
  const agent = world.agents[made % agents]!
  world.engine(agent).create(agent.identity === 'SINGLE' ? joinSelf('zone1') : agentToSingle())
  world.settle()
  // Only the newest are kept for those who ask; here nobody does.
  world.noteTransitions()
}
const last = world.agents.at(-1)!
const ids = world.tasks(last).dags.map(({ id, type }) => formatGenericId(last, id, type))

// What making them has left behind is no part of a question.
globalThis.gc?.()
await simulator.listen()
process.stdout.write(`ready ${simulator.urls().at(-1)} /api/v1/task/dag/${ids.at(-1)}\n`)
