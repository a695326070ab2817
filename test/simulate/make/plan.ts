import { micros } from '../../../src/clock/index.ts'
import type { KeyRing } from '../../../src/dispatch/index.ts'
import { buildWorld, SetupError } from '../../../src/scenario/index.ts'
import { SettleError } from '../../../src/simulation.ts'
import { Chance } from '../../hostile/chance.ts'
import { scenarioOf, type Plan, type PlannedScenario } from '../plan.ts'
import { scenarioOfChance } from './scenario.ts'
import { stepOf } from './steps.ts'

/** The history of a seed: so many steps in a world of chance. The first steps of a longer one are those of a shorter one. */
export function makePlan(seed: number, steps: number, keys: KeyRing): Plan {
  const chance = new Chance(seed)
  const crowd = chance.once(8)
  const wanted = crowd ? crowded(scenarioOfChance(chance)) : scenarioOfChance(chance)
  const scenario = canBeBuilt(wanted, keys) ? wanted : { ...wanted, setup: [] }
  return { seed, scenario, steps: Array.from({ length: steps }, (_, place) => stepOf(chance, { seed, agents: scenario.agents, crowd }, place + 1)) }
}

/** Whether what a scenario asks for before its world is ready can be had. */
function canBeBuilt(scenario: PlannedScenario, keys: KeyRing): boolean {
  try {
    buildWorld(scenarioOf(scenario), keys)
    return true
  } catch (error) {
    if (scenario.setup.length > 0 && (error instanceof SetupError || error instanceof SettleError)) return false
    throw error
  }
}

/** One agent has more to do than workers to do it. */
function crowded(scenario: PlannedScenario): PlannedScenario {
  const [first, ...others] = scenario.agents
  return {
    ...scenario, agents: [{ ...first!, agentPassword: 'secret' }, ...others],
    taskRules: [{ id: 'crowd', when: { dag: 'Start obproxy' }, effect: { takes: 20 * micros.s }, times: null }, ...scenario.taskRules],
  }
}
