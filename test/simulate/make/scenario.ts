import { micros, type ClockMode } from '../../../src/clock/index.ts'
import { defaultLimits } from '../../../src/journal/index.ts'
import { defaultAgent, type AgentSetup, type SetupStep } from '../../../src/scenario/index.ts'
import type { Chance } from '../../hostile/chance.ts'
import type { PlannedScenario } from '../plan.ts'
import { actionOf, callOf } from './actions.ts'
import { between, perhaps, several, weighed } from './chance.ts'
import { requestRuleOf, taskRuleOf } from './rules.ts'
import { entryOf } from './timeline.ts'
import { eventOf, zones } from './words.ts'

/** A scenario of two to six agents. What it asks for before its world is ready may not be had; `makePlan` sees to that. */
export function scenarioOfChance(chance: Chance): PlannedScenario {
  const agents = agentsOf(chance)
  const names = agents.map(({ name }) => name)
  return {
    description: 'made from a seed',
    settings: {
      seed: chance.below(1_000), start: 1_767_601_800_217_409, mode: modeOf(chance), zone: chance.pick(['UTC', 'UTC', 'Asia/Shanghai', '-03:30']),
      addressing: chance.pick(['aliases', 'aliases', 'strict'] as const), encryption: !chance.once(7), tls: chance.once(8),
      auth: { clock: chance.pick(['real', 'virtual', 'ignore'] as const), skew: chance.once(5) ? chance.pick([30, -30, 600]) * micros.s : 0 },
    },
    agents,
    setup: chance.once(3) ? several(chance, 1, 3, () => setupStepOf(chance, agents)) : [],
    taskRules: several(chance, 0, 4, (place) => taskRuleOf(chance, names, `task rule ${place + 1}`)),
    requestRules: several(chance, 0, 4, (place) => requestRuleOf(chance, names, `fault ${place + 1}`)),
    timeline: several(chance, 0, 5, (place) => entryOf(chance, agents, `timeline ${place + 1}`)),
    journal: chance.once(6) ? { entries: between(chance, 3, 40), bytes: chance.pick([500, 10_000]), events: between(chance, 20, 200) } : defaultLimits,
    warnings: [],
  }
}

export function modeOf(chance: Chance): ClockMode {
  return chance.pick<ClockMode>([
    { mode: 'auto', quantum: 50 * micros.ms }, { mode: 'manual' }, { mode: 'manual' }, { mode: 'per-poll', quantum: micros.s },
    { mode: 'auto', quantum: 0 }, { mode: 'per-poll', quantum: 300 * micros.ms },
  ])
}

/** Some are of one cluster when the world is ready, others are SINGLE and may not fit in. */
function agentsOf(chance: Chance): AgentSetup[] {
  const master = chance.below(100) < 55
  const loopback = chance.once(6)
  const agents: AgentSetup[] = []
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, between(chance, 2, 6))) {
    const place = agents.length
    const plain = loopback ? defaultAgent(name, '127.0.0.1', 2886 + place) : defaultAgent(name, `10.10.10.${place + 1}`, 2886)
    const identity = !master ? 'SINGLE' : place === 0 ? 'MASTER' : chance.below(100) < 60 ? 'FOLLOWER' : 'SINGLE'
    agents.push({
      ...plain, identity, zone: identity === 'SINGLE' ? '' : zones[place % zones.length]!, master: identity === 'FOLLOWER' ? 'a' : null,
      agentPassword: chance.once(5) ? chance.pick(['secret', 'other']) : null, aliases: chance.once(6) ? [`${name}.example:2886`] : [],
      ...(identity === 'SINGLE' ? oddities(chance) : {}),
    })
  }
  return agents
}

function oddities(chance: Chance): Partial<AgentSetup> {
  return {
    ...perhaps(chance, 8, () => ({ version: { version: '4.5.0.0', release: '2' } })),
    ...perhaps(chance, 20, () => ({
      observer: chance.pick([
        { version: null, start: 'ok' }, { version: '4.2.1.0-1', start: 'ok' }, { version: '4.2.1.0-100000102023092807', start: 'hangs' },
        { version: '4.2.1.0-100000102023092807', start: { exits: 1, prints: 'no disk\n' } },
      ] as const),
    })),
  }
}

function setupStepOf(chance: Chance, agents: readonly AgentSetup[]): SetupStep {
  const { agent, call, params, body } = callOf(chance, agents)
  const names = agents.map(({ name }) => name)
  return weighed<SetupStep>(chance, [
    [4, () => ({ kind: 'call', agent, call, params, body, until: chance.pick([null, 'SUCCEED', 'SUCCEED', 'FAILED', { kind: 'task', state: 'RUNNING' }] as const) })],
    [2, () => ({ kind: 'advance', by: between(chance, 0, 20) * micros.s })],
    [1, () => ({ kind: 'settle' })],
    [2, () => ({ kind: 'act', action: actionOf(chance, agents) })],
    [1, () => ({ kind: 'wait', until: eventOf(chance, names) })],
  ])
}

