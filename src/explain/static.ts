import { formatMode } from '../clock/index.ts'
import { formatAddress, type Agent } from '../cluster/index.ts'
import { describeAction, describeEvent, describeRequestRule, describeTaskRule, describeTrigger, spoken } from '../faults/index.ts'
import type { AgentSetup, Scenario } from '../scenario/index.ts'
import type { AgentLine, Explanation } from './explanation.ts'
import { listed } from './words.ts'

type Static = Pick<Explanation, 'description' | 'clock' | 'addressing' | 'skew' | 'agents' | 'setup' | 'rules' | 'timeline'>

/** Agents that are alike are told as one from so many on; so many of them are shown before. */
const likewiseMin = 6
const shown = 2

/** What a scenario is, before anything happens. @param agents as they are when the world is ready */
export function staticPart(scenario: Scenario, agents: readonly Agent[]): Static {
  const listening = new Map(scenario.agents.map((setup) => [setup.name, listenOf(setup)]))
  return {
    description: scenario.description,
    clock: formatMode(scenario.settings.mode),
    addressing: scenario.settings.addressing,
    skew: scenario.settings.auth.skew,
    agents: agentLines(agents.map((agent) => agentLine(agent, listening.get(agent.name) ?? []))),
    setup: shortened(scenario.setup.map((step) => ({ id: '', text: setupInWords(step), agent: agentOf(step.kind === 'act' ? step.action : step) }))).map(({ text }) => text),
    rules: [
      ...shortened(scenario.requestRules.map((rule) => ({ id: rule.id, text: describeRequestRule(rule), agent: rule.when.agent }))).map((line) => ({ ...line, of: 'requests' as const })),
      ...shortened(scenario.taskRules.map((rule) => ({ id: rule.id, text: describeTaskRule(rule), agent: rule.when.agent }))).map((line) => ({ ...line, of: 'work' as const })),
    ],
    timeline: shortened(scenario.timeline.map(({ id, when, action }) => ({ id, text: `${describeTrigger(when)}: ${describeAction(action)}`, agent: agentOf(action) }))),
  }
}

/** Where an agent listens, if that is not just its address. */
function listenOf({ ip, port, listen, sockets }: AgentSetup): string[] {
  return sockets.length === 0 && listen.length === 1 && listen[0] === formatAddress({ ip, port }) ? [] : [...listen, ...sockets.map((path) => `unix:${path}`)]
}

function agentOf(what: object): string | undefined {
  return 'agent' in what && typeof what.agent === 'string' ? what.agent : undefined
}

interface Line {
  readonly id: string
  readonly text: string
  readonly agent: string | undefined
}

/** Of what is said of many agents only the first is said; the line after it says of whom else. */
function shortened(lines: readonly Line[]): { readonly id: string; readonly text: string }[] {
  const alike = new Map<string, Line[]>()
  for (const line of lines) {
    if (line.agent === undefined) continue
    const shape = line.text.split(/(?<![\w.:-])/).map((word) => (word.replace(/[^\w.:-]+$/, '') === line.agent ? '*' : word)).join('')
    const others = alike.get(shape)
    if (others === undefined) alike.set(shape, [line])
    else others.push(line)
  }
  const left = new Map<Line, Line | null>()
  for (const group of alike.values()) {
    if (group.length < likewiseMin) continue
    const others = group.slice(shown)
    for (const line of others) left.set(line, null)
    left.set(others[0]!, { ...others[0]!, text: `+${others.length} likewise: ${listed(others.map(({ agent }) => agent!))}` })
  }
  return lines.flatMap((line) => (left.has(line) ? left.get(line) ?? [] : [line])).map(({ id, text }) => ({ id, text }))
}

function agentLines(agents: readonly AgentLine[]): AgentLine[] {
  const lines: AgentLine[] = []
  for (let index = 0; index < agents.length;) {
    const line = agents[index]!
    let end = index + 1
    while (end < agents.length && isAlike(agents[end]!, line)) end++
    const alike = agents.slice(index, end)
    if (alike.length < likewiseMin) {
      lines.push(...alike)
    } else {
      const last = alike.at(-1)!
      lines.push(...alike.slice(0, shown), {
        ...alike[shown]!, likewise: alike.length - shown - 1, last: { name: last.name, address: last.address, listen: last.listen },
      })
    }
    index = end
  }
  return lines
}

function agentLine(agent: Agent, listen: readonly string[]): AgentLine {
  return {
    name: agent.name, address: formatAddress(agent), identity: agent.identity, zone: agent.zone, agentPassword: agent.agentPassword !== null,
    rootPassword: agent.rootPassword !== null && agent.rootPassword !== '', listen, likewise: 0, last: null,
  }
}

function isAlike(a: AgentLine, b: AgentLine): boolean {
  return a.identity === b.identity && a.zone === b.zone && a.agentPassword === b.agentPassword && a.rootPassword === b.rootPassword && a.listen.length === b.listen.length
}

function setupInWords(step: Scenario['setup'][number]): string {
  switch (step.kind) {
    case 'advance': return `${spoken(step.by)} pass`
    case 'settle': return 'all work comes to its end'
    case 'wait': return `time passes until ${describeEvent(step.until)}`
    case 'act': return describeAction(step.action)
    case 'call': {
      const until = step.until === null ? '' : typeof step.until === 'string' ? `, until its DAG is ${step.until}` : `, until ${describeEvent(step.until)}`
      return `${step.agent} is asked: ${step.call}${until}`
    }
  }
}
