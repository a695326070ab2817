import { formatDuration, parseDuration, type Micros } from '../clock/index.ts'
import { formatAddress } from '../cluster/index.ts'
import { formatVerification } from '../journal/index.ts'
import { formatWarning } from '../scenario/index.ts'
import { Simulator } from '../server/index.ts'
import type { Simulation, WorldTransition } from '../simulation.ts'
import {
  advanceUntil, agentCalled, defaultBudget, judgedExpectations, movedBy, NotMet, readAction, readCondition, requestRules, taskRules, timelineRules, whyNotTo,
} from '../steering/index.ts'
import { ask } from './ask.ts'
import { expectationError } from './expectation-error.ts'
import type { ActionInput } from './inputs.ts'
import { createJournalReader } from './journal.ts'
import { checkOptions, loadedScenario, requireKnown, scenarioOf, type StartOptions } from './options.ts'
import { createRuleList } from './rules.ts'
import type { Happened, RunningSimulator, SimulatedAgent } from './running.ts'

/**
 * Starts a simulator in this process.
 *
 * @throws ScenarioError for a wrong scenario, SetupError for one whose set-up is refused, TypeError for a wrong option
 */
export async function startSimulator(options: StartOptions = {}): Promise<RunningSimulator> {
  checkOptions(options)
  const simulator = new Simulator({
    scenario: await scenarioOf(options),
    ...(options.listen === 'declared' ? {} : { place: () => ['127.0.0.1:0'] }),
    onBug: (error) => console.error('obshell-sim has a bug, or lost an address:', error),
  })
  await simulator.listen()
  return running(simulator, await simulator.authority(), options)
}

function running(started: Simulator, authority: string | null, options: StartOptions): RunningSimulator {
  let ca = authority
  let isClosed = false
  const close = (): Promise<void> => {
    isClosed = true
    return started.close()
  }
  /** @throws an error where it is closed */
  const open = (): Simulator => {
    if (isClosed) throw new Error('this simulator is closed')
    return started
  }
  const move = async (how: (world: Simulation) => void): Promise<readonly WorldTransition[]> => {
    const simulator = open()
    let transitions: readonly WorldTransition[] = []
    try {
      simulator.move((world) => {
        ({ transitions } = movedBy(world, () => how(world)))
      })
    } finally {
      await simulator.follow()
    }
    return transitions
  }
  const act = async (given: ActionInput): Promise<Happened> => {
    const simulator = open()
    const { value } = await readAction(simulator.world, given)
    const { world } = simulator
    world.noteTransitions()
    const { seq } = world.journal
    const refused = await simulator.act(value)
    return { refused, transitions: world.transitionsAfter(seq) }
  }
  const mustAct = async (what: string, given: ActionInput): Promise<void> => {
    const { refused } = await act(given)
    if (refused !== null) throw expectationError(open().world, `${what}: nothing came of it: ${refused}`)
  }
  return {
    get agents() {
      return agentsOf(open())
    },
    agent(name) {
      const { world } = open()
      const found = agentCalled(world, name)
      if (typeof found === 'string') throw new Error(found)
      return agentsOf(started)[world.agents.indexOf(found)]!
    },
    get scenario() {
      const { source, description, warnings } = open().scenario
      return { name: source?.name ?? null, description, warnings: warnings.map((warning) => formatWarning(source?.name ?? '<scenario>', warning)) }
    },
    get ca() {
      open()
      return ca
    },
    ask: async (agent, method, target, asked = {}) => ask(open(), agent, method, target, asked),
    now: () => open().world.now(),
    advance: (by) => move((world) => {
      const target = world.now() + lengthOf('advance', by)
      const why = whyNotTo(world, target, 'reset()')
      if (why !== null) throw new RangeError(`advance: ${why}`)
      world.advanceTo(target)
    }),
    async until(condition, asked = {}) {
      requireKnown('until', asked, ['budget'])
      const { budget } = asked
      const simulator = open()
      const limit = budget === undefined ? defaultBudget : lengthOf('until: budget', budget)
      const awaited = await readCondition(simulator.world, condition, ['until'])
      try {
        return await move((world) => void advanceUntil(world, awaited, limit))
      } catch (error) {
        throw error instanceof NotMet ? notMet(simulator.world, error) : error
      }
    },
    next: () => move((world) => void world.next()),
    settle: () => move((world) => world.settle()),
    hold: (work) => mustAct('hold', { hold: workOf(work) }),
    release: (work) => mustAct('release', { release: workOf(work) }),
    fail: (work, failure) => mustAct('fail', { fail: { ...workOf(work), ...failure } }),
    operator: (work, operator) => mustAct(operator, { operator: { ...workOf(work), operator } }),
    act,
    faults: createRuleList(open, 'fault', requestRules),
    tasks: createRuleList(open, 'task rule', taskRules),
    timeline: createRuleList(open, 'entry of the timeline', timelineRules),
    journal: createJournalReader(() => open().world),
    verify(expected) {
      const { world } = open()
      const verification = judgedExpectations(world, expected)
      if (!verification.ok) throw expectationError(world, formatVerification(verification))
    },
    async replace(scenario) {
      const simulator = open()
      await simulator.replace(await loadedScenario(scenario, options))
      ca = await simulator.authority()
    },
    reset: async () => open().reset(),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function agentsOf(simulator: Simulator): SimulatedAgent[] {
  const urls = simulator.urls()
  return simulator.world.agents.map((agent, index) => ({
    name: agent.name, address: formatAddress(agent), url: urls[index]!, running: agent.process !== null, identity: agent.identity, zone: agent.zone,
  }))
}

function notMet(world: Simulation, { waitedFor, reason, stands, moved: { by, transitions } }: NotMet): Error {
  const count = transitions.length === 1 ? 'one change of state' : `${transitions.length} changes of state`
  return expectationError(world, [
    `until ${waitedFor}: ${reason}.`,
    `Instead: ${stands}.`,
    `Time went on by ${formatDuration(by)}, with ${transitions.length === 0 ? 'no change of state' : count} on the way.`,
  ].join('\n'))
}

/** Work that is named may be named by its DAG alone. */
function workOf<Work extends object>(work: string | Work): Work | { readonly dag: string } {
  return typeof work === 'string' ? { dag: work } : work
}

function lengthOf(what: string, given: string): Micros {
  const duration = typeof given === 'string' ? parseDuration(given) : null
  if (duration === null || duration < 0) throw new TypeError(`${what}: '${String(given)}' is not a duration; write it like 500ms, 5s or 1h30m`)
  return duration
}
