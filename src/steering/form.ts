import { formatDuration } from '../clock/index.ts'
import { formatAddress } from '../cluster/index.ts'
import {
  describeFailure, type Action, type Drop, type EventCondition, type RequestEffect, type RequestRule, type TaskEffect, type TaskRule, type TimelineEntry,
  type Window,
} from '../faults/index.ts'
import type { TaskFailure } from '../task/index.ts'

/** A map as a scenario file has it; what is not said is not there. */
type Form = Readonly<Record<string, unknown>>

/** A rule for requests as it would stand in a scenario file. */
export function requestRuleForm({ id, when, effect, times, count }: RequestRule): Form {
  const { window, chance, ...rest } = when
  return {
    name: id,
    ...whenForm({ ...rest, ...(chance !== undefined && { probability: `${chance / 10_000}%` }), ...(window !== undefined && windowForm(window)) }),
    ...timesForm(times, null),
    ...(count !== 'questions' && { count }),
    ...effectForm(effect),
  }
}

/** A rule for work as it would stand in a scenario file. */
export function taskRuleForm({ id, when, effect, times }: TaskRule): Form {
  return { name: id, ...whenForm({ ...when }), ...timesForm(times, null), ...taskEffectForm(effect) }
}

/** An entry of the timeline as it would stand in a scenario file. */
export function entryForm({ id, when, action }: TimelineEntry): Form {
  return { name: id, ...triggerForm(when), ...actionForm(action) }
}

/** An action as it would stand in a scenario file: `{ stop: { agent: b, signal: SIGTERM } }`. */
export function actionForm(action: Action): Form {
  switch (action.do) {
    case 'restart': return { restart: { agent: action.agent, downFor: formatDuration(action.downFor), signal: action.signal } }
    case 'start': case 'newKey': return { [action.do]: action.agent }
    case 'observer': {
      const { do: _do, version, ...rest } = action
      return { observer: { ...rest, ...(version !== undefined && { version: version ?? 'none' }) } }
    }
    case 'partition': return { partition: action.groups }
    case 'heal': return { heal: action.between ?? 'all' }
    case 'address': return { address: { agent: action.agent, address: formatAddress(action) } }
    case 'skew': return { skew: formatDuration(action.skew) }
    case 'hold': return { hold: action.when }
    case 'release': return { release: action.work }
    case 'fail': return { fail: { ...action.work, ...failureForm(action.failure) } }
    case 'operator': return { operator: { ...action.work, operator: action.operator } }
    case 'call': {
      const { agent, call, params, body } = action
      return { call: { agent, call, ...(Object.keys(params).length > 0 && { params }), ...(body !== null && { body }) } }
    }
    case 'stop': case 'agentPassword': case 'rootPassword': case 'obshell': case 'lock': case 'unlock': {
      const { do: what, ...rest } = action
      return { [what]: rest }
    }
  }
}

/** A condition as it would stand in a scenario file: `{ dag: Join self, state: RUNNING }`. */
export function eventForm({ kind: _, ...rest }: EventCondition): Form {
  return rest
}

function whenForm(when: Form): Form {
  return Object.keys(when).length === 0 ? {} : { when }
}

function windowForm(window: Window): Form {
  if (window.kind === 'after') return { after: eventForm(window.event), ...(window.for !== null && { for: formatDuration(window.for) }) }
  return { from: formatDuration(window.from), ...(window.to !== null && { to: formatDuration(window.to) }) }
}

function triggerForm(when: TimelineEntry['when']): Form {
  switch (when.kind) {
    case 'at': return { at: formatDuration(when.at) }
    case 'after': return { after: eventForm(when.event), ...(when.delay !== 0 && { delay: formatDuration(when.delay) }), ...timesForm(when.times, 1) }
    case 'every': {
      const from = when.from === when.every ? {} : { from: formatDuration(when.from) }
      return { every: formatDuration(when.every), ...from, ...timesForm(when.times, null) }
    }
  }
}

/** @param standard what holds where nothing is said */
function timesForm(times: number | null, standard: number | null): Form {
  return times === standard ? {} : { times: times ?? 'always' }
}

function effectForm(effect: RequestEffect): Form {
  switch (effect.kind) {
    case 'reply': return { reply: failureForm(effect.failure) }
    case 'answer': {
      const { status, headers, body } = effect
      return { reply: { status, ...(headers.length > 0 && { headers: Object.fromEntries(headers) }), ...(body !== '' && { body }) } }
    }
    case 'edit': {
      const { set, remove } = effect
      return { edit: { ...(set.length > 0 && { set: Object.fromEntries(set) }), ...(remove.length > 0 && { remove }) } }
    }
    case 'delay': return { delay: formatDuration(effect.delay), ...(effect.virtual && { virtual: true }) }
    case 'drop': return { drop: dropForm(effect.drop), ...(effect.drop.how === 'hang' && effect.drop.virtual && { virtual: true }) }
  }
}

function dropForm(drop: Drop): unknown {
  switch (drop.how) {
    case 'reset-after': return { 'reset-after': drop.bytes }
    case 'slow': return { slow: drop.bytesPerSecond }
    default: return drop.how
  }
}

function taskEffectForm({ takes, restarts, fails, ...rest }: TaskEffect): Form {
  const length = typeof takes === 'object' ? `${formatDuration(takes.least)}..${formatDuration(takes.most)}` : takes === undefined ? undefined : formatDuration(takes)
  return {
    ...(length !== undefined && { takes: length }),
    ...rest,
    ...(restarts !== undefined && { restarts: formatDuration(restarts) }),
    ...(fails !== undefined && { fails: failureForm(fails) }),
  }
}

function failureForm(failure: TaskFailure): Form {
  switch (failure.kind) {
    case 'coded': return { errCode: failure.errCode, ...(failure.args.length > 0 && { args: failure.args }) }
    case 'worded': return { errCode: failure.errCode, message: failure.text }
    case 'plain': return { message: failure.text }
    // No scenario says these.
    case 'wrapped': case 'retained': case 'mysql': return { message: describeFailure(failure) }
  }
}
