import { parseDuration, type Micros } from '../clock/index.ts'
import type { RequestCondition, RequestEffect, RequestRule, TaskCondition, TaskRule } from '../faults/index.ts'
import { routeOf } from '../openapi/index.ts'
import type { TaskFailure } from '../task/index.ts'
import type { CallDocument, FailureDocument, RequestRuleDocument, TaskRuleDocument } from './document.ts'
import type { Names } from './names.ts'
import type { SetupCall } from './scenario.ts'

type Path = readonly PropertyKey[]

/** A call of `setup`, its names looked up. */
export function resolveCall({ agent, call, params = {}, body, until }: CallDocument, path: Path, names: Names): SetupCall {
  if (agent === undefined) names.missing(path, 'agent')
  if (call === undefined) names.missing(path, 'call')
  else if (names.isOperation(call, [...path, 'call'])) {
    const wanting = [...routeOf(call).path.matchAll(/:(\w+)/g)].map(([, name]) => name!).filter((name) => params[name] === undefined)
    if (wanting.length > 0) names.wrong([...path, 'call'], `${call} has ${wanting.join(', ')} in its path: give it in params`)
  }
  return {
    agent: agent === undefined ? '' : names.agent(agent, [...path, 'agent']), call: call ?? '', params, body: body ?? null, until: until ?? null,
  }
}

/** A rule for work. */
export function resolveTaskRule(rule: TaskRuleDocument, path: Path, names: Names, index = 0): TaskRule {
  const { when = {}, takes, fails, holds, never } = rule
  if (takes === undefined && fails === undefined && holds !== true && never !== true) names.wrong(path, 'say what becomes of the work: takes, fails, holds or never')
  if (holds === true && never === true) names.wrong([...path, 'never'], 'what is held until it is released cannot go on for ever as well: say holds or never')
  if (never === true && fails !== undefined) names.wrong([...path, 'fails'], 'what never ends never fails: say never or fails')
  return {
    id: `task rule ${index + 1}`,
    times: null,
    when: taskCondition(when, [...path, 'when'], names),
    effect: {
      ...(takes !== undefined && { takes: durationOf(takes) }),
      ...(holds === true && { holds }),
      ...(never === true && { never }),
      ...(fails !== undefined && { fails: taskFailure(fails, [...path, 'fails'], names) }),
    },
  }
}

/** A rule for requests. */
export function resolveRequestRule(rule: RequestRuleDocument, path: Path, names: Names, index = 0): RequestRule {
  if ([rule.reply, rule.delay, rule.drop].filter((effect) => effect !== undefined).length !== 1) names.wrong(path, 'say one thing of the request: reply, delay or drop')
  return {
    id: `fault ${index + 1}`,
    times: null,
    when: requestCondition(rule.when ?? {}, [...path, 'when'], names),
    effect: effectOf(rule, path, names),
    count: rule.count ?? 'questions',
  }
}

function taskCondition({ agent, dag, node, attempt }: NonNullable<TaskRuleDocument['when']>, path: Path, names: Names): TaskCondition {
  return {
    ...(agent !== undefined && { agent: names.agent(agent, [...path, 'agent']) }),
    ...(dag !== undefined && { dag }),
    ...(node !== undefined && { node }),
    ...(attempt !== undefined && { attempt }),
  }
}

function requestCondition({ agent, operation, nth }: NonNullable<RequestRuleDocument['when']>, path: Path, names: Names): RequestCondition {
  return {
    ...(agent !== undefined && { agent: names.agent(agent, [...path, 'agent']) }),
    ...(operation !== undefined && { operation: names.operation(operation, [...path, 'operation']) }),
    ...(nth !== undefined && { nth }),
  }
}

function effectOf({ reply, delay, drop }: RequestRuleDocument, path: Path, names: Names): RequestEffect {
  if (delay !== undefined) return { kind: 'delay', delay: durationOf(delay), virtual: false }
  if (drop !== undefined) return { kind: 'drop', drop: drop === 'hang' ? { how: drop, virtual: false } : { how: drop } }
  // It has been told that something is wanting.
  if (reply === undefined) return { kind: 'answer', status: 500, headers: [], body: '' }
  const { status, body, ...failure } = reply
  const at = [...path, 'reply']
  if (status === undefined && body === undefined) return { kind: 'reply', failure: taskFailure(failure, at, names) }
  if (status === undefined) names.missing(at, 'status')
  if (Object.keys(failure).length > 0) names.wrong(at, 'reply with an error (errCode, args, message) or with a status and a body, not with both')
  return { kind: 'answer', status: status ?? 500, headers: [], body: body ?? '' }
}

function taskFailure({ errCode, args = [], message }: FailureDocument, path: Path, names: Names): TaskFailure {
  if (errCode === undefined) {
    if (message === undefined) names.wrong(path, 'write an errCode of the agent, a message, or both')
    return { kind: 'plain', text: message ?? '' }
  }
  const known = names.errCode(errCode, [...path, 'errCode'])
  return message === undefined ? { kind: 'coded', errCode: known, args } : { kind: 'worded', errCode: known, text: message }
}

function durationOf(text: string): Micros {
  return parseDuration(text)!
}
