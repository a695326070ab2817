import { formatDuration, type Micros } from '../clock/index.ts'
import type { TaskFailure } from '../task/index.ts'
import type { Drop, EventCondition, RequestCondition, RequestEffect, RequestRule, TaskCondition, TaskEffect, TaskRule, Window } from './rules.ts'
import type { Action, Trigger, WorkReference } from './timeline.ts'

/** A rule for requests as a sentence without its full stop: `the first agentJoin of b is answered with Agent.UnderMaintenance`. */
export function describeRequestRule(rule: RequestRule): string {
  const { window } = rule.when
  return `${window === undefined ? '' : `${describeWindow(window)} `}${describeWithoutWindow(rule)}`
}

/** The same, of a rule while its window is open. */
export function describeWithoutWindow({ when, effect, times, count }: RequestRule): string {
  const limit = timesInWords(times)
  const sends = count === 'sends' && (when.nth !== undefined || when.every !== undefined || times !== null) ? ' (repetitions count, too)' : ''
  return `${whatHappens(when, effect)}${limit === '' ? '' : `, ${limit}`}${sends}`
}

/** A rule for work as a sentence without its full stop: `` `Be follower` of `Join to master` takes 40 s and fails the first time ``. */
export function describeTaskRule({ when, effect, times }: TaskRule): string {
  const limit = timesInWords(times)
  const attempt = when.attempt === undefined ? '' : ` the ${ordinal(when.attempt)} time`
  const step = when.step === undefined ? '' : `, before its step \`${when.step}\`,`
  return `${workOf(when)}${step} ${describeTaskEffect(effect)}${attempt}${limit === '' ? '' : `, ${limit}`}`
}

/** What a rule does to a request, as a journal says it: `replies Agent.UnderMaintenance`, `drops: reset`. */
export function describeEffect(effect: RequestEffect): string {
  switch (effect.kind) {
    case 'reply': return `replies ${describeFailure(effect.failure)}`
    case 'answer': return `answers ${effect.status}`
    case 'edit': return listed([
      ...effect.set.map(([path, value]) => `sets ${path} to ${JSON.stringify(value) ?? 'nothing'}`),
      ...(effect.remove.length === 0 ? [] : [`removes ${listed(effect.remove)}`]),
    ])
    case 'delay': return `delays the answer by ${spoken(effect.delay)}${effect.virtual ? '' : ' of real time'}`
    case 'drop': return `drops: ${describeDrop(effect.drop)}`
  }
}

/** What becomes of a run of a sub-task: `takes 40 s and fails with Agent.UnderMaintenance`. */
export function describeTaskEffect({ takes, logs = [], data, restarts, holds, never, fails }: TaskEffect): string {
  const parts = [
    ...(takes === undefined ? [] : [typeof takes === 'number' ? `takes ${spoken(takes)}` : `takes ${spoken(takes.least)} to ${spoken(takes.most)}`]),
    ...(logs.length === 0 ? [] : [`logs ${listed(logs.map((line) => `"${line}"`))}`]),
    ...(data === undefined ? [] : [`shows ${JSON.stringify(data)}`]),
    ...(restarts === undefined ? [] : [`ends its agent's process, which is back after ${spoken(restarts)}`]),
    ...(holds === true ? ['is held until it is released'] : []),
    ...(never === true ? ['never ends by itself'] : []),
    ...(fails === undefined ? [] : [fails.kind === 'plain' && fails.text === '' ? 'fails' : `fails with ${describeFailure(fails)}`]),
  ]
  return parts.length === 0 ? 'goes as it would' : listed(parts)
}

/** An action as a sentence without its full stop, passwords not shown: `b restarts and is back after 5 s`. */
export function describeAction(action: Action): string {
  switch (action.do) {
    case 'stop': return `${action.agent} is stopped${byForce(action.signal)}`
    case 'start': return `${action.agent} is started`
    case 'restart': return `${action.agent} is stopped${byForce(action.signal)} and back after ${spoken(action.downFor)}`
    case 'observer': return observerInWords(action)
    case 'partition': return partitionInWords(action.groups)
    case 'heal': return action.between === undefined ? 'all agents reach each other again' : `${action.between[0]} and ${action.between[1]} reach each other again`
    case 'agentPassword': return action.password === null ? `${action.agent} has no agent password any more` : `the agent password of ${action.agent} is another`
    case 'rootPassword': return rootPasswordInWords(action)
    case 'newKey': return `${action.agent} has a new RSA key`
    case 'address': return `${action.agent} believes to be ${hostPort(action.ip, action.port)} from its next start on`
    case 'obshell': return `${action.agent} is obshell ${action.version} from its next start on`
    case 'lock': return `the ${action.lock} maintenance lock of ${action.agent} is taken, and no DAG holds it`
    case 'unlock': return `the ${action.lock} maintenance lock of ${action.agent} is freed`
    case 'skew': return skewInWords(action.skew)
    case 'hold': return `from now on ${workOf(action.when)}${action.when.step === undefined ? '' : `, before its step \`${action.when.step}\`,`} is held`
    case 'release': return `${describeWork(action.work)} is released`
    case 'fail': return `${describeWork(action.work)} fails with ${describeFailure(action.failure)}`
    case 'operator': return `${describeWork(action.work)} gets ${action.operator}`
    case 'call': return `${action.agent} is asked: ${action.call}`
  }
}

/** When an action happens: `at 20 s`, `3 s after Join self is SUCCEED`, `every 10 s`. */
export function describeTrigger(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'at': return `at ${spoken(trigger.at)}`
    case 'after': {
      const times = trigger.times === 1 ? '' : trigger.times === null ? ', each time' : `, the first ${trigger.times} times`
      return `${trigger.delay === 0 ? 'when' : `${spoken(trigger.delay)} after`} ${describeEvent(trigger.event)}${times}`
    }
    case 'every': {
      const from = trigger.from === trigger.every ? '' : ` from ${spoken(trigger.from)} on`
      return `every ${spoken(trigger.every)}${from}${trigger.times === null ? '' : `, ${trigger.times} times`}`
    }
  }
}

/** Something that happens, as a clause: `` `Join self` is SUCCEED ``, `b has stopped`. */
export function describeEvent(event: EventCondition): string {
  if (event.kind === 'process') return `${event.agent} has ${event.process}`
  return `${workOf(event)} is ${event.state}`
}

/** Work by its names: `` `Be follower` of `Join to master` at b ``. */
export function describeWork(work: WorkReference): string {
  return workOf(work)
}

/** A failure in short: its errCode, or its text. */
export function describeFailure(failure: TaskFailure): string {
  switch (failure.kind) {
    case 'coded': return failure.errCode
    case 'worded': return `${failure.errCode} "${failure.text}"`
    case 'wrapped': return `"${failure.context}": ${describeFailure(failure.inner)}`
    case 'retained': return describeFailure(failure.outer)
    case 'plain': case 'mysql': return `"${failure.text}"`
  }
}

/** A length of time for people: `1 h 30 m`, `500 ms`. */
export function spoken(duration: Micros): string {
  return formatDuration(duration).replace(/(\d)([a-z]+)/g, '$1 $2 ').trimEnd()
}

function whatHappens(when: RequestCondition, effect: RequestEffect): string {
  if (effect.kind === 'drop' && effect.drop.how === 'refuse' && isWholeAgent(when)) {
    const who = when.client ?? { client: 'no client', forward: 'no agent that hands requests on', peer: 'no other agent', none: 'nobody' }[when.via ?? 'none']
    return when.client === undefined ? `${who} reaches ${when.agent ?? 'any agent'}` : `${who} does not reach ${when.agent ?? 'any agent'}`
  }
  return `${requestsOf(when)} ${becomes(effect)}`
}

/** Whether a condition fits all that an agent is asked. */
function isWholeAgent({ operation, method, path, nth, every, chance }: RequestCondition): boolean {
  return [operation, method, path, nth, every, chance].every((part) => part === undefined)
}

function requestsOf({ operation, method, path, agent, via, client, nth, every, chance }: RequestCondition): string {
  const which = nth !== undefined ? `the ${ordinal(nth)}` : every !== undefined && every > 1 ? `every ${ordinal(every)}` : 'every'
  const what = operation ?? `${method === undefined ? '' : `${method} `}request`
  const where = [
    ...(operation !== undefined && method !== undefined ? [` by ${method}`] : []),
    ...(path === undefined ? [] : [` for ${path}`]),
    ...(agent === undefined ? [] : [` of ${agent}`]),
    ...(client !== undefined ? [` that comes from ${client}`] : via === undefined ? [] : [{ client: ' by a client', forward: ' that another agent hands on', peer: ' by another agent' }[via]]),
    ...(client !== undefined && via === 'forward' ? [' and is handed on'] : []),
  ].join('')
  // `of b` is said of what b is asked: a request goes to an agent, an operation is the agent's.
  const subject = `${which} ${what}${operation === undefined ? where.replace(' of ', ' to ') : where}`
  return chance === undefined ? subject : `${subject}, in ${percent(chance)} of all cases,`
}

function becomes(effect: RequestEffect): string {
  switch (effect.kind) {
    case 'reply': return effect.failure.kind === 'coded' || effect.failure.kind === 'worded' ? `is answered with ${describeFailure(effect.failure)}` : `is refused with ${describeFailure(effect.failure)}`
    case 'answer': return `is answered with status ${effect.status}, as something in between would`
    case 'edit': {
      const set = effect.set.map(([path, value]) => `${path} set to ${JSON.stringify(value) ?? 'nothing'}`)
      return `is answered ${[...(effect.remove.length === 0 ? [] : [`without ${listed(effect.remove)}`]), ...(set.length === 0 ? [] : [`with ${listed(set)}`])].join(' and ')}`
    }
    case 'delay': return `is answered ${spoken(effect.delay)} later${effect.virtual ? '' : ', in real time'}`
    case 'drop': return dropped(effect.drop)
  }
}

function dropped(drop: Drop): string {
  switch (drop.how) {
    case 'refuse': return 'finds its connection refused'
    case 'reset': return 'finds its connection reset, and the agent never sees it'
    case 'garbage': return 'is answered with bytes that are no HTTP'
    case 'hang': return 'is never answered'
    case 'truncate': return 'is answered with half of the answer'
    case 'reset-after': return `finds its connection reset ${drop.bytes} bytes into the answer`
    case 'slow': return `is answered at ${drop.bytesPerSecond} bytes a second`
  }
}

function describeDrop(drop: Drop): string {
  if (drop.how === 'reset-after') return `reset after ${drop.bytes} bytes`
  return drop.how === 'slow' ? `slow, ${drop.bytesPerSecond} bytes a second` : drop.how
}

function describeWindow(window: Window): string {
  if (window.kind === 'after') {
    const event = describeEvent(window.event)
    return window.for === null ? `once ${event},` : `for ${spoken(window.for)} from when ${event},`
  }
  if (window.to === null) return `from ${spoken(window.from)} on`
  return window.from === 0 ? `up to ${spoken(window.to)}` : `from ${spoken(window.from)} to ${spoken(window.to)}`
}

function workOf({ dag, node, agent, operator }: TaskCondition): string {
  const name = node === undefined ? dag === undefined ? 'all work' : `\`${dag}\`` : dag === undefined ? `\`${node}\`` : `\`${node}\` of \`${dag}\``
  const sent = operator === undefined || operator === 'RUN' ? '' : operator === 'RETRY' ? ', when retried,' : ', when rolled back,'
  return `${name}${agent === undefined ? '' : ` at ${agent}`}${sent}`
}

function observerInWords({ agent, version, start, stop }: Extract<Action, { do: 'observer' }>): string {
  const parts = [
    ...(stop === true ? ['ends'] : []),
    ...(version === undefined ? [] : [version === null ? 'is not installed any more' : `is of version ${version}`]),
    ...(start === undefined ? [] : [start === 'ok' ? 'starts well from now on' : start === 'hangs' ? 'hangs when it is started' : `exits with ${start.exits} when it is started`]),
  ]
  return `the observer of ${agent} ${listed(parts)}`
}

function partitionInWords(groups: readonly (readonly string[])[]): string {
  const [one = [], other = []] = groups
  if (groups.length === 2) return `${listed(one)} ${one.length === 1 ? 'is' : 'are'} cut off from ${listed(other)}`
  return `${listed(groups.map((group) => (group.length === 1 ? group[0]! : `{${group.join(', ')}}`)))} are cut off from each other`
}

function rootPasswordInWords({ agents, password }: Extract<Action, { do: 'rootPassword' }>): string {
  if (password === null) return `${listed(agents)} ${agents.length === 1 ? 'knows' : 'know'} no root password any more`
  return `the root password is another${agents.length === 0 ? ', and no agent knows it' : `, and ${listed(agents)} ${agents.length === 1 ? 'knows' : 'know'} it`}`
}

function skewInWords(skew: Micros): string {
  if (skew === 0) return 'the clock by which credentials expire is right'
  return `the clock by which credentials expire is ${spoken(Math.abs(skew))} ${skew > 0 ? 'ahead' : 'behind'}`
}

function byForce(signal: 'SIGTERM' | 'SIGKILL'): string {
  return signal === 'SIGKILL' ? ' (SIGKILL)' : ''
}

function timesInWords(times: number | null): string {
  return times === null ? '' : times === 1 ? 'once' : times === 2 ? 'twice at most' : `${times} times at most`
}

function percent(ofMillion: number): string {
  return `${ofMillion / 10_000} %`
}

function ordinal(number: number): string {
  const words = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
  const suffix = number % 100 >= 11 && number % 100 <= 13 ? 'th' : ['th', 'st', 'nd', 'rd'][number % 10] ?? 'th'
  return words[number - 1] ?? `${number}${suffix}`
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts[0] ?? '' : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

function hostPort(ip: string, port: number): string {
  return `${ip.includes(':') ? `[${ip}]` : ip}:${port}`
}
