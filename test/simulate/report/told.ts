import { formatDuration, formatMode } from '../../../src/clock/index.ts'
import { describeAction, describeEvent, describeRequestRule, describeTaskRule, describeTrigger, spoken } from '../../../src/faults/index.ts'
import type { Plan, PlannedScenario, RequestPlan, Step } from '../plan.ts'

/** A history as people read it: what is there, then what happens, a line each. */
export function historyOf({ scenario, steps }: Plan): string[] {
  return [...worldOf(scenario), ...steps.map((step, place) => `${String(place + 1).padStart(4)}. ${sentenceOf(step)}`)]
}

function worldOf({ settings, agents, setup, taskRules, requestRules, timeline }: PlannedScenario): string[] {
  return [
    `clock ${formatMode(settings.mode)}, seed ${settings.seed}, zone ${settings.zone}, encryption ${settings.encryption ? 'on' : 'off'}${settings.tls ? ', TLS' : ''}, credentials expire by ${settings.auth.clock}`,
    ...agents.map(({ name, ip, port, identity, master, agentPassword }) => `agent ${name} at ${ip}:${port} is ${identity}${master === null ? '' : ` of ${master}`}${agentPassword === null ? '' : `, agent password ${JSON.stringify(agentPassword)}`}`),
    ...setup.map((step) => `set-up: ${JSON.stringify(step)}`),
    ...taskRules.map((rule) => `${rule.id}: ${describeTaskRule(rule)}`),
    ...requestRules.map((rule) => `${rule.id}: ${describeRequestRule(rule)}`),
    ...timeline.map(({ id, when, action }) => `${id}: ${describeTrigger(when)} ${describeAction(action)}`),
  ]
}

function sentenceOf(step: Step): string {
  switch (step.does) {
    case 'ask': return requestOf(step.request)
    case 'advance': return `${spoken(step.by)} pass`
    case 'to': return `time passes until ${spoken(step.at)} after the beginning`
    case 'until': return `time passes until ${describeEvent(step.event)}, at most ${formatDuration(step.budget)}`
    case 'next': return `the next ${step.times} events`
    case 'settle': return 'the work settles'
    case 'walk': return `the next ${step.events} events, one by one`
    case 'act': return describeAction(step.action)
    case 'rule a request': return `from now on ${step.rule.id}: ${describeRequestRule(step.rule)}`
    case 'rule work': return `from now on ${step.rule.id}: ${describeTaskRule(step.rule)}`
    case 'unrule requests': return `rule ${step.place} for requests goes`
    case 'unrule work': return `rule ${step.place} for work goes`
    case 'take from the timeline': return `entry ${step.place} of the timeline goes`
    case 'add to the timeline': return `from now on ${step.entry.id}: ${describeTrigger(step.entry.when)} ${describeAction(step.entry.action)}`
    case 'change the mode': return `the clock is ${formatMode(step.mode)}`
    case 'reset': return 'the world begins anew'
  }
}

function requestOf({ agent, client, socket, method, target, credential, body, sends }: RequestPlan): string {
  const how = credential === null ? 'no credential' : credential.kind === 'raw' ? `credential ${JSON.stringify(credential.text)}` : oddity(credential)
  const what = body === null ? '' : body.kind === 'text' ? ` ${body.text}` : ` a file of ${body.file.length} bytes`
  return `${client} asks ${agent}${socket ? ' over its socket' : ''}: ${method} ${target}${what}${how === '' ? '' : ` (${how})`}${sends === 1 ? '' : `, ${sends} times`}`
}

const usual = { kind: 'sealed', header: 'right', password: '', ts: 60, uri: null, keyBytes: 32, token: '', ssoToken: '', forwardType: 0, key: 'own' } as const

function oddity(credential: object): string {
  return Object.entries(credential).filter(([key, value]) => (usual as Record<string, unknown>)[key] !== value).map(([key, value]) => `${key} ${JSON.stringify(value)}`).join(', ')
}
