import { parseDuration, type Micros } from '../clock/index.ts'
import type { EventCondition, TaskCondition, TaskEffect, TaskRule, WorkReference } from '../faults/index.ts'
import type { TaskFailure } from '../task/index.ts'
import type { EventDocument, FailureDocument, TaskRuleDocument, WorkConditionDocument, WorkReferenceDocument } from './document-work.ts'
import { parseRange } from './measures.ts'
import type { Names } from './names.ts'
import type { Path } from './problem.ts'

/** A rule for work. @param id its name where it has none */
export function resolveTaskRule(rule: TaskRuleDocument, id: string, path: Path, names: Names): TaskRule {
  const { takes, logs, data, restarts, holds, never, fails } = rule
  if (takes === undefined && logs === undefined && data === undefined && restarts === undefined && fails === undefined && holds !== true && never !== true) {
    names.wrong(path, 'say what becomes of the work: takes, logs, data, restarts, holds, never or fails')
  }
  if (holds === true && never === true) names.wrong([...path, 'never'], 'what is held until it is released cannot go on for ever as well: say holds or never')
  if (never === true && fails !== undefined) names.wrong([...path, 'fails'], 'what never ends never fails: say never or fails')
  return {
    id: rule.name ?? id,
    when: taskCondition(rule.when ?? {}, [...path, 'when'], names),
    effect: {
      ...(takes !== undefined && { takes: lengthOf(takes, [...path, 'takes'], names) }),
      ...(logs !== undefined && { logs }),
      ...(data !== undefined && { data }),
      ...(restarts !== undefined && { restarts: durationOf(restarts) }),
      ...(holds === true && { holds }),
      ...(never === true && { never }),
      ...(fails !== undefined && { fails: taskFailure(fails, [...path, 'fails'], names) }),
    },
    times: timesOf(rule.times),
  }
}

export function taskCondition(when: WorkConditionDocument, path: Path, names: Names): TaskCondition {
  const { dag, node, agent, attempt, operator, step } = when
  names.work(when, path)
  return {
    ...(dag !== undefined && { dag }),
    ...(node !== undefined && { node }),
    ...(agent !== undefined && { agent: names.agent(agent, [...path, 'agent']) }),
    ...(attempt !== undefined && { attempt }),
    ...(operator !== undefined && { operator }),
    ...(step !== undefined && { step }),
  }
}

export function workReference({ dag, node, agent }: WorkReferenceDocument, path: Path, names: Names): WorkReference {
  names.work({ dag, node }, path)
  return { dag, ...(node !== undefined && { node }), ...(agent !== undefined && { agent: names.agent(agent, [...path, 'agent']) }) }
}

/** What something waits for. */
export function eventCondition({ dag, node, agent, state, process }: EventDocument, path: Path, names: Names): EventCondition {
  const name = agent === undefined ? undefined : names.agent(agent, [...path, 'agent'])
  if (process !== undefined) {
    for (const [key, value] of Object.entries({ dag, node, state })) {
      if (value !== undefined) names.wrong([...path, key], `a process has no ${key}: say { agent, process } or { dag, node, agent, state }`)
    }
    if (name === undefined) names.missing(path, 'agent')
    return { kind: 'process', agent: name ?? '', process }
  }
  names.work({ dag, node }, path)
  if (state === undefined) names.wrong(path, 'say { dag, state } for work that comes into a state, or { agent, process } for a process', 'MISSING_KEY')
  else if (dag === undefined && node === undefined) names.wrong(path, 'say which work: dag, node or both', 'MISSING_KEY')
  return {
    kind: 'task', state: state ?? 'SUCCEED',
    ...(dag !== undefined && { dag }), ...(node !== undefined && { node }), ...(name !== undefined && { agent: name }),
  }
}

/** An error of the agent's catalogue, or a text. */
export function taskFailure({ errCode, args, message }: FailureDocument, path: Path, names: Names): TaskFailure {
  if (errCode === undefined) {
    if (message === undefined) names.wrong(path, 'write an errCode of the agent, a message, or both')
    if (args !== undefined) names.wrong([...path, 'args'], 'args fill the template of an errCode, and there is none')
    return { kind: 'plain', text: message ?? '' }
  }
  if (args !== undefined && message !== undefined) names.wrong([...path, 'args'], 'args fill the template of the errCode, and message stands in its place: say one of them')
  const known = names.errCode(errCode, [...path, 'errCode'])
  if (message === undefined) names.fill(known, args ?? [], args === undefined ? [...path, 'errCode'] : [...path, 'args'])
  return message === undefined ? { kind: 'coded', errCode: known, args: args ?? [] } : { kind: 'worded', errCode: known, text: message }
}

export function durationOf(text: string): Micros {
  return parseDuration(text)!
}

/** Null is without end. */
export function timesOf(times: number | 'always' | undefined, standard: number | null = null): number | null {
  return times === undefined ? standard : times === 'always' ? null : times
}

function lengthOf(takes: NonNullable<TaskRuleDocument['takes']>, path: Path, names: Names): NonNullable<TaskEffect['takes']> {
  const { least, most } = typeof takes === 'string' ? parseRange(takes)! : { least: durationOf(takes.from), most: durationOf(takes.to) }
  if (most < least) names.wrong(path, `a range goes from the shorter to the longer, not from ${(takes as { from: string }).from} to ${(takes as { to: string }).to}`)
  return least === most ? least : { least, most }
}
